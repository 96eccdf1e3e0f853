// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/entropy.h"

#include "core/engine/pii/chars.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace runlog::pii {

namespace {

constexpr std::size_t shortestRandom = 12;
constexpr std::size_t shortestPassword = 6;
constexpr double enoughBits = 3.0;

bool isSigned(char c) { return !isAlnum(c); }

// ${VAR}, <token>, os.environ["X"], f(x), a path, a sentence, asterisks.
bool isPlaceholder(std::string_view value)
{
    if (value.find_first_of("<>{}()[] \t\n\\\"'`") != std::string_view::npos || value.front() == '$'
        || value.front() == '/' || value.front() == '%' || value.front() == '.'
        || value.find("://") != std::string_view::npos)
        return true;
    for (const std::string_view word :
         {"your", "example", "change", "placeholder", "xxxx", "****", "....", "redacted", "env.", "process."})
        for (std::size_t i = 0; i + word.size() <= value.size(); ++i)
            if (equalsFolded(value.substr(i, word.size()), word))
                return true;
    return false;
}

struct Classes {
    bool digits = false;
    bool letters = false;
    bool bothCases = false;
    bool signs = false;
};

Classes classesOf(std::string_view value)
{
    const bool lower = std::ranges::any_of(value, isLower);
    const bool upper = std::ranges::any_of(value, isUpper);
    return {std::ranges::any_of(value, isDigit), lower || upper, lower && upper, std::ranges::any_of(value, isSigned)};
}

} // namespace

double entropyOf(std::string_view value)
{
    std::array<unsigned, 256> counts{};
    for (const char c : value)
        ++counts[static_cast<unsigned char>(c)];
    double bits = 0;
    for (const unsigned count : counts)
        if (count != 0) {
            const double share = count / static_cast<double>(value.size());
            bits -= share * std::log2(share);
        }
    return bits;
}

bool looksRandom(std::string_view value)
{
    if (value.size() < shortestRandom || value.size() > 512 || isPlaceholder(value))
        return false;
    const auto classes = classesOf(value);
    return classes.letters && classes.digits && entropyOf(value) >= enoughBits;
}

bool looksLikePassword(std::string_view value)
{
    if (value.size() < shortestPassword || value.size() > 128 || isPlaceholder(value))
        return false;
    const auto classes = classesOf(value);
    return classes.letters && (classes.digits || (classes.signs && classes.bothCases));
}

} // namespace runlog::pii
