// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/prefixsums.h"

#include <bit>

namespace runlog::live {

void PrefixSums::assign(const std::vector<std::int64_t>& numbers)
{
    m_tree.assign(numbers.size() + 1, 0);
    for (std::size_t place = 1; place < m_tree.size(); ++place) {
        m_tree[place] += numbers[place - 1];
        if (const auto parent = place + (place & -place); parent < m_tree.size())
            m_tree[parent] += m_tree[place];
    }
}

void PrefixSums::add(std::size_t index, std::int64_t amount)
{
    for (auto place = index + 1; place < m_tree.size(); place += place & -place)
        m_tree[place] += amount;
}

std::int64_t PrefixSums::before(std::size_t index) const
{
    std::int64_t sum = 0;
    for (auto place = index; place > 0; place &= place - 1)
        sum += m_tree[place];
    return sum;
}

std::size_t PrefixSums::reaching(std::int64_t sum) const
{
    if (sum <= 0)
        return 0;
    std::size_t place = 0;
    for (auto step = std::bit_floor(m_tree.size()); step > 0; step /= 2) {
        const auto next = place + step;
        if (next < m_tree.size() && m_tree[next] < sum) {
            sum -= m_tree[next];
            place = next;
        }
    }
    return place + 1;
}

} // namespace runlog::live
