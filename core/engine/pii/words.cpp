// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/words.h"

#include "core/engine/pii/entity.h"

namespace runlog::pii {

namespace {

bool isWordLetter(char c) { return isLetter(c) || isHigh(c); }

// Whether a word may be cut between these two bytes: userPhone, SSNNumber (before the `N`), address1.
bool splits(std::string_view text, std::size_t place)
{
    const char left = text[place - 1];
    const char right = text[place];
    if (isLower(left) && isLower(right))
        return false;
    if (isWordLetter(left) != isWordLetter(right) || isDigit(left) != isDigit(right))
        return true;
    if (isLower(left) && isUpper(right))
        return true;
    return isUpper(left) && isUpper(right) && isLower(at(text, place + 1)) && at(text, place + 1) != 's';
}

// <EMAIL> and its like, which redact() writes: it is no word of the author's.
bool isMaskLetter(char c) { return isUpper(c) || isDigit(c) || c == '_'; }

constexpr std::size_t longestMask = 32;

std::size_t maskBegin(std::string_view text, std::size_t end)
{
    if (text[end - 1] != '>')
        return end;
    const auto begin = runBegin(text, end - 1, isMaskLetter, longestMask);
    const bool mask = begin > 0 && text[begin - 1] == '<' && entityNamed(text.substr(begin, end - 1 - begin));
    return mask ? begin - 1 : end;
}

std::size_t maskEnd(std::string_view text, std::size_t begin)
{
    if (text[begin] != '<')
        return begin;
    const auto end = runEnd(text, begin + 1, isMaskLetter, longestMask);
    const bool mask = at(text, end) == '>' && entityNamed(text.substr(begin + 1, end - begin - 1));
    return mask ? end + 1 : begin;
}

bool isPart(char c) { return isWordLetter(c) || isDigit(c); }

} // namespace

std::size_t wordEnd(std::string_view text, std::size_t place)
{
    auto end = place + 1;
    while (end < text.size() && isPart(at(text, end)) && !splits(text, end))
        ++end;
    return end;
}

WordList wordsOf(std::string_view text, std::size_t begin, std::size_t end)
{
    WordList words;
    while (begin < end && !words.full()) {
        if (!isPart(at(text, begin))) {
            begin = std::max(begin + 1, maskEnd(text, begin));
            continue;
        }
        const auto stop = std::min(wordEnd(text, begin), end);
        words.add({text.substr(begin, stop - begin), begin});
        begin = stop;
    }
    return words;
}

WordList wordsBackwards(std::string_view text, std::size_t begin, std::size_t end)
{
    WordList words;
    while (end > begin && !words.full()) {
        if (!isPart(before(text, end))) {
            end = std::min(end - 1, maskBegin(text, end));
            continue;
        }
        auto start = end - 1;
        while (start > begin && isPart(before(text, start)) && !splits(text, start))
            --start;
        words.add({text.substr(start, end - start), start});
        end = start;
    }
    return words;
}

} // namespace runlog::pii
