// SPDX-License-Identifier: Apache-2.0
#include "core/language/plainnanos.h"

namespace runlog {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// Up to nine digits from `at` on, which moves behind them.
std::int64_t digitsAt(std::string_view text, std::size_t& at, std::size_t& count)
{
    std::int64_t value = 0;
    for (count = 0; count < 9 && at < text.size() && isDigit(text[at]); ++count, ++at)
        value = value * 10 + (text[at] - '0');
    return value;
}

} // namespace

std::optional<std::int64_t> plainNanos(std::string_view text)
{
    constexpr std::int64_t powers[] = {1'000'000'000, 100'000'000, 10'000'000, 1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};
    const bool negative = text.starts_with('-');
    std::size_t at = negative ? 1 : 0;
    std::size_t count = 0;
    const auto first = at;
    auto nanos = digitsAt(text, at, count) * powers[0];
    if (count == 0 || (count > 1 && text[first] == '0'))
        return std::nullopt;
    if (at < text.size() && text[at] == '.') {
        ++at;
        const auto decimals = digitsAt(text, at, count);
        if (count == 0)
            return std::nullopt;
        nanos += decimals * powers[count];
    }
    if (at != text.size())
        return std::nullopt;
    return negative ? -nanos : nanos;
}

} // namespace runlog
