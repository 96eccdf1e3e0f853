// SPDX-License-Identifier: Apache-2.0
#include "core/replay/flipwalk.h"

#include "core/replay/order.h"

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

Decimal moved(const Decimal& value, const Decimal& grain, int steps)
{
    auto result = value;
    for (; steps > 0; --steps)
        result = result.plus(grain).value_or(result);
    for (; steps < 0; ++steps)
        result = result.minus(grain).value_or(result);
    return result;
}

bool contains(const Condition& condition, std::string_view id)
{
    if (condition.id == id)
        return true;
    const auto within = [id](const Condition& child) { return contains(child, id); };
    return std::any_of(condition.children.begin(), condition.children.end(), within)
           || std::any_of(condition.itemTests.begin(), condition.itemTests.end(), within)
           || (condition.window && condition.window->where && contains(*condition.window->where, id));
}

// Whether the condition with this id is asked of something else than the step: of an item of a list, or of the earlier steps that
// a history or a window looks at.
bool isAskedElsewhere(const Condition& condition, std::string_view id)
{
    if (condition.id != id && std::any_of(condition.itemTests.begin(), condition.itemTests.end(),
                                          [id](const Condition& child) { return contains(child, id); }))
        return true;
    const bool isHistory = condition.kind == Condition::Kind::After || condition.kind == Condition::Kind::NotAfter;
    if (isHistory && contains(condition, id) && condition.id != id)
        return true;
    if (condition.window && condition.window->where && contains(*condition.window->where, id))
        return true;
    return std::any_of(condition.children.begin(), condition.children.end(),
                       [id](const Condition& child) { return isAskedElsewhere(child, id); });
}

bool walksExactly(const PolicySet& set, std::string_view condition)
{
    for (const auto& file : set.files)
        for (const auto& policy : file->policies)
            if (policy.action == Action::Modify || isAskedElsewhere(policy.when, condition)
                || (policy.unless && isAskedElsewhere(*policy.unless, condition)))
                return false;
    return true;
}

// Whether an approver changed an action when the runs were recorded.
bool holdsEdits(const Runs& runs)
{
    return std::any_of(runs.decisions().begin(), runs.decisions().end(), [](const RecordedDecision& decision) {
        return decision.approval == RecordedDecision::Approval::Approved && decision.args.isThere();
    });
}

} // namespace

FlipWalk::FlipWalk(EnginePtr engine, RunsPtr runs, const Answers& answers, const Threshold& threshold, const Decimal& from,
                   const Decimal& grain, std::stop_token stop)
    : m_engine(std::move(engine)), m_runs(std::move(runs)), m_answers(answers), m_threshold(threshold), m_at(from),
      m_grain(grain), m_stop(std::move(stop)),
      m_live(m_engine, m_runs, answers, std::make_shared<const ReplayOrder>(*m_runs), threshold, m_stop)
{
    m_isReady = m_live.isComplete() && m_live.moveTo(m_at) && look();
    m_isExact = walksExactly(m_engine->policySet(), threshold.condition) && answers.given.empty() && !holdsEdits(*m_runs);
}

// Takes the present outcomes for those to differ from, and asks what is compared with them. False: stopped.
bool FlipWalk::look()
{
    m_live.compareWith(m_live.snapshot());
    const auto draft = m_engine->withThreshold(m_threshold.condition, m_threshold.literal, m_at);
    const auto seen = observe(draft, m_runs, m_answers, m_threshold, m_stop);
    m_compared.clear();
    for (const auto& each : seen.values)
        if (m_compared.empty() || m_compared.back() != each.value)
            m_compared.push_back(each.value);
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

// Past a compared value, on either side of it: one of the two has another comparison there.
std::optional<Flip> FlipWalk::search(bool up)
{
    const auto above = std::lower_bound(m_compared.begin(), m_compared.end(), m_at);
    const auto below = std::upper_bound(m_compared.begin(), m_compared.end(), m_at);
    std::vector<Decimal> ahead(above, m_compared.end());
    if (!up)
        ahead.assign(std::make_reverse_iterator(below), m_compared.rend());
    std::size_t tries = 0;
    for (const auto& value : ahead) {
        const auto near = onGrid(value, m_grain, up);
        for (const auto& candidate : {near, moved(near, m_grain, up ? 1 : -1)}) {
            m_gaveUp = m_stop.stop_requested() || tries == MostTries;
            if (m_gaveUp)
                return std::nullopt;
            if (up ? candidate <= m_at : candidate >= m_at)
                continue;
            ++tries;
            if (auto flip = flipAt(candidate))
                return flip;
        }
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
