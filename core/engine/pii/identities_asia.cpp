// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/chars.h"
#include "core/engine/pii/checksums.h"
#include "core/engine/pii/identities.h"

#include <algorithm>

namespace runlog::pii {

namespace {

int part(std::string_view digits, std::size_t begin, std::size_t size)
{
    return static_cast<int>(numberOf(digits.substr(begin, size)));
}

constexpr bool within(int value, int low, int high) { return value >= low && value <= high; }

constexpr std::size_t letterIndex(char c) { return static_cast<std::size_t>(c - 'A'); }

} // namespace

bool isInAadhaar(std::string_view n)
{
    const bool palindrome = std::equal(n.begin(), n.begin() + 6, n.rbegin());
    return n[0] >= '2' && !palindrome && verhoeff(n);
}

bool isInPan(std::string_view n)
{
    return std::string_view("ABCFGHJLPT").find(n[3]) != std::string_view::npos && n.substr(5, 4) != "0000";
}

bool isSgNricFin(std::string_view n)
{
    const auto sum = weightedSum(n.substr(1), {2, 7, 6, 5, 4, 3, 2});
    const auto letter = [&](std::string_view letters, int shift) {
        return letters[static_cast<std::size_t>((sum + shift) % 11)] == n[8];
    };
    switch (n[0]) {
    case 'S': return letter("JZIHGFEDCBA", 0);
    case 'T': return letter("JZIHGFEDCBA", 4);
    case 'F': return letter("XWUTRQPNMLK", 0);
    case 'G': return letter("XWUTRQPNMLK", 4);
    case 'M': return letter("XWUTRQPNJLK", 3);
    default: return false;
    }
}

bool isMyNric(std::string_view n)
{
    const int place = part(n, 6, 2);
    const bool born = within(place, 1, 16) || within(place, 21, 59) || within(place, 60, 68) || within(place, 71, 72)
                      || within(place, 74, 79) || within(place, 82, 93) || within(place, 98, 99);
    return born && isShortDay(n.substr(0, 6));
}

bool isCnRic(std::string_view n)
{
    const int region = part(n, 0, 2);
    const bool known = within(region, 11, 15) || within(region, 21, 23) || within(region, 31, 37)
                       || within(region, 41, 46) || within(region, 50, 54) || within(region, 61, 65) || region == 71
                       || within(region, 81, 83) || region == 91;
    const int year = part(n, 6, 4);
    if (!known || !within(year, 1880, 2099) || !isDay(year, part(n, 10, 2), part(n, 12, 2)))
        return false;
    const int sum = weightedSum(n, {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2});
    return "10X98765432"[static_cast<std::size_t>(sum % 11)] == n[17];
}

bool isHkHkid(std::string_view n)
{
    const auto value = [](char c) { return isDigit(c) ? digitOf(c) : c - 'A' + 10; };
    int sum = n.size() == 8 ? 36 * 9 : 0; // one letter: a blank stands before it
    int weight = static_cast<int>(n.size());
    for (const char c : n)
        sum += value(c) * weight--;
    return (n.back() == 'A' || isDigit(n.back())) && sum % 11 == 0;
}

bool isTwNationalId(std::string_view n)
{
    constexpr int letters[] = {10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21,
                               22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33};
    const int place = letters[letterIndex(n[0])];
    if (std::string_view("1289").find(n[1]) == std::string_view::npos)
        return false;
    return (place / 10 + place % 10 * 9 + weightedSum(n.substr(1), {8, 7, 6, 5, 4, 3, 2, 1, 1})) % 10 == 0;
}

bool isJpMyNumber(std::string_view n)
{
    const int rest = weightedSum(n, {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return !allSame(n) && (rest <= 1 ? 0 : 11 - rest) == digitOf(n[11]);
}

bool isKrDated(std::string_view n) { return within(digitOf(n[6]), 1, 8) && isShortDay(n.substr(0, 6)); }

bool isKrChecked(std::string_view n)
{
    const int base = n[6] >= '5' ? 13 : 11; // foreigners have another one
    const int sum = weightedSum(n, {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5});
    return isKrDated(n) && (base - sum % 11) % 10 == digitOf(n[12]);
}

bool isKrBefore1900(std::string_view n)
{
    const int sum = weightedSum(n, {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5});
    return (n[6] == '9' || n[6] == '0') && isShortDay(n.substr(0, 6)) && (11 - sum % 11) % 10 == digitOf(n[12]);
}

bool isThTnin(std::string_view n)
{
    const int province = part(n, 1, 2);
    const bool known = within(province, 10, 27) || within(province, 30, 49) || within(province, 50, 58)
                       || within(province, 60, 67) || within(province, 70, 77) || within(province, 80, 86)
                       || within(province, 90, 96);
    const int sum = weightedSum(n, {13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2});
    return n[0] != '0' && known && !allSame(n) && (11 - sum % 11) % 10 == digitOf(n[12]);
}

bool isIlId(std::string_view n) { return !allSame(n) && luhn(n); }

bool isZaId(std::string_view n) { return isShortDay(n.substr(0, 6)) && within(digitOf(n[10]), 0, 2) && luhn(n); }

bool isAuTfn(std::string_view n) { return !allSame(n) && weightedSum(n, {1, 4, 3, 7, 5, 8, 6, 9, 10}) % 11 == 0; }

bool isAuMedicare(std::string_view n)
{
    return within(digitOf(n[0]), 2, 6) && weightedSum(n, {1, 3, 7, 9, 1, 3, 7, 9}) % 10 == digitOf(n[8]);
}

} // namespace runlog::pii
