// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/facts.h"
#include "core/replay/live/sources.h"
#include "core/replay/replay.h"

#include <array>
#include <cstring>
#include <vector>

namespace runlog::live {

// Everything that a decision depends on: the step's shape, the number that moves, and the sources that can matter.
struct Key {
    std::uint32_t shape = 0;
    std::uint32_t moving = 0; // packed verdict
    std::array<std::uint16_t, Sources::MostSources> codes{};

    using Words = std::array<std::uint64_t, 5>;
    Words words() const
    {
        Words words;
        static_assert(sizeof(Words) == sizeof(Key));
        std::memcpy(words.data(), this, sizeof(Key));
        return words;
    }
    friend bool operator==(const Key& a, const Key& b) { return a.words() == b.words(); }
};

// What the engine said of a key.
struct Record {
    StepOutcome outcome; // its class is Exact
    Action action = Action::Allow;
    bool couldDiffer = false;
    bool changes = false;     // a modify matched: the decision depends on the arguments too
    std::uint32_t asking = 0; // index into DecisionTable::askings
};

// The engine's decisions by key. Not thread-safe.
class DecisionTable {
public:
    DecisionTable() { grow(1024); }

    // The number of a key's record; None: it is not there.
    std::uint32_t find(const Key& key) const
    {
        for (auto slot = hash(key) & m_mask;; slot = (slot + 1) & m_mask) {
            if (m_slots[slot] == 0)
                return None;
            if (m_keys[m_slots[slot] - 1] == key)
                return m_slots[slot] - 1;
        }
    }
    std::uint32_t insert(const Key& key, const Record& record);
    const Record& record(std::uint32_t number) const { return m_records[number]; }
    void clear();

    std::vector<std::vector<std::uint32_t>> askings{{}}; // lists of policies that ask

private:
    static std::size_t hash(const Key& key)
    {
        std::uint64_t hash = 0x9E3779B97F4A7C15ULL;
        for (const auto word : key.words())
            hash = (hash ^ word) * 0xD6E8FEB86659FD93ULL, hash ^= hash >> 32U;
        return static_cast<std::size_t>(hash);
    }
    void grow(std::size_t slots);

    std::size_t m_mask = 0;
    std::vector<std::uint32_t> m_slots; // index of the record plus one; 0: free
    std::vector<Key> m_keys;
    std::vector<Record> m_records;
};

} // namespace runlog::live
