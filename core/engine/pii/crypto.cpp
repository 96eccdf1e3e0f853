// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/chars.h"
#include "core/engine/pii/recognizers.h"
#include "core/engine/pii/sha256.h"

#include <algorithm>
#include <array>

// Bitcoin addresses: Base58Check, and Bech32 with its second form (BIP 173, BIP 350); Ethereum's beside a word.
namespace runlog::pii {

namespace {

constexpr std::string_view base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

using Decoded = std::array<unsigned char, 25>; // version, 20 bytes, 4 bytes of checksum

// decoded = decoded * 58 + digit; false where it no longer fits.
bool append(Decoded& decoded, std::size_t digit)
{
    auto carry = static_cast<unsigned>(digit);
    for (auto byte = decoded.rbegin(); byte != decoded.rend(); ++byte) {
        carry += *byte * 58U;
        *byte = static_cast<unsigned char>(carry & 0xFFU);
        carry >>= 8U;
    }
    return carry == 0;
}

bool isBase58Check(std::string_view word)
{
    Decoded decoded{};
    for (const char c : word) {
        const auto digit = base58.find(c);
        if (digit == std::string_view::npos || !append(decoded, digit))
            return false;
    }
    if (decoded[0] != 0 && decoded[0] != 5)
        return false;
    const auto once = sha256({decoded.data(), 21});
    const auto twice = sha256(once);
    return std::equal(twice.begin(), twice.begin() + 4, decoded.begin() + 21);
}

unsigned polymodStep(unsigned checksum, unsigned value)
{
    constexpr std::array<unsigned, 5> generator{0x3b6a57b2U, 0x26508e6dU, 0x1ea119faU, 0x3d4233ddU, 0x2a1462b3U};
    const unsigned top = checksum >> 25U;
    checksum = ((checksum & 0x1ffffffU) << 5U) ^ value;
    for (unsigned i = 0; i < 5; ++i)
        checksum ^= ((top >> i) & 1U) != 0 ? generator[i] : 0U;
    return checksum;
}

bool isBech32(std::string_view word)
{
    unsigned checksum = 1;
    for (const unsigned value : {3U, 3U, 0U, 2U, 3U}) // "bc" spread out
        checksum = polymodStep(checksum, value);
    const bool upper = isUpper(word[0]);
    for (const char c : word.substr(3)) {
        if (upper ? isLower(c) : isUpper(c))
            return false;
        const auto value = bech32.find(toLower(c));
        if (value == std::string_view::npos)
            return false;
        checksum = polymodStep(checksum, static_cast<unsigned>(value));
    }
    return checksum == 1 || checksum == 0x2bc830a3U;
}

Match matchOf(std::size_t begin, std::size_t end)
{
    Match match;
    match.entity = Entity::Crypto;
    match.begin = begin;
    match.end = end;
    return match;
}

// 40 hexadecimal digits may be a hash as well.
void offerEthereum(Pass& pass, std::size_t begin, std::size_t end)
{
    const auto word = pass.text().substr(begin, end - begin);
    if (isWord(before(pass.text(), begin)) || isWord(at(pass.text(), end))
        || !std::ranges::all_of(word.substr(2), isHex))
        return;
    auto match = matchOf(begin, end);
    match.alone = Level::Possible;
    match.beside = Level::VeryLikely;
    match.pattern = "0x and 40 hexadecimal digits";
    pass.offer(match);
}

} // namespace

void offerCrypto(Pass& pass, std::size_t begin, std::size_t end)
{
    const auto word = pass.text().substr(begin, end - begin);
    if (!pass.wants(Entity::Crypto) || word.size() < 26 || word.size() > 90)
        return;
    if (word.size() == 42 && word.starts_with("0x"))
        return offerEthereum(pass, begin, end);
    const bool legacy = (word[0] == '1' || word[0] == '3') && word.size() <= 35;
    const bool segwit = equalsFolded(word.substr(0, 3), "bc1");
    if (isWord(before(pass.text(), begin)) || isWord(at(pass.text(), end))
        || !(legacy ? isBase58Check(word) : segwit && isBech32(word)))
        return;
    auto match = matchOf(begin, end);
    match.alone = match.beside = Level::VeryLikely;
    match.surroundings = Surroundings::Ignored;
    match.pattern = legacy ? "Base58" : "bc1";
    match.checked = true;
    match.sample = word == "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa" ? "the first address of all" : "";
    pass.offer(match);
}

} // namespace runlog::pii
