// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/read.h"

#include <string>

// What was read, as text that a test compares as a whole.
namespace runlog {

// All runs as native lines, exactly what a conversion writes.
std::string printed(const Runs& runs);
// One problem per line.
std::string printed(const std::vector<TraceProblem>& problems);
// Both for a trace in memory.
std::string runsOf(std::string_view name, std::string_view bytes);
std::string problemsOf(std::string_view name, std::string_view bytes);

} // namespace runlog
