// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

// 128 bits that stand for a text and the name of its field.
namespace runlog::pii {

struct TextKey {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    friend bool operator==(const TextKey&, const TextKey&) = default;
};

// Numbers that nobody who writes a text can know: with them two texts of an adversary have the same key as rarely as any two.
struct TextSecret {
    std::uint64_t numbers[4];

    static TextSecret drawn(); // from the system's source of chance
};

// The key under a secret: two chains of wide products, 16 bytes at a time. Never all zero.
TextKey keyOf(std::string_view text, std::string_view fieldName, const TextSecret& secret);

} // namespace runlog::pii
