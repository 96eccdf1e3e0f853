// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/shapes.h"

#include "core/engine/pii/chars.h"
#include "core/engine/pii/shapetable.h"

#include <array>
#include <bit>

namespace runlog::pii {

namespace {

using shapetable::table;

// What a byte is to a pattern, one bit each; letters of patterns stand for several.
using Bits = std::uint16_t;

constexpr Bits digitBit = 1;
constexpr Bits upperBit = 2;
constexpr Bits lowerBit = 4;
constexpr std::string_view separatorBytes = " -./:()+";

constexpr Bits otherBit = 0x0800; // of any other byte, and of what is behind the text: no pattern has it
constexpr Bits endBit = 0x8000;   // whatever stands behind the pattern

constexpr Bits bitsOfByte(char c)
{
    if (isDigit(c))
        return digitBit;
    if (isLetter(c))
        return isUpper(c) ? upperBit : lowerBit;
    for (std::size_t i = 0; i < separatorBytes.size(); ++i)
        if (separatorBytes[i] == c)
            return static_cast<Bits>(8U << i);
    return otherBit;
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
    default: return bitsOf(pattern) & static_cast<Bits>(~otherBit);
    }
}

// A letter or digit that stands for itself alone; its bits are those of all its kind.
constexpr bool isLiteral(char pattern)
{
    return isAlnum(pattern) && std::string_view("dUAxcs").find(pattern) == std::string_view::npos;
}

// A byte that is none of the number's own.
constexpr bool isSeparator(char pattern) { return pattern == 's' || !isAlnum(pattern); }

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
    Entity entity = Entity::Email;
    Bits next = 0;           // what the pattern has behind its lead; endBit at its end
    std::array<Bits, longestPattern> others{}; // what each byte may not be; nothing behind the pattern's end
    std::uint32_t separators = 0; // a bit for each byte that is none of the number's
    std::uint32_t literals = 0;   // for each letter and digit that stands for itself
    std::uint32_t even = 0;       // for each separator that is the same throughout
    bool inGroups = false;        // that blanks may part
};

// The rows of one lead, and for each class of bytes a bit for those that have such a byte behind it, or nothing.
struct Lead {
    unsigned char begin = 0; // in Index::rows
    std::array<std::uint64_t, 16> behind{};
};

// The table's rows ordered by lead.
struct Index {
    std::array<Row, std::size(table)> rows{};
    std::array<Lead, longestLead + 1> leads{};
};

constexpr Row rowOf(std::size_t shape, std::size_t lead)
{
    const auto pattern = table[shape].pattern;
    Row row;
    row.shape = static_cast<unsigned char>(shape);
    row.entity = table[shape].entity;
    row.next = lead < pattern.size() ? patternBits(pattern[lead]) : endBit;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        row.others[i] = static_cast<Bits>(~patternBits(pattern[i]));
        row.separators |= isSeparator(pattern[i]) ? 1U << i : 0U;
        row.literals |= isLiteral(pattern[i]) ? 1U << i : 0U;
        row.even |= pattern[i] == 's' ? 1U << i : 0U;
        row.inGroups = row.inGroups || pattern[i] == 's' || pattern[i] == ' ';
    }
    return row;
}

constexpr Index indexByLead()
{
    static_assert(std::size(table) < 256);
    Index index;
    unsigned char size = 0;
    for (std::size_t length = 0; length <= longestLead; ++length) {
        auto& lead = index.leads[length];
        lead.begin = size;
        for (std::size_t shape = 0; shape < std::size(table); ++shape) {
            if (leadOf(table[shape].pattern) != length)
                continue;
            const auto& row = index.rows[size] = rowOf(shape, length);
            for (std::size_t bit = 0; bit < lead.behind.size(); ++bit)
                if ((row.next & (1U << bit | endBit)) != 0)
                    lead.behind[bit] |= std::uint64_t(1) << (size - lead.begin);
            ++size;
        }
        if (size - lead.begin > 64)
            throw "more rows than bits"; // no constant then
    }
    if (size != std::size(table))
        throw "a pattern begins with more than longestLead letters and digits";
    return index;
}

constexpr Index byLead = indexByLead();

// What stands in the text from the begin of a number on, as far as a pattern reaches.
class Ahead {
public:
    Ahead(std::string_view text, std::size_t begin)
        : m_text(text.substr(begin, longestPattern))
    {
        noteRead(m_text.size());
        m_bits.fill(otherBit);
        for (std::size_t i = 0; i < m_text.size(); ++i)
            m_bits[i] = bitsOf(m_text[i]);
    }

    bool fits(const Row& row) const
    {
        Bits others = 0; // all are compared: no branch, and several at a time
        for (std::size_t i = 0; i < longestPattern; ++i)
            others = static_cast<Bits>(others | (row.others[i] & m_bits[i]));
        return others == 0 && fitsExactly(row) && fitsEvenly(row);
    }

private:
    bool fitsExactly(const Row& row) const
    {
        for (auto bits = row.literals; bits != 0; bits &= bits - 1)
            if (const auto i = static_cast<std::size_t>(std::countr_zero(bits)); m_text[i] != table[row.shape].pattern[i])
                return false;
        return true;
    }
    bool fitsEvenly(const Row& row) const
    {
        for (auto bits = row.even; bits != 0; bits &= bits - 1)
            if (m_text[static_cast<std::size_t>(std::countr_zero(bits))] != m_text[static_cast<std::size_t>(std::countr_zero(row.even))])
                return false;
        return true;
    }

    std::string_view m_text;
    std::array<Bits, longestPattern> m_bits; // of m_text, otherBit behind it
};

// A number in groups that is part of a row of more groups is not that number.
bool rowsOn(std::string_view text, std::size_t begin, std::size_t end)
{
    const bool left = before(text, begin) == ' ' && begin >= 2 && isDigit(text[begin - 2]);
    return left || (at(text, end) == ' ' && isDigit(at(text, end + 1)));
}

// The number without its separators, in upper case.
class Compact {
public:
    Compact(std::string_view text, const Row& row)
    {
        for (std::size_t i = 0; i < text.size(); ++i) {
            m_letters[m_size] = toUpper(text[i]);
            m_size += 1U - (row.separators >> i & 1U);
        }
    }
    std::string_view view() const { return {m_letters.data(), m_size}; }

private:
    std::array<char, longestPattern + 1> m_letters; // written as far as it is read
    std::size_t m_size = 0;
};

bool passes(const Row& row, std::string_view matched)
{
    const auto check = table[row.shape].check;
    return check == nullptr || check(Compact(matched, row).view());
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

// The text at `begin` fits the row's pattern.
void offerShape(Pass& pass, std::size_t begin, const Row& row)
{
    const auto& shape = table[row.shape];
    const auto text = pass.text();
    const auto end = begin + shape.pattern.size();
    if (!closesFreely(text, end) || (row.inGroups && rowsOn(text, begin, end)))
        return;
    const auto matched = text.substr(begin, end - begin);
    if (!passes(row, matched))
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
    if (end - begin > longestLead)
        return;
    const auto& lead = byLead.leads[end - begin];
    auto rows = lead.behind[static_cast<std::size_t>(std::countr_zero(bitsOf(at(pass.text(), end))))];
    if (rows == 0 || !opensFreely(pass.text(), begin))
        return;
    const Ahead ahead(pass.text(), begin);
    for (; rows != 0; rows &= rows - 1) {
        const auto& row = byLead.rows[lead.begin + static_cast<std::size_t>(std::countr_zero(rows))];
        if (ahead.fits(row) && pass.wants(row.entity))
            offerShape(pass, begin, row);
    }
}

} // namespace runlog::pii
