// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/words.h"

#include "core/engine/pii/entity.h"

namespace runlog::pii {

namespace {

// What a byte is to a word.
enum class Kind : unsigned char { Other, Lower, Upper, High, Digit };

constexpr auto kindsOfBytes()
{
    std::array<Kind, 256> kinds{};
    for (std::size_t byte = 0; byte < kinds.size(); ++byte) {
        const auto c = static_cast<char>(byte);
        kinds[byte] = isLower(c)   ? Kind::Lower
                      : isUpper(c) ? Kind::Upper
                      : isHigh(c)  ? Kind::High
                      : isDigit(c) ? Kind::Digit
                                   : Kind::Other;
    }
    return kinds;
}

constexpr auto kinds = kindsOfBytes();

constexpr Kind kindOf(char c) { return kinds[static_cast<unsigned char>(c)]; }

// Whether a word may be cut before `place`, which two of its bytes stand around: userPhone, SSNNumber (before the `N`), address1.
bool splits(std::string_view text, std::size_t place)
{
    const auto left = kindOf(text[place - 1]);
    const auto right = kindOf(text[place]);
    if (left == right && left != Kind::Upper)
        return false;
    if ((left == Kind::Digit) != (right == Kind::Digit) || (left == Kind::Lower && right == Kind::Upper))
        return true;
    return left == Kind::Upper && right == Kind::Upper && isLower(at(text, place + 1)) && at(text, place + 1) != 's';
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

bool isPart(char c) { return kindOf(c) != Kind::Other; }

} // namespace

std::size_t wordEnd(std::string_view text, std::size_t place)
{
    auto end = place + 1;
    while (end < text.size() && isPart(text[end]) && !splits(text, end))
        ++end;
    noteRead(end - place);
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
        while (start > begin && isPart(text[start - 1]) && !splits(text, start))
            --start;
        noteRead(end - start);
        words.add({text.substr(start, end - start), start});
        end = start;
    }
    return words;
}

} // namespace runlog::pii
