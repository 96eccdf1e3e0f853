// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/target.h"

#include <QString>

namespace studio {

// What an author wants a number to achieve, as stated in the pane. A goal that says how many holds for that many and fewer.
struct Goal {
    enum class Kind : std::uint8_t {
        Steps,     // with the outcome that the policy asks for
        Approvals, // a day
        Cost,      // of a run, in dollars
        Passing,   // nothing is blocked that should pass
        Labels     // and all is blocked that should be
    };

    Kind kind = Kind::Steps;
    std::size_t most = 0; // Steps, Approvals
    runlog::Money cost;   // Cost
    bool operator==(const Goal&) const = default;

    bool isOfLabels() const { return kind == Kind::Passing || kind == Kind::Labels; }
};

// `asked` is what Kind::Steps counts. Without a label that Kind::Passing or Kind::Labels could hold for: nullopt.
std::optional<runlog::Target> targetOf(const Goal& goal, runlog::Outcome asked, const std::vector<runlog::LabelledStep>& labels);

// "73.84 to 77.88, or from 82.99", in the form of a literal; "no value" where none meets it. Says how far was looked.
QString meetingText(const runlog::TargetSet& set, const runlog::Literal& literal);

} // namespace studio
