// SPDX-License-Identifier: Apache-2.0
#include "core/replay/sweep.h"

#include "core/replay/order.h"

#include <algorithm>

namespace runlog {

namespace {

constexpr std::size_t MostTries = 200; // values looked at on each side before the search gives up

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
    FlipSearch(EnginePtr engine, RunsPtr runs, const Answers& answers, const Threshold& threshold, const Decimal& grain,
               std::stop_token stop)
        : m_engine(std::move(engine)), m_runs(std::move(runs)), m_answers(answers), m_threshold(threshold),
          m_grain(grain), m_stop(std::move(stop)), m_order(std::make_shared<const ReplayOrder>(*m_runs))
    {
    }

    NextFlips run(const Decimal& from)
    {
        const auto at = draft(from);
        if (!at)
            return {};
        const auto seen = observe(at, m_runs, m_answers, m_threshold, m_stop);
        m_base = replayed(at);
        std::vector<Decimal> values;
        for (const auto& value : seen.values)
            if (values.empty() || values.back() != value.value)
                values.push_back(value.value);
        const auto middle = std::lower_bound(values.begin(), values.end(), from);
        NextFlips flips;
        flips.above = search(std::vector<Decimal>(middle, values.end()), from, true);
        flips.below = search(std::vector<Decimal>(std::make_reverse_iterator(std::upper_bound(values.begin(), values.end(), from)), values.rend()), from, false);
        return flips;
    }

private:
    EnginePtr draft(const Decimal& value) const
    {
        return m_engine->withThreshold(m_threshold.condition, m_threshold.literal, value);
    }

    Replay replayed(EnginePtr engine) const
    {
        ReplayOptions options;
        options.stop = m_stop;
        options.order = m_order;
        return replay(std::move(engine), m_runs, m_answers, options);
    }

    // Past an observed value, on either side of it: one of the two has another comparison there.
    std::optional<Flip> search(const std::vector<Decimal>& values, const Decimal& from, bool up) const
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

    std::optional<Flip> at(const Decimal& value) const
    {
        const auto engine = draft(value);
        if (!engine)
            return std::nullopt;
        const auto other = replayed(engine);
        Flip flip{value, 0, 0};
        for (std::size_t step = 0; step < other.steps.size() && !other.stopped; ++step) {
            const auto& before = m_base.steps[step];
            const auto& after = other.steps[step];
            if (before.outcome == after.outcome && before.approval == after.approval)
                continue;
            if (flip.changed++ == 0)
                flip.step = step;
        }
        return flip.changed == 0 ? std::nullopt : std::optional(flip);
    }

    EnginePtr m_engine;
    RunsPtr m_runs;
    const Answers& m_answers;
    const Threshold& m_threshold;
    Decimal m_grain;
    std::stop_token m_stop;
    std::shared_ptr<const ReplayOrder> m_order;
    Replay m_base;
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
    ReplayOptions options;
    options.stop = stop;
    options.order = std::make_shared<const ReplayOrder>(*runs);
    for (const auto& value : values) {
        const auto draft = engine->withThreshold(threshold.condition, threshold.literal, value);
        if (!draft || stop.stop_requested())
            break;
        points.push_back({value, replay(draft, runs, answers, options).totals});
    }
    return points;
}

NextFlips nextFlips(EnginePtr engine, RunsPtr runs, const Answers& answers, const Threshold& threshold,
                    const Decimal& from, const Decimal& grain, std::stop_token stop)
{
    return FlipSearch(std::move(engine), std::move(runs), answers, threshold, grain, std::move(stop)).run(from);
}

} // namespace runlog
