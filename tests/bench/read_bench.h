// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <ostream>
#include <string>

// How fast and how small native JSON Lines are read.
namespace runlog::bench {

// Writes `steps` steps of 600 bytes of text each, 20 to a run; the same bytes on any machine. False where the file cannot be written.
bool writeSteps(const std::string& path, std::uint64_t steps);

// Reads a file into the store with `threads` threads, then lets the JSON library alone load and parse the same file; prints one JSON line
// with the rates in MB (10⁶ bytes) per second of CPU time (that of the library also without the loading), and the most memory that
// the process had while reading. 0 where the bars hold, else 1.
int readSteps(const std::string& path, unsigned threads, std::ostream& out);

} // namespace runlog::bench
