// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace runlog::bench {

// Writes native JSON Lines with `steps` steps of 600 bytes of text each, 20 to a run; the same bytes on any machine. False where the
// file cannot be written.
bool writeSteps(const std::string& path, std::uint64_t steps);

} // namespace runlog::bench
