// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

// What separates the words of a YAML text.
namespace runlog {

constexpr bool isBlank(char c) { return c == ' ' || c == '\t'; }
constexpr bool isBreak(char c) { return c == '\n' || c == '\r'; }
constexpr bool isSpace(char c) { return isBlank(c) || isBreak(c); }

// Where the comment that begins at `at` ends: before its line feed.
inline std::size_t commentEnd(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

} // namespace runlog
