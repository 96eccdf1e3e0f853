// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/target.h"
#include "ui/session/replaysession.h"
#include "ui/threshold/chart.h"
#include "ui/threshold/gesture.h"
#include "ui/threshold/sweepcurve.h"

#include <optional>

namespace studio {

// What a chart is made of.
struct ChartParts {
    const ThresholdTarget* target = nullptr;
    runlog::Decimal value;                   // in the text, or under the hand
    std::optional<runlog::Decimal> saved;    // the baseline's, where it has this number
    const std::vector<ThresholdTarget>* others = nullptr; // further numbers that the field is compared with
    runlog::Outcome asked = runlog::Outcome::Deny;
    const Histogram* histogram = nullptr;
    const SweepCurve* curve = nullptr;
    const ReplayResult* result = nullptr;    // may be null
    const runlog::TargetSet* meeting = nullptr; // the values that meet the goal, where one is stated
    std::optional<std::size_t> most;         // a goal of so many steps
    std::vector<Chart::Label> labels = {};
    std::optional<Chart::Line> pointed = {};
    bool held = false;
    bool logarithmicCounts = false;
    bool isCumulative = false;
    Axis axis;                               // with pixels
};

Chart buildChart(const ChartParts& parts);

// Round values in the form of a literal, at most so many.
std::vector<Chart::Line> axisLabels(const Axis& axis, const runlog::Literal& literal, int most);

// The range that shows what matters: the swept interval with 70 % of it more on the dense side and 15 % on the other; without a
// difference, nearly all values.
Axis fittingAxis(const Histogram& histogram, double value, std::optional<double> saved, double grain, bool logarithmic);

// Whether a logarithmic axis helps: positive values over more than two and a half powers of ten, most of them at the low end.
bool logarithmHelps(const Histogram& histogram);

// The values to replay for the curve: every value at which the condition itself can flip where they are few, else even steps over the axis;
// whole grains, at most about `budget`, the pinned ones always.
std::vector<runlog::Decimal> valuesToSweep(const runlog::Observations& observations, const Axis& axis,
                                           const runlog::Decimal& grain, std::size_t budget,
                                           const std::vector<runlog::Decimal>& pinned);

} // namespace studio
