// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/sweep.h"

#include <map>
#include <optional>
#include <vector>

namespace studio {

// Outcome counts at those values of a threshold that were replayed; exact there, and only there.
//
// Between two neighbours with different counts something flips. refinements() says which values to replay next so that the
// places where a goal starts or stops to hold become exact to the grain.
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
    // Closed; an open end means that it holds as far as was tried.
    struct Interval {
        std::optional<runlog::Decimal> from;
        std::optional<runlog::Decimal> to;
        bool operator==(const Interval&) const = default;
    };

    void clear() { m_totals.clear(); }
    bool isEmpty() const { return m_totals.empty(); }
    std::size_t size() const { return m_totals.size(); }
    void add(const std::vector<runlog::SweepPoint>& points);
    bool has(const runlog::Decimal& value) const { return m_totals.contains(value); }

    std::vector<Point> points(runlog::Outcome outcome) const;
    std::vector<Change> changes(runlog::Outcome outcome) const;

    // Where at most `most` steps have the outcome.
    std::vector<Interval> atMost(runlog::Outcome outcome, std::size_t most) const;
    // The middle, in whole grains, of every pair of neighbours between which atMost() changes; none when all are exact.
    std::vector<runlog::Decimal> refinements(runlog::Outcome outcome, std::size_t most, const runlog::Decimal& grain) const;

private:
    std::map<runlog::Decimal, runlog::Totals> m_totals;
};

// A double as the nearest whole number of grains; grain > 0.
runlog::Decimal wholeGrains(double value, const runlog::Decimal& grain);

} // namespace studio
