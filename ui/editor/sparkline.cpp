// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/sparkline.h"

#include "core/language/edit.h"

#include <algorithm>

namespace studio {

namespace {

bool holds(runlog::Operator op, double value, const std::vector<runlog::Decimal>& literals)
{
    using runlog::Operator;
    const double first = literals.front().approximate();
    if (op == Operator::Gt || op == Operator::Gte)
        return value >= first;
    if (op == Operator::Lt || op == Operator::Lte)
        return value <= first;
    return op == Operator::Between && value >= first && value <= literals.back().approximate();
}

} // namespace

double Sparkline::place(double value) const
{
    return high > low ? std::clamp((value - low) / (high - low), 0.0, 1.0) : 0.5;
}

std::optional<Sparkline> sparkline(const runlog::Observations& observations, const runlog::Condition& condition,
                                   const std::vector<runlog::Decimal>& literals, std::size_t literal)
{
    const auto& values = observations.values; // sorted
    if (values.empty() || literal >= literals.size())
        return std::nullopt;
    Sparkline line;
    line.values = values.size();
    line.threshold = literals[literal].approximate();
    line.low = std::min(values.front().value.approximate(), line.threshold);
    line.high = std::max(values[(values.size() - 1) * 99 / 100].value.approximate(), line.threshold);
    for (const auto& value : values) {
        const double at = line.place(value.value.approximate()) * static_cast<double>(Sparkline::Bars);
        auto& bar = line.bars[std::min(static_cast<std::size_t>(at), Sparkline::Bars - 1)];
        line.highest = std::max(line.highest, ++bar.count);
    }
    const double width = (line.high - line.low) / static_cast<double>(Sparkline::Bars);
    for (std::size_t i = 0; i < Sparkline::Bars; ++i)
        line.bars[i].holds = holds(condition.op, line.low + (static_cast<double>(i) + 0.5) * width, literals);
    return line;
}

std::shared_ptr<const Sparkline> Sparklines::of(const runlog::ThresholdPlace& place, const ObservationsPtr& observations)
{
    std::vector<runlog::Decimal> literals;
    for (const auto& literal : place.condition->literals)
        literals.push_back(runlog::valueOf(literal));
    Kept& kept = m_kept[place.threshold];
    if (kept.observations == observations && kept.op == place.condition->op && kept.literals == literals)
        return kept.line;
    const auto line = sparkline(*observations, *place.condition, literals, place.threshold.literal);
    kept = {observations, place.condition->op, literals, line ? std::make_shared<const Sparkline>(*line) : nullptr};
    return kept.line;
}

} // namespace studio
