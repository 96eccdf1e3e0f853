// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/replaysession.h"

#include <QString>
#include <vector>

namespace studio {

// The bars of the rates: one for each day, or for as many neighbouring days as it takes to stay within a number of bars.
struct DayBar {
    std::optional<std::int64_t> from; // days since 1970-01-01; nullopt: steps without a time
    std::optional<std::int64_t> to;   // the last one
    std::size_t steps = 0;            // decided steps, of all kinds
    std::size_t baseline = 0;         // matches
    std::size_t current = 0;
    bool isJump = false;              // of the current replay: some day of it is one, see runlog::ratesOf()

    QString dates() const;            // "2026-03-11", "2026-03-09 to 2026-03-11", "no time"
};

// In order of day, the steps without a time last and on their own; `most` > 0. Days of two calendars are joined by their date; where
// they differ in their steps, because the two files have different time zones, the current one's count.
std::vector<DayBar> dayBars(const RatePair& rates, std::size_t most);

// "46 of 1,204 steps (3.8 %), 12 more than the baseline, a jump".
QString barWords(const DayBar& bar);

// "451 matches in 2,431 steps, 30 more than the baseline; jump on 2026-03-11 with 46".
QString ratesWords(const std::vector<DayBar>& bars);

} // namespace studio
