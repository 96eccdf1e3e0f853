// SPDX-License-Identifier: Apache-2.0
#include "core/replay/difference.h"

#include "core/language/diagnostic.h"
#include "core/replay/stepwords.h"
#include "core/replay/summary.h"

#include <algorithm>

namespace runlog {

namespace {

bool isDenied(const StepOutcome& outcome) { return strictness(outcome) >= 3; }

std::string policyOf(const ChangedStep& change, const Replay& before, const Replay& after)
{
    const auto now = deciderId(after, change.after);
    return std::string(now.empty() ? deciderId(before, change.before) : now);
}

void count(Difference::Counts& counts, ChangedStep::Direction direction)
{
    switch (direction) {
    case ChangedStep::Direction::Loosened: ++counts.loosened; return;
    case ChangedStep::Direction::Tightened: ++counts.tightened; return;
    case ChangedStep::Direction::Note: ++counts.notes; return;
    case ChangedStep::Direction::Consequence: return;
    }
}

std::vector<const ChangedStep*> firstOf(const Impact& impact, ChangedStep::Direction direction, std::size_t most)
{
    std::vector<const ChangedStep*> first;
    for (const auto& change : impact.changes)
        if (change.direction == direction && first.size() < most)
            first.push_back(&change);
    return first;
}

} // namespace

Difference differenceOf(const Impact& impact, const Replay& before, const Replay& after)
{
    Difference difference;
    for (const auto& change : impact.changes) {
        difference.newlyDenied += isDenied(change.after) && !isDenied(change.before) ? 1 : 0;
        difference.newlyAllowed += change.after.ran() && isDenied(change.before) ? 1 : 0;
        difference.newlyApproval +=
            change.after.outcome == Outcome::RequireApproval && change.before.outcome != Outcome::RequireApproval ? 1
                                                                                                                  : 0;
        count(difference.byPolicy[policyOf(change, before, after)], change.direction);
        count(difference.byTool[std::string(subjectOf(*after.runs, change.step))], change.direction);
    }
    return difference;
}

std::string differenceText(const Difference& difference, const Impact& impact, const Replay& before,
                           const Replay& after, std::size_t most)
{
    std::string text = plural(impact.changes.size(), "step", "steps") + " of " + std::to_string(after.totals.steps)
                       + " in " + plural(impact.runs, "run", "runs") + " differ: " + std::to_string(impact.loosened)
                       + " looser, " + std::to_string(impact.tightened) + " stricter, " + std::to_string(impact.notes)
                       + " noted; " + plural(impact.consequences.size(), "consequence", "consequences") + ", "
                       + std::to_string(impact.uncertain) + " uncertain\nnewly denied "
                       + std::to_string(difference.newlyDenied) + ", newly allowed "
                       + std::to_string(difference.newlyAllowed) + ", newly asking for approval "
                       + std::to_string(difference.newlyApproval) + "\n";
    for (const auto direction :
         {ChangedStep::Direction::Loosened, ChangedStep::Direction::Tightened, ChangedStep::Direction::Note}) {
        const auto first = firstOf(impact, direction, most);
        if (!first.empty())
            text += "\n" + std::string(name(direction)) + ":\n";
        for (const auto* change : first)
            text += "  " + placeOf(after, change->step) + "  " + printable(subjectOf(*after.runs, change->step), 60)
                    + "  " + words(change->before) + " -> " + words(change->after) + "  "
                    + printable(policyOf(*change, before, after), 128)
                    + (change->after.stepClass == StepClass::Exact
                           ? ""
                           : "  (" + std::string(name(change->after.stepClass)) + ")")
                    + "\n";
    }
    return text;
}

std::string differenceMarkdown(const Difference& difference, const Impact& impact, const Replay& before,
                               const Replay& after, std::size_t most)
{
    std::string text =
        "### What this policy changes\n\n" + plural(impact.changes.size(), "step", "steps") + " of "
        + std::to_string(after.totals.steps) + " recorded steps differ, in " + plural(impact.runs, "run", "runs")
        + ".\n\n| | steps |\n|---|---:|\n| looser | " + std::to_string(impact.loosened) + " |\n| stricter | "
        + std::to_string(impact.tightened) + " |\n| newly denied | " + std::to_string(difference.newlyDenied)
        + " |\n| newly allowed | " + std::to_string(difference.newlyAllowed) + " |\n| newly asking for approval | "
        + std::to_string(difference.newlyApproval) + " |\n| uncertain | " + std::to_string(impact.uncertain) + " |\n";
    if (!difference.byPolicy.empty())
        text += "\n| policy | looser | stricter |\n|---|---:|---:|\n";
    for (const auto& [policy, counts] : difference.byPolicy)
        text += "| " + code(policy) + " | " + std::to_string(counts.loosened) + " | " + std::to_string(counts.tightened)
                + " |\n";
    for (const auto direction : {ChangedStep::Direction::Loosened, ChangedStep::Direction::Tightened}) {
        const auto first = firstOf(impact, direction, most);
        if (!first.empty())
            text +=
                "\n| " + std::string(name(direction)) + " step | | before | after | policy |\n|---|---|---|---|---|\n";
        for (const auto* change : first)
            text += "| " + code(placeOf(after, change->step)) + " | " + code(subjectOf(*after.runs, change->step))
                    + " | " + words(change->before) + " | " + words(change->after) + " | "
                    + code(policyOf(*change, before, after)) + " |\n";
    }
    return text;
}

} // namespace runlog
