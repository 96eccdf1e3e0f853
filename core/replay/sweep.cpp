// SPDX-License-Identifier: Apache-2.0
#include "core/replay/sweep.h"

#include "core/replay/livereplay.h"
#include "core/replay/order.h"

#include <algorithm>
#include <limits>

namespace runlog {

namespace {

constexpr std::size_t MostTries = 2000; // values looked at on each side before the search gives up

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
    for (const auto& child : condition.itemTests)
        addTests(places, child, policy);
    if (!condition.window)
        return;
    if (condition.window->where)
        addTests(places, *condition.window->where, policy);
    for (const auto& child : condition.window->tests)
        addTests(places, child, policy);
}

// The smallest multiple of `grain` that is not below `value`, and the greatest that is not above it.
Decimal onGrid(const Decimal& value, const Decimal& grain, bool up)
{
    const auto scale = std::min(value.exponent(), grain.exponent());
    Int128 v = value.coefficient();
    Int128 g = grain.coefficient();
    for (auto e = value.exponent(); e > scale; --e)
        v *= 10;
    for (auto e = grain.exponent(); e > scale; --e)
        g *= 10;
    Int128 steps = v / g;
    if (steps * g != v && (v > 0) == up)
        steps += up ? 1 : -1;
    return Decimal(steps * g, scale);
}

Decimal moved(const Decimal& value, const Decimal& grain, int steps)
{
    auto result = value;
    for (; steps > 0; --steps)
        result = result.plus(grain).value_or(result);
    for (; steps < 0; ++steps)
        result = result.minus(grain).value_or(result);
    return result;
}

class FlipSearch {
public:
    FlipSearch(EnginePtr engine, const RunsPtr& runs, const Answers& answers, const Threshold& threshold, const Decimal& grain,
               std::stop_token stop)
        : m_grain(grain), m_stop(std::move(stop)),
          m_live(std::move(engine), runs, answers, std::make_shared<const ReplayOrder>(*runs), threshold, m_stop)
    {
    }

    NextFlips run(const Observations& seen, const Decimal& from)
    {
        if (!m_live.isComplete() || !m_live.moveTo(from))
            return {};
        m_live.compareWith(m_live.snapshot());
        std::vector<Decimal> values;
        for (const auto& value : seen.values)
            if (values.empty() || values.back() != value.value)
                values.push_back(value.value);
        const auto above = std::lower_bound(values.begin(), values.end(), from);
        const auto below = std::make_reverse_iterator(std::upper_bound(values.begin(), values.end(), from));
        NextFlips flips;
        flips.above = search(std::vector<Decimal>(above, values.end()), from, true);
        flips.below = search(std::vector<Decimal>(below, values.rend()), from, false);
        return flips;
    }

private:
    // Past an observed value, on either side of it: one of the two has another comparison there.
    std::optional<Flip> search(const std::vector<Decimal>& values, const Decimal& from, bool up)
    {
        std::size_t tries = 0;
        std::optional<Decimal> last;
        for (const auto& value : values) {
            const auto near = onGrid(value, m_grain, up);
            for (const auto& candidate : {near, moved(near, m_grain, up ? 1 : -1)}) {
                const bool isBeyond = up ? candidate > from : candidate < from;
                if (!isBeyond || candidate == last || m_stop.stop_requested())
                    continue;
                last = candidate;
                if (auto flip = at(candidate))
                    return flip;
                if (++tries == MostTries)
                    return std::nullopt;
            }
        }
        return std::nullopt;
    }

    std::optional<Flip> at(const Decimal& value)
    {
        if (!m_live.moveTo(value) || m_live.counts().runs == 0)
            return std::nullopt;
        const auto impact = m_live.impact();
        Flip flip{value, impact.changes.size() + impact.consequences.size(), std::numeric_limits<std::size_t>::max()};
        for (const auto* list : {&impact.changes, &impact.consequences})
            for (const auto& change : *list)
                flip.step = std::min(flip.step, change.step);
        return flip;
    }

    Decimal m_grain;
    std::stop_token m_stop;
    LiveReplay m_live;
};

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
                              const std::vector<Decimal>& values, std::stop_token stop)
{
    std::vector<SweepPoint> points;
    LiveReplay live(std::move(engine), runs, answers, std::make_shared<const ReplayOrder>(*runs), threshold, stop);
    for (const auto& value : values) {
        if (stop.stop_requested() || !live.isComplete() || !live.moveTo(value))
            break;
        points.push_back({value, live.current().totals});
    }
    return points;
}

NextFlips nextFlips(EnginePtr engine, RunsPtr runs, const Answers& answers, const Threshold& threshold,
                    const Decimal& from, const Decimal& grain, std::stop_token stop)
{
    const auto draft = engine->withThreshold(threshold.condition, threshold.literal, from);
    if (!draft)
        return {};
    const auto seen = observe(draft, runs, answers, threshold, stop);
    return FlipSearch(std::move(engine), runs, answers, threshold, grain, std::move(stop)).run(seen, from);
}

} // namespace runlog
