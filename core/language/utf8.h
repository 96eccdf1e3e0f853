// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace runlog {

// One character of UTF-8 text. An invalid byte is one character of length 1 with `valid` false.
struct Character {
    char32_t code = 0;
    std::size_t length = 0; // 0 at the end of the text
    bool valid = true;
};

// The character at an offset; strict (no overlong forms, no surrogates, nothing past U+10FFFF).
Character characterAt(std::string_view text, std::size_t offset);

void appendUtf8(std::string& out, char32_t code);
std::size_t countCharacters(std::string_view text);

// C0 and C1 controls and DEL; tab and line feed count as controls too.
bool isControl(char32_t code);
// Characters that reorder text on a screen: marks, embeddings, overrides, isolates.
bool isBidiControl(char32_t code);
// Not a control, but without a glyph of its own or a line break on a screen: zero-width ones, U+2028, U+2029, U+FEFF.
bool isInvisible(char32_t code);

// `U+03BF`.
std::string codePointName(char32_t code);

} // namespace runlog
