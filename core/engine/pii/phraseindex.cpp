// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/phrases.h"

#include <algorithm>

namespace runlog::pii {

namespace {

bool isUnspaced(std::string_view phrase) { return static_cast<unsigned char>(phrase.front()) >= 0xE0U; }

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
            phrases.push_back(like);
        });
    };
    for (const auto& row : entities())
        for (const auto strength : {Strength::Strong, Strength::Weak})
            if (strength == Strength::Strong || tellingWords(row.entity, strength) != tellingWords(row.entity))
                add(tellingWords(row.entity, strength), {{}, {}, row.entity, strength, false});
    add(wordsAgainst(), {{}, {}, Entity::Email, Strength::Strong, true});
    return phrases;
}

} // namespace

PhraseIndex::PhraseIndex()
    : m_phrases(allPhrases())
{
    const auto middle = std::stable_partition(m_phrases.begin(), m_phrases.end(),
                                              [](const Phrase& phrase) { return !isUnspaced(phrase.text); });
    m_unspaced.assign(middle, m_phrases.end());
    m_phrases.erase(middle, m_phrases.end());
    std::ranges::stable_sort(m_phrases, {}, [](const Phrase& phrase) { return bucketOf(phrase.lastWord); });
    for (const auto& phrase : m_phrases)
        ++m_begins[bucketOf(phrase.lastWord) + 1];
    for (std::size_t bucket = 0; bucket < buckets; ++bucket)
        m_begins[bucket + 1] = static_cast<std::uint16_t>(m_begins[bucket + 1] + m_begins[bucket]);
}

const PhraseIndex& phraseIndex()
{
    static const PhraseIndex index;
    return index;
}

} // namespace runlog::pii
