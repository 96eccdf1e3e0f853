// SPDX-License-Identifier: Apache-2.0
#include "core/traces/numbers.h"

#include "core/traces/read.h"

#include <charconv>

namespace runlog {

namespace {

bool isWholeText(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

std::optional<std::int64_t> wholeNumber(Value value)
{
    const auto text = value.text();
    std::int64_t number = 0;
    const auto end = text.data() + text.size();
    if (const auto read = std::from_chars(text.data(), end, number); read.ec == std::errc() && read.ptr == end)
        return number;
    const auto decimal = value.number();
    return decimal ? decimal->scaled(0) : std::nullopt;
}

std::optional<std::int64_t> nanosOf(Value value, int unit)
{
    if (value.kind() != Value::Kind::Number)
        return std::nullopt;
    const auto decimal = Decimal::parse(value.text());
    if (!decimal)
        return std::nullopt;
    Int128 nanos = decimal->coefficient();
    int exponent = decimal->exponent() + unit;
    for (; exponent < 0 && nanos != 0; ++exponent)
        nanos /= 10;
    constexpr Int128 limit = std::numeric_limits<std::int64_t>::max();
    for (; exponent > 0 && nanos != 0; --exponent) {
        if (nanos > limit / 10 || nanos < -limit / 10)
            return std::nullopt;
        nanos *= 10;
    }
    if (nanos > limit || nanos < -limit)
        return std::nullopt;
    return static_cast<std::int64_t>(nanos);
}

Time timeOf(Value value, int unit)
{
    if (value.kind() == Value::Kind::Text && isWholeText(value.text()))
        value = Value::number(value.text());
    const auto nanos = nanosOf(value, unit);
    return nanos && *nanos > 0 && isTime(*nanos) ? *nanos : NoTime;
}

std::optional<RecordedMoney> costOf(Value value)
{
    const auto number = value.number();
    if (!number || number->coefficient() < 0)
        return std::nullopt;
    return roundMoney(*number);
}

} // namespace runlog
