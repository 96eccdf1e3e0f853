// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace runlog {

__extension__ typedef __int128 Int128;

// An exact decimal number, coefficient · 10^exponent, never a binary fraction.
//
// Holds up to 36 significant digits and exponents of ±9,999; parse() and the sums answer nullopt past that.
// The form is unique (no trailing zeros in the coefficient), so equal values have equal members.
class Decimal {
public:
    constexpr Decimal() = default;
    explicit Decimal(std::int64_t integer) : Decimal(integer, 0) {}
    Decimal(Int128 coefficient, int exponent);

    // The number grammar of JSON, with an optional `+` and leading zeros refused. The whole text must be a number.
    static std::optional<Decimal> parse(std::string_view text);

    Int128 coefficient() const { return static_cast<Int128>(m_high) << 64 | m_low; }
    int exponent() const { return m_exponent; }

    // The value in units of 10^-scale if it is a whole number of them that fits; rounds nothing.
    std::optional<std::int64_t> scaled(int scale) const;

    std::optional<Decimal> plus(const Decimal& other) const;
    std::optional<Decimal> minus(const Decimal& other) const;

    // For drawing and statistics only, never for a decision.
    double approximate() const;

    // Plain notation for exponents people read (`74.2`, `1000`, `0.000001`), else `1e+30`.
    std::string text() const;

    friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
    friend bool operator==(const Decimal&, const Decimal&) = default;

private:
    void setCoefficient(Int128 coefficient)
    {
        m_high = static_cast<std::int64_t>(coefficient >> 64);
        m_low = static_cast<std::uint64_t>(coefficient);
    }

    // The halves of the coefficient: an Int128 would be aligned to 16 bytes, and make this a third larger.
    std::int64_t m_high = 0;
    std::uint64_t m_low = 0;
    std::int32_t m_exponent = 0;
};
static_assert(sizeof(Decimal) == 24);

// An exact amount in 10⁻⁹ of the currency (US dollars).
struct Money {
    std::int64_t nanos = 0;
    auto operator<=>(const Money&) const = default;
};

// `1.00`, `$1.00` or `1.00 USD` with at most nine decimals; nullopt for anything else or past the range.
std::optional<Money> parseMoney(std::string_view text);

// A recorded cost: a plain number whose decimals past the ninth are rounded half to even.
struct RecordedMoney {
    Money money;
    bool rounded = false;
};
std::optional<RecordedMoney> roundMoney(const Decimal& number);

std::string text(Money money);            // "74.2", at least two decimals: "74.20", "0.0031"
Decimal toDecimal(Money money);

// Saturates, never wraps.
inline Money plusSaturating(Money a, Money b)
{
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.nanos, b.nanos, &sum))
        return Money{a.nanos < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max()};
    return Money{sum};
}

// A length of time in nanoseconds.
struct Duration {
    std::int64_t nanos = 0;
    auto operator<=>(const Duration&) const = default;
};

// `500ms 30s 15m 2h 7d`, a number (up to nine decimals) with one unit; nullopt for anything else.
std::optional<Duration> parseDuration(std::string_view text);
std::string text(Duration duration);      // "15m", "1h30m", "412ms"

} // namespace runlog
