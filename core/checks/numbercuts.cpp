// SPDX-License-Identifier: Apache-2.0
#include "core/checks/numbercuts.h"

#include <algorithm>

namespace runlog::checks {

namespace {

constexpr std::int64_t LargestCount = std::int64_t{1} << 62;

void sortOnce(std::vector<Decimal>& numbers) {
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

std::optional<Decimal> between(const Decimal& low, const Decimal& high) {
    const auto sum = low.plus(high);
    constexpr auto roomForOneDigit = static_cast<Int128>(1'000'000'000'000'000'000) * 100'000'000'000'000'000;
    if (!sum || sum->coefficient() > roomForOneDigit || sum->coefficient() < -roomForOneDigit) return std::nullopt;
    return Decimal(sum->coefficient() * 5, sum->exponent() - 1);
}

// The whole number at or below, for numbers from zero on.
std::optional<std::int64_t> floorOf(const Decimal& number) {
    if (const auto whole = number.scaled(0)) return *whole < LargestCount ? whole : std::nullopt;
    if (number.exponent() >= 0) return std::nullopt;
    Int128 quotient = number.coefficient();
    for (int digits = number.exponent(); digits < 0 && quotient != 0; ++digits)
        quotient /= 10;
    return quotient < LargestCount ? std::optional(static_cast<std::int64_t>(quotient)) : std::nullopt;
}

} // namespace

void NumberCuts::add(std::span<const Literal> literals) {
    for (const Literal& literal : literals)
        switch (literal.type) {
        case Literal::Type::Number: m_cuts.push_back(literal.number); break;
        case Literal::Type::Money:
        case Literal::Type::Duration:
        case Literal::Type::TimeOfDay: m_cuts.push_back(Decimal(literal.nanos, -9)); break;
        case Literal::Type::Null:
        case Literal::Type::Boolean:
        case Literal::Type::Text: break;
        }
}

std::optional<std::vector<Decimal>> NumberCuts::numbers() const {
    auto cuts = m_cuts;
    sortOnce(cuts);
    if (cuts.empty()) return std::vector<Decimal>{Decimal(1)};
    const auto below = cuts.front().minus(Decimal(1));
    const auto above = cuts.back().plus(Decimal(1));
    if (!below || !above) return std::nullopt;
    std::vector<Decimal> numbers{*below};
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        numbers.push_back(cuts[i]);
        const auto next = i + 1 < cuts.size() ? between(cuts[i], cuts[i + 1]) : above;
        if (!next) return std::nullopt;
        numbers.push_back(*next);
    }
    return numbers;
}

std::optional<std::vector<Decimal>> NumberCuts::counts() const {
    std::vector<Decimal> counts{Decimal(0)};
    for (const Decimal& cut : m_cuts) {
        if (cut < Decimal(0)) continue;
        const auto floor = floorOf(cut);
        if (!floor) return std::nullopt;
        counts.push_back(Decimal(*floor));
        counts.push_back(Decimal(*floor + 1));
    }
    sortOnce(counts);
    return counts;
}

} // namespace runlog::checks
