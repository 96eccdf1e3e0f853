// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/value.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace runlog {

// The members of objects that a JsonReader has not closed yet, inner ones behind outer ones. Of a key twice in one object the last value
// stays, in the place of the first, and the key is noted.
class JsonMembers {
public:
    explicit JsonMembers(std::vector<std::string>& repeated) : m_repeated(repeated) {}

    std::size_t size() const { return m_members.size(); }
    void clear() { m_members.clear(); }
    std::span<const Member> since(std::size_t first) const { return std::span(m_members).subspan(first); }
    void closeTo(std::size_t first) { m_members.resize(first); }

    // A member of the object that began at `first`; `seen` starts as 0 with each object.
    void add(std::size_t first, const Member& member, std::uint64_t& seen)
    {
        const auto bit = bitOf(member.key);
        const bool fresh = (seen & bit) == 0;
        seen |= bit;
        if (!fresh && m_members.size() - first < FewKeys)
            for (std::size_t i = first; i < m_members.size(); ++i)
                if (m_members[i].key == member.key) {
                    noteRepeated(member.key);
                    m_members[i].value = member.value;
                    return;
                }
        m_members.push_back(member);
    }

    // To be called at the end of an object.
    void dropRepeated(std::size_t first)
    {
        if (m_members.size() - first <= FewKeys)
            return;
        m_order.resize(m_members.size() - first);
        std::iota(m_order.begin(), m_order.end(), first);
        std::ranges::sort(m_order, {}, [this](std::size_t i) { return std::pair(m_members[i].key, i); });
        std::vector<std::size_t> dropped;
        for (std::size_t i = 1; i < m_order.size(); ++i)
            if (m_members[m_order[i - 1]].key == m_members[m_order[i]].key)
                dropped.push_back(m_order[i - 1]);
        if (dropped.empty())
            return;
        std::ranges::sort(dropped);
        for (const auto i : dropped)
            noteRepeated(m_members[i].key);
        std::size_t at = first;
        auto next = dropped.begin();
        for (std::size_t i = first; i < m_members.size(); ++i) {
            if (next != dropped.end() && *next == i)
                ++next;
            else
                m_members[at++] = m_members[i];
        }
        m_members.resize(at);
    }

private:
    static constexpr std::size_t MostRepeated = 8; // keys that are remembered for the warning
    // Few keys are compared one by one; many are sorted once at the end of their object.
    static constexpr std::size_t FewKeys = 24;

    // One bit for keys of one length and look: where it is not set, no such key was there before.
    static std::uint64_t bitOf(std::string_view key)
    {
        if (key.empty())
            return 1;
        const auto first = static_cast<unsigned char>(key.front());
        const auto last = static_cast<unsigned char>(key.back());
        const auto middle = static_cast<unsigned char>(key[key.size() / 2]);
        return 1ULL << ((key.size() + first * 5U + last * 11U + middle * 23U) % 64U);
    }

    void noteRepeated(std::string_view key)
    {
        if (m_repeated.size() < MostRepeated)
            m_repeated.emplace_back(key);
    }

    std::vector<std::string>& m_repeated;
    std::vector<Member> m_members;
    std::vector<std::size_t> m_order;
};

} // namespace runlog
