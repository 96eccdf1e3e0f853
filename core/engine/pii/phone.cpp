// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/callingcodes.h"
#include "core/engine/pii/chars.h"
#include "core/engine/pii/checksums.h"
#include "core/engine/pii/groups.h"
#include "core/engine/pii/lookalikes.h"
#include "core/engine/pii/recognizers.h"

#include <algorithm>
#include <optional>
#include <utility>

// Telephone numbers: with a calling code, in the groups of North America, with a trunk zero; anything else only beside
// a telling word. Dates, versions, addresses of machines and decimals have the same digits and are sorted out first.
namespace runlog::pii {

namespace {

// How a number begins, before its first digit.
struct Opening {
    std::size_t begin = 0;
    bool plus = false;
    bool parenthesis = false;
};

struct Verdict {
    Level alone = Level::Nothing;
    Level beside = Level::Nothing;
    std::string_view pattern;
    bool grouped = true;
};

Opening openingAt(std::string_view text, std::size_t digit)
{
    Opening opening{digit, before(text, digit) == '+', false};
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

bool within(long long value, long long low, long long high) { return value >= low && value <= high; }

bool sizesAre(const DigitGroups& groups, std::initializer_list<int> sizes)
{
    return groups.groups == sizes.size() && std::equal(sizes.begin(), sizes.end(), groups.sizes.begin());
}

bool isFromTwoOn(char c) { return c >= '2' && c <= '9'; }

// Area code and exchange begin with 2-9.
bool isNorthAmerican(std::string_view ten) { return isFromTwoOn(ten[0]) && isFromTwoOn(ten[3]); }

bool closesArea(const DigitGroups& groups) { return groups.groups > 1 && groups.separators[1] == ')'; }

// Numbers of a length that the calling code has; short ones are written in groups, or are something else.
Level worthOfFitting(std::size_t nationalDigits, const DigitGroups& groups)
{
    if (nationalDigits >= 7)
        return Level::VeryLikely;
    return groups.groups > 1 ? Level::Likely : Level::Possible;
}

Level worthOfOthers(const DigitGroups& groups)
{
    return groups.groups > 1 && groups.groups < 6 ? Level::Possible : Level::Nothing;
}

Verdict international(std::string_view digits, const DigitGroups& groups)
{
    const auto code = callingCodeLength(digits);
    auto national = digits.substr(code);
    if (code != 0 && national.starts_with('0') && digits.substr(0, code) != "39")
        national.remove_prefix(1); // the trunk zero of +44 (0)20
    const bool fits = nationalLengthFits(digits.substr(0, code), national.size())
                      && (code != 1 || digits[0] != '1' || isFromTwoOn(national[0]));
    if (code == 0 || digits.size() > 16 || (national.size() < 5 && !fits))
        return {};
    const auto alone = fits ? worthOfFitting(national.size(), groups) : worthOfOthers(groups);
    return {alone, Level::VeryLikely, "calling code and length", true};
}

// (NXX) NXX-XXXX and its like, with or without a 1 before it.
std::optional<Verdict> northAmerican(const DigitGroups& groups)
{
    const bool withOne =
        groups.view().starts_with('1') && (sizesAre(groups, {1, 3, 3, 4}) || sizesAre(groups, {1, 3, 7}));
    const bool trunkZero = groups.view().starts_with('0') && !sizesAre(groups, {3, 3, 4}); // 074-7111234
    if (trunkZero || (!withOne && !sizesAre(groups, {3, 3, 4}) && !sizesAre(groups, {3, 7})))
        return std::nullopt;
    const auto ten = groups.view().substr(groups.count - 10);
    if (!isNorthAmerican(ten))
        return closesArea(groups) ? Verdict{Level::Likely, Level::VeryLikely, "NXX-NXX-XXXX", true}
                                  : Verdict{Level::Nothing, Level::Likely, "NXX-NXX-XXXX", true};
    const bool spaced = groups.evenly(' ');
    const bool slashed = groups.evenly('/');
    const bool whole = sizesAre(groups, {3, 7}) && !closesArea(groups);
    return Verdict{spaced || slashed || whole ? Level::Possible : Level::Likely, Level::VeryLikely, "NXX-NXX-XXXX",
                   true};
}

bool isPairs(const DigitGroups& groups)
{
    return groups.groups == 5
           && std::all_of(groups.sizes.begin(), groups.sizes.begin() + 5, [](auto size) { return size == 2; });
}

bool noneShort(const DigitGroups& groups)
{
    return std::all_of(groups.sizes.begin(), groups.sizes.begin() + static_cast<std::ptrdiff_t>(groups.groups),
                       [](auto size) { return size >= 2; });
}

// 91-415-555-0132, 971 (56) 1234567: a calling code that is a group of its own, without its plus.
std::optional<Verdict> withoutPlus(const DigitGroups& groups)
{
    const auto code = groups.group(0);
    const bool parted = groups.groups >= 3 || (groups.groups == 2 && groups.separators[1] == '(');
    if (!parted || code.size() > 3 || callingCodeLength(code) != code.size()
        || !nationalLengthFits(code, groups.count - code.size()) || groups.count < 10 || isFourBytes(groups)
        || isVersion(groups))
        return std::nullopt;
    return Verdict{Level::Possible, Level::VeryLikely, "calling code without its plus", true};
}

// 0161 123 4567, 0171/1234567, 01.23.45.67.89.
std::optional<Verdict> withTrunkZero(const DigitGroups& groups)
{
    const auto digits = groups.view();
    if (groups.groups < 2 || digits[0] != '0' || digits[1] == '0'
        || !within(static_cast<long long>(groups.count), 9, 11) || !noneShort(groups) || groups.sizes[0] > 5)
        return std::nullopt;
    const bool dotted = groups.has('.') && !(groups.evenly('.') && isPairs(groups));
    const bool otherNumber = sizesAre(groups, {5, 4}) || sizesAre(groups, {3, 2, 4}) || sizesAre(groups, {2, 7})
                             || sizesAre(groups, {6, 4})
                             || sizesAre(groups, {3, 3, 3}); // ZIP+4, SSN, EIN and other offices' groups
    return Verdict{dotted || otherNumber ? Level::Possible : Level::Likely, Level::VeryLikely, "trunk zero, in groups",
                   true};
}

bool isAreaInParentheses(const DigitGroups& groups)
{
    return closesArea(groups) && within(groups.sizes[0], 2, 3) && within(static_cast<long long>(groups.count), 8, 11);
}

Verdict bare(std::string_view digits)
{
    const bool chineseMobile = digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
    const bool american = digits.size() == 10 && isNorthAmerican(digits);
    return {chineseMobile || american ? Level::Possible : Level::Nothing, Level::Likely, "digits", false};
}

// Groups of no known plan: parted alike, or with a short area code before them.
bool isPlausible(const DigitGroups& groups)
{
    if (groups.count > 13 || (groups.groups == 2 && groups.evenly('.')) || isFourBytes(groups))
        return false;
    auto rest = groups;
    rest.separators[1] = groups.separators[std::min<std::size_t>(2, groups.groups - 1)];
    const bool even = rest.evenly(rest.separators[1]);
    return even && (groups.evenly(rest.separators[1]) || groups.sizes[0] <= 4);
}

Verdict classify(const DigitGroups& groups, const Opening& opening)
{
    const auto digits = groups.view();
    if (opening.plus)
        return international(digits, groups);
    if (!within(static_cast<long long>(groups.count), 7, 17) || isDated(groups) || isDateRange(groups)
        || isBookNumber(groups))
        return {};
    if (groups.groups == 1)
        return groups.count <= 15 ? bare(digits) : Verdict{};
    if (digits.starts_with("00"))
        return international(digits.substr(2), groups);
    if (const auto verdict = northAmerican(groups))
        return *verdict;
    if (const auto verdict = withTrunkZero(groups))
        return *verdict;
    if (const auto verdict = withoutPlus(groups))
        return *verdict;
    if (opening.parenthesis && isAreaInParentheses(groups))
        return {Level::Likely, Level::VeryLikely, "area code in parentheses", true};
    const bool houseNumbers = sizesAre(groups, {5, 4}); // or a postal code; weak words are not enough
    return isPlausible(groups) ? Verdict{Level::Nothing, Level::Likely, "digits in groups", !houseNumbers} : Verdict{};
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

// The same row of digits goes on, before or after the groups that were taken.
bool isCutOut(std::string_view text, const DigitGroups& groups, const Opening& opening)
{
    const bool spaced = groups.groups == 1 || groups.evenly(' ');
    const char next = at(text, groups.end + 1);
    if (spaced && at(text, groups.end) == ' ' && isDigit(next) && next != '0')
        return true;
    if (opening.plus || opening.parenthesis || !spaced || before(text, opening.begin) != ' ')
        return false;
    const auto previous = runBegin(text, opening.begin - 1, isDigit, 6);
    const auto length = opening.begin - 1 - previous;
    return length > 0 && length < 5;
}

bool isFictional(std::string_view digits)
{
    return digits.size() >= 10 && digits.substr(digits.size() - 7, 5) == "55501";
}

constexpr std::size_t fewestDigits = 6; // with the calling code

// What a run of groups is taken as: the first `taken` of them.
struct Reading {
    DigitGroups groups;
    Verdict verdict;
    std::size_t end = 0; // behind the extension
};

// The reading that is worth most, then the longest.
Reading bestReading(std::string_view text, const DigitGroups& groups, const Opening& opening)
{
    Reading best;
    for (auto taken = groups.groups; taken > 0; --taken) {
        const auto part = groups.first(taken);
        if (part.count < fewestDigits)
            break;
        const auto verdict = part.overflows ? Verdict{} : classify(part, opening);
        if (std::pair(verdict.alone, verdict.beside) <= std::pair(best.verdict.alone, best.verdict.beside))
            continue;
        const auto end = extensionEnd(text, part.end);
        if (phoneCloses(text, end) && !isCutOut(text, part, opening))
            best = {part, verdict, end};
    }
    return best;
}

Opening withoutParenthesis(Opening opening, std::size_t digit, std::string_view text)
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
