// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/chars.h"
#include "core/engine/pii/entity.h"

#include <array>
#include <cstdint>
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

// The word, or the plural that an `s` makes of it, whatever its case; `wanted` is in lower case.
inline bool isWordOf(std::string_view word, std::string_view wanted)
{
    if (word.size() == wanted.size() + 1 && toLower(word.back()) == 's')
        word.remove_suffix(1);
    return word.size() == wanted.size() && equalsFolded(word, wanted);
}

struct Phrase {
    std::string_view text;
    std::string_view lastWord; // of `text`
    std::string_view earlier;  // the words before it, empty for a phrase of one word
    Entity entity = Entity::Email;
    Strength strength = Strength::Strong;
    bool against = false;
};

class PhraseIndex {
public:
    PhraseIndex();

    // Calls `visit` with each phrase whose last word is `word`, or of which it is the plural. The word is not empty; its case does not
    // count.
    template <typename Visit> void forEachEndingIn(std::string_view word, Visit visit) const
    {
        const auto bucket = bucketOf(word);
        for (auto i = m_begins[bucket]; i < m_begins[bucket + 1]; ++i)
            if (const auto& ending = m_endings[i]; isWordOf(word, ending.word))
                for (auto phrase = ending.begin; phrase < ending.end; ++phrase)
                    visit(m_phrases[phrase]);
    }

    // Calls `visit` with each phrase in `stretch` that is of a script without blanks, and its first place there.
    template <typename Visit> void forEachUnspacedIn(std::string_view stretch, Visit visit) const
    {
        if (const auto bits = bitsOf(stretch); bits != 0)
            for (const auto& phrase : m_unspaced)
                if ((bits & bitOf(phrase.text.data())) != 0)
                    if (const auto place = stretch.find(phrase.text); place != std::string_view::npos)
                        visit(phrase, place);
    }

private:
    static constexpr std::size_t buckets = 2048;

    // The phrases that end in one word.
    struct Ending {
        std::string_view word;
        std::uint16_t begin = 0; // in m_phrases
        std::uint16_t end = 0;
    };

    // A plural falls into the bucket of its singular. The bit that makes letters small is set in all bytes: that is cheaper than to
    // ask whether they are letters.
    static std::size_t bucketOf(std::string_view word)
    {
        const auto byteAt = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(word[i])) | 0x20U; };
        const auto size = word.size() - (word.size() > 2 && byteAt(word.size() - 1) == 's' ? 1U : 0U);
        return (byteAt(0) * 5 + byteAt(size / 2) * 73 + byteAt(size - 1) * 401 + size * 1009) % buckets;
    }

    // One bit for a character of three bytes, as the phrases without blanks begin with, and those of all such in a stretch.
    static std::uint64_t bitOf(const char* character)
    {
        const auto byteAt = [character](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(character[i])); };
        return std::uint64_t(1) << ((byteAt(0) + byteAt(1) * 7 + byteAt(2) * 29) % 64);
    }
    static std::uint64_t bitsOf(std::string_view stretch);

    std::vector<Phrase> m_phrases; // sorted by their endings
    std::vector<Ending> m_endings; // sorted by bucket
    std::array<std::uint16_t, buckets + 1> m_begins{}; // in m_endings
    std::vector<Phrase> m_unspaced;
};

// The index of all of them; built at its first use.
const PhraseIndex& phraseIndex();

} // namespace runlog::pii
