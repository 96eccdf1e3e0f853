// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

namespace runlog {

// The steps of a replay, each counted once: by outcome where it is exact, not reached, or uncertain (after a divergence, not
// evaluable). Undecided steps are not counted.
struct Standing {
    std::array<std::size_t, OutcomeCount> exact{}; // by Outcome; of NotReached all steps, whatever their class
    std::size_t uncertain = 0;
    bool operator==(const Standing&) const = default;
};
Standing standingOf(const Replay& replay);

// A baseline: its undecided steps, which carry no recorded decision, count as in `now`.
Standing standingOf(const Replay& baseline, const Replay& now);

// Counts one step in, or out with -1.
void count(Standing& standing, const StepOutcome& step, int sign);

} // namespace runlog
