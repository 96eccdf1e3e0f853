// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"
#include "core/engine/workspace.h"

namespace runlog {

class RunState;

// Marks the policies that can match a step of this kind, tool and service. Those that are one comparison of a counter (and of the tool)
// are found by the counter's value among their sorted limits and marked as known, where the counter is exactly known;
// all others are marked to be evaluated.
void markCandidates(const Program& program, const Request& request, const RunState& state, Marks& marks);

} // namespace runlog
