// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/shapes.h"

#include "core/engine/pii/chars.h"
#include "core/engine/pii/shapetable.h"

#include <array>

namespace runlog::pii {

namespace {

using shapetable::table;

// What a byte is to a pattern, one bit each; letters of patterns stand for several.
using Bits = std::uint16_t;

constexpr Bits digitBit = 1;
constexpr Bits upperBit = 2;
constexpr Bits lowerBit = 4;
constexpr std::string_view separatorBytes = " -./:()+";

constexpr Bits endBit = 0x8000; // whatever stands behind the pattern

constexpr Bits bitsOfByte(char c)
{
    if (isDigit(c))
        return digitBit;
    if (isLetter(c))
        return isUpper(c) ? upperBit : lowerBit;
    for (std::size_t i = 0; i < separatorBytes.size(); ++i)
        if (separatorBytes[i] == c)
            return static_cast<Bits>(8U << i);
    return 0;
}

constexpr auto bitsOfAllBytes()
{
    std::array<Bits, 256> bits{};
    for (std::size_t byte = 0; byte < bits.size(); ++byte)
        bits[byte] = bitsOfByte(static_cast<char>(byte));
    return bits;
}

constexpr auto bitsOfBytes = bitsOfAllBytes();

constexpr Bits bitsOf(char c) { return bitsOfBytes[static_cast<unsigned char>(c)]; }

constexpr Bits patternBits(char pattern)
{
    switch (pattern) {
    case 'd': return digitBit;
    case 'U': return upperBit;
    case 'A': return upperBit | lowerBit;
    case 'x': return digitBit | upperBit | lowerBit;
    case 'c': return bitsOf('+') | bitsOf('-');
    case 's': return bitsOf(' ') | bitsOf('-') | bitsOf('.');
    default: return bitsOf(pattern);
    }
}

constexpr std::size_t longestLead = 18;

// How many letters and digits a pattern begins with: only words of that length can begin a match.
constexpr std::size_t leadOf(std::string_view pattern)
{
    const auto separator = pattern.find_first_of("s-./: (+c");
    return separator == std::string_view::npos ? pattern.size() : separator;
}

// The table's rows ordered by lead, and where the rows of each lead begin.
struct Index {
    std::array<unsigned char, std::size(table)> rows{};
    std::array<Bits, std::size(table)> firsts{}; // what the pattern begins with
    std::array<Bits, std::size(table)> nexts{};  // what it has behind its lead; endBit at its end
    std::array<unsigned char, longestLead + 2> begins{};
};

constexpr Index indexByLead()
{
    static_assert(std::size(table) < 256);
    std::array<std::size_t, std::size(table)> leads{};
    for (std::size_t row = 0; row < leads.size(); ++row)
        leads[row] = leadOf(table[row].pattern);
    Index index;
    unsigned char next = 0;
    for (std::size_t lead = 0; lead <= longestLead; ++lead) {
        index.begins[lead] = next;
        for (std::size_t row = 0; row < leads.size(); ++row)
            if (leads[row] == lead) {
                const auto pattern = table[row].pattern;
                index.firsts[next] = patternBits(pattern.front());
                index.nexts[next] = lead < pattern.size() ? patternBits(pattern[lead]) : endBit;
                index.rows[next++] = static_cast<unsigned char>(row);
            }
    }
    index.begins[longestLead + 1] = next;
    return index;
}

constexpr Index byLead = indexByLead();
static_assert(byLead.begins.back() == std::size(table),
              "a pattern begins with more than longestLead letters and digits");

constexpr bool isSeparator(char pattern)
{
    return pattern != 'd' && pattern != 'U' && pattern != 'A' && pattern != 'x' && pattern != 'c';
}

bool fits(char pattern, char c)
{
    switch (pattern) {
    case 'd':
    case 'U':
    case 'A':
    case 'x':
    case 'c':
    case 's': return (patternBits(pattern) & bitsOf(c)) != 0;
    default: return c == pattern;
    }
}

// A number in groups that is part of a row of more groups is not that number.
bool rowsOn(std::string_view text, std::size_t begin, std::size_t end, std::string_view pattern)
{
    if (pattern.find_first_of(" s") == std::string_view::npos)
        return false;
    const bool left = before(text, begin) == ' ' && begin >= 2 && isDigit(text[begin - 2]);
    return left || (at(text, end) == ' ' && isDigit(at(text, end + 1)));
}

struct Compact {
    std::array<char, 24> letters{};
    std::size_t size = 0;

    Compact(std::string_view text, std::string_view pattern)
    {
        for (std::size_t i = 0; i < pattern.size(); ++i)
            if (!isSeparator(pattern[i]))
                letters[size++] = toUpper(text[i]);
    }
    std::string_view view() const { return {letters.data(), size}; }
};

bool passes(const Shape& shape, std::string_view matched)
{
    return shape.check == nullptr || shape.check(Compact(matched, shape.pattern).view());
}

// Numbers that offices and handbooks print as examples.
std::string_view sampleOf(Entity entity, std::string_view matched)
{
    if (entity != Entity::UsSsn)
        return {};
    for (const std::string_view sample :
         {"078-05-1120", "219-09-9999", "123-45-6789", "078051120", "219099999", "123456789"})
        if (matched == sample)
            return "a number printed as an example";
    return {};
}

void offerShape(Pass& pass, std::size_t begin, const Shape& shape)
{
    const auto text = pass.text();
    const auto end = matchEnd(text, begin, shape.pattern);
    if (end == std::string_view::npos || !closesFreely(text, end) || rowsOn(text, begin, end, shape.pattern))
        return;
    const auto matched = text.substr(begin, end - begin);
    if (!passes(shape, matched))
        return;
    Match match;
    match.entity = shape.entity;
    match.begin = begin;
    match.end = end;
    match.alone = shape.alone;
    match.beside = shape.beside;
    match.pattern = shape.pattern;
    match.checked = shape.check != nullptr;
    match.sample = sampleOf(shape.entity, matched);
    pass.offer(match);
}

} // namespace

std::span<const Shape> shapes() { return table; }

std::size_t matchEnd(std::string_view text, std::size_t begin, std::string_view pattern)
{
    if (text.size() - begin < pattern.size())
        return std::string_view::npos;
    char separator = '\0';
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = at(text, begin + i);
        if (!fits(pattern[i], c))
            return std::string_view::npos;
        if (pattern[i] != 's')
            continue;
        if (separator != '\0' && separator != c)
            return std::string_view::npos;
        separator = c;
    }
    return begin + pattern.size();
}

void offerShapes(Pass& pass, std::size_t begin, std::size_t end)
{
    const auto lead = end - begin;
    if (lead > longestLead || byLead.begins[lead] == byLead.begins[lead + 1] || !opensFreely(pass.text(), begin))
        return;
    const auto first = bitsOf(pass.text()[begin]);
    const Bits next = bitsOf(at(pass.text(), end)) | endBit;
    for (auto i = byLead.begins[lead]; i < byLead.begins[lead + 1]; ++i) {
        const auto& shape = table[byLead.rows[i]];
        if ((byLead.firsts[i] & first) != 0 && (byLead.nexts[i] & next) != 0 && pass.wants(shape.entity))
            offerShape(pass, begin, shape);
    }
}

} // namespace runlog::pii
