// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/groups.h"

#include "core/engine/pii/chars.h"

#include <algorithm>

namespace runlog::pii {

namespace {

constexpr std::size_t longestParting = 4; // ") - "

bool isPlainParting(char c) { return c == ' ' || c == '-'; }
bool isTelephoneParting(char c) { return isPlainParting(c) || c == '.' || c == '/' || c == '(' || c == ')'; }

// The one byte that stands for a whole parting: its most telling one.
char summary(std::string_view parting)
{
    if (parting.size() == 1)
        return parting.front();
    for (const char telling : {')', '(', '/', '.', '-'})
        if (parting.find(telling) != std::string_view::npos)
            return telling;
    return ' ';
}

// Where the next group begins, or npos; keeps count of parentheses.
std::size_t nextGroup(std::string_view text, std::size_t end, Parting parting, bool& open)
{
    if (isPlainParting(at(text, end)) && isDigit(at(text, end + 1)))
        return end + 1;
    if (parting == Parting::Plain)
        return std::string_view::npos;
    const auto next = runEnd(text, end, isTelephoneParting, longestParting);
    if (next == end || !isDigit(at(text, next)))
        return std::string_view::npos;
    bool inside = open;
    for (const char c : text.substr(end, next - end)) {
        if ((c == '(' && inside) || (c == ')' && !inside))
            return std::string_view::npos;
        inside = c == '(' || (inside && c != ')');
    }
    const auto parts = text.substr(end, next - end);
    if (std::ranges::count_if(parts, [](char c) { return c == '-' || c == '.' || c == '/'; }) > 1
        || parts.find("  ") != std::string_view::npos)
        return std::string_view::npos;
    open = inside;
    return next;
}

void addGroup(DigitGroups& groups, std::string_view text, std::size_t begin, char separator)
{
    auto place = begin;
    auto count = groups.count;
    for (; place < text.size() && isDigit(text[place]) && count < DigitGroups::mostDigits; ++place)
        groups.digits[count++] = text[place];
    groups.overflows = place < text.size() && isDigit(text[place]);
    noteRead(place - begin + 1);
    groups.separators[groups.groups] = separator;
    groups.ends[groups.groups] = static_cast<std::uint16_t>(place - groups.begin);
    groups.sizes[groups.groups++] = static_cast<unsigned char>(count - groups.count);
    groups.count = count;
    groups.end = place;
}

} // namespace

bool DigitGroups::evenly(char separator) const
{
    return std::all_of(separators.begin() + 1,
                       separators.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(groups, 1)),
                       [separator](char c) { return c == separator; });
}

bool DigitGroups::has(char separator) const
{
    const auto last = separators.begin() + static_cast<std::ptrdiff_t>(groups);
    return std::find(separators.begin(), last, separator) != last;
}

std::string_view DigitGroups::group(std::size_t index) const
{
    std::size_t place = 0;
    for (std::size_t i = 0; i < index; ++i)
        place += sizes[i];
    return view().substr(place, sizes[index]);
}

DigitGroups DigitGroups::first(std::size_t wanted) const
{
    auto part = *this;
    part.groups = wanted;
    part.count = 0;
    for (std::size_t i = 0; i < wanted; ++i)
        part.count += sizes[i];
    part.overflows = overflows && wanted == groups;
    part.end = begin + (wanted == 0 ? 0U : ends[wanted - 1]);
    return part;
}

DigitGroups digitGroups(std::string_view text, std::size_t begin, Parting parting, bool open)
{
    DigitGroups groups;
    groups.begin = begin;
    addGroup(groups, text, begin, '\0');
    while (!groups.overflows) {
        const auto next = nextGroup(text, groups.end, parting, open);
        if (next == std::string_view::npos)
            break;
        if (groups.groups == DigitGroups::mostGroups) {
            groups.overflows = true;
            break;
        }
        addGroup(groups, text, next, summary(text.substr(groups.end, next - groups.end)));
    }
    return groups;
}

} // namespace runlog::pii
