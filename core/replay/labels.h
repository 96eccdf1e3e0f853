// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

#include <map>

namespace runlog {

// What somebody says should happen to a recorded step.
enum class Wanted : std::uint8_t { Block, Pass };
std::string_view name(Wanted wanted); // "should_block", "should_pass"

// A step by what it was, so that a label survives other traces, other policies and another order of files. Where the step's own
// action is another now, the label does not hold for it any more.
struct StepKey {
    std::string run;
    std::int64_t seq = 0;
    std::string action; // recordedAction()
    auto operator<=>(const StepKey&) const = default;
};
StepKey stepKeyOf(const Runs& runs, std::size_t step);

struct Label {
    Wanted wanted = Wanted::Block;
    std::string reason;
    std::string by;
    Time at = NoTime;
    bool operator==(const Label&) const = default;
};
using Labels = std::map<StepKey, Label>;

// Labels that were found in a corpus.
struct LabelledStep {
    std::size_t step = 0;
    Wanted wanted = Wanted::Block;
    bool operator==(const LabelledStep&) const = default;
};
struct FoundLabels {
    std::vector<LabelledStep> steps; // in order of step
    std::vector<StepKey> notFound;   // no step of these runs is meant, or its action is another one
};
FoundLabels findLabels(const Runs& runs, const Labels& labels);

// A step that should be blocked and runs, or that should pass and does not run, whatever stopped it.
bool violates(Wanted wanted, const StepOutcome& outcome);

// How one replay does by the labels. A step that waits for its approvers does not run; `asked` counts those of `missed` that
// approvers let through, so that a policy which asks is told from one that is blind.
struct LabelScore {
    std::size_t caught = 0;      // should be blocked, and does not run
    std::size_t missed = 0;      // should be blocked, and runs
    std::size_t asked = 0;       // of the missed
    std::size_t passed = 0;      // should pass, and runs
    std::size_t falseAlarms = 0; // should pass, and does not run
    std::size_t uncertain = 0;   // of all, those whose outcome is not exact
    bool operator==(const LabelScore&) const = default;
};
LabelScore scoreOf(const Replay& replay, const std::vector<LabelledStep>& labels);

// How one replay does by the attacks that a recording tells of (Run::attack): a run counts as stopped where any of its steps
// does not run.
struct AttackScore {
    std::size_t succeeded = 0;     // attacks that reached their goal when they were recorded
    std::size_t caught = 0;        // of these runs, stopped
    std::size_t asked = 0;         // of those not stopped, with a step that approvers let through
    std::size_t clean = 0;         // runs without an attack
    std::size_t falseAlarms = 0;   // of these, stopped
    std::size_t failed = 0;        // attacks that failed by themselves: neither way a mark of the policy
    std::size_t missed() const { return succeeded - caught; }
    bool isKnown() const { return succeeded + clean + failed != 0; }
    bool operator==(const AttackScore&) const = default;
};
AttackScore attackScoreOf(const Replay& replay);

} // namespace runlog
