// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

// Digits written in groups: 4111 1111 1111 1111, (415) 555-0132, +49 (0)30 1234567.
namespace runlog::pii {

struct DigitGroups {
    static constexpr std::size_t mostGroups = 10;
    static constexpr std::size_t mostDigits = 24;

    std::array<char, mostDigits> digits{};
    std::size_t count = 0;                         // digits
    std::array<unsigned char, mostGroups> sizes{}; // digits of each group
    std::array<char, mostGroups> separators{};     // before each group but the first; `)` where a parenthesis closes
    std::array<std::uint16_t, mostGroups> ends{};  // behind each group, counted from `begin`
    std::size_t groups = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool overflows = false; // there are more of them

    std::string_view view() const { return {digits.data(), count}; }
    // Whether all groups are parted by this byte.
    bool evenly(char separator) const;
    // Whether any two are.
    bool has(char separator) const;
    // Only the first `wanted` groups.
    DigitGroups first(std::size_t wanted) const;
    std::string_view group(std::size_t index) const;
};

// What may stand between two groups.
enum class Parting : std::uint8_t {
    Plain,    // one blank or dash
    Telephone // one of ` -./` with blanks around it, and parentheses in pairs
};

// The groups from the digit at `begin` on; `open` says whether a parenthesis stands open before it.
DigitGroups digitGroups(std::string_view text, std::size_t begin, Parting parting, bool open = false);

} // namespace runlog::pii
