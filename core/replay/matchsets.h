// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

#include <cstdint>
#include <vector>

namespace runlog {

// The sets of policies that matched, each kept once. Finding one again allocates nothing.
class MatchSets {
public:
    MatchSets();

    // The index of what matched in `decision`, among sets().
    std::uint32_t of(const Decision& decision);
    std::vector<MatchSet> take() { return std::move(m_sets); }

private:
    bool holds(std::uint32_t set, const Decision& decision) const;
    void grow();

    std::vector<MatchSet> m_sets;       // the first is empty
    std::vector<std::uint64_t> m_hashes; // by set
    std::vector<std::uint32_t> m_slots; // open addressing, a power of two, at most half full; 0: free
};

} // namespace runlog
