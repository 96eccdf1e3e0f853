// SPDX-License-Identifier: Apache-2.0
#include "core/replay/approvals/workinghours.h"

#include <algorithm>
#include <limits>

namespace runlog {

namespace {

constexpr std::int64_t NanosPerDay = 86'400'000'000'000;
constexpr std::int64_t FarAhead = 3653 * NanosPerDay;
constexpr std::int64_t LastDay = std::numeric_limits<std::int64_t>::max() - 3 * NanosPerDay;
constexpr std::int64_t FirstMonday = 4; // 1970-01-05, counted from 1970-01-01

} // namespace

std::int64_t WorkingHours::after(std::int64_t start, std::int64_t work, std::int64_t limit) const
{
    if (m_model.alwaysWorks())
        return Int128{start} + work >= limit ? limit : start + work;
    const auto last = Int128{start} + FarAhead;
    for (auto time = start; time < limit && time < last && time < LastDay; time = nextMidnight(time)) {
        const auto clock = m_zone.timeOfDay(time);
        if (clock >= m_model.dayEnds || !worksOn(time))
            continue;
        const auto begins = time + std::max<std::int64_t>(0, m_model.dayBegins - clock);
        const auto room = m_model.dayEnds - std::max(clock, m_model.dayBegins);
        if (work <= room)
            return std::min(begins + work, limit);
        work -= room;
    }
    return limit;
}

bool WorkingHours::worksOn(std::int64_t time) const
{
    const auto sinceMonday = (m_zone.day(time) - FirstMonday) % 7;
    return (m_model.days >> (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) & 1U) != 0;
}

// The first moment of the next calendar day. A day has 23 or 25 hours where the clock is changed, and may begin at one o'clock.
std::int64_t WorkingHours::nextMidnight(std::int64_t time) const
{
    const auto today = m_zone.day(time);
    const auto guess = time + NanosPerDay - m_zone.timeOfDay(time);
    const auto off = m_zone.timeOfDay(guess);
    if (m_zone.day(guess) == today)
        return guess + NanosPerDay - off;
    return m_zone.day(guess - off) == m_zone.day(guess) ? guess - off : guess;
}

} // namespace runlog
