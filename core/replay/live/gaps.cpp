// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/gaps.h"

#include <algorithm>

namespace runlog::live {

void Gaps::begin(std::size_t runs, std::span<const std::int64_t> cuts)
{
    m_isThere = true;
    moveTo(cuts);
    m_below.assign(runs, Unseen);
    m_above.assign(runs, std::numeric_limits<std::int64_t>::max());
}

void Gaps::moveTo(std::span<const std::int64_t> cuts)
{
    m_first = cuts.front();
    m_last = cuts.back();
}

void Gaps::note(std::uint32_t run, std::span<const std::int64_t> seen)
{
    if (!m_isThere)
        return;
    auto below = Unseen;
    auto above = std::numeric_limits<std::int64_t>::max();
    for (const auto value : seen) {
        below = std::max(below, value < m_last ? value : Unseen);
        above = std::min(above, value < m_first ? std::numeric_limits<std::int64_t>::max() : value);
    }
    m_below[run] = below;
    m_above[run] = above;
}

void Gaps::add(std::uint32_t run, std::int64_t seen)
{
    if (!m_isThere || seen == Unseen)
        return;
    if (seen < m_last)
        m_below[run] = std::max(m_below[run], seen);
    if (seen >= m_first)
        m_above[run] = std::min(m_above[run], seen);
}

// Few are reached, at no regular distance: what is not is overwritten, without a branch.
void Gaps::appendReached(Interval between, std::size_t begin, std::size_t end, std::vector<std::uint32_t>& runs) const
{
    auto count = runs.size();
    runs.resize(count + (end - begin) + 1);
    for (auto run = begin; run < end; ++run) {
        runs[count] = static_cast<std::uint32_t>(run);
        count += static_cast<std::size_t>(m_above[run] <= between.high) | static_cast<std::size_t>(m_below[run] >= between.low);
    }
    runs.resize(count);
}

} // namespace runlog::live
