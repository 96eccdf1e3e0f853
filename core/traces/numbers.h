// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/value.h"
#include "core/traces/runs.h"

#include <optional>

// Numbers of recordings: exact where they fit, nullopt where they do not.
namespace runlog {

// A whole number; also one written as a text of digits, as 64-bit numbers are in some formats.
std::optional<std::int64_t> wholeNumber(Value value);

// A number of units as nanoseconds, rounded towards zero; `unit` is a power of ten: 9 for seconds, 6 for milliseconds.
std::optional<std::int64_t> nanosOf(Value value, int unit);

// A time given as a number since 1970 in units of 10^unit nanoseconds.
Time timeOf(Value value, int unit);

// A recorded cost; negative ones are none.
std::optional<RecordedMoney> costOf(Value value);

} // namespace runlog
