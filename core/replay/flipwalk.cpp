// SPDX-License-Identifier: Apache-2.0
#include "core/replay/flipwalk.h"

#include "core/replay/order.h"
#include "core/replay/walkexactness.h"

#include <algorithm>

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

// Takes the present outcomes for those to differ from. False: stopped.
bool FlipWalk::look()
{
    m_live.compareWithPresent();
    m_observed.reset();
    return !m_stop.stop_requested();
}

// The live replay is at m_at.
std::vector<Decimal> FlipWalk::compared(const live::Outwards& search)
{
    if (auto known = m_live.compared(search))
        return std::move(*known);
    const auto& all = observed();
    const bool isPast = search.up != search.orHere;
    const auto border = isPast ? std::upper_bound(all.begin(), all.end(), search.from)
                               : std::lower_bound(all.begin(), all.end(), search.from);
    const auto count = std::min<std::size_t>(search.most, static_cast<std::size_t>(search.up ? all.end() - border : border - all.begin()));
    std::vector<Decimal> values;
    if (search.up)
        std::copy_n(border, count, std::back_inserter(values));
    else
        std::copy_n(std::reverse_iterator(border), count, std::back_inserter(values));
    return values;
}

const std::vector<Decimal>& FlipWalk::observed()
{
    if (m_observed)
        return *m_observed;
    const auto draft = m_engine->withThreshold(m_threshold.condition, m_threshold.literal, m_at);
    const auto seen = observe(draft, m_runs, m_answers, m_threshold, m_stop, m_order);
    m_observed.emplace();
    for (const auto& each : seen.values)
        if (m_observed->empty() || m_observed->back() != each.value)
            m_observed->push_back(each.value);
    return *m_observed;
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

// The live replay stands where the search ended.
std::optional<Flip> FlipWalk::next(Side side)
{
    m_gaveUp = false;
    if (!m_isReady)
        return std::nullopt;
    const auto flip = search(side == Side::Above);
    if (flip) {
        m_at = flip->value;
        m_isReady = look();
    } else {
        m_live.moveTo(m_at);
    }
    return flip;
}

// Compared values outwards from here, few at a time: mostly the first one is a flip.
std::optional<Flip> FlipWalk::search(bool up)
{
    constexpr std::size_t AtOnce = 16;
    m_tries = 0;
    live::Outwards outwards{m_at, up, true, AtOnce};
    for (;;) {
        const auto values = compared(outwards);
        for (const auto& value : values) {
            if (auto flip = tryPast(value, up))
                return flip;
            if (m_gaveUp)
                return std::nullopt;
        }
        if (values.size() < AtOnce)
            return std::nullopt;
        m_live.moveTo(m_at);
        outwards.from = values.back();
        outwards.orHere = false;
    }
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
    const auto& counts = m_live.counts();
    const auto changed = counts.loosened + counts.tightened + counts.notes + counts.consequences;
    return Flip{value, changed, m_live.firstChanged().value_or(0)};
}

} // namespace runlog
