// SPDX-License-Identifier: Apache-2.0
#include "core/language/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace runlog {

namespace {

constexpr int maxDigits = 36;
constexpr int maxExponent = 9999;

constexpr auto powers = [] {
    std::array<Int128, maxDigits + 2> all{1};
    for (std::size_t i = 1; i < all.size(); ++i)
        all[i] = all[i - 1] * 10;
    return all;
}();

constexpr Int128 powerOfTen(int exponent) { return powers[static_cast<std::size_t>(exponent)]; }

constexpr Int128 limit = powerOfTen(maxDigits); // coefficients stay below

Int128 magnitude(Int128 value) { return value < 0 ? -value : value; }

int countDigits(Int128 value)
{
    const auto* above = std::ranges::upper_bound(powers, magnitude(value));
    return static_cast<int>(above - powers.begin());
}

std::string digitsOf(Int128 value)
{
    std::string digits;
    for (Int128 rest = magnitude(value); rest != 0; rest /= 10)
        digits += static_cast<char>('0' + static_cast<int>(rest % 10));
    std::ranges::reverse(digits);
    return digits.empty() ? "0" : digits;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t digitRun(std::string_view text)
{
    const auto end = std::ranges::find_if_not(text, isDigit);
    return static_cast<std::size_t>(end - text.begin());
}

std::string_view take(std::string_view& text, std::size_t length)
{
    const std::string_view taken = text.substr(0, length);
    text.remove_prefix(length);
    return taken;
}

// The exponent after `e`, sign included; huge ones are cut off far outside the range of a Decimal.
std::optional<long> parseExponent(std::string_view text)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    if (text.empty() || digitRun(text) != text.size())
        return std::nullopt;
    text.remove_prefix(std::min(text.find_first_not_of('0'), text.size() - 1));
    long value = 1'000'000'000;
    if (text.size() < 10)
        std::from_chars(text.data(), text.data() + text.size(), value);
    return negative ? -value : value;
}

// The digits of a number from the first to the last that is not 0, gathered from left to right.
class Significant {
public:
    void add(std::string_view digits)
    {
        for (const char digit : digits) {
            if (digit == '0') {
                m_zeros += isZero() ? 0 : 1;
                continue;
            }
            if (m_count + m_zeros + 1 <= maxDigits)
                m_value = m_value * powers[static_cast<std::size_t>(m_zeros + 1)] + (digit - '0');
            m_count += m_zeros + 1;
            m_zeros = 0;
        }
    }

    bool isZero() const { return m_count == 0; }
    bool isTooLong() const { return m_count > maxDigits; }
    long trailingZeros() const { return m_zeros; }
    Int128 value() const { return m_value; }

private:
    Int128 m_value = 0;
    long m_count = 0; // up to the last digit that is not 0
    long m_zeros = 0; // after it
};

} // namespace

Decimal::Decimal(Int128 coefficient, int exponent)
    : m_exponent(coefficient == 0 ? 0 : exponent)
{
    if (coefficient >= INT64_MIN && coefficient <= INT64_MAX) { // one machine word divides far faster than two
        auto small = static_cast<std::int64_t>(coefficient);
        for (; small != 0 && small % 10 == 0; ++m_exponent)
            small /= 10;
        setCoefficient(small);
        return;
    }
    for (; coefficient % 10 == 0; ++m_exponent)
        coefficient /= 10;
    setCoefficient(coefficient);
}

std::optional<Decimal> Decimal::parse(std::string_view text)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    const std::string_view whole = take(text, digitRun(text));
    if (whole.empty() || (whole.size() > 1 && whole[0] == '0'))
        return std::nullopt;
    std::string_view decimals;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        decimals = take(text, digitRun(text));
        if (decimals.empty())
            return std::nullopt;
    }
    long exponent = -static_cast<long>(decimals.size());
    if (text.starts_with('e') || text.starts_with('E')) {
        const auto written = parseExponent(text.substr(1));
        if (!written)
            return std::nullopt;
        exponent += *written;
    } else if (!text.empty()) {
        return std::nullopt;
    }
    Significant digits;
    digits.add(whole);
    digits.add(decimals);
    if (digits.isZero())
        return Decimal();
    exponent += digits.trailingZeros();
    if (digits.isTooLong() || exponent > maxExponent || exponent < -maxExponent)
        return std::nullopt;
    const Int128 coefficient = digits.value();
    return Decimal(negative ? -coefficient : coefficient, static_cast<int>(exponent));
}

std::optional<std::int64_t> Decimal::scaled(int scale) const
{
    if (coefficient() == 0)
        return 0;
    const int shift = m_exponent + scale;
    if (shift < 0 || shift > 18)
        return std::nullopt;
    constexpr Int128 largest = INT64_MAX;
    const Int128 power = powerOfTen(shift);
    if (magnitude(coefficient()) > largest / power)
        return std::nullopt;
    return static_cast<std::int64_t>(coefficient() * power);
}

std::optional<Decimal> Decimal::plus(const Decimal& other) const
{
    if (coefficient() == 0)
        return other;
    if (other.coefficient() == 0)
        return *this;
    const Decimal& coarse = m_exponent >= other.m_exponent ? *this : other;
    const Decimal& fine = m_exponent >= other.m_exponent ? other : *this;
    const int shift = coarse.m_exponent - fine.m_exponent;
    if (countDigits(coarse.coefficient()) + shift > maxDigits + 1)
        return std::nullopt;
    const Int128 sum = coarse.coefficient() * powerOfTen(shift) + fine.coefficient();
    const Decimal result(sum, fine.m_exponent);
    if (magnitude(result.coefficient()) >= limit || result.m_exponent > maxExponent)
        return std::nullopt;
    return result;
}

std::optional<Decimal> Decimal::minus(const Decimal& other) const
{
    return plus(Decimal(-other.coefficient(), other.m_exponent));
}

namespace {

constexpr std::array<double, 23> PowersOfTen{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                             1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// Where the digits and the power of ten are both doubles without rounding, one operation rounds once, and so as it should
// (W. D. Clinger, "How to read floating point numbers accurately", 1990).
std::optional<double> exactQuotient(Int128 coefficient, int exponent)
{
    constexpr Int128 most = Int128(1) << 53;
    constexpr int highest = static_cast<int>(PowersOfTen.size()) - 1;
    if (coefficient > most || coefficient < -most || exponent > highest || exponent < -highest)
        return std::nullopt;
    const auto digits = static_cast<double>(static_cast<std::int64_t>(coefficient));
    const double power = PowersOfTen[static_cast<std::size_t>(std::abs(exponent))];
    return exponent < 0 ? digits / power : digits * power;
}

} // namespace

double Decimal::approximate() const
{
    if (const auto value = exactQuotient(coefficient(), m_exponent))
        return *value;
    const std::string digits = digitsOf(coefficient()) + 'e' + std::to_string(m_exponent);
    double value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec == std::errc::result_out_of_range)
        value = m_exponent > 0 ? HUGE_VAL : 0;
    return coefficient() < 0 ? -value : value;
}

// The layout of ECMAScript's Number::toString, which RFC 8785 uses too.
std::string Decimal::text() const
{
    const std::string digits = digitsOf(coefficient());
    const std::string sign = coefficient() < 0 ? "-" : "";
    const int count = static_cast<int>(digits.size());
    const int point = count + m_exponent; // digits before the decimal point
    const auto cut = static_cast<std::size_t>(std::clamp(point, 0, count));
    if (point > 21 || point < -5) {
        const std::string mantissa = count == 1 ? digits : digits.substr(0, 1) + '.' + digits.substr(1);
        return sign + mantissa + (point > 0 ? "e+" : "e-") + std::to_string(std::abs(point - 1));
    }
    if (m_exponent >= 0)
        return sign + digits + std::string(static_cast<std::size_t>(m_exponent), '0');
    if (point > 0)
        return sign + digits.substr(0, cut) + '.' + digits.substr(cut);
    return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b)
{
    const auto sign = [](const Decimal& d) { return d.coefficient() > 0 ? 1 : d.coefficient() < 0 ? -1 : 0; };
    if (sign(a) != sign(b) || sign(a) == 0)
        return sign(a) <=> sign(b);
    if (a.m_exponent == b.m_exponent)
        return a.coefficient() <=> b.coefficient();
    const int sizeA = countDigits(a.coefficient()) + a.m_exponent;
    const int sizeB = countDigits(b.coefficient()) + b.m_exponent;
    if (sizeA != sizeB)
        return sign(a) > 0 ? sizeA <=> sizeB : sizeB <=> sizeA;
    const int shift = a.m_exponent - b.m_exponent; // equal sizes: at most 35 either way
    if (shift > 0)
        return a.coefficient() * powerOfTen(shift) <=> b.coefficient();
    return a.coefficient() <=> b.coefficient() * powerOfTen(-shift);
}

} // namespace runlog
