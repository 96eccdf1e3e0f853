// SPDX-License-Identifier: Apache-2.0
#include "core/language/decimal.h"

#include <algorithm>
#include <array>
#include <limits>

namespace runlog {

namespace {

constexpr int moneyScale = 9;
constexpr std::int64_t unitNanos = 1'000'000'000;

// `value / power` to the nearest whole number, ties to the even one.
Int128 divideHalfEven(Int128 value, Int128 power)
{
    const Int128 quotient = value / power;
    const Int128 twice = 2 * (value % power < 0 ? -(value % power) : value % power);
    const bool up = twice > power || (twice == power && quotient % 2 != 0);
    return up ? quotient + (value < 0 ? -1 : 1) : quotient;
}

struct Unit {
    std::string_view name;
    std::int64_t nanos;
};
constexpr std::array<Unit, 5> units{{
    {"ms", 1'000'000}, // before "m" and "s"
    {"s", 1'000'000'000},
    {"m", 60'000'000'000},
    {"h", 3'600'000'000'000},
    {"d", 86'400'000'000'000},
}};

std::optional<Duration> times(const Decimal& number, std::int64_t nanos)
{
    const auto billionths = number.scaled(9);
    if (!billionths)
        return std::nullopt;
    const Int128 product = Int128(*billionths) * nanos;
    if (product % unitNanos != 0)
        return std::nullopt;
    const Int128 value = product / unitNanos;
    if (value > std::numeric_limits<std::int64_t>::max() || value < std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    return Duration{static_cast<std::int64_t>(value)};
}

std::uint64_t magnitude(std::int64_t value)
{
    return value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
}

} // namespace

std::optional<Money> parseMoney(std::string_view text)
{
    constexpr std::string_view currency = " USD";
    std::string number(text);
    if (text.ends_with(currency)) {
        number.resize(number.size() - currency.size());
    } else if (const std::size_t at = number.find('$'); at != std::string::npos) {
        const bool afterSign = at == 1 && (number[0] == '-' || number[0] == '+');
        if ((at != 0 && !afterSign) || number.size() == at + 1 || number[at + 1] < '0' || number[at + 1] > '9')
            return std::nullopt;
        number.erase(at, 1);
    }
    const auto decimal = Decimal::parse(number);
    const auto nanos = decimal ? decimal->scaled(moneyScale) : std::nullopt;
    return nanos ? std::optional(Money{*nanos}) : std::nullopt;
}

std::optional<RecordedMoney> roundMoney(const Decimal& number)
{
    if (const auto nanos = number.scaled(moneyScale))
        return RecordedMoney{Money{*nanos}, false};
    const int shift = -(number.exponent() + moneyScale);
    if (shift <= 0)
        return std::nullopt;
    if (shift > 37) // less than a tenth of 10⁻⁹
        return RecordedMoney{Money{0}, true};
    Int128 power = 1;
    for (int i = 0; i < shift; ++i)
        power *= 10;
    const Int128 nanos = divideHalfEven(number.coefficient(), power);
    if (nanos > std::numeric_limits<std::int64_t>::max() || nanos < std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    return RecordedMoney{Money{static_cast<std::int64_t>(nanos)}, true};
}

std::string text(Money money)
{
    const std::uint64_t nanos = magnitude(money.nanos);
    std::string decimals = std::to_string(nanos % unitNanos + unitNanos).substr(1);
    decimals.resize(std::max<std::size_t>(2, decimals.find_last_not_of('0') + 1));
    std::string out = money.nanos < 0 ? "-" : "";
    out += std::to_string(nanos / unitNanos);
    out += '.';
    return out += decimals;
}

Decimal toDecimal(Money money) { return Decimal(money.nanos, -moneyScale); }

std::optional<Duration> parseDuration(std::string_view text)
{
    for (const Unit& unit : units) {
        if (!text.ends_with(unit.name))
            continue;
        const auto number = Decimal::parse(text.substr(0, text.size() - unit.name.size()));
        return number ? times(*number, unit.nanos) : std::nullopt;
    }
    return std::nullopt;
}

std::string text(Duration duration)
{
    std::uint64_t rest = magnitude(duration.nanos);
    const std::string sign = duration.nanos < 0 ? "-" : "";
    if (rest < static_cast<std::uint64_t>(unitNanos) && rest != 0)
        return sign + Decimal(static_cast<std::int64_t>(rest), -6).text() + "ms";
    std::string out = sign;
    for (std::size_t i = units.size(); i-- > 2;) {
        const auto nanos = static_cast<std::uint64_t>(units[i].nanos);
        if (rest >= nanos)
            out += std::to_string(rest / nanos) + std::string(units[i].name);
        rest %= nanos;
    }
    if (rest != 0 || out == sign)
        out += Decimal(static_cast<std::int64_t>(rest), -9).text() + 's';
    return out;
}

} // namespace runlog
