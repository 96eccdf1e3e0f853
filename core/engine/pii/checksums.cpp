// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/checksums.h"

#include "core/engine/pii/chars.h"

#include <array>

namespace runlog::pii {

bool luhn(std::string_view digits)
{
    int sum = 0;
    bool twice = false;
    for (auto i = digits.size(); i > 0; --i, twice = !twice) {
        const int digit = digitOf(digits[i - 1]) * (twice ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
}

namespace {

// The product in D5, where 0-4 turn and 5-9 mirror.
constexpr int dihedral(int a, int b)
{
    if (a < 5)
        return b < 5 ? (a + b) % 5 : 5 + (a + b - 5) % 5;
    return b < 5 ? 5 + (a - 5 - b + 5) % 5 : (a - b + 5) % 5;
}

constexpr std::array<int, 10> verhoeffStep{1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

int permuted(int digit, std::size_t times)
{
    for (std::size_t i = 0; i < times % 8; ++i)
        digit = verhoeffStep[static_cast<std::size_t>(digit)];
    return digit;
}

bool isLeap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

} // namespace

bool verhoeff(std::string_view digits)
{
    int check = 0;
    for (std::size_t i = 0; i < digits.size(); ++i)
        check = dihedral(check, permuted(digitOf(digits[digits.size() - 1 - i]), i));
    return check == 0;
}

bool mod11And10(std::string_view digits)
{
    int product = 10;
    for (const char c : digits.substr(0, digits.size() - 1)) {
        const int sum = (product + digitOf(c)) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (product + digitOf(digits.back())) % 10 == 1;
}

unsigned mod97(std::string_view letters)
{
    unsigned remainder = 0;
    for (const char c : letters) {
        const auto value = static_cast<unsigned>(isDigit(c) ? c - '0' : c - 'A' + 10);
        remainder = (remainder * (value > 9 ? 100U : 10U) + value) % 97U;
    }
    return remainder;
}

int weightedSum(std::string_view digits, std::initializer_list<int> weights)
{
    int sum = 0;
    std::size_t i = 0;
    for (const int weight : weights)
        sum += weight * digitOf(digits[i++]);
    return sum;
}

long long numberOf(std::string_view digits)
{
    long long number = 0;
    for (const char c : digits)
        number = number * 10 + digitOf(c);
    return number;
}

bool allSame(std::string_view digits) { return digits.find_first_not_of(digits.front()) == std::string_view::npos; }

bool isDay(int year, int month, int day)
{
    constexpr std::array<int, 13> lengths{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1)
        return false;
    const int length = lengths[static_cast<std::size_t>(month)] + (month == 2 && isLeap(year) ? 1 : 0);
    return day <= length;
}

bool isShortDay(int yy, int month, int day) { return isDay(1900 + yy, month, day) || isDay(2000 + yy, month, day); }

bool isShortDay(std::string_view yymmdd)
{
    return isShortDay(static_cast<int>(numberOf(yymmdd.substr(0, 2))), static_cast<int>(numberOf(yymmdd.substr(2, 2))),
                      static_cast<int>(numberOf(yymmdd.substr(4, 2))));
}

} // namespace runlog::pii
