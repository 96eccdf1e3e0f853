// SPDX-License-Identifier: Apache-2.0
#include "core/replay/standing.h"

namespace runlog {

void count(Standing& standing, const StepOutcome& step, int sign)
{
    if (step.outcome == Outcome::Undecided)
        return;
    const bool isPlain = step.outcome == Outcome::NotReached || step.stepClass == StepClass::Exact;
    auto& number = isPlain ? standing.exact[static_cast<std::size_t>(step.outcome)] : standing.uncertain;
    number = sign > 0 ? number + 1 : number - 1;
}

Standing standingOf(const Replay& replay) { return standingOf(replay, replay); }

Standing standingOf(const Replay& baseline, const Replay& now)
{
    Standing standing;
    for (std::size_t step = 0; step < baseline.steps.size(); ++step) {
        const bool isCompared = baseline.steps[step].outcome != Outcome::Undecided;
        count(standing, isCompared ? baseline.steps[step] : now.steps[step], 1);
    }
    return standing;
}

} // namespace runlog
