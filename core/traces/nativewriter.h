// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/runs.h"

#include <ostream>

namespace runlog {

// Native JSON Lines of runs: read back they give the same runs, whatever format they came from. What is not recorded is left out.
void appendRunLine(std::string& out, const Runs& runs, const Run& run);
void appendStepLine(std::string& out, const Runs& runs, const Run& run, std::size_t step);
void appendEndLine(std::string& out, const Run& run);

// A run with all of its steps.
void appendRun(std::string& out, const Runs& runs, const Run& run);

// All runs, one after the other, run by run; false where `out` failed.
bool writeNative(std::ostream& out, const Runs& runs);

} // namespace runlog
