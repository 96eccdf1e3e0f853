// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/chars.h"
#include "core/engine/pii/entity.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

// The words that speak for an entity, and those that speak against every one, ready for look-up by their last word.
namespace runlog::pii {

// Telephone numbers in groups are believed beside weaker words too.
enum class Strength : std::uint8_t { Strong, Weak };

// The words of an entity in lower case and singular, separated by `|`; a phrase is its words separated by blanks, as
// words.h cuts them. Empty for an entity that no word speaks for.
std::string_view tellingWords(Entity entity, Strength strength = Strength::Strong);

// An order number, a version, a ticket: whatever stands behind such a word is less likely to be about a person.
std::string_view wordsAgainst();

struct Phrase {
    std::string_view text;
    std::string_view lastWord; // of `text`
    Entity entity = Entity::Email;
    Strength strength = Strength::Strong;
    bool against = false;
};

class PhraseIndex {
public:
    PhraseIndex();

    // The phrases whose last word may be `word`, which is not empty, whatever its case; the caller compares.
    std::span<const Phrase> endingIn(std::string_view word) const
    {
        const auto bucket = bucketOf(word);
        return {m_phrases.data() + m_begins[bucket], m_phrases.data() + m_begins[bucket + 1]};
    }

    // Phrases of scripts that are written without blanks: they may stand anywhere.
    std::span<const Phrase> unspaced() const { return m_unspaced; }

private:
    static constexpr std::size_t buckets = 2048;

    // A plural falls into the bucket of its singular.
    static std::size_t bucketOf(std::string_view word)
    {
        const auto byteAt = [&](std::size_t i) {
            return static_cast<std::size_t>(static_cast<unsigned char>(toLower(word[i])));
        };
        const auto size = word.size() - (word.size() > 2 && toLower(word.back()) == 's' ? 1U : 0U);
        return (byteAt(0) * 5 + byteAt(size / 2) * 73 + byteAt(size - 1) * 401 + size * 1009) % buckets;
    }

    std::vector<Phrase> m_phrases; // sorted by bucket
    std::array<std::uint16_t, buckets + 1> m_begins{};
    std::vector<Phrase> m_unspaced;
};

// The index of all of them; built at its first use.
const PhraseIndex& phraseIndex();

} // namespace runlog::pii
