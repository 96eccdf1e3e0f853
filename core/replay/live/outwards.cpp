// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/outwards.h"

#include <algorithm>
#include <limits>

namespace runlog::live {

namespace {

// The whole number of 10^-scale at or below a value; the ends of the range stand for what lies beyond them.
struct Floored {
    std::int64_t value = 0;
    bool isExact = true;
};

Floored floored(const Decimal& value, int scale)
{
    constexpr auto Most = std::numeric_limits<std::int64_t>::max() / 2;
    if (const auto whole = value.scaled(scale))
        return {std::clamp(*whole, -Most, Most), true};
    auto low = -Most;
    for (auto high = Most; high - low > 1;) { // value.scaled() says only what is whole
        const auto middle = low + (high - low) / 2;
        (Decimal(middle, -scale) <= value ? low : high) = middle;
    }
    return {low, false};
}

} // namespace

// The last stays short of the lowest number of all, which stands for none.
NearestNumbers::NearestNumbers(const Outwards& search, int scale)
    : m_up(search.up), m_scale(scale), m_most(search.most),
      m_last(search.up ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min() + 1)
{
    const auto [value, isExact] = floored(search.from, scale);
    const bool isHere = isExact && search.orHere;
    m_first = m_up ? value + (isHere ? 0 : 1) : value - (isExact && !search.orHere ? 1 : 0);
}

void NearestNumbers::insert(std::int64_t number)
{
    const auto isNearer = [this](auto a, auto b) { return m_up ? a < b : a > b; };
    const auto place = std::lower_bound(m_numbers.begin(), m_numbers.end(), number, isNearer);
    if (place != m_numbers.end() && *place == number)
        return;
    m_numbers.insert(place, number);
    if (m_numbers.size() > m_most)
        m_numbers.pop_back();
    if (m_numbers.size() == m_most)
        m_last = m_numbers.back();
}

std::vector<Decimal> NearestNumbers::take() const
{
    std::vector<Decimal> values;
    for (const auto number : m_numbers)
        values.emplace_back(number, -m_scale);
    return values;
}

} // namespace runlog::live
