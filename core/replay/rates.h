// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

#include <optional>
#include <vector>

namespace runlog {

// How often one policy matched on one calendar day of its file's time zone. Observe-mode policies count alike.
struct DayRate {
    std::optional<std::int64_t> day; // counted from 1970-01-01; nullopt: steps without a time
    std::size_t steps = 0;           // decided steps of that day, of all kinds
    std::size_t matched = 0;         // of them, those that the policy matched
    std::size_t decided = 0;         // of them, those that it decided
    bool isJump = false;             // far more than on the days before: see ratesOf()
};

struct PolicyRates {
    std::uint32_t policy = 0;   // index into Engine::policies()
    std::vector<DayRate> days;  // in order, every day with a decided step; steps without a time last
};

// One entry per policy, in file order. A day is a jump when the share of its steps that match is more than three times that of
// all days before it together, the day has at least ten matches, and three days lie before it. The rule is our own: a ratio, and no
// control chart, since a chart's limits come from a spread that the first days of a corpus do not show yet.
std::vector<PolicyRates> ratesOf(const Replay& replay);

// Sets isJump of days in order, as said above.
void markJumps(std::vector<DayRate>& days);

// `2026-03-01` of a day counted from 1970-01-01.
std::string dateText(std::int64_t day);

} // namespace runlog
