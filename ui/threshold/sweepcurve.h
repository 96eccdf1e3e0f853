// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/sweep.h"

#include <map>
#include <optional>
#include <vector>

namespace studio {

// Outcome counts at those values of a threshold that were replayed; exact there, and only there.
//
// Between two neighbours with different counts something flips.
class SweepCurve {
public:
    struct Point {
        runlog::Decimal value;
        std::size_t count = 0; // steps with the outcome
    };
    struct Change {
        runlog::Decimal from;  // the neighbours between which it lies
        runlog::Decimal to;
        std::int64_t steps = 0;      // more of them from `to` on
    };

    void clear() { m_totals.clear(); }
    bool isEmpty() const { return m_totals.empty(); }
    std::size_t size() const { return m_totals.size(); }
    void add(const std::vector<runlog::SweepPoint>& points);
    bool has(const runlog::Decimal& value) const { return m_totals.contains(value); }

    std::vector<Point> points(runlog::Outcome outcome) const;
    std::vector<Change> changes(runlog::Outcome outcome) const;

private:
    std::map<runlog::Decimal, runlog::Totals> m_totals;
};

// A double as the nearest whole number of grains; grain > 0.
runlog::Decimal wholeGrains(double value, const runlog::Decimal& grain);

} // namespace studio
