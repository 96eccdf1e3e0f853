// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/report.h"
#include "core/language/yaml.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Money, durations and times of day as authors write them, and what is wrong with those that cannot be read.
namespace runlog {

enum class MoneyProblem : std::uint8_t { Form, Currency, Decimals, Range };

// Why parseMoney() refuses a text.
MoneyProblem moneyProblem(std::string_view text);

// `$5` where a text such as `US$5`, `USD 5` or `$1,000` says dollars in a way that parseMoney() refuses; nullopt for anything else.
std::optional<std::string> dollarsMeant(std::string_view text);

// A number with a currency sign or code.
bool looksLikeMoney(std::string_view text);

// Reports a scalar that parseDuration() refuses, with the unit that may be meant.
void reportBadDuration(Report& report, const Node& node);

// `22:00` or `22:00:30` as nanoseconds since midnight.
std::optional<std::int64_t> parseTimeOfDay(std::string_view text);

// An RFC 3339 time such as `2026-03-01T10:00:00Z` that exists in the calendar, as nanoseconds since 1970 UTC. A zone must be written.
std::optional<std::int64_t> parseTimestamp(std::string_view text);

} // namespace runlog
