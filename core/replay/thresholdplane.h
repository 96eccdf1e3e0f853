// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/livereplay.h"

namespace runlog {

// What two numbers do together: one place of the plane that they span.
struct PlanePoint {
    Decimal x;
    Decimal y;
    ImpactCounts counts; // against the replay that the plane is compared with
    Totals totals;
};

// The plane of two numbers, one row after another: `y` stands still while a LiveReplay follows `x`. Each point is exact, that of a
// whole replay with both numbers; a row takes one preparation and as many moves as there are values. Used by one thread at a time.
class ThresholdPlane {
public:
    // `x` and `y` are two numbers of the engine. `baseline` is a replay of the same runs.
    ThresholdPlane(EnginePtr engine, RunsPtr runs, Answers answers, std::shared_ptr<const ReplayOrder> order, Threshold x, Threshold y,
                   ReplayPtr baseline);

    // The points at these values of x, in that order. Empty: y cannot be that value, or a stop was asked for; fewer: x cannot be the
    // rest, or a stop.
    std::vector<PlanePoint> row(const Decimal& y, const std::vector<Decimal>& xs, const std::stop_token& stop = {}) const;

private:
    EnginePtr m_engine;
    RunsPtr m_runs;
    Answers m_answers;
    std::shared_ptr<const ReplayOrder> m_order;
    Threshold m_x;
    Threshold m_y;
    ReplayPtr m_baseline;
};

} // namespace runlog
