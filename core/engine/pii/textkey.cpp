// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/textkey.h"

#include "core/engine/pii/scanner.h"

#include <cstddef>
#include <cstring>
#include <random>

namespace runlog::pii {

namespace {

__extension__ typedef unsigned __int128 Wide;

constexpr std::size_t BlockSize = 16;

std::uint64_t folded(std::uint64_t left, std::uint64_t right)
{
    const auto product = static_cast<Wide>(left) * right;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

class Chains {
public:
    explicit Chains(const TextSecret& secret)
        : m_secret(secret)
        , m_key{secret.numbers[0], secret.numbers[1]}
    {}

    void add(std::string_view text)
    {
        const auto size = text.size();
        for (; text.size() > BlockSize; text.remove_prefix(BlockSize))
            addBlock(text.data());
        char rest[BlockSize] = {};
        text.copy(rest, BlockSize);
        addBlock(rest);
        addNumbers(size, detectorVersion);
    }

    TextKey key() const { return m_key; }

private:
    void addBlock(const char* bytes)
    {
        std::uint64_t numbers[2];
        std::memcpy(numbers, bytes, BlockSize);
        addNumbers(numbers[0], numbers[1]);
    }

    void addNumbers(std::uint64_t left, std::uint64_t right)
    {
        m_key.first = folded(left ^ m_secret.numbers[2], right ^ m_key.first);
        m_key.second = folded(left ^ m_key.second, right ^ m_secret.numbers[3]);
    }

    const TextSecret& m_secret;
    TextKey m_key;
};

} // namespace

TextSecret TextSecret::drawn()
{
    std::random_device chance;
    TextSecret secret{};
    for (auto& number : secret.numbers)
        number = std::uint64_t{chance()} << 32U | chance();
    return secret;
}

TextKey keyOf(std::string_view text, std::string_view fieldName, const TextSecret& secret)
{
    Chains chains(secret);
    chains.add(text);
    chains.add(fieldName);
    auto key = chains.key();
    key.second |= 1U;
    return key;
}

} // namespace runlog::pii
