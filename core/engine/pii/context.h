// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/entity.h"
#include "core/engine/pii/phrases.h"
#include "core/engine/pii/scanner.h"
#include "core/engine/pii/words.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

// What stands around a candidate. Words are whole words, also inside camelCase and snake_case, so that `public`
// is not `lic`; only the same statement counts, so that the next key of a JSON object says nothing about this value.
namespace runlog::pii {

struct ContextWord {
    std::string_view word;               // from our tables
    std::size_t place = Reason::nowhere; // where it begins in the text; nowhere: in the field's name
    std::size_t distance = 0;            // words between it and the candidate
};

struct Context {
    std::optional<ContextWord> telling; // speaks for the entity
    std::optional<ContextWord> against; // an order number, a version, …; only where nothing nearer speaks for it
};

// Phrases found in a stretch of text.
struct PhraseHit {
    const Phrase* phrase;
    std::size_t place;
    std::size_t distance;
};

class PhraseHits {
public:
    static constexpr std::size_t capacity = 32; // the nearest ones; farther ones are left out

    void add(const PhraseHit& hit)
    {
        if (m_size < capacity)
            m_hits[m_size++] = hit;
    }
    void clear() { m_size = 0; }
    const PhraseHit* begin() const { return m_hits.data(); }
    const PhraseHit* end() const { return m_hits.data() + m_size; }

private:
    std::array<PhraseHit, capacity> m_hits; // not written before it is used: most texts have no candidate
    std::size_t m_size = 0;
};

// The surroundings in one text. Reads a bounded stretch before and after a candidate, and keeps what it read for
// the next candidate at the same place.
class Neighbourhood {
public:
    Neighbourhood(std::string_view text, std::string_view fieldName)
        : m_text(text)
        , m_fieldName(fieldName)
    {}

    // The field's name, the head of the column and the words around [begin, end).
    Context of(std::size_t begin, std::size_t end, Entity entity, Strength strength = Strength::Strong);

private:
    static constexpr std::size_t unread = static_cast<std::size_t>(-1);

    void readBefore(std::size_t begin);
    void readAfter(std::size_t end);
    void readNames(std::size_t begin);
    Context inNames(Entity entity, Strength strength) const;

    std::string_view m_text;
    std::string_view m_fieldName;
    std::string_view m_header; // of comma-separated lines, once the names are read
    std::size_t m_begin = unread;
    std::size_t m_end = unread;
    std::size_t m_names = unread;
    PhraseHits m_before;
    PhraseHits m_after;
    PhraseHits m_field;
    PhraseHits m_column;
};

} // namespace runlog::pii
