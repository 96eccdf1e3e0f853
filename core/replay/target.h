// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/labels.h"
#include "core/replay/order.h"
#include "core/replay/sweep.h"

namespace runlog {

// What a number is to achieve. All that is set must hold.
struct Target {
    std::optional<std::size_t> approvalsADay; // at most so many requests on any day
    std::uint32_t zone = 0;                   // of Program::zones: whose days
    std::vector<LabelledStep> labels = {};    // what should be blocked does not run, and what should pass runs
    std::optional<Money> costOfARun = {};     // at most: the recorded costs of a run's steps that run; an unknown cost adds nothing
    std::optional<std::pair<Outcome, std::size_t>> steps = {}; // at most so many with this outcome
};

// How one replay does by a target.
struct TargetScore { // what the target does not ask for is not counted
    std::size_t mostApprovalsADay = 0;
    Money mostCostOfARun;
    std::vector<bool> violated; // by label
    bool meets = false;
};
TargetScore scoreOf(const Replay& replay, const ReplayOrder& order, const Target& target);

// The values of a number that meet a target, as far as a walk from the present value has seen.
struct TargetSet {
    // Closed. Without an end: everything on that side, for no outcome changes any more there.
    struct Interval {
        std::optional<Decimal> from;
        std::optional<Decimal> to;
        bool operator==(const Interval&) const = default;
    };

    std::vector<Interval> meeting; // ascending, not touching each other
    Interval known;                // the values that were looked at
    bool isExact = true;           // see FlipWalk
    // A step that should be blocked and one that should pass, at least one of which is wrong at every known value.
    std::optional<std::pair<LabelledStep, LabelledStep>> conflict;
    std::size_t unknownCosts = 0;  // model calls of the runs whose cost nobody knows, where the target asks for costs
};

// Walks over at most `most` changes of outcomes on each side of `from`. Days are those of the number's file. After a stop the answer is
// of what was seen until then, and not exact.
TargetSet valuesMeeting(Target target, const EnginePtr& engine, const RunsPtr& runs, const Answers& answers,
                        const Threshold& threshold, const Decimal& from, const Decimal& grain, std::size_t most,
                        const std::stop_token& stop = {});

} // namespace runlog
