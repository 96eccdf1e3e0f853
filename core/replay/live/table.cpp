// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/table.h"

namespace runlog::live {

std::uint32_t DecisionTable::insert(const Key& key, const Record& record)
{
    if ((m_records.size() + 1) * 2 > m_slots.size())
        grow(m_slots.size() * 2);
    m_keys.push_back(key);
    m_records.push_back(record);
    auto slot = hash(key) & m_mask;
    while (m_slots[slot] != 0)
        slot = (slot + 1) & m_mask;
    m_slots[slot] = static_cast<std::uint32_t>(m_records.size());
    return static_cast<std::uint32_t>(m_records.size() - 1);
}

void DecisionTable::clear()
{
    m_slots.clear();
    m_keys.clear();
    m_records.clear();
    askings.assign(1, {});
    grow(1024);
}

void DecisionTable::grow(std::size_t slots)
{
    m_slots.assign(slots, 0);
    m_mask = slots - 1;
    for (std::size_t record = 0; record < m_keys.size(); ++record) {
        auto slot = hash(m_keys[record]) & m_mask;
        while (m_slots[slot] != 0)
            slot = (slot + 1) & m_mask;
        m_slots[slot] = static_cast<std::uint32_t>(record + 1);
    }
}

} // namespace runlog::live
