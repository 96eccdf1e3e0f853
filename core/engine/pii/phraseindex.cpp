// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/phrases.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace runlog::pii {

namespace {

bool isUnspacedByte(char c) { return static_cast<unsigned char>(c) >= 0xE0U; }

std::string_view lastWord(std::string_view phrase)
{
    const auto blank = phrase.rfind(' ');
    return blank == std::string_view::npos ? phrase : phrase.substr(blank + 1);
}

template <typename Visit> void forEachIn(std::string_view list, Visit visit)
{
    while (!list.empty()) {
        const auto bar = std::min(list.find('|'), list.size());
        visit(list.substr(0, bar));
        list = list.substr(std::min(bar + 1, list.size()));
    }
}

std::vector<Phrase> allPhrases()
{
    std::vector<Phrase> phrases;
    const auto add = [&](std::string_view list, Phrase like) {
        forEachIn(list, [&](std::string_view text) {
            like.text = text;
            like.lastWord = lastWord(text);
            like.earlier = text.substr(0, text.size() - std::min(text.size(), like.lastWord.size() + 1));
            phrases.push_back(like);
        });
    };
    for (const auto& row : entities())
        for (const auto strength : {Strength::Strong, Strength::Weak})
            if (strength == Strength::Strong || tellingWords(row.entity, strength) != tellingWords(row.entity))
                add(tellingWords(row.entity, strength), {{}, {}, {}, row.entity, strength, false});
    add(wordsAgainst(), {{}, {}, {}, Entity::Email, Strength::Strong, true});
    return phrases;
}

// Whether a byte is part of a character of several.
bool anyHigh(std::string_view stretch)
{
    std::uint64_t eight = 0;
    std::size_t place = 0;
    for (; place + sizeof eight <= stretch.size(); place += sizeof eight) {
        std::memcpy(&eight, stretch.data() + place, sizeof eight);
        if ((eight & 0x8080808080808080U) != 0)
            return true;
    }
    return std::ranges::any_of(stretch.substr(place), isHigh);
}

} // namespace

PhraseIndex::PhraseIndex()
    : m_phrases(allPhrases())
{
    const auto middle = std::stable_partition(m_phrases.begin(), m_phrases.end(),
                                              [](const Phrase& phrase) { return !isUnspacedByte(phrase.text.front()); });
    m_unspaced.assign(middle, m_phrases.end());
    m_phrases.erase(middle, m_phrases.end());
    std::ranges::stable_sort(m_phrases, {}, [](const Phrase& phrase) { return std::pair(bucketOf(phrase.lastWord), phrase.lastWord); });
    for (std::uint16_t i = 0; i < m_phrases.size(); ++i) {
        const auto& word = m_phrases[i].lastWord;
        if (m_endings.empty() || m_endings.back().word != word) {
            m_endings.push_back({word, i, i});
            ++m_begins[bucketOf(word) + 1];
        }
        ++m_endings.back().end;
    }
    for (std::size_t bucket = 0; bucket < buckets; ++bucket)
        m_begins[bucket + 1] = static_cast<std::uint16_t>(m_begins[bucket + 1] + m_begins[bucket]);
}

std::uint64_t PhraseIndex::bitsOf(std::string_view stretch)
{
    std::uint64_t bits = 0;
    if (!anyHigh(stretch))
        return bits;
    for (std::size_t place = 0; place + 2 < stretch.size(); ++place)
        if (isUnspacedByte(stretch[place]))
            bits |= bitOf(stretch.data() + place);
    return bits;
}

const PhraseIndex& phraseIndex()
{
    static const PhraseIndex index;
    return index;
}

} // namespace runlog::pii
