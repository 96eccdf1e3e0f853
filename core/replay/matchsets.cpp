// SPDX-License-Identifier: Apache-2.0
#include "core/replay/matchsets.h"

namespace runlog {

namespace {

constexpr std::size_t FirstSlots = 64;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value)
{
    hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
    return hash ^ hash >> 32U;
}

std::uint64_t hashOf(const Decision& decision)
{
    std::uint64_t hash = (decision.defaultDenied ? 2U : 0U) + (decision.defaultObserved ? 1U : 0U);
    for (const auto* policies : {&decision.matched, &decision.observed}) {
        hash = mixed(hash, policies->size());
        for (const auto policy : *policies)
            hash = mixed(hash, policy);
    }
    return hash;
}

} // namespace

MatchSets::MatchSets() : m_sets(1), m_hashes(1, 0), m_slots(FirstSlots, 0) {}

bool MatchSets::holds(std::uint32_t set, const Decision& decision) const
{
    const auto& other = m_sets[set];
    return other.matched == decision.matched && other.observed == decision.observed
        && other.defaultDenied == decision.defaultDenied && other.defaultObserved == decision.defaultObserved;
}

std::uint32_t MatchSets::of(const Decision& decision)
{
    if (holds(0, decision))
        return 0;
    const auto hash = hashOf(decision);
    auto slot = hash & (m_slots.size() - 1);
    for (; m_slots[slot] != 0; slot = (slot + 1) & (m_slots.size() - 1))
        if (m_hashes[m_slots[slot]] == hash && holds(m_slots[slot], decision))
            return m_slots[slot];
    const auto added = static_cast<std::uint32_t>(m_sets.size());
    m_sets.push_back({decision.matched, decision.observed, decision.defaultDenied, decision.defaultObserved});
    m_hashes.push_back(hash);
    m_slots[slot] = added;
    if (2 * m_sets.size() > m_slots.size())
        grow();
    return added;
}

void MatchSets::grow()
{
    m_slots.assign(2 * m_slots.size(), 0);
    for (std::uint32_t set = 1; set < m_sets.size(); ++set) {
        auto slot = m_hashes[set] & (m_slots.size() - 1);
        while (m_slots[slot] != 0)
            slot = (slot + 1) & (m_slots.size() - 1);
        m_slots[slot] = set;
    }
}

} // namespace runlog
