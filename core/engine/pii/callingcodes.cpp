// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/callingcodes.h"

#include <algorithm>
#include <iterator>

namespace runlog::pii {

namespace {

constexpr std::string_view twoDigits =
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 "
    "81 82 84 86 90 91 92 93 94 95 98";

// The first two digits of the codes of three, and the third digits that are in use.
struct ThreeDigits {
    std::string_view prefix;
    std::string_view thirds;
};

constexpr ThreeDigits threeDigits[] = {
    {"21", "12368"},       {"22", "0123456789"}, {"23", "0123456789"}, {"24", "0123456789"}, {"25", "0123456789"},
    {"26", "0123456789"},  {"29", "01789"},      {"35", "0123456789"}, {"37", "0123456789"}, {"38", "0123567890"},
    {"42", "013"},         {"50", "0123456789"}, {"59", "0123456789"}, {"67", "0234567890"}, {"68", "0123456789"},
    {"69", "012"},         {"80", "08"},         {"85", "02356"},      {"87", "0138"},       {"88", "01236"},
    {"96", "01234567890"}, {"97", "012345679"},  {"99", "234568"},
};

struct Lengths {
    std::string_view code;
    std::size_t shortest;
    std::size_t longest;
};

// Where a country's numbers are all about as long, or shorter than elsewhere.
constexpr Lengths knownLengths[] = {
    {"1", 10, 10}, {"7", 10, 10},  {"33", 9, 9},   {"34", 9, 9},   {"31", 9, 10},  {"32", 8, 9},  {"41", 9, 10},
    {"44", 9, 10}, {"45", 8, 8},   {"47", 8, 8},   {"48", 9, 9},   {"55", 10, 11}, {"61", 9, 9},  {"65", 8, 8},
    {"82", 8, 10}, {"86", 10, 15}, {"90", 10, 10}, {"91", 10, 10}, {"63", 8, 10},  {"420", 9, 9}, {"421", 9, 9},
    {"351", 9, 9}, {"353", 7, 9},  {"971", 8, 9},  {"972", 8, 9},  {"247", 5, 6},  {"290", 4, 5}, {"500", 5, 5},
    {"676", 5, 7}, {"677", 5, 7},  {"678", 5, 7},  {"682", 5, 5},  {"683", 4, 7},  {"685", 5, 10}, {"686", 5, 8}, {"688", 5, 7},
    {"690", 4, 7},
};

} // namespace

std::size_t callingCodeLength(std::string_view digits)
{
    if (digits.empty() || digits[0] == '0')
        return 0;
    if (digits[0] == '1' || digits[0] == '7')
        return 1;
    const auto two = digits.substr(0, 2);
    if (two.size() == 2 && twoDigits.find(two) != std::string_view::npos)
        return 2;
    const auto found = std::ranges::find(threeDigits, two, &ThreeDigits::prefix);
    const bool known =
        found != std::end(threeDigits) && digits.size() > 2 && found->thirds.find(digits[2]) != std::string_view::npos;
    return known ? 3 : 0;
}

bool nationalLengthFits(std::string_view callingCode, std::size_t length)
{
    const auto found = std::ranges::find(knownLengths, callingCode, &Lengths::code);
    if (found == std::end(knownLengths))
        return length >= 6 && length <= 13;
    return length >= found->shortest && length <= found->longest;
}

} // namespace runlog::pii
