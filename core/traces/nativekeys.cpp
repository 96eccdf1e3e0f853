// SPDX-License-Identifier: Apache-2.0
#include "core/traces/nativekeys.h"

namespace runlog {

namespace {

// A table that finds each key at once: a slot by length and letters, without two keys in one.
constexpr std::size_t Slots = 256;

constexpr std::size_t slotOf(std::string_view key)
{
    const auto letter = [key](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(key[at])); };
    return (key.size() * 16 + letter(0) * 38 + letter(key.size() - 1) * 35 + letter(key.size() / 2) * 9) % Slots;
}

constexpr auto slots = [] {
    std::array<std::uint8_t, Slots> table{};
    table.fill(static_cast<std::uint8_t>(nativeKeys.size()));
    for (std::size_t i = 0; i < nativeKeys.size(); ++i)
        table[slotOf(nativeKeys[i])] = static_cast<std::uint8_t>(i);
    return table;
}();

constexpr bool everyKeyHasASlot()
{
    for (std::size_t i = 0; i < nativeKeys.size(); ++i)
        if (slots[slotOf(nativeKeys[i])] != i)
            return false;
    return true;
}
static_assert(everyKeyHasASlot());

} // namespace

std::size_t indexOfNativeKey(std::string_view key)
{
    if (key.empty())
        return nativeKeys.size();
    const std::size_t index = slots[slotOf(key)];
    return index < nativeKeys.size() && nativeKeys[index] == key ? index : nativeKeys.size();
}

void NativeLine::take(std::span<const Member> members)
{
    for (const Member& member : members)
        if (const auto index = indexOfNativeKey(member.key); index < nativeKeys.size())
            m_values[index] = member.value;
}

} // namespace runlog
