// SPDX-License-Identifier: Apache-2.0
#include "core/replay/rates.h"

#include "core/engine/program.h"
#include "core/replay/order.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>

namespace runlog {

namespace {

constexpr std::size_t DaysBeforeJump = 3;
constexpr std::size_t LeastMatches = 10;
constexpr std::size_t JumpFactor = 3;

// Days in order; what has no time comes last.
struct Later {
    bool operator()(const std::optional<std::int64_t>& a, const std::optional<std::int64_t>& b) const
    {
        return a && b ? *a < *b : a.has_value() && !b.has_value();
    }
};
using Days = std::map<std::optional<std::int64_t>, DayRate, Later>;

class RateCounter {
public:
    explicit RateCounter(const Replay& replay)
        : m_replay(replay), m_program(replay.engine->program()), m_days(m_program.policies.size()),
          m_all(m_program.zones.size())
    {
    }

    std::vector<PolicyRates> run()
    {
        const ReplayOrder order(*m_replay.runs);
        for (const auto step : order.steps())
            if (m_replay.steps[step].outcome != Outcome::Undecided)
                add(step, order.time(step));
        std::vector<PolicyRates> rates;
        for (std::uint32_t policy = 0; policy < m_days.size(); ++policy)
            rates.push_back(ratesOf(policy));
        return rates;
    }

private:
    void add(std::uint32_t step, Time time)
    {
        for (std::size_t zone = 0; zone < m_all.size(); ++zone)
            ++m_all[zone][dayOf(zone, time)];
        const auto& outcome = m_replay.steps[step];
        const auto& matches = m_replay.matches(step);
        for (const auto* list : {&matches.matched, &matches.observed})
            for (const auto policy : *list)
                ++m_days[policy][dayOf(zoneOf(policy), time)].matched;
        if (outcome.policy >= 0) {
            const auto policy = static_cast<std::uint32_t>(outcome.policy);
            ++m_days[policy][dayOf(zoneOf(policy), time)].decided;
        }
    }

    std::size_t zoneOf(std::uint32_t policy) const { return m_program.fileZone[m_program.policies[policy].file]; }

    std::optional<std::int64_t> dayOf(std::size_t zone, Time time) const
    {
        return time == NoTime ? std::nullopt : std::optional(m_program.zones[zone]->day(time));
    }

    PolicyRates ratesOf(std::uint32_t policy)
    {
        PolicyRates rates{policy, {}};
        for (const auto& [day, count] : m_all[zoneOf(policy)]) {
            auto rate = m_days[policy][day];
            rate.day = day;
            rate.steps = count;
            rates.days.push_back(rate);
        }
        markJumps(rates.days);
        return rates;
    }

    const Replay& m_replay;
    const Program& m_program;
    std::vector<Days> m_days;                                                     // by policy
    std::vector<std::map<std::optional<std::int64_t>, std::size_t, Later>> m_all; // by zone: decided steps
};

} // namespace

std::vector<PolicyRates> ratesOf(const Replay& replay) { return RateCounter(replay).run(); }

void markJumps(std::vector<DayRate>& days)
{
    std::size_t steps = 0;
    std::size_t matched = 0;
    for (std::size_t n = 0; n < days.size(); ++n) {
        auto& rate = days[n];
        rate.isJump = rate.day && n >= DaysBeforeJump && rate.matched >= LeastMatches
                      && rate.matched * steps > JumpFactor * matched * rate.steps;
        steps += rate.steps;
        matched += rate.matched;
    }
}

std::string dateText(std::int64_t day)
{
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

} // namespace runlog
