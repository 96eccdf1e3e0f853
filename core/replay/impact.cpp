// SPDX-License-Identifier: Apache-2.0
#include "core/replay/impact.h"

#include <algorithm>
#include <cassert>

namespace runlog {

namespace {

ChangedStep::Direction directionOf(const StepOutcome& before, const StepOutcome& after)
{
    if (before.outcome == Outcome::NotReached || after.outcome == Outcome::NotReached)
        return ChangedStep::Direction::Consequence;
    if (strictness(after) != strictness(before))
        return strictness(after) < strictness(before) ? ChangedStep::Direction::Loosened
                                                      : ChangedStep::Direction::Tightened;
    return ChangedStep::Direction::Note;
}

bool differ(const StepOutcome& a, const StepOutcome& b)
{
    if (a.outcome == Outcome::Undecided || b.outcome == Outcome::Undecided)
        return false; // a message, or a step without a recorded decision
    return a.outcome != b.outcome || (a.approval != b.approval && strictness(a) != strictness(b));
}

// Of an Impact or RunChanges; not for consequences.
template <typename Counts>
void count(Counts& counts, const StepOutcome& before, const StepOutcome& after, ChangedStep::Direction direction)
{
    counts.uncertain += after.stepClass != StepClass::Exact || before.stepClass != StepClass::Exact ? 1U : 0U;
    counts.loosened += direction == ChangedStep::Direction::Loosened ? 1U : 0U;
    counts.tightened += direction == ChangedStep::Direction::Tightened ? 1U : 0U;
    counts.notes += direction == ChangedStep::Direction::Note ? 1U : 0U;
}

} // namespace

std::string_view name(ChangedStep::Direction direction)
{
    switch (direction) {
    case ChangedStep::Direction::Loosened: return "loosened";
    case ChangedStep::Direction::Tightened: return "tightened";
    case ChangedStep::Direction::Note: return "note";
    case ChangedStep::Direction::Consequence: return "consequence";
    }
    return "";
}

int strictness(const StepOutcome& outcome)
{
    switch (outcome.outcome) {
    case Outcome::Undecided: case Outcome::NotReached: return -1;
    case Outcome::Allow: case Outcome::Log: return 0;
    case Outcome::Modify: return 1;
    case Outcome::RequireApproval: {
        const bool refused = outcome.approval == ApprovalState::Denied || outcome.approval == ApprovalState::Expired;
        return refused ? 3 : 2;
    }
    case Outcome::Deny: return 3;
    case Outcome::Terminate: return 4;
    }
    return 0;
}

RunChanges countRun(const Replay& before, const Replay& after, const Run& run)
{
    RunChanges counts;
    const auto* a = before.steps.data() + run.firstStep;
    const auto* b = after.steps.data() + run.firstStep;
    for (std::size_t step = 0; step < run.stepCount; ++step) {
        if (!differ(a[step], b[step]))
            continue;
        const auto direction = directionOf(a[step], b[step]);
        if (direction == ChangedStep::Direction::Consequence)
            ++counts.consequences;
        else
            count(counts, a[step], b[step], direction);
    }
    return counts;
}

void compareRun(Impact& impact, const Replay& before, const Replay& after, const Run& run)
{
    std::size_t cause = run.firstStep;
    bool any = false;
    for (std::size_t step = run.firstStep; step < run.firstStep + run.stepCount; ++step) {
        if (!differ(before.steps[step], after.steps[step]))
            continue;
        any = true;
        ChangedStep change{step, before.steps[step], after.steps[step], ChangedStep::Direction::Note, cause};
        change.direction = directionOf(change.before, change.after);
        if (change.direction == ChangedStep::Direction::Consequence) {
            impact.consequences.push_back(change);
            continue;
        }
        cause = step;
        change.cause = step;
        count(impact, change.before, change.after, change.direction);
        impact.changes.push_back(change);
    }
    impact.runs += any ? 1 : 0;
}

Impact compare(const Replay& before, const Replay& after)
{
    assert(before.runs == after.runs);
    Impact impact;
    for (const auto& run : after.runs->runs())
        compareRun(impact, before, after, run);
    sortByDirection(impact);
    return impact;
}

void sortByDirection(Impact& impact)
{
    std::stable_sort(impact.changes.begin(), impact.changes.end(), [](const ChangedStep& a, const ChangedStep& b) {
        return a.direction < b.direction;
    });
}

} // namespace runlog
