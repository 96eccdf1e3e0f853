// SPDX-License-Identifier: Apache-2.0
#include "core/replay/dailymatches.h"

#include "core/engine/zone.h"
#include "core/replay/order.h"

#include <algorithm>

namespace runlog {

namespace {

std::optional<std::uint32_t> policyIndex(const Engine& engine, std::string_view id)
{
    const auto policies = engine.policies();
    const auto found = std::find_if(policies.begin(), policies.end(), [&](const EnginePolicy& p) { return p.policy->id == id; });
    if (found == policies.end())
        return std::nullopt;
    return static_cast<std::uint32_t>(found - policies.begin());
}

// By match set: whether the policy is in it.
std::vector<char> setsWith(const Replay& replay, std::uint32_t policy)
{
    std::vector<char> with;
    with.reserve(replay.matchSets.size());
    for (const auto& set : replay.matchSets) {
        const auto has = [policy](const auto& list) { return std::find(list.begin(), list.end(), policy) != list.end(); };
        with.push_back(has(set.matched) || has(set.observed) ? 1 : 0);
    }
    return with;
}

} // namespace

DailyMatches::DailyMatches(RunsPtr runs, std::shared_ptr<const ReplayOrder> order)
    : m_runs(std::move(runs)), m_order(std::move(order))
{
}

const DailyMatches::Calendar& DailyMatches::calendarOf(const std::string& timezone)
{
    auto [found, isNew] = m_calendars.try_emplace(timezone);
    auto& calendar = found->second;
    if (!isNew)
        return calendar;
    const Zone zone(timezone);
    std::map<std::int64_t, std::uint32_t> known; // day → its index before sorting
    std::vector<std::int64_t> dated(m_runs->stepCount(), NoTime);
    for (std::size_t step = 0; step < dated.size(); ++step)
        if (m_runs->kind()[step] != StepKind::Message && m_order->time(step) != NoTime)
            known.emplace(dated[step] = zone.day(m_order->time(step)), 0);
    for (auto& [day, index] : known) {
        index = static_cast<std::uint32_t>(calendar.days.size());
        calendar.days.push_back({day});
    }
    const auto undated = static_cast<std::uint32_t>(calendar.days.size());
    calendar.days.push_back({});
    calendar.dayOf.assign(dated.size(), NoDay);
    for (std::size_t step = 0; step < dated.size(); ++step) {
        if (m_runs->kind()[step] == StepKind::Message)
            continue;
        calendar.dayOf[step] = dated[step] == NoTime ? undated : known[dated[step]];
        ++calendar.days[calendar.dayOf[step]].steps;
    }
    if (calendar.days.back().steps == 0)
        calendar.days.pop_back();
    return calendar;
}

std::optional<PolicyRates> DailyMatches::of(const Replay& replay, std::string_view policy)
{
    const auto index = policyIndex(*replay.engine, policy);
    if (!index || replay.runs != m_runs || replay.steps.size() != m_runs->stepCount())
        return std::nullopt;
    const auto& calendar = calendarOf(replay.engine->policies()[*index].file->timezone);
    const auto with = setsWith(replay, *index);
    PolicyRates rates{*index, calendar.days};
    for (std::size_t step = 0; step < replay.steps.size(); ++step) {
        const auto& outcome = replay.steps[step];
        if (outcome.outcome == Outcome::Undecided)
            continue;
        auto& day = rates.days[calendar.dayOf[step]];
        day.matched += static_cast<std::size_t>(with[outcome.matches]);
        day.decided += outcome.policy == static_cast<std::int32_t>(*index) ? 1 : 0;
    }
    markJumps(rates.days);
    return rates;
}

} // namespace runlog
