// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/chars.h"
#include "core/engine/pii/groups.h"
#include "core/engine/pii/phoneplans.h"
#include "core/engine/pii/recognizers.h"

#include <algorithm>
#include <utility>

// Telephone numbers: where they begin and end, and how many of the groups of digits are one.
namespace runlog::pii {

namespace {

PhoneOpening openingAt(std::string_view text, std::size_t digit)
{
    PhoneOpening opening{digit, before(text, digit) == '+', false};
    if (opening.plus)
        --opening.begin;
    if (before(text, opening.begin) == '(') {
        opening.parenthesis = true;
        --opening.begin;
        if (before(text, opening.begin) == '+') {
            opening.plus = true;
            --opening.begin;
        }
    }
    return opening;
}

// x123, ext. 12: where it ends, or `end` if there is none.
std::size_t extensionEnd(std::string_view text, std::size_t end)
{
    auto place = runEnd(text, end, isBlank, 1);
    for (const std::string_view word : {"extension", "ext", "x"})
        if (equalsFolded(text.substr(std::min(place, text.size()), word.size()), word)) {
            place = runEnd(
                text, place + word.size(), [](char c) { return c == '.' || c == ' '; }, 2);
            const auto stop = runEnd(text, place, isDigit, 8);
            return stop > place && stop - place <= 7 && !isWord(at(text, stop)) ? stop : end;
        }
    return end;
}

// A dash and a word may follow: 082 490 1693-Office.
bool phoneCloses(std::string_view text, std::size_t end)
{
    if (closesFreely(text, end))
        return true;
    const auto word = runEnd(text, end + 1, isLetter, 16);
    return at(text, end) == '-' && word - end > 3 && !isWord(at(text, word));
}

// How many groups from the first on have nothing but a blank between them.
std::size_t spacedGroups(const DigitGroups& groups)
{
    std::size_t spaced = 1;
    while (spaced < groups.groups && groups.separators[spaced] == ' ')
        ++spaced;
    return spaced;
}

// A group of the same spaced row stands before the number.
bool goesOnBefore(std::string_view text, const PhoneOpening& opening)
{
    if (opening.plus || opening.parenthesis || before(text, opening.begin) != ' ')
        return false;
    const auto previous = runBegin(text, opening.begin - 1, isDigit, 6);
    const auto length = opening.begin - 1 - previous;
    return length > 0 && length < 5;
}

// Another one stands behind it.
bool goesOnBehind(std::string_view text, std::size_t end)
{
    const char next = at(text, end + 1);
    return at(text, end) == ' ' && isDigit(next) && next != '0';
}

bool isFictional(std::string_view digits)
{
    return digits.size() >= 10 && digits.substr(digits.size() - 7, 5) == "55501";
}

constexpr std::size_t fewestDigits = 6; // with the calling code

// What a run of groups is taken as: the first `taken` of them.
struct Reading {
    DigitGroups groups;
    PhoneVerdict verdict;
    std::size_t end = 0; // behind the extension
};

// The reading that is worth most, then the longest; none that is cut out of a row of spaced groups.
Reading bestReading(std::string_view text, const DigitGroups& groups, const PhoneOpening& opening)
{
    Reading best;
    const auto spaced = spacedGroups(groups);
    const auto fewest = goesOnBefore(text, opening) ? spaced + 1 : 1;
    for (auto taken = groups.groups; taken >= fewest; --taken) {
        if (taken <= spaced && goesOnBehind(text, groups.begin + groups.ends[taken - 1]))
            continue;
        const auto part = groups.first(taken);
        if (part.count < fewestDigits)
            break;
        const auto verdict = part.overflows ? PhoneVerdict{} : phoneVerdict(part, opening);
        if (std::pair(verdict.alone, verdict.beside) <= std::pair(best.verdict.alone, best.verdict.beside))
            continue;
        const auto end = extensionEnd(text, part.end);
        if (phoneCloses(text, end))
            best = {part, verdict, end};
    }
    return best;
}

PhoneOpening withoutParenthesis(PhoneOpening opening, std::size_t digit, std::string_view text)
{
    opening.parenthesis = false;
    opening.plus = before(text, digit) == '+';
    opening.begin = digit - (opening.plus ? 1 : 0);
    return opening;
}

// The word may go on behind its digits only with an extension: 5551234567x89.
bool isDigitsOnly(std::string_view text, std::size_t begin, std::size_t end)
{
    const auto digits = runEnd(text, begin, isDigit);
    return digits > begin && (digits == end || toLower(text[digits]) == 'x' || toLower(text[digits]) == 'e');
}

} // namespace

void offerPhone(Pass& pass, std::size_t begin, std::size_t end)
{
    const auto text = pass.text();
    if (!pass.wants(Entity::Phone) || !isDigitsOnly(text, begin, end))
        return;
    auto opening = openingAt(text, begin);
    if (isWord(before(text, opening.begin)) && !isLetter(before(text, opening.begin)))
        return;
    if (!opening.parenthesis && !opensFreely(text, opening.begin))
        return;
    const auto groups = digitGroups(text, begin, Parting::Telephone, opening.parenthesis);
    const auto& separators = groups.separators;
    if (opening.parenthesis && std::find(separators.begin(), separators.end(), ')') == separators.end())
        opening = withoutParenthesis(opening, begin, text);
    const bool glued = opening.parenthesis && opening.plus && isLetter(before(text, opening.begin)); // number is(+45)…
    if (!glued && !opensFreely(text, opening.begin))
        return;
    const auto reading = bestReading(text, groups, opening);
    if (reading.verdict.beside == Level::Nothing)
        return;
    Match match;
    match.entity = Entity::Phone;
    match.begin = opening.begin;
    match.end = reading.end;
    match.alone = reading.verdict.alone;
    match.beside = reading.verdict.beside;
    match.surroundings = reading.verdict.grouped ? Surroundings::ReadWidely : Surroundings::Read;
    match.pattern = reading.verdict.pattern;
    match.sample = isFictional(reading.groups.view()) ? "555-01xx is kept for fiction" : "";
    pass.offer(match);
}

} // namespace runlog::pii
