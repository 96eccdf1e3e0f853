// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/sweepcurve.h"

#include <algorithm>
#include <cmath>

namespace studio {

using runlog::Decimal;
using runlog::Outcome;

void SweepCurve::add(const std::vector<runlog::SweepPoint>& points)
{
    for (const runlog::SweepPoint& point : points)
        m_totals.insert_or_assign(point.value, point.totals);
}

std::vector<SweepCurve::Point> SweepCurve::points(Outcome outcome) const
{
    std::vector<Point> points;
    points.reserve(m_totals.size());
    for (const auto& [value, totals] : m_totals)
        points.push_back({value, totals.outcomes[static_cast<std::size_t>(outcome)]});
    return points;
}

std::vector<SweepCurve::Change> SweepCurve::changes(Outcome outcome) const
{
    std::vector<Change> changes;
    const std::vector<Point> all = points(outcome);
    for (std::size_t n = 1; n < all.size(); ++n)
        if (all[n].count != all[n - 1].count)
            changes.push_back({all[n - 1].value, all[n].value,
                               static_cast<std::int64_t>(all[n].count) - static_cast<std::int64_t>(all[n - 1].count)});
    return changes;
}

std::vector<SweepCurve::Interval> SweepCurve::atMost(Outcome outcome, std::size_t most) const
{
    std::vector<Interval> intervals;
    const std::vector<Point> all = points(outcome);
    for (std::size_t n = 0; n < all.size(); ++n) {
        if (all[n].count > most)
            continue;
        const bool starts = n == 0 || all[n - 1].count > most;
        if (starts)
            intervals.push_back({n == 0 ? std::nullopt : std::optional(all[n].value), std::nullopt});
        if (n + 1 < all.size() && all[n + 1].count > most)
            intervals.back().to = all[n].value;
    }
    return intervals;
}

std::vector<Decimal> SweepCurve::refinements(Outcome outcome, std::size_t most, const Decimal& grain) const
{
    std::vector<Decimal> values;
    const std::vector<Point> all = points(outcome);
    for (std::size_t n = 1; n < all.size(); ++n) {
        if ((all[n].count > most) == (all[n - 1].count > most))
            continue;
        const Decimal middle = wholeGrains((all[n].value.approximate() + all[n - 1].value.approximate()) / 2, grain);
        if (all[n - 1].value < middle && middle < all[n].value)
            values.push_back(middle);
    }
    return values;
}

Decimal wholeGrains(double value, const Decimal& grain)
{
    const double count = std::clamp(std::round(value / grain.approximate()), -9e15, 9e15);
    return Decimal(static_cast<runlog::Int128>(static_cast<std::int64_t>(count)) * grain.coefficient(), grain.exponent());
}

} // namespace studio
