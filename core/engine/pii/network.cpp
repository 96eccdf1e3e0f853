// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/chars.h"
#include "core/engine/pii/checksums.h"
#include "core/engine/pii/recognizers.h"

#include <array>
#include <cstdint>

// IP and hardware addresses. Ranges that belong to no single machine of the public network (private, loopback,
// link-local, multicast, documentation) and the well-known resolvers are only possible findings.
namespace runlog::pii {

namespace {

constexpr std::string_view reservedText = "a reserved or well-known address";

struct Ipv4 {
    std::uint32_t value = 0;
    std::size_t end = 0; // 0: none
};

Ipv4 ipv4At(std::string_view text, std::size_t begin)
{
    Ipv4 address;
    auto place = begin;
    for (int octets = 0; octets < 4; ++octets) {
        if (octets > 0 && at(text, place++) != '.')
            return {};
        const auto end = runEnd(text, place, isDigit, 4);
        const auto octet = numberOf(text.substr(place, end - place));
        if (end == place || end - place > 3 || octet > 255)
            return {};
        address.value = address.value << 8U | static_cast<std::uint32_t>(octet);
        place = end;
    }
    address.end = place;
    return address;
}

struct Range {
    std::uint32_t network;
    unsigned bits;
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d)
{
    return a << 24U | b << 16U | c << 8U | d;
}

// RFC 6890 and the resolvers that everybody uses.
constexpr Range reservedRanges[] = {
    {ip(0, 0, 0, 0), 8},      {ip(10, 0, 0, 0), 8},     {ip(100, 64, 0, 0), 10}, {ip(127, 0, 0, 0), 8},
    {ip(169, 254, 0, 0), 16}, {ip(172, 16, 0, 0), 12},  {ip(192, 0, 0, 0), 24},  {ip(192, 0, 2, 0), 24},
    {ip(192, 88, 99, 0), 24}, {ip(192, 168, 0, 0), 16}, {ip(198, 18, 0, 0), 15}, {ip(198, 51, 100, 0), 24},
    {ip(203, 0, 113, 0), 24}, {ip(224, 0, 0, 0), 3},    {ip(1, 1, 1, 1), 32},    {ip(1, 0, 0, 1), 32},
    {ip(8, 8, 8, 8), 32},     {ip(8, 8, 4, 4), 32},     {ip(9, 9, 9, 9), 32},    {ip(208, 67, 222, 222), 32},
};

bool isReserved(std::uint32_t address)
{
    for (const auto& range : reservedRanges)
        if ((address ^ range.network) >> (32U - range.bits) == 0)
            return true;
    return false;
}

// /24 after an address.
std::size_t behindPrefixLength(std::string_view text, std::size_t end, long long most)
{
    const auto stop = at(text, end) == '/' ? runEnd(text, end + 1, isDigit, 4) : end;
    const bool fits = stop > end + 1 && stop - end <= 4 && !isWord(at(text, stop))
                      && numberOf(text.substr(end + 1, stop - end - 1)) <= most;
    return fits ? stop : end;
}

void offerIp(Pass& pass, std::size_t begin, std::size_t end, bool reserved, std::string_view pattern)
{
    Match match;
    match.entity = Entity::IpAddress;
    match.begin = begin;
    match.end = end;
    match.alone = reserved ? Level::Possible : Level::Likely;
    match.beside = reserved ? Level::Possible : Level::VeryLikely;
    match.pattern = pattern;
    match.sample = reserved ? reservedText : "";
    pass.offer(match);
}

bool ipOpens(std::string_view text, std::size_t begin)
{
    const char previous = before(text, begin);
    return !isWord(previous) && previous != '.' && previous != '-' && previous != ':';
}

bool ipCloses(std::string_view text, std::size_t end)
{
    const char next = at(text, end);
    if (next == '.' || next == '-')
        return !isWord(at(text, end + 1));
    return !isWord(next) && !(next == ':' && isHex(at(text, end + 1)) && at(text, end + 2) == ':');
}

// The eight groups of an IPv6 address, as far as they matter here.
struct Ipv6 {
    std::array<unsigned, 8> groups{};
    std::size_t count = 0;
    bool shortened = false; // ::
    bool digits = false;
    bool reservedTail = false; // an IPv4 address of a reserved range at its end
    std::size_t end = 0;
};

unsigned hexValue(std::string_view digits)
{
    unsigned value = 0;
    for (const char c : digits)
        value = value * 16U + static_cast<unsigned>(isDigit(c) ? c - '0' : toLower(c) - 'a' + 10);
    return value;
}

// Takes one group or an IPv4 tail; false where neither stands.
bool takeGroup(std::string_view text, std::size_t& place, Ipv6& address)
{
    if (const auto tail = ipv4At(text, place); tail.end != 0 && address.count <= 6) {
        address.count += 2;
        address.reservedTail = isReserved(tail.value);
        address.digits = true;
        place = tail.end;
        return true;
    }
    const auto end = runEnd(text, place, isHex, 5);
    if (end == place || end - place > 4 || address.count == 8)
        return false;
    for (const char c : text.substr(place, end - place))
        address.digits = address.digits || isDigit(c);
    address.groups[address.count++] = hexValue(text.substr(place, end - place));
    place = end;
    return true;
}

Ipv6 ipv6At(std::string_view text, std::size_t begin)
{
    Ipv6 address;
    auto place = begin;
    while (address.count < 8) {
        if (startsAt(text, place, "::")) {
            if (address.shortened)
                return {};
            address.shortened = true;
            place += 2;
        } else if (address.count > 0) {
            if (at(text, place) != ':')
                break;
            ++place;
        }
        const bool opensShort = address.shortened && endsAt(text, place, "::");
        if (!takeGroup(text, place, address)) {
            if (!opensShort)
                return {};
            break;
        }
    }
    const bool complete = address.shortened ? address.count > 0 && address.count < 8 : address.count == 8;
    address.end = complete && address.digits ? place : 0;
    return address;
}

bool isReserved(const Ipv6& address, bool opensShort)
{
    const auto first = address.groups[0];
    if (opensShort)
        return address.count == 1 || address.reservedTail;
    return (first & 0xFFC0U) == 0xFE80U || (first & 0xFE00U) == 0xFC00U || (first & 0xFF00U) == 0xFF00U
           || (first == 0x2001U && address.groups[1] == 0x0DB8U);
}

void offerIpv6(Pass& pass, std::size_t begin)
{
    const auto text = pass.text();
    const auto address = ipv6At(text, begin);
    const bool opensShort = startsAt(text, begin, "::");
    if (address.end == 0 || (address.shortened && !opensShort && address.groups[0] < 0x100U))
        return;
    auto end = address.end;
    if (at(text, end) == '%')
        end = runEnd(text, end + 1, isWord, 16);
    end = behindPrefixLength(text, end, 128);
    const char next = at(text, end);
    if (!isWord(next) && next != ':' && !(next == '.' && isDigit(at(text, end + 1))))
        offerIp(pass, begin, end, isReserved(address, opensShort), "IPv6");
}

// Six pairs with `separator`, three fours with dots.
std::size_t macEnd(std::string_view text, std::size_t begin, char separator)
{
    const std::size_t size = separator == '.' ? 4 : 2;
    const std::size_t groups = separator == '.' ? 3 : 6;
    bool some = false;
    bool notAll = false;
    auto place = begin;
    for (std::size_t group = 0; group < groups; ++group) {
        if (group > 0 && at(text, place++) != separator)
            return 0;
        for (std::size_t i = 0; i < size; ++i, ++place) {
            if (!isHex(at(text, place)))
                return 0;
            some = some || text[place] != '0';
            notAll = notAll || toLower(text[place]) != 'f';
        }
    }
    return some && notAll ? place : 0;
}

void offerMac(Pass& pass, std::size_t separator)
{
    const auto text = pass.text();
    const std::size_t size = text[separator] == '.' ? 4 : 2;
    if (separator < size)
        return;
    const auto begin = separator - size;
    const auto end = macEnd(text, begin, text[separator]);
    const char previous = before(text, begin);
    if (end == 0 || isWord(previous) || previous == text[separator] || isWord(at(text, end))
        || at(text, end) == text[separator])
        return;
    Match match;
    match.entity = Entity::MacAddress;
    match.begin = begin;
    match.end = end;
    match.alone = Level::Likely;
    match.beside = Level::VeryLikely;
    match.pattern = "hexadecimal groups";
    pass.offer(match);
}

} // namespace

void offerAddress(Pass& pass, std::size_t begin, std::size_t)
{
    const auto text = pass.text();
    if (!pass.wants(Entity::IpAddress) || !ipOpens(text, begin))
        return;
    const auto address = ipv4At(text, begin);
    if (address.end == 0 || !ipCloses(text, address.end))
        return;
    offerIp(pass, begin, behindPrefixLength(text, address.end, 32), isReserved(address.value), "IPv4");
}

void offerColonAddress(Pass& pass, std::size_t separator)
{
    if (pass.wants(Entity::MacAddress))
        offerMac(pass, separator);
    const auto text = pass.text();
    if (!pass.wants(Entity::IpAddress) || text[separator] != ':')
        return;
    const auto begin = runBegin(text, separator, isHex, 5);
    const char previous = before(text, begin);
    const bool opens = !isWord(previous) && previous != ':' && previous != '.';
    if (opens && separator - begin <= 4)
        offerIpv6(pass, begin);
}

} // namespace runlog::pii
