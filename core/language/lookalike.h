// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// Texts that look alike to a reader and differ to a machine.
namespace runlog {

// The text with case folded, blanks and invisible characters dropped, full-width forms and composed Latin letters brought to
// plain ones, and letters of other alphabets that look like Latin ones replaced by those. Two texts with one skeleton look alike.
std::string skeleton(std::string_view text);

// A letter of another alphabet that stands beside Latin letters in one word and looks like one; 0 if there is none.
char32_t strayLetter(std::string_view text);

// "Cyrillic", "Greek", or "another alphabet".
std::string_view alphabetOf(char32_t letter);

} // namespace runlog
