// SPDX-License-Identifier: Apache-2.0
#include "core/checks/cliff.h"

#include <algorithm>
#include <cmath>

namespace runlog::checks {

namespace {

constexpr double Near = 0.02;

Decimal magnitude(const Decimal& value)
{
    return value.coefficient() < 0 ? Decimal(-value.coefficient(), value.exponent()) : value;
}

// The whole steps of `grain` next to a number, below and above.
void addSteps(std::vector<Decimal>& steps, double wanted, const Decimal& grain)
{
    const double count = wanted / grain.approximate();
    if (!(std::abs(count) < 1e15))
        return;
    for (const double step : {std::floor(count), std::ceil(count)})
        steps.emplace_back(static_cast<Int128>(step) * grain.coefficient(), grain.exponent());
}

} // namespace

bool isNear(const Decimal& value, const Decimal& threshold)
{
    const auto distance = value.minus(threshold);
    const auto limit = magnitude(threshold);
    return distance && magnitude(*distance) <= Decimal(limit.coefficient() * 2, limit.exponent() - 2);
}

std::size_t countNear(const std::vector<ObservedValue>& values, const Decimal& threshold)
{
    const auto isBelow = [&](const ObservedValue& one) { return one.value < threshold && !isNear(one.value, threshold); };
    const auto isUpTo = [&](const ObservedValue& one) { return one.value <= threshold || isNear(one.value, threshold); };
    const auto first = std::ranges::partition_point(values, isBelow);
    return static_cast<std::size_t>(std::ranges::partition_point(values, isUpTo) - first);
}

// A threshold that is just far enough from one value, on either side of it, is the end of a gap or in the reach of another value.
std::optional<Decimal> nextGap(const std::vector<ObservedValue>& values, const Decimal& from, const Decimal& grain)
{
    if (from.coefficient() <= 0 || grain.coefficient() <= 0)
        return std::nullopt;
    if (countNear(values, from) == 0)
        return from;
    std::vector<Decimal> candidates;
    const Decimal* before = nullptr;
    for (const auto& observed : values) {
        if (before != nullptr && *before == observed.value)
            continue;
        before = &observed.value;
        addSteps(candidates, observed.value.approximate() / (1 + Near), grain);
        addSteps(candidates, observed.value.approximate() / (1 - Near), grain);
    }
    const auto distance = [&](const Decimal& value) { return std::abs(value.approximate() - from.approximate()); };
    std::ranges::sort(candidates, [&](const Decimal& a, const Decimal& b) {
        return distance(a) != distance(b) ? distance(a) < distance(b) : a > b;
    });
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    constexpr std::size_t MostTried = 500;
    for (std::size_t tried = 0; tried < candidates.size() && tried < MostTried; ++tried)
        if (candidates[tried].coefficient() > 0 && countNear(values, candidates[tried]) == 0)
            return candidates[tried];
    return std::nullopt;
}

} // namespace runlog::checks
