// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/evaluator.h"
#include "core/engine/state.h"

namespace runlog {

// Section 3 of the language: which of the matching policies decides.
void decide(const Program& program, const Request& request, const RunState& state, Decision& decision,
            std::pmr::memory_resource& scratch);

// Terminate, deny and require_approval policies once more, on an action that was changed: adds to `decision` what matches
// only now and keeps the stricter outcome.
void decideChanged(const Program& program, const Request& request, const RunState& state, Decision& decision);

} // namespace runlog
