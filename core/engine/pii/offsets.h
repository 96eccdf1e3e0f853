// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

// Places in UTF-8 text counted in other units, for windows and reports. A byte that starts no code point
// counts with the one before it; `byte` past the end stands for the end.
namespace runlog::pii {

// How many code points begin before `byte`.
std::size_t codePointsBefore(std::string_view text, std::size_t byte);

// How many UTF-16 units the code points before `byte` take.
std::size_t utf16Before(std::string_view text, std::size_t byte);

// Turns rising byte places into places in code points in one walk, for many findings in a long text.
class CodePointCounter {
public:
    explicit CodePointCounter(std::string_view text)
        : m_text(text)
    {}

    // `byte` must not be less than at the call before.
    std::size_t at(std::size_t byte);

private:
    std::string_view m_text;
    std::size_t m_byte = 0;
    std::size_t m_count = 0;
};

} // namespace runlog::pii
