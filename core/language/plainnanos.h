// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace runlog {

// A number as most are written, at most nine digits before and after the point, in 10⁻⁹. nullopt: it may be one all the same, which
// Decimal::parse() tells.
std::optional<std::int64_t> plainNanos(std::string_view text);

} // namespace runlog
