// SPDX-License-Identifier: Apache-2.0
#include "core/replay/flipwalk.h"

#include "core/replay/order.h"
#include "core/replay/walkexactness.h"

#include <algorithm>
#include <limits>

namespace runlog {

namespace {

constexpr std::size_t MostTries = 2000; // values looked at before a search gives up

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

// The whole number of 10^-scale at or below a value; the ends of the range stand for what lies beyond them.
struct Floored {
    std::int64_t value = 0;
    bool isExact = true;
};
Floored floored(const Decimal& value, int scale)
{
    constexpr auto Most = std::numeric_limits<std::int64_t>::max() / 2;
    if (const auto whole = value.scaled(scale))
        return {std::clamp(*whole, -Most, Most), true};
    auto low = -Most;
    for (auto high = Most; high - low > 1;) { // value.scaled() says only what is whole
        const auto middle = low + (high - low) / 2;
        (Decimal(middle, -scale) <= value ? low : high) = middle;
    }
    return {low, false};
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

} // namespace

FlipWalk::FlipWalk(EnginePtr engine, RunsPtr runs, const Answers& answers, const Threshold& threshold, const Decimal& from,
                   const Decimal& grain, std::stop_token stop, std::shared_ptr<const ReplayOrder> order)
    : m_engine(std::move(engine)), m_runs(std::move(runs)), m_answers(answers), m_threshold(threshold), m_at(from),
      m_grain(grain), m_stop(std::move(stop)),
      m_order(order ? std::move(order) : std::make_shared<const ReplayOrder>(*m_runs)),
      m_live(m_engine, m_runs, answers, m_order, threshold, m_stop)
{
    m_isReady = m_live.isComplete() && m_live.moveTo(m_at) && look();
    m_isExact = walksExactly(m_engine->policySet(), *m_runs, answers, threshold.condition);
}

// Takes the present outcomes for those to differ from, and asks what is compared with them. False: stopped.
bool FlipWalk::look()
{
    m_live.compareWithPresent();
    if (auto known = m_live.compared()) {
        m_compared = std::move(*known);
        return !m_stop.stop_requested();
    }
    const auto draft = m_engine->withThreshold(m_threshold.condition, m_threshold.literal, m_at);
    const auto seen = observe(draft, m_runs, m_answers, m_threshold, m_stop, m_order);
    m_compared = {};
    for (const auto& each : seen.values)
        if (m_compared.values.empty() || m_compared.values.back() != each.value)
            m_compared.values.push_back(each.value);
    return !m_stop.stop_requested();
}

std::optional<Flip> FlipWalk::nearest(Side side)
{
    m_gaveUp = false;
    if (!m_isReady)
        return std::nullopt;
    const auto flip = search(side == Side::Above);
    m_live.moveTo(m_at);
    return flip;
}

std::optional<Flip> FlipWalk::next(Side side)
{
    const auto flip = nearest(side);
    if (!flip)
        return flip;
    m_at = flip->value;
    m_isReady = m_live.moveTo(m_at) && look();
    return flip;
}

// Compared values outwards from here; only as many as it takes are sorted.
std::optional<Flip> FlipWalk::search(bool up)
{
    m_tries = 0;
    auto numbers = m_compared.numbers;
    std::erase_if(numbers, [here = floored(m_at, m_compared.scale), up](auto number) {
        return up ? number < here.value + (here.isExact ? 0 : 1) : number > here.value;
    });
    const auto isFarther = [up](auto a, auto b) { return up ? a > b : a < b; };
    std::make_heap(numbers.begin(), numbers.end(), isFarther);
    while (!numbers.empty() && !m_gaveUp) {
        const auto number = numbers.front();
        if (auto flip = tryPast(Decimal(number, -m_compared.scale), up))
            return flip;
        while (!numbers.empty() && numbers.front() == number) {
            std::pop_heap(numbers.begin(), numbers.end(), isFarther);
            numbers.pop_back();
        }
    }
    const auto& values = m_compared.values;
    if (up)
        for (auto value = std::lower_bound(values.begin(), values.end(), m_at); value != values.end() && !m_gaveUp; ++value)
            if (auto flip = tryPast(*value, up))
                return flip;
    if (!up)
        for (auto value = std::upper_bound(values.begin(), values.end(), m_at); value != values.begin() && !m_gaveUp;)
            if (auto flip = tryPast(*--value, up))
                return flip;
    return std::nullopt;
}

// Past a compared value, on either side of it: one of the two has another comparison there.
std::optional<Flip> FlipWalk::tryPast(const Decimal& value, bool up)
{
    const auto near = onGrid(value, m_grain, up);
    for (const auto& candidate : {near, moved(near, m_grain, up ? 1 : -1)}) {
        m_gaveUp = m_stop.stop_requested() || m_tries == MostTries;
        if (m_gaveUp)
            return std::nullopt;
        if (up ? candidate <= m_at : candidate >= m_at)
            continue;
        ++m_tries;
        if (auto flip = flipAt(candidate))
            return flip;
    }
    return std::nullopt;
}

// What differs there from here; nullopt: nothing.
std::optional<Flip> FlipWalk::flipAt(const Decimal& value)
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

} // namespace runlog
