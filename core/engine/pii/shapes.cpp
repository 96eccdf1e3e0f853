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

// A letter or digit that stands for itself alone; its bits are those of all its kind.
constexpr bool isLiteral(char pattern)
{
    return isAlnum(pattern) && std::string_view("dUAxcs").find(pattern) == std::string_view::npos;
}

constexpr std::size_t longestLead = 18;

// How many letters and digits a pattern begins with: only words of that length can begin a match.
constexpr std::size_t leadOf(std::string_view pattern)
{
    const auto separator = pattern.find_first_of("s-./: (+c");
    return separator == std::string_view::npos ? pattern.size() : separator;
}

constexpr std::size_t longestPattern = 24;

// A row of the table, ready to be compared.
struct Row {
    unsigned char shape = 0; // index into the table
    Bits next = 0;           // what the pattern has behind its lead; endBit at its end
    std::array<Bits, longestPattern> bytes{};
    bool isExact = false; // some letters and digits stand for themselves
    bool isEven = false;  // its separators are the same throughout
};

// The table's rows ordered by lead, and where the rows of each lead begin.
struct Index {
    std::array<Row, std::size(table)> rows{};
    std::array<unsigned char, longestLead + 2> begins{};
};

constexpr Row rowOf(std::size_t shape, std::size_t lead)
{
    const auto pattern = table[shape].pattern;
    Row row;
    row.shape = static_cast<unsigned char>(shape);
    row.next = lead < pattern.size() ? patternBits(pattern[lead]) : endBit;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        row.bytes[i] = patternBits(pattern[i]);
        row.isExact = row.isExact || isLiteral(pattern[i]);
        row.isEven = row.isEven || pattern[i] == 's';
    }
    return row;
}

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
            if (leads[row] == lead)
                index.rows[next++] = rowOf(row, lead);
    }
    index.begins[longestLead + 1] = next;
    return index;
}

constexpr Index byLead = indexByLead();
static_assert(byLead.begins.back() == std::size(table),
              "a pattern begins with more than longestLead letters and digits");

// What stands in the text from the begin of a number on, as far as a pattern reaches.
class Ahead {
public:
    Ahead(std::string_view text, std::size_t begin)
        : m_text(text.substr(begin, longestPattern))
    {
        noteRead(m_text.size());
        for (std::size_t i = 0; i < m_text.size(); ++i)
            m_bits[i] = bitsOf(m_text[i]);
    }

    bool fits(const Row& row) const
    {
        const auto pattern = table[row.shape].pattern;
        if (m_text.size() < pattern.size())
            return false;
        for (std::size_t i = 0; i < pattern.size(); ++i)
            if ((row.bytes[i] & m_bits[i]) == 0)
                return false;
        return (!row.isExact || fitsExactly(pattern)) && (!row.isEven || fitsEvenly(pattern));
    }

private:
    bool fitsExactly(std::string_view pattern) const
    {
        for (std::size_t i = 0; i < pattern.size(); ++i)
            if (isLiteral(pattern[i]) && m_text[i] != pattern[i])
                return false;
        return true;
    }
    bool fitsEvenly(std::string_view pattern) const
    {
        const auto separator = m_text[pattern.find('s')];
        for (std::size_t i = 0; i < pattern.size(); ++i)
            if (pattern[i] == 's' && m_text[i] != separator)
                return false;
        return true;
    }

    std::string_view m_text;
    std::array<Bits, longestPattern> m_bits; // of m_text
};

constexpr bool isSeparator(char pattern)
{
    return pattern != 'd' && pattern != 'U' && pattern != 'A' && pattern != 'x' && pattern != 'c';
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

// The text at `begin` fits the pattern.
void offerShape(Pass& pass, std::size_t begin, const Shape& shape)
{
    const auto text = pass.text();
    const auto end = begin + shape.pattern.size();
    if (!closesFreely(text, end) || rowsOn(text, begin, end, shape.pattern))
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

void offerShapes(Pass& pass, std::size_t begin, std::size_t end)
{
    const auto lead = end - begin;
    if (lead > longestLead || byLead.begins[lead] == byLead.begins[lead + 1] || !opensFreely(pass.text(), begin))
        return;
    const Ahead ahead(pass.text(), begin);
    const Bits next = bitsOf(at(pass.text(), end)) | endBit;
    for (auto i = byLead.begins[lead]; i < byLead.begins[lead + 1]; ++i) {
        const auto& row = byLead.rows[i];
        if ((row.next & next) != 0 && ahead.fits(row) && pass.wants(table[row.shape].entity))
            offerShape(pass, begin, table[row.shape]);
    }
}

} // namespace runlog::pii
