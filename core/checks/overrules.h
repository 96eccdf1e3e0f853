// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/checks/truthset.h"
#include "core/engine/program.h"

namespace runlog::checks {

// The truths in which a policy counts as matched: an error counts for a guard, not where it permits, only observes, or
// says `on_error: skip`.
TruthSet countingTruths(const EnginePolicy& policy);

// Whether a step that both count at is never decided or changed by `weaker` (which has one of the truths `weakerTruth`
// there): section 3 of the language. Two approvals ask both their own approvers, a change is made before an approval,
// and each log marks the step, so none of them hides the other.
bool overrules(const Program& program, std::uint32_t stricter, std::uint32_t weaker, TruthSet weakerTruth);

// The same for `default: deny` of the file that governs the step.
bool defaultOverrules(const Program& program, std::uint32_t weaker, TruthSet weakerTruth);

} // namespace runlog::checks
