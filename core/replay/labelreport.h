// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/labels.h"

#include <string>

namespace runlog {

// How two replays of the same runs do by the labels of people and by the attacks that the recording tells of.
struct LabelReport {
    struct Violation {
        std::size_t step = 0;
        Wanted wanted = Wanted::Block;
        std::string reason; // of the label
        bool isNew = false; // the baseline does as wanted
    };

    std::size_t shouldBlock = 0;          // labels found in the runs
    std::size_t shouldPass = 0;
    std::vector<StepKey> notFound;
    LabelScore before;
    LabelScore after;
    std::vector<Violation> violations;    // of the policy, in order of step
    AttackScore attacksBefore;
    AttackScore attacksAfter;

    bool hasLabels() const { return shouldBlock + shouldPass + notFound.size() != 0; }
};
LabelReport reportOf(const Labels& labels, const Replay& before, const Replay& after);

// For people: scores of baseline and policy, then at most `most` violations with their place. Empty where there is neither a
// label nor a recorded attack.
std::string labelText(const LabelReport& report, const Replay& after, std::size_t most);

// The same as GitHub-flavoured Markdown. Names and reasons stand in code spans.
std::string labelMarkdown(const LabelReport& report, const Replay& after, std::size_t most);

} // namespace runlog
