// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

// Classes of bytes, without any locale.
namespace runlog::pii {

constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool isLower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool isLetter(char c) { return isUpper(c) || isLower(c); }
constexpr bool isAlnum(char c) { return isDigit(c) || isLetter(c); }
constexpr bool isWord(char c) { return isAlnum(c) || c == '_'; }
constexpr bool isHex(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr bool isHigh(char c) { return static_cast<unsigned char>(c) >= 0x80U; } // part of a longer UTF-8 sequence
constexpr bool isBlank(char c) { return c == ' ' || c == '\t'; }
constexpr bool isSpace(char c) { return isBlank(c) || c == '\n' || c == '\r'; }

constexpr char toUpper(char c) { return isLower(c) ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr char toLower(char c) { return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr int digitOf(char c) { return c - '0'; }

// Every look at the text behind the walk's own goes through the functions below, so that a test can count them: no
// text may make them many.
#ifdef RUNLOG_PII_COUNT_READS
inline thread_local std::size_t bytesRead = 0;
inline void noteRead(std::size_t bytes) { bytesRead += bytes; }
#else
inline void noteRead(std::size_t) {}
#endif

// The byte at `place`, or NUL outside of the text.
inline char at(std::string_view text, std::size_t place)
{
    noteRead(1);
    return place < text.size() ? text[place] : '\0';
}
inline char before(std::string_view text, std::size_t place) { return place == 0 ? '\0' : at(text, place - 1); }

inline bool startsAt(std::string_view text, std::size_t place, std::string_view word)
{
    noteRead(1);
    return place <= text.size() && text.substr(place, word.size()) == word;
}
inline bool endsAt(std::string_view text, std::size_t place, std::string_view word)
{
    noteRead(1);
    return place >= word.size() && text.substr(place - word.size(), word.size()) == word;
}

// The end of the run of bytes from `place` that satisfy `is`, at most `limit` of them.
template <typename Is>
std::size_t runEnd(std::string_view text, std::size_t place, Is is, std::size_t limit = static_cast<std::size_t>(-1))
{
    const auto start = place;
    while (place < text.size() && place - start < limit && is(text[place]))
        ++place;
    noteRead(place - start + 1);
    return place;
}

// The begin of the run of bytes before `place` that satisfy `is`, at most `limit` of them.
template <typename Is> std::size_t runBegin(std::string_view text, std::size_t place, Is is, std::size_t limit)
{
    const auto start = place;
    while (place > 0 && start - place < limit && is(text[place - 1]))
        --place;
    noteRead(start - place + 1);
    return place;
}

// Equal but for the case of ASCII letters; `lower` is in lower case.
constexpr bool equalsFolded(std::string_view word, std::string_view lower)
{
    if (word.size() != lower.size())
        return false;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (toLower(word[i]) != lower[i])
            return false;
    return true;
}

} // namespace runlog::pii
