// SPDX-License-Identifier: Apache-2.0
#include "core/language/lookalike.h"

#include "core/language/utf8.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

struct Pair {
    char32_t letter;
    char latin;
};

// Letters of Greek and Cyrillic that look like Latin ones; lower case and capitals, in order.
constexpr std::array pairs{
    Pair{0x391, 'a'}, Pair{0x392, 'b'}, Pair{0x395, 'e'}, Pair{0x396, 'z'}, Pair{0x397, 'h'}, Pair{0x399, 'i'},
    Pair{0x39A, 'k'}, Pair{0x39C, 'm'}, Pair{0x39D, 'n'}, Pair{0x39F, 'o'}, Pair{0x3A1, 'p'}, Pair{0x3A4, 't'},
    Pair{0x3A5, 'y'}, Pair{0x3A7, 'x'}, Pair{0x3B1, 'a'}, Pair{0x3B9, 'i'}, Pair{0x3BA, 'k'}, Pair{0x3BD, 'v'},
    Pair{0x3BF, 'o'}, Pair{0x3C1, 'p'}, Pair{0x3C5, 'u'}, Pair{0x3C7, 'x'}, Pair{0x405, 's'}, Pair{0x406, 'i'},
    Pair{0x408, 'j'}, Pair{0x410, 'a'}, Pair{0x412, 'b'}, Pair{0x415, 'e'}, Pair{0x41A, 'k'}, Pair{0x41C, 'm'},
    Pair{0x41D, 'h'}, Pair{0x41E, 'o'}, Pair{0x420, 'p'}, Pair{0x421, 'c'}, Pair{0x422, 't'}, Pair{0x423, 'y'},
    Pair{0x425, 'x'}, Pair{0x430, 'a'}, Pair{0x435, 'e'}, Pair{0x43E, 'o'}, Pair{0x440, 'p'}, Pair{0x441, 'c'},
    Pair{0x443, 'y'}, Pair{0x445, 'x'}, Pair{0x455, 's'}, Pair{0x456, 'i'}, Pair{0x458, 'j'}, Pair{0x501, 'd'},
    Pair{0x51B, 'q'}, Pair{0x51D, 'w'},
};

// The plain letter of each Latin letter with a mark, from U+00C0 on; a full stop where there is none.
constexpr char32_t firstMarked = 0xC0;
constexpr std::string_view plainLetters =
    "aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.yaaaaaaccccccccdd"
    "..eeeeeeeeeegggggggghh..iiiiiiiii...jjkk.llllll....nnnnnn...oooooo..rrrrrrssssss"
    "sstttt..uuuuuuuuuuuuwwyyyzzzzzz.................................oo.............u"
    "u............................aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa...."
    "aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................";

char latinOf(char32_t letter)
{
    const auto* found = std::ranges::lower_bound(pairs, letter, {}, &Pair::letter);
    return found != pairs.end() && found->letter == letter ? found->latin : '\0';
}

char plainOf(char32_t letter)
{
    if (letter < firstMarked || letter - firstMarked >= plainLetters.size())
        return '\0';
    const char plain = plainLetters[letter - firstMarked];
    return plain == '.' ? '\0' : plain;
}

char32_t narrow(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c; }
bool isCombining(char32_t c) { return c >= 0x300 && c <= 0x36F; }
bool isSpace(char32_t c) { return c == ' ' || c == '\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000; }

char32_t lower(char32_t c)
{
    const bool ascii = c >= 'A' && c <= 'Z';
    const bool greek = c >= 0x391 && c <= 0x3A9;
    const bool cyrillic = c >= 0x410 && c <= 0x42F;
    if (ascii || greek || cyrillic)
        return c + 32;
    return c >= 0x400 && c <= 0x40F ? c + 80 : c;
}

bool isLatin(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c <= 0x24F); }
bool isLetterOfWord(char32_t c) { return isLatin(c) || (c >= 0x370 && c <= 0x52F); }

} // namespace

std::string skeleton(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = characterAt(text, at);
        at += character.length;
        const char32_t code = narrow(character.code);
        if (isSpace(code) || isInvisible(code) || isCombining(code))
            continue;
        if (const char latin = latinOf(code))
            out += latin;
        else if (const char plain = plainOf(code))
            out += plain;
        else
            appendUtf8(out, lower(code));
    }
    return out;
}

char32_t strayLetter(std::string_view text)
{
    char32_t stray = 0;
    bool latin = false;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = characterAt(text, at);
        at += character.length;
        if (!isLetterOfWord(character.code)) {
            if (latin && stray != 0)
                return stray;
            latin = false;
            stray = 0;
        }
        latin = latin || isLatin(character.code);
        if (stray == 0 && latinOf(character.code) != '\0')
            stray = character.code;
    }
    return latin ? stray : 0;
}

std::string_view alphabetOf(char32_t letter)
{
    if (letter >= 0x370 && letter <= 0x3FF)
        return "Greek";
    return letter >= 0x400 && letter <= 0x52F ? "Cyrillic" : "another alphabet";
}

} // namespace runlog
