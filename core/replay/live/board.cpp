// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/board.h"

#include <mutex>

namespace runlog::live {

MatchSets::MatchSets(std::vector<MatchSet>& list) : m_list(list) { indexOf({}); }

std::uint32_t MatchSets::indexOf(MatchSet set)
{
    const std::unique_lock lock(m_mutex);
    const auto [entry, isNew] = m_index.try_emplace(std::move(set), static_cast<std::uint32_t>(m_list.size()));
    if (isNew)
        m_list.push_back(entry->first);
    return entry->second;
}

} // namespace runlog::live
