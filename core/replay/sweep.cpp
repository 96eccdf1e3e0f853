// SPDX-License-Identifier: Apache-2.0
#include "core/replay/sweep.h"

#include "core/replay/flipwalk.h"
#include "core/replay/livereplay.h"
#include "core/replay/order.h"

#include <algorithm>

namespace runlog {

namespace {

bool isNumber(const Literal& literal)
{
    return literal.type == Literal::Type::Number || literal.type == Literal::Type::Money
        || literal.type == Literal::Type::Duration || literal.type == Literal::Type::TimeOfDay;
}

void addTests(std::vector<ThresholdPlace>& places, const Condition& condition, const std::string& policy)
{
    if (condition.kind == Condition::Kind::Test)
        for (std::size_t literal = 0; literal < condition.literals.size(); ++literal)
            if (isNumber(condition.literals[literal]))
                places.push_back({{condition.id, literal}, policy, &condition, &condition.literals[literal]});
    for (const auto& child : condition.children)
        addTests(places, child, policy);
    for (const auto& child : condition.itemTests())
        addTests(places, child, policy);
    if (!condition.window())
        return;
    if (condition.window()->where)
        addTests(places, *condition.window()->where, policy);
    for (const auto& child : condition.window()->tests)
        addTests(places, child, policy);
}

} // namespace

std::vector<ThresholdPlace> thresholds(const PolicyFile& file)
{
    std::vector<ThresholdPlace> places;
    for (const auto& policy : file.policies) {
        addTests(places, policy.when, policy.id);
        if (policy.unless)
            addTests(places, *policy.unless, policy.id);
    }
    std::stable_sort(places.begin(), places.end(), [](const ThresholdPlace& a, const ThresholdPlace& b) {
        return a.value->span.begin < b.value->span.begin;
    });
    return places;
}

std::vector<SweepPoint> sweep(EnginePtr engine, RunsPtr runs, const Answers& answers, const Threshold& threshold,
                              const std::vector<Decimal>& values, std::stop_token stop,
                              std::shared_ptr<const ReplayOrder> order)
{
    std::vector<SweepPoint> points;
    if (!order)
        order = std::make_shared<const ReplayOrder>(*runs);
    LiveReplay live(std::move(engine), runs, answers, std::move(order), threshold, stop);
    for (const auto& value : values) {
        if (stop.stop_requested() || !live.isComplete() || !live.moveTo(value))
            break;
        points.push_back({value, live.current().totals});
    }
    return points;
}

NextFlips nextFlips(EnginePtr engine, RunsPtr runs, const Answers& answers, const Threshold& threshold,
                    const Decimal& from, const Decimal& grain, std::stop_token stop, std::shared_ptr<const ReplayOrder> order)
{
    FlipWalk walk(std::move(engine), std::move(runs), answers, threshold, from, grain, std::move(stop), std::move(order));
    NextFlips flips;
    flips.below = walk.nearest(FlipWalk::Side::Below);
    flips.above = walk.nearest(FlipWalk::Side::Above);
    return flips;
}

} // namespace runlog
