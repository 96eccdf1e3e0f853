// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/chars.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

// Text cut into words without copying it.
namespace runlog::pii {

struct Word {
    std::string_view text;
    std::size_t place;
};

// A fixed number of words; what does not fit is left out.
class WordList {
public:
    static constexpr std::size_t capacity = 12;

    void add(Word word)
    {
        if (m_size < capacity)
            m_words[m_size++] = word;
    }
    bool full() const { return m_size == capacity; }
    std::size_t size() const { return m_size; }
    const Word& operator[](std::size_t index) const { return m_words[index]; }

    const Word* begin() const { return m_words.data(); }
    const Word* end() const { return m_words.data() + m_size; }

private:
    std::array<Word, capacity> m_words; // not written before it is used
    std::size_t m_size = 0;
};

// The first words of text[begin, end) in order, at most `most`. A word is a run of letters (case changes split it: `userPhone` is two), or
// of digits; one that goes on behind `end` is none.
WordList wordsOf(std::string_view text, std::size_t begin, std::size_t end, std::size_t most = WordList::capacity);

// The last words of text[begin, end), the nearest to `end` first. One that goes on before `begin` is none.
WordList wordsBackwards(std::string_view text, std::size_t begin, std::size_t end);

} // namespace runlog::pii
