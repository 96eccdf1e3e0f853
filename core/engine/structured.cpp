// SPDX-License-Identifier: Apache-2.0
#include "core/engine/structured.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <vector>

namespace runlog {

namespace {

bool isContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::size_t nextCharacter(std::string_view text, std::size_t at)
{
    ++at;
    while (at < text.size() && isContinuation(text[at]))
        ++at;
    return at;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool isSchemeCharacter(char c)
{
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

// One literal byte of the pattern at `at`, its escape undone; `used` is how many pattern bytes it takes.
char literalByte(std::string_view pattern, std::size_t at, std::size_t& used)
{
    const bool escaped = isGlobEscape(pattern, at);
    used = escaped ? 2 : 1;
    return escaped ? pattern[at + 1] : pattern[at];
}

// The last byte of a pattern stands for itself and is not the text's: settles most globs that begin with `*` at once.
bool endsDiffer(std::string_view pattern, std::string_view text)
{
    if (pattern.empty() || pattern.back() == '*' || pattern.back() == '?' || pattern.back() == '\\')
        return false;
    return text.empty() || text.back() != pattern.back();
}

} // namespace

bool isGlobEscape(std::string_view pattern, std::size_t at)
{
    return pattern[at] == '\\' && at + 1 < pattern.size()
        && (pattern[at + 1] == '*' || pattern[at + 1] == '?' || pattern[at + 1] == '\\');
}

bool globMatches(std::string_view pattern, std::string_view text)
{
    if (endsDiffer(pattern, text))
        return false;
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t starPattern = std::string_view::npos;
    std::size_t starText = 0;
    while (true) {
        if (p < pattern.size() && pattern[p] == '*') {
            starPattern = ++p;
            starText = t;
            continue;
        }
        if (t == text.size() && p == pattern.size())
            return true;
        std::size_t used = 1;
        if (t < text.size() && p < pattern.size()) {
            if (pattern[p] == '?') {
                t = nextCharacter(text, t);
                ++p;
                continue;
            }
            if (literalByte(pattern, p, used) == text[t]) {
                p += used;
                ++t;
                continue;
            }
        }
        if (starPattern == std::string_view::npos || starText >= text.size())
            return false;
        starText = nextCharacter(text, starText);
        p = starPattern;
        t = starText;
    }
}

std::optional<std::string> globLiteral(std::string_view pattern)
{
    std::string literal;
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern[at] == '*' || pattern[at] == '?')
            return std::nullopt;
        std::size_t used = 1;
        literal += literalByte(pattern, at, used);
        at += used;
    }
    return literal;
}

std::optional<std::string_view> hostAsWritten(std::string_view url)
{
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos || scheme == 0 || !std::all_of(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(scheme), isSchemeCharacter))
        return std::nullopt;
    auto authority = url.substr(scheme + 3);
    // A backslash ends the authority as browsers read it; taking it as part of the host would hide the real one.
    authority = authority.substr(0, authority.find_first_of("/?#\\"));
    if (const auto user = authority.rfind('@'); user != std::string_view::npos)
        authority = authority.substr(user + 1);
    if (authority.starts_with('[')) {
        const auto close = authority.find(']');
        if (close == std::string_view::npos)
            return std::nullopt;
        authority = authority.substr(1, close - 1);
    } else {
        authority = authority.substr(0, authority.find(':'));
    }
    if (authority.ends_with('.'))
        authority.remove_suffix(1);
    if (authority.empty() || authority.find_first_of(" \t\r\n%") != std::string_view::npos)
        return std::nullopt;
    return authority;
}

std::optional<std::string> urlHost(std::string_view url)
{
    const auto written = hostAsWritten(url);
    if (!written)
        return std::nullopt;
    std::string host(*written);
    std::transform(host.begin(), host.end(), host.begin(), lower);
    return host;
}

bool hostMatches(std::string_view pattern, std::string_view host)
{
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    if (!pattern.starts_with("*."))
        return std::ranges::equal(pattern, host, same);
    const auto suffix = pattern.substr(1);
    return host.size() > suffix.size() && std::ranges::equal(suffix, host.substr(host.size() - suffix.size()), same);
}

std::optional<std::string> normalPath(std::string_view path)
{
    if (!path.starts_with('/') || path.find('\0') != std::string_view::npos)
        return std::nullopt;
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at < path.size();) {
        const auto end = std::min(path.find('/', at), path.size());
        const auto part = path.substr(at, end - at);
        if (part == ".." && !parts.empty())
            parts.pop_back();
        else if (!part.empty() && part != "." && part != "..")
            parts.push_back(part);
        at = end + 1;
    }
    std::string normal;
    for (const auto part : parts)
        normal.append("/").append(part);
    return normal.empty() ? "/" : normal;
}

bool isUnder(std::string_view path, std::string_view folder)
{
    if (folder == "/" || path == folder)
        return true;
    return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

namespace {

// How far a walk through a path agrees with a folder: its leading parts are the folder's up to `end`.
struct Agreement {
    std::string_view folder;
    std::size_t parts = 0; // of the path, so far
    std::size_t agreed = 0;
    std::size_t end = 0;

    void enter(std::string_view part)
    {
        const bool mayGoOn = agreed == parts && end < folder.size();
        ++parts;
        if (!mayGoOn)
            return;
        const auto rest = folder.substr(end + 1);
        if (rest.substr(0, rest.find('/')) != part)
            return;
        ++agreed;
        end += part.size() + 1;
    }

    void leave()
    {
        if (parts == 0)
            return;
        if (agreed == parts) {
            --agreed;
            end = folder.rfind('/', end - 1);
        }
        --parts;
    }
};

} // namespace

std::optional<bool> isPathUnder(std::string_view path, std::string_view folder)
{
    if (!path.starts_with('/') || path.find('\0') != std::string_view::npos)
        return std::nullopt;
    Agreement agreement{folder == "/" ? std::string_view() : folder};
    for (std::size_t at = 0; at < path.size();) {
        const auto end = std::min(path.find('/', at), path.size());
        const auto part = path.substr(at, end - at);
        if (part == "..")
            agreement.leave();
        else if (!part.empty() && part != ".")
            agreement.enter(part);
        at = end + 1;
    }
    return agreement.end == agreement.folder.size();
}

std::optional<Address> parseAddress(std::string_view text)
{
    std::array<char, INET6_ADDRSTRLEN> terminated{};
    if (text.size() >= terminated.size() || text.find('\0') != std::string_view::npos)
        return std::nullopt;
    text.copy(terminated.data(), text.size());
    Address address{};
    if (inet_pton(AF_INET6, terminated.data(), address.data()) == 1)
        return address;
    address.fill(0);
    address[10] = address[11] = 0xFF;
    if (inet_pton(AF_INET, terminated.data(), address.data() + 12) == 1)
        return address;
    return std::nullopt;
}

std::optional<AddressBlock> parseAddressBlock(std::string_view text)
{
    const auto slash = text.find('/');
    const auto address = parseAddress(text.substr(0, slash));
    if (!address)
        return std::nullopt;
    AddressBlock block{*address, 128};
    if (slash == std::string_view::npos)
        return block;
    const auto digits = text.substr(slash + 1);
    unsigned bits = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (problem != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    const bool isV4 = text.substr(0, slash).find(':') == std::string_view::npos;
    if (bits > (isV4 ? 32U : 128U))
        return std::nullopt;
    block.bits = isV4 ? bits + 96 : bits;
    return block;
}

bool AddressBlock::contains(const Address& other) const
{
    const auto whole = bits / 8;
    if (!std::equal(address.begin(), address.begin() + whole, other.begin()))
        return false;
    const auto rest = bits % 8;
    if (rest == 0)
        return true;
    const auto mask = static_cast<std::uint8_t>(0xFFU << (8 - rest));
    return (address[whole] & mask) == (other[whole] & mask);
}

} // namespace runlog
