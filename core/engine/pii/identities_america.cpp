// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/chars.h"
#include "core/engine/pii/checksums.h"
#include "core/engine/pii/identities.h"

#include <array>
#include <string>

namespace runlog::pii {

namespace {

int part(std::string_view digits, std::size_t begin, std::size_t size)
{
    return static_cast<int>(numberOf(digits.substr(begin, size)));
}

constexpr bool within(int value, int low, int high) { return value >= low && value <= high; }

} // namespace

bool isUsSsn(std::string_view n)
{
    const int area = part(n, 0, 3);
    return area != 0 && area != 666 && area < 900 && part(n, 3, 2) != 0 && part(n, 5, 4) != 0 && !allSame(n);
}

bool isUsItin(std::string_view n)
{
    const int group = part(n, 3, 2);
    return n[0] == '9'
           && (within(group, 50, 65) || within(group, 70, 88) || within(group, 90, 92) || within(group, 94, 99));
}

bool isUsNpi(std::string_view n)
{
    std::array<char, 15> padded{'8', '0', '8', '4', '0'};
    n.copy(padded.data() + 5, 10);
    return (n[0] == '1' || n[0] == '2') && luhn({padded.data(), padded.size()});
}

bool isUsMbi(std::string_view n) { return n[0] != '0' && n.find_first_of("SLOIBZ") == std::string_view::npos; }

bool isAbaRouting(std::string_view n)
{
    const int prefix = part(n, 0, 2);
    const bool issued = within(prefix, 1, 12) || within(prefix, 21, 32) || within(prefix, 61, 72) || prefix == 80;
    return issued && weightedSum(n, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0;
}

bool isDea(std::string_view n)
{
    constexpr std::string_view registrants = "ABCDEFGHJKLMPRSTUX";
    if (registrants.find(n[0]) == std::string_view::npos)
        return false;
    return weightedSum(n.substr(2), {1, 2, 1, 2, 1, 2}) % 10 == digitOf(n[8]);
}

bool isCaSin(std::string_view n) { return n[0] != '0' && n[0] != '8' && !allSame(n) && luhn(n); }

namespace {

constexpr std::string_view curpStates =
    "AS BC BS CC CL CM CS CH DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP SL SR TC TS TL "
    "VZ YN ZS NE";

// The places of the letters count Ñ between N and O.
int curpValue(char c)
{
    if (isDigit(c))
        return digitOf(c);
    return c - 'A' + 10 + (c > 'N' ? 1 : 0);
}

bool isCurpConsonant(char c) { return isUpper(c) && c != 'A' && c != 'E' && c != 'I' && c != 'O' && c != 'U'; }

} // namespace

bool isMxCurp(std::string_view n)
{
    const bool form = (n[10] == 'H' || n[10] == 'M' || n[10] == 'X') && isShortDay(n.substr(4, 6))
                      && curpStates.find(n.substr(11, 2)) != std::string_view::npos && isCurpConsonant(n[13])
                      && isCurpConsonant(n[14]) && isCurpConsonant(n[15]);
    if (!form)
        return false;
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i)
        sum += curpValue(n[i]) * static_cast<int>(18 - i);
    return (10 - sum % 10) % 10 == digitOf(n[17]);
}

bool isBrCpf(std::string_view n)
{
    const int first = weightedSum(n, {10, 9, 8, 7, 6, 5, 4, 3, 2}) * 10 % 11 % 10;
    const int second = weightedSum(n, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2}) * 10 % 11 % 10;
    return !allSame(n) && first == digitOf(n[9]) && second == digitOf(n[10]);
}

bool isArCuit(std::string_view n)
{
    constexpr std::string_view prefixes = "20 23 24 25 26 27 30 33 34 50 51 55";
    if (prefixes.find(n.substr(0, 2)) == std::string_view::npos)
        return false;
    const int check = 11 - weightedSum(n, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return (check == 11 ? 0 : check == 10 ? 9 : check) == digitOf(n[10]);
}

bool isClRut(std::string_view n)
{
    int sum = 0;
    for (std::size_t i = 0; i + 1 < n.size(); ++i)
        sum += digitOf(n[n.size() - 2 - i]) * static_cast<int>(2 + i % 6);
    return "0K987654321"[static_cast<std::size_t>(sum % 11)] == n.back();
}

bool isEcCi(std::string_view n)
{
    const int province = part(n, 0, 2);
    return (within(province, 1, 24) || province == 30 || province == 50) && n[2] < '6' && luhn(n);
}

bool isDoCedula(std::string_view n) { return !allSame(n) && luhn(n); }

} // namespace runlog::pii
