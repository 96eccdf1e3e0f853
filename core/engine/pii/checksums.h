// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>

// Check digits and calendars. Every function takes digits only (letters where it says so, in upper case) of the
// right length, which the caller has matched, and says whether they agree.
namespace runlog::pii {

// Luhn, ISO/IEC 7812-1 annex B.
bool luhn(std::string_view digits);

// Verhoeff, "Error detecting decimal codes", 1969: the dihedral group D5.
bool verhoeff(std::string_view digits);

// ISO/IEC 7064 mod 11,10: the last digit checks the ones before it.
bool mod11And10(std::string_view digits);

// ISO/IEC 7064 mod 97,10 of digits and letters (A = 10 … Z = 35), as a remainder.
unsigned mod97(std::string_view letters);

// The sum of digit times weight over the first weights.size() digits.
int weightedSum(std::string_view digits, std::initializer_list<int> weights);

// `digits` as a number; at most 18 of them.
long long numberOf(std::string_view digits);

bool allSame(std::string_view digits);

// Whether the day exists in the Gregorian calendar.
bool isDay(int year, int month, int day);

// yymmdd: whether the day exists in 1900 or 2000 + yy.
bool isShortDay(std::string_view yymmdd);
bool isShortDay(int yy, int month, int day);

} // namespace runlog::pii
