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

Decimal wholeGrains(double value, const Decimal& grain)
{
    const double count = std::clamp(std::round(value / grain.approximate()), -9e15, 9e15);
    return Decimal(static_cast<runlog::Int128>(static_cast<std::int64_t>(count)) * grain.coefficient(), grain.exponent());
}

} // namespace studio
