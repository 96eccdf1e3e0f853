// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace runlog::checks {

// A whole-text pattern of at most 62 symbols: single characters, `?` and `*`. Made of globs and literals; the languages
// of several patterns cut all texts into classes.
class TextPattern {
public:
    // A glob as the language compares it, or with `isGlob` false a plain text. nullopt: too long, or it ignores case of
    // letters beyond ASCII, which have more forms than are followed here.
    static std::optional<TextPattern> whole(std::string_view text, bool isGlob, bool ignoreCase);
    // A plain text or glob with anything before, after, or on both sides.
    TextPattern open(bool before, bool after) const;

    struct Symbol {
        enum class Kind : std::uint8_t { Character, AnyOne, AnyRun };
        Kind kind = Kind::Character;
        std::array<char32_t, 3> forms{}; // the cases that are one character here; unused ones repeat the first
        bool accepts(char32_t code) const { return forms[0] == code || forms[1] == code || forms[2] == code; }
    };
    const std::vector<Symbol>& symbols() const { return m_symbols; }
    bool isPlain() const;     // one text only
    std::string text() const; // of a plain one

private:
    std::vector<Symbol> m_symbols;
};

// One text of a class: all texts that the same patterns match and whose length is in the same range.
struct Word {
    std::string text;
    bool alone = false; // no other text is in the class
};

// A text of every class, shortest first. `lengths` are where ranges of length in code points begin, ascending. nullopt:
// more classes than anybody needs, or more work than `budget` steps; it is lowered by those that were taken.
std::optional<std::vector<Word>> wordsOf(const std::vector<TextPattern>& patterns,
                                         const std::vector<std::size_t>& lengths, std::size_t& budget);

} // namespace runlog::checks
