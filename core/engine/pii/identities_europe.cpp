// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/chars.h"
#include "core/engine/pii/checksums.h"
#include "core/engine/pii/identities.h"

#include <algorithm>
#include <array>

namespace runlog::pii {

namespace {

constexpr std::string_view dniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

int part(std::string_view digits, std::size_t begin, std::size_t size)
{
    return static_cast<int>(numberOf(digits.substr(begin, size)));
}

constexpr bool within(int value, int low, int high) { return value >= low && value <= high; }
constexpr bool oneOf(char c, std::string_view letters) { return letters.find(c) != std::string_view::npos; }

// ddmmyy, where the day may carry an offset for numbers that stand in for a birth number.
bool isDayFirst(std::string_view ddmmyy, int dayOffset, int monthOffset = 0)
{
    const int day = part(ddmmyy, 0, 2);
    const int month = part(ddmmyy, 2, 2);
    return isShortDay(part(ddmmyy, 4, 2), month > monthOffset ? month - monthOffset : month,
                      day > dayOffset ? day - dayOffset : day);
}

} // namespace

bool isUkNino(std::string_view n)
{
    constexpr std::string_view unused = "BG GB KN NK NT TN ZZ";
    return n[8] <= 'D' && !oneOf(n[0], "DFIQUV") && !oneOf(n[1], "DFIOQUV")
           && unused.find(n.substr(0, 2)) == std::string_view::npos;
}

bool isUkNhs(std::string_view n)
{
    const int check = 11 - weightedSum(n, {10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return !allSame(n) && check != 10 && check % 11 == digitOf(n[9]);
}

bool isUkDrivingLicence(std::string_view n)
{
    const auto surname = n.substr(0, 5);
    const auto filler = std::min(surname.find('9'), surname.size());
    const bool named = filler > 0 && std::ranges::all_of(surname.substr(0, filler), isUpper)
                       && surname.find_first_not_of('9', filler) == std::string_view::npos;
    const int month = part(n, 6, 2);
    return named && (within(month, 1, 12) || within(month, 51, 62)) && within(part(n, 8, 2), 1, 31)
           && (isUpper(n[11]) || n[11] == '9') && (isUpper(n[12]) || n[12] == '9');
}

bool isIePps(std::string_view n)
{
    const int second = n.size() == 9 && n[8] != 'W' ? n[8] - 'A' + 1 : 0;
    const int sum = weightedSum(n, {8, 7, 6, 5, 4, 3, 2}) + 9 * second;
    return (n.size() == 8 || oneOf(n[8], "ABCDEFGHIW")) && "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23] == n[7];
}

// One digit of the first ten appears twice or thrice and the others at most once; numbers made of ten different
// digits are never issued, but stand in so many examples that they are taken too.
bool isDeTaxId(std::string_view n)
{
    std::array<int, 10> counts{};
    for (const char c : n.substr(0, 10))
        ++counts[static_cast<std::size_t>(digitOf(c))];
    const auto repeated = std::ranges::count_if(counts, [](int count) { return count > 1; });
    return n[0] != '0' && repeated <= 1 && std::ranges::max(counts) <= 3 && mod11And10(n);
}

bool isDeSocialSecurity(std::string_view n)
{
    const int letter = n[8] - 'A' + 1;
    const std::array<int, 12> digits{digitOf(n[0]), digitOf(n[1]), digitOf(n[2]), digitOf(n[3]),
                                     digitOf(n[4]), digitOf(n[5]), digitOf(n[6]), digitOf(n[7]),
                                     letter / 10,   letter % 10,   digitOf(n[9]), digitOf(n[10])};
    constexpr std::array<int, 12> weights{2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int product = digits[i] * weights[i];
        sum += product / 10 + product % 10;
    }
    return isDayFirst(n.substr(2, 6), 50) && sum % 10 == digitOf(n[11]);
}

bool isFrNir(std::string_view n)
{
    std::array<char, 13> body{};
    n.copy(body.data(), body.size());
    const bool corsica = n[5] == '2' && (n[6] == 'A' || n[6] == 'B');
    if (!oneOf(n[0], "123478") || (!corsica && !std::ranges::all_of(body, isDigit)))
        return false;
    if (corsica) {
        body[5] = '1';
        body[6] = n[6] == 'A' ? '9' : '8';
    }
    const int month = part(n, 3, 2);
    const bool monthKnown = within(month, 1, 12) || within(month, 20, 42) || within(month, 50, 99);
    return monthKnown && 97 - numberOf({body.data(), body.size()}) % 97 == numberOf(n.substr(13, 2));
}

bool isEsNif(std::string_view n)
{
    const auto number = n.substr(0, n.size() - 1);
    return numberOf(number) > 99 && dniLetters[static_cast<std::size_t>(numberOf(number) % 23)] == n.back();
}

bool isEsNie(std::string_view n)
{
    if (!oneOf(n[0], "XYZ"))
        return false;
    const auto number = (n[0] - 'X') * 10'000'000LL + numberOf(n.substr(1, 7));
    return dniLetters[static_cast<std::size_t>(number % 23)] == n[8];
}

bool isPtNif(std::string_view n)
{
    const int check = 11 - weightedSum(n, {9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return oneOf(n[0], "1235689") && (check >= 10 ? 0 : check) == digitOf(n[8]);
}

namespace {

// The digits of a fiscal code may be replaced by letters where two people would have the same one.
constexpr std::string_view omocodes = "LMNPQRSTUV";

int fiscalDigit(char c) { return isDigit(c) ? digitOf(c) : static_cast<int>(omocodes.find(c)); }
bool isFiscalDigit(char c) { return isDigit(c) || oneOf(c, omocodes); }

// A name's three letters: consonants, then vowels, then X.
bool isFiscalName(std::string_view n)
{
    const auto rank = [](char c) { return c == 'X' ? -1 : oneOf(c, "AEIOU") ? 1 : 0; };
    int last = 0;
    for (const char c : n) {
        if (rank(c) >= 0 && rank(c) < last)
            return false;
        last = std::max(last, rank(c));
    }
    return true;
}

int fiscalValue(char c, bool odd)
{
    constexpr std::array<int, 26> oddValues{1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                            20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    const int value = isDigit(c) ? digitOf(c) : c - 'A';
    return odd ? oddValues[static_cast<std::size_t>(value)] : value;
}

} // namespace

bool isItFiscalCode(std::string_view n)
{
    for (const std::size_t place : {6U, 7U, 9U, 10U, 12U, 13U, 14U})
        if (!isFiscalDigit(n[place]))
            return false;
    const auto month = std::string_view("ABCDEHLMPRST").find(n[8]);
    const int day = fiscalDigit(n[9]) * 10 + fiscalDigit(n[10]);
    const int year = fiscalDigit(n[6]) * 10 + fiscalDigit(n[7]);
    if (month == std::string_view::npos || !isShortDay(year, static_cast<int>(month) + 1, day > 40 ? day - 40 : day))
        return false;
    int sum = 0;
    for (std::size_t i = 0; i < 15; ++i)
        sum += fiscalValue(n[i], i % 2 == 0);
    return isFiscalName(n.substr(0, 3)) && isFiscalName(n.substr(3, 3)) && sum % 26 == n[15] - 'A';
}

bool isItCompanyCode(std::string_view n)
{
    const int office = part(n, 7, 3);
    const bool known = within(office, 1, 100) || office == 120 || office == 121 || office == 888 || office == 999;
    return numberOf(n.substr(0, 7)) != 0 && known && luhn(n);
}

bool isNlBsn(std::string_view n) { return !allSame(n) && weightedSum(n, {9, 8, 7, 6, 5, 4, 3, 2, -1}) % 11 == 0; }

bool isBeNn(std::string_view n)
{
    const auto body = numberOf(n.substr(0, 9));
    const auto check = numberOf(n.substr(9, 2));
    const int month = part(n, 2, 2) % 20; // +20 or +40 where the sex or the number is provisional
    const bool mayBeOf2000 = part(n, 0, 2) < 50; // nobody is born in 2050 yet
    return within(month, 0, 12) && within(part(n, 4, 2), 0, 31)
           && (97 - body % 97 == check || (mayBeOf2000 && 97 - (2'000'000'000LL + body) % 97 == check));
}

bool isChAhv(std::string_view n)
{
    const int sum = weightedSum(n, {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3});
    return n.starts_with("756") && (10 - sum % 10) % 10 == digitOf(n[12]);
}

bool isAtSvnr(std::string_view n)
{
    return n[0] != '0' && isDayFirst(n.substr(4, 6), 0)
           && weightedSum(n, {3, 7, 9, 0, 5, 8, 4, 2, 1, 6}) % 11 == digitOf(n[3]);
}

bool isPlPesel(std::string_view n)
{
    const int sum = weightedSum(n, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3});
    return isShortDay(part(n, 0, 2), part(n, 2, 2) % 20, part(n, 4, 2)) && (10 - sum % 10) % 10 == digitOf(n[10]);
}

bool isCzRc(std::string_view n)
{
    const int month = part(n, 2, 2) % 50;
    if (!isShortDay(part(n, 0, 2), month > 20 ? month - 20 : month, part(n, 4, 2)))
        return false;
    if (n.size() == 9)
        return part(n, 0, 2) <= 53 || part(n, 0, 2) >= 80; // born 1880-1953: there was no check digit yet
    return numberOf(n.substr(0, 9)) % 11 % 10 == digitOf(n[9]);
}

bool isRoCnp(std::string_view n)
{
    const int county = part(n, 7, 2);
    const bool known = within(county, 1, 48) || within(county, 51, 52) || within(county, 70, 83);
    const int check = weightedSum(n, {2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9}) % 11;
    return n[0] != '0' && known && isShortDay(n.substr(1, 6)) && (check == 10 ? 1 : check) == digitOf(n[12]);
}

bool isBgEgn(std::string_view n)
{
    return isShortDay(part(n, 0, 2), part(n, 2, 2) % 20, part(n, 4, 2))
           && weightedSum(n, {2, 4, 8, 5, 10, 9, 7, 3, 6}) % 11 % 10 == digitOf(n[9]);
}

bool isEeIk(std::string_view n)
{
    int check = weightedSum(n, {1, 2, 3, 4, 5, 6, 7, 8, 9, 1}) % 11;
    if (check == 10)
        check = weightedSum(n, {3, 4, 5, 6, 7, 8, 9, 1, 2, 3}) % 11 % 10;
    return within(digitOf(n[0]), 1, 8) && isShortDay(n.substr(1, 6)) && check == digitOf(n[10]);
}

bool isFiCode(std::string_view n)
{
    const auto number = numberOf(n.substr(0, 6)) * 1000 + numberOf(n.substr(7, 3));
    return oneOf(n[6], "+-ABCDEFUVWXY") && isDayFirst(n.substr(0, 6), 0) && part(n, 7, 3) >= 2
           && "0123456789ABCDEFHJKLMNPRSTUVWXY"[static_cast<std::size_t>(number % 31)] == n[10];
}

bool isSePersonnummer(std::string_view n)
{
    const auto last = n.substr(n.size() - 10);
    const int day = part(last, 4, 2);
    const bool born = isShortDay(part(last, 0, 2), part(last, 2, 2), day > 60 ? day - 60 : day);
    return born && (n.size() == 10 || n.starts_with("18") || n.starts_with("19") || n.starts_with("20")) && luhn(last);
}

bool isNoFnr(std::string_view n)
{
    const int first = 11 - weightedSum(n, {3, 7, 6, 1, 8, 9, 4, 5, 2}) % 11;
    const int second = 11 - weightedSum(n, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return isDayFirst(n.substr(0, 6), 40, 40) && first % 11 == digitOf(n[9]) && second % 11 == digitOf(n[10]);
}

bool isDkCpr(std::string_view n) { return isDayFirst(n.substr(0, 6), 60); }

bool isTrNationalId(std::string_view n)
{
    const int odd = weightedSum(n, {1, 0, 1, 0, 1, 0, 1, 0, 1});
    const int even = weightedSum(n, {0, 1, 0, 1, 0, 1, 0, 1});
    const int all = weightedSum(n, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    return n[0] != '0' && (odd * 7 - even + 100) % 10 == digitOf(n[9]) && all % 10 == digitOf(n[10]);
}

} // namespace runlog::pii
