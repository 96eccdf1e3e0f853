// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/gaps.h"

#include <algorithm>

namespace runlog::live {

void Gaps::begin(std::size_t runs, std::int64_t cut)
{
    m_cut = cut;
    m_below.assign(runs, Unseen);
    m_above.assign(runs, std::numeric_limits<std::int64_t>::max());
}

void Gaps::note(std::uint32_t run, std::span<const std::int64_t> seen)
{
    if (!m_cut)
        return;
    const auto cut = *m_cut;
    auto below = Unseen;
    auto above = std::numeric_limits<std::int64_t>::max();
    for (const auto value : seen) {
        below = std::max(below, value < cut ? value : Unseen);
        above = std::min(above, value < cut ? std::numeric_limits<std::int64_t>::max() : value);
    }
    m_below[run] = below;
    m_above[run] = above;
}

void Gaps::add(std::uint32_t run, std::int64_t seen)
{
    if (!m_cut || seen == Unseen)
        return;
    if (seen < *m_cut)
        m_below[run] = std::max(m_below[run], seen);
    else
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
