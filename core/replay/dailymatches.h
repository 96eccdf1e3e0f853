// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/rates.h"

#include <map>
#include <string>

namespace runlog {

class ReplayOrder;

// The matches per day of one policy, for one replay after another of the same runs: what ratesOf() says of that policy, without
// reading the days again. The first question about a time zone takes about as long as ratesOf(), each later one a few milliseconds
// for a million steps. Used by one thread at a time.
class DailyMatches {
public:
    DailyMatches(RunsPtr runs, std::shared_ptr<const ReplayOrder> order);

    const RunsPtr& runs() const { return m_runs; }

    // `replay` is a whole one of runs(). nullopt: its engine has no such policy.
    std::optional<PolicyRates> of(const Replay& replay, std::string_view policy);

private:
    static constexpr std::uint32_t NoDay = 0xFFFFFFFFU; // a message

    struct Calendar {
        std::vector<std::uint32_t> dayOf; // by step: index of days, or NoDay
        std::vector<DayRate> days;        // in order, without counts of matches
    };

    const Calendar& calendarOf(const std::string& timezone);

    RunsPtr m_runs;
    std::shared_ptr<const ReplayOrder> m_order;
    std::map<std::string, Calendar> m_calendars;
};

} // namespace runlog
