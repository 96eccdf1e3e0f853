// SPDX-License-Identifier: Apache-2.0
#include "core/language/utf8.h"

#include <array>

namespace runlog {

namespace {

unsigned char byteAt(std::string_view text, std::size_t offset)
{
    return static_cast<unsigned char>(text[offset]);
}

bool isContinuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

std::size_t sequenceLength(unsigned char lead)
{
    if (lead < 0x80U)
        return 1;
    if (lead >= 0xC2U && lead <= 0xDFU)
        return 2;
    if (lead >= 0xE0U && lead <= 0xEFU)
        return 3;
    if (lead >= 0xF0U && lead <= 0xF4U)
        return 4;
    return 0;
}

bool isScalarOfLength(char32_t code, std::size_t length)
{
    static constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return code >= smallest[length] && code <= 0x10FFFF && !surrogate;
}

} // namespace

Character characterAt(std::string_view text, std::size_t offset)
{
    if (offset >= text.size())
        return {0, 0, true};
    const unsigned char lead = byteAt(text, offset);
    const Character invalid{lead, 1, false};
    const std::size_t length = sequenceLength(lead);
    if (length == 1)
        return {lead, 1, true};
    if (length == 0 || text.size() - offset < length)
        return invalid;
    char32_t code = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const unsigned char next = byteAt(text, offset + i);
        if (!isContinuation(next))
            return invalid;
        code = (code << 6U) | (next & 0x3FU);
    }
    return isScalarOfLength(code, length) ? Character{code, length, true} : invalid;
}

void appendUtf8(std::string& out, char32_t code)
{
    const auto append = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80)
        return append(code);
    if (code < 0x800) {
        append(0xC0 | (code >> 6U));
    } else if (code < 0x10000) {
        append(0xE0 | (code >> 12U));
        append(0x80 | ((code >> 6U) & 0x3F));
    } else {
        append(0xF0 | (code >> 18U));
        append(0x80 | ((code >> 12U) & 0x3F));
        append(0x80 | ((code >> 6U) & 0x3F));
    }
    append(0x80 | (code & 0x3F));
}

std::size_t countCharacters(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += characterAt(text, at).length)
        ++count;
    return count;
}

bool isControl(char32_t code) { return code < 0x20 || (code >= 0x7F && code <= 0x9F); }

bool isBidiControl(char32_t code)
{
    return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E)
        || (code >= 0x2066 && code <= 0x2069);
}

bool isInvisible(char32_t code)
{
    return code == 0xAD || (code >= 0x200B && code <= 0x200D) || code == 0x2028 || code == 0x2029
        || (code >= 0x2060 && code <= 0x2064) || code == 0xFEFF;
}

std::string codePointName(char32_t code)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string hex;
    for (char32_t rest = code; rest != 0 || hex.size() < 4; rest >>= 4U)
        hex.insert(hex.begin(), digits[rest & 0xFU]);
    return "U+" + hex;
}

} // namespace runlog
