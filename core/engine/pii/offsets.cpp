// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/offsets.h"

#include <algorithm>

namespace runlog::pii {

namespace {

bool startsCodePoint(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }
bool startsSurrogatePair(char byte) { return static_cast<unsigned char>(byte) >= 0xF0U; }

} // namespace

std::size_t codePointsBefore(std::string_view text, std::size_t byte)
{
    return static_cast<std::size_t>(std::ranges::count_if(text.substr(0, byte), startsCodePoint));
}

std::size_t utf16Before(std::string_view text, std::size_t byte)
{
    const auto before = text.substr(0, byte);
    return codePointsBefore(text, byte) + static_cast<std::size_t>(std::ranges::count_if(before, startsSurrogatePair));
}

std::size_t CodePointCounter::at(std::size_t byte)
{
    byte = std::min(byte, m_text.size());
    m_count += codePointsBefore(m_text.substr(m_byte), byte - m_byte);
    m_byte = byte;
    return m_count;
}

} // namespace runlog::pii
