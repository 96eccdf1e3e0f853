// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/words.h"

#include "core/engine/pii/entity.h"

namespace runlog::pii {

namespace {

// What a byte is to a word; one bit each.
enum class Kind : unsigned char { Other = 0, Lower = 1, Upper = 2, High = 4, Digit = 8 };

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
bool isPart(char c) { return kindOf(c) != Kind::Other; }

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

// Whether the bytes before and at `place` are of one word.
bool isInsideWord(std::string_view text, std::size_t place)
{
    return isPart(before(text, place)) && isPart(at(text, place)) && !splits(text, place);
}

// Whether two bytes of a word, of these kinds and beside each other, are never cut apart: most are not.
bool hold(Kind left, Kind right)
{
    constexpr unsigned uncut = ~static_cast<unsigned>(Kind::Upper);
    return (static_cast<unsigned>(left) & static_cast<unsigned>(right) & uncut) != 0;
}

// The begin of the word that ends at `end`, not before `stop`.
std::size_t wordBegin(std::string_view text, std::size_t stop, std::size_t end)
{
    auto begin = end - 1;
    auto first = kindOf(text[begin]);
    for (; begin > stop; --begin) {
        const auto previous = kindOf(text[begin - 1]);
        if (!hold(previous, first) && (previous == Kind::Other || splits(text, begin)))
            break;
        first = previous;
    }
    noteRead(end - begin);
    return begin;
}

// The end of the word that begins at `begin`, not behind `stop`.
std::size_t wordEnd(std::string_view text, std::size_t begin, std::size_t stop)
{
    auto end = begin + 1;
    auto last = kindOf(text[begin]);
    for (; end < stop; ++end) {
        const auto next = kindOf(text[end]);
        if (!hold(last, next) && (next == Kind::Other || splits(text, end)))
            break;
        last = next;
    }
    noteRead(end - begin);
    return end;
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

} // namespace

WordList wordsOf(std::string_view text, std::size_t begin, std::size_t end, std::size_t most)
{
    WordList words;
    while (begin < end && words.size() < most) {
        if (!isPart(at(text, begin))) {
            begin = std::max(begin + 1, maskEnd(text, begin));
            continue;
        }
        const auto stop = wordEnd(text, begin, end);
        if (stop < end || !isInsideWord(text, end))
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
        const auto start = wordBegin(text, begin, end);
        if (start > begin || !isInsideWord(text, begin))
            words.add({text.substr(start, end - start), start});
        end = start;
    }
    return words;
}

} // namespace runlog::pii
