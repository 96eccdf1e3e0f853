// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/chars.h"
#include "core/engine/pii/checksums.h"
#include "core/engine/pii/recognizers.h"

#include <array>

// Days that may be somebody's date of birth; only words around them make them one.
namespace runlog::pii {

namespace {

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};

struct Part {
    int value = 0;
    std::size_t size = 0;
    std::size_t end = 0;
};

Part numberAt(std::string_view text, std::size_t begin)
{
    const auto end = runEnd(text, begin, isDigit, 5);
    return {static_cast<int>(numberOf(text.substr(begin, end - begin))), end - begin, end};
}

bool isCentury(const Part& year) { return year.size == 4 && year.value >= 1900 && year.value <= 2099; }

bool isShort(const Part& part) { return part.size == 1 || part.size == 2; }

// 1990-04-05, 5.4.1990, 04/05/90: where it ends, 0 if it is none.
std::size_t numericEnd(std::string_view text, std::size_t begin)
{
    const auto first = numberAt(text, begin);
    const char separator = at(text, first.end);
    if (separator != '-' && separator != '/' && separator != '.')
        return 0;
    const auto second = numberAt(text, first.end + 1);
    if (!isShort(second) || at(text, second.end) != separator)
        return 0;
    const auto third = numberAt(text, second.end + 1);
    if (isCentury(first) && isShort(third))
        return isDay(first.value, second.value, third.value) ? third.end : 0;
    const int year = isCentury(third) ? third.value : third.size == 2 ? 1900 + third.value : 0;
    const bool exists = isDay(year, second.value, first.value) || isDay(year, first.value, second.value);
    return isShort(first) && year != 0 && exists ? third.end : 0;
}

constexpr bool beginsMonth(char c)
{
    switch (toLower(c)) {
    case 'a': case 'd': case 'f': case 'j': case 'm': case 'n': case 'o': case 's': return true;
    default: return false;
    }
}

// 19900405: where it ends, 0 if it is none.
std::size_t compactEnd(std::string_view text, std::size_t begin)
{
    const auto digits = text.substr(begin, 8);
    const auto year = static_cast<int>(numberOf(digits.substr(0, 4)));
    const bool exists = year >= 1900 && year <= 2099 && runEnd(text, begin, isDigit, 9) == begin + 8
                        && isDay(year, static_cast<int>(numberOf(digits.substr(4, 2))),
                                 static_cast<int>(numberOf(digits.substr(6, 2))));
    return exists ? begin + 8 : 0;
}

// 1-12 for April, Apr, Sept. and the like; `end` is moved behind it.
int monthAt(std::string_view text, std::size_t begin, std::size_t& end)
{
    if (!beginsMonth(at(text, begin)))
        return 0;
    const auto stop = runEnd(text, begin, isLetter, 10);
    const auto word = text.substr(begin, stop - begin);
    for (std::size_t i = 0; i < months.size(); ++i) {
        const bool whole = word.size() == months[i].size() || word.size() == 3 || (i == 8 && word.size() == 4);
        if (!whole || !equalsFolded(word, months[i].substr(0, word.size())))
            continue;
        end = stop + (at(text, stop) == '.' ? 1 : 0);
        return static_cast<int>(i) + 1;
    }
    return 0;
}

std::size_t behindOrdinal(std::string_view text, std::size_t end)
{
    for (const std::string_view ordinal : {"st", "nd", "rd", "th"})
        if (startsAt(text, end, ordinal) && !isWord(at(text, end + 2)))
            return end + 2;
    return at(text, end) == '.' ? end + 1 : end;
}

std::size_t behindBlank(std::string_view text, std::size_t end)
{
    return runEnd(
        text, end, [](char c) { return c == ' ' || c == ',' || c == '-'; }, 2);
}

// 15th June 1991, 5 April 1990.
std::size_t dayFirstEnd(std::string_view text, std::size_t begin)
{
    const auto day = numberAt(text, begin);
    auto place = behindBlank(text, behindOrdinal(text, day.end));
    if (startsAt(text, place, "of "))
        place += 3;
    std::size_t monthEnd = 0;
    const int month = monthAt(text, place, monthEnd);
    if (!isShort(day) || month == 0)
        return 0;
    const auto year = numberAt(text, behindBlank(text, monthEnd));
    return isCentury(year) && isDay(year.value, month, day.value) ? year.end : 0;
}

struct Day {
    std::size_t begin = 0;
    std::size_t end = 0;
};

// April 5, 1990, seen from its 5.
Day monthFirst(std::string_view text, std::size_t digit)
{
    auto word = digit;
    while (word > 0 && (text[word - 1] == ' ' || text[word - 1] == '.') && digit - word < 2)
        --word;
    const auto begin = runBegin(text, word, isLetter, 10);
    std::size_t monthEnd = 0;
    const int month = begin < word ? monthAt(text, begin, monthEnd) : 0;
    const auto day = numberAt(text, digit);
    if (month == 0 || !isShort(day))
        return {};
    const auto year = numberAt(text, behindBlank(text, behindOrdinal(text, day.end)));
    return isCentury(year) && isDay(year.value, month, day.value) ? Day{begin, year.end} : Day{};
}

// The day that begins at the word [begin, end), or before it with its month. The bytes around say which form it can
// have: most numbers are prices and counts.
Day dayAt(std::string_view text, std::size_t begin, std::size_t end)
{
    if (end - begin == 8)
        return {begin, compactEnd(text, begin)};
    const char next = at(text, end);
    const char later = at(text, end + 1);
    if ((next == '-' || next == '/' || next == '.') && isDigit(later))
        return {begin, numericEnd(text, begin)};
    const bool monthBehind = (next == ' ' || next == '-' || next == '.')
                             && (beginsMonth(later) || startsAt(text, end + 1, "of ") || later == ' ');
    if (monthBehind || !isDigit(before(text, end)))
        if (const auto stop = dayFirstEnd(text, begin); stop != 0)
            return {begin, stop};
    const bool monthBefore =
        before(text, begin) == ' ' && begin >= 2 && (isLetter(text[begin - 2]) || text[begin - 2] == '.');
    return monthBefore && (next == ' ' || next == ',' || !isDigit(before(text, end))) ? monthFirst(text, begin) : Day{};
}

// A time may follow: 1990-04-05T00:00:00Z.
bool dayCloses(std::string_view text, std::size_t end)
{
    return closesFreely(text, end) || (at(text, end) == 'T' && isDigit(at(text, end + 1)));
}

} // namespace

void offerBirthDate(Pass& pass, std::size_t begin, std::size_t end)
{
    const auto text = pass.text();
    if (!pass.wants(Entity::DateOfBirth) || (end - begin > 4 && end - begin != 8))
        return;
    const auto day = dayAt(text, begin, end);
    if (day.end == 0 || !opensFreely(text, begin) || !dayCloses(text, day.end))
        return;
    Match match;
    match.entity = Entity::DateOfBirth;
    match.begin = day.begin;
    match.end = day.end;
    match.beside = Level::VeryLikely;
    match.pattern = "a day";
    match.checked = true;
    pass.offer(match);
}

} // namespace runlog::pii
