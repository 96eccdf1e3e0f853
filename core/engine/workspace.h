// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace runlog {

// Policies by index, as bits, so that they come back in file order whatever order they were found in.
class Marks {
public:
    // Nothing is marked. Allocates only where there are more policies than ever before.
    void clear(std::size_t policies) { m_words.assign((policies + 63) / 64, Word()); }

    // To be evaluated.
    void look(std::uint32_t policy) { m_words[policy / 64].marked |= bit(policy); }

    // Known to match without being evaluated.
    void hold(std::uint32_t policy)
    {
        auto& word = m_words[policy / 64];
        word.marked |= bit(policy);
        word.known |= bit(policy);
    }

    // Forgets what is not among `allowed`: bits by policy.
    void keep(std::span<const std::uint64_t> allowed)
    {
        for (std::size_t at = 0; at < m_words.size(); ++at)
            m_words[at].marked &= allowed[at];
    }

    void forget(std::uint32_t policy) { m_words[policy / 64].marked &= ~bit(policy); }

    // Calls visit(policy, isKnown) for what is marked, in file order.
    template <typename Visit>
    void visit(Visit visit) const
    {
        for (std::size_t at = 0; at < m_words.size(); ++at) {
            const auto word = m_words[at];
            for (auto rest = word.marked; rest != 0; rest &= rest - 1) {
                const auto place = static_cast<std::uint32_t>(std::countr_zero(rest));
                visit(static_cast<std::uint32_t>(at * 64) + place, (word.known >> place & 1U) != 0);
            }
        }
    }

private:
    struct Word {
        std::uint64_t marked = 0;
        std::uint64_t known = 0;
    };
    static std::uint64_t bit(std::uint32_t policy) { return std::uint64_t{1} << (policy % 64); }

    std::vector<Word> m_words;
};

// What deciding works with. Part of a Decision, so that its memory stays from step to step.
struct Workspace {
    Marks marks;
    std::vector<std::uint8_t> lifts; // by file, bits: what its allow policies lift of `default: deny`
};

} // namespace runlog
