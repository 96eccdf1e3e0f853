// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/phoneplans.h"

#include "core/engine/pii/callingcodes.h"
#include "core/engine/pii/lookalikes.h"

#include <algorithm>
#include <optional>

namespace runlog::pii {

namespace {

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

PhoneVerdict international(std::string_view digits, const DigitGroups& groups)
{
    const auto code = callingCodeLength(digits);
    auto national = digits.substr(code);
    if (code != 0 && national.starts_with('0') && digits.substr(0, code) != "39")
        national.remove_prefix(1); // the trunk zero of +44 (0)20
    const bool fits = nationalLengthFits(digits.substr(0, code), national.size()) &&
                      (code != 1 || digits[0] != '1' || isFromTwoOn(national[0]));
    if (code == 0 || digits.size() > 16 || (national.size() < 5 && !fits))
        return {};
    const auto alone = fits ? worthOfFitting(national.size(), groups) : worthOfOthers(groups);
    return {alone, Level::VeryLikely, "calling code and length", true};
}

// (NXX) NXX-XXXX and its like, with or without a 1 before it.
std::optional<PhoneVerdict> northAmerican(const DigitGroups& groups)
{
    const bool withOne =
        groups.view().starts_with('1') && (sizesAre(groups, {1, 3, 3, 4}) || sizesAre(groups, {1, 3, 7}));
    const bool trunkZero = groups.view().starts_with('0') && !sizesAre(groups, {3, 3, 4}); // 074-7111234
    if (trunkZero || (!withOne && !sizesAre(groups, {3, 3, 4}) && !sizesAre(groups, {3, 7})))
        return std::nullopt;
    const auto ten = groups.view().substr(groups.count - 10);
    if (!isNorthAmerican(ten))
        return closesArea(groups) ? PhoneVerdict{Level::Likely, Level::VeryLikely, "NXX-NXX-XXXX", true}
                                  : PhoneVerdict{Level::Nothing, Level::Likely, "NXX-NXX-XXXX", true};
    const bool spaced = groups.evenly(' ');
    const bool slashed = groups.evenly('/');
    const bool whole = sizesAre(groups, {3, 7}) && !closesArea(groups);
    return PhoneVerdict{spaced || slashed || whole ? Level::Possible : Level::Likely, Level::VeryLikely, "NXX-NXX-XXXX",
                        true};
}

bool isPairs(const DigitGroups& groups)
{
    return groups.groups == 5 &&
           std::all_of(groups.sizes.begin(), groups.sizes.begin() + 5, [](auto size) { return size == 2; });
}

bool noneShort(const DigitGroups& groups)
{
    return std::all_of(groups.sizes.begin(), groups.sizes.begin() + static_cast<std::ptrdiff_t>(groups.groups),
                       [](auto size) { return size >= 2; });
}

// 91-415-555-0132, 971 (56) 1234567: a calling code that is a group of its own, without its plus.
std::optional<PhoneVerdict> withoutPlus(const DigitGroups& groups)
{
    const auto code = groups.group(0);
    const bool parted = groups.groups >= 3 || (groups.groups == 2 && groups.separators[1] == '(');
    if (!parted || code.size() > 3 || callingCodeLength(code) != code.size() ||
        !nationalLengthFits(code, groups.count - code.size()) || groups.count < 10 || isFourBytes(groups) ||
        isVersion(groups))
        return std::nullopt;
    return PhoneVerdict{Level::Possible, Level::VeryLikely, "calling code without its plus", true};
}

// 0161 123 4567, 0171/1234567, 01.23.45.67.89.
std::optional<PhoneVerdict> withTrunkZero(const DigitGroups& groups)
{
    const auto digits = groups.view();
    if (groups.groups < 2 || digits[0] != '0' || digits[1] == '0' ||
        !within(static_cast<long long>(groups.count), 9, 11) || !noneShort(groups) || groups.sizes[0] > 5)
        return std::nullopt;
    const bool dotted = groups.has('.') && !(groups.evenly('.') && isPairs(groups));
    const bool otherNumber = sizesAre(groups, {5, 4}) || sizesAre(groups, {3, 2, 4}) || sizesAre(groups, {2, 7}) ||
                             sizesAre(groups, {6, 4}) ||
                             sizesAre(groups, {3, 3, 3}); // ZIP+4, SSN, EIN and other offices' groups
    return PhoneVerdict{dotted || otherNumber ? Level::Possible : Level::Likely, Level::VeryLikely,
                        "trunk zero, in groups", true};
}

bool isAreaInParentheses(const DigitGroups& groups)
{
    return closesArea(groups) && within(groups.sizes[0], 2, 3) && within(static_cast<long long>(groups.count), 8, 11);
}

PhoneVerdict bare(std::string_view digits)
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

} // namespace

PhoneVerdict phoneVerdict(const DigitGroups& groups, const PhoneOpening& opening)
{
    const auto digits = groups.view();
    if (opening.plus)
        return international(digits, groups);
    if (!within(static_cast<long long>(groups.count), 7, 17) || isDated(groups) || isDateRange(groups) ||
        isBookNumber(groups))
        return {};
    if (groups.groups == 1)
        return groups.count <= 15 ? bare(digits) : PhoneVerdict{};
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
    return isPlausible(groups) ? PhoneVerdict{Level::Nothing, Level::Likely, "digits in groups", !houseNumbers}
                               : PhoneVerdict{};
}

} // namespace runlog::pii
