// SPDX-License-Identifier: Apache-2.0
#include "core/replay/thresholdplane.h"

#include "core/replay/order.h"

namespace runlog {

ThresholdPlane::ThresholdPlane(EnginePtr engine, RunsPtr runs, Answers answers, std::shared_ptr<const ReplayOrder> order, Threshold x,
                               Threshold y, ReplayPtr baseline)
    : m_engine(std::move(engine)), m_runs(std::move(runs)), m_answers(std::move(answers)), m_order(std::move(order)), m_x(std::move(x)),
      m_y(std::move(y)), m_baseline(std::move(baseline))
{
}

std::vector<PlanePoint> ThresholdPlane::row(const Decimal& y, const std::vector<Decimal>& xs, const std::stop_token& stop) const
{
    std::vector<PlanePoint> points;
    const auto engine = m_engine->withThreshold(m_y.condition, m_y.literal, y);
    if (!engine)
        return points;
    LiveReplay live(engine, m_runs, m_answers, m_order, m_x, stop);
    if (!live.isComplete())
        return points;
    live.compareWith(m_baseline);
    for (const auto& x : xs) {
        if (stop.stop_requested() || !live.moveTo(x))
            break;
        points.push_back({x, y, live.counts(), live.current().totals});
    }
    return points;
}

} // namespace runlog
