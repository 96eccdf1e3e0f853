// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

// Generated recordings of many runs, in each way that a format has to put several into one file.
namespace runlog::manyruns {

struct File {
    std::string name;
    std::string bytes;
};

constexpr std::size_t Runs = 9; // of each file

std::vector<File> files();
// Lines whose traces are interleaved, the last span of each first.
std::string otlpLines();
// Runs that start in one part and go on in another; steps without a service.
std::string nativeLines(int part);

} // namespace runlog::manyruns
