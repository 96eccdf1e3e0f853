// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Tests of texts that have a structure: globs, URLs, paths and addresses.
namespace runlog {

// `*` any characters, `?` one character (a code point), `\*` `\?` `\\` themselves; the whole text must match. Linear memory, no recursion.
bool globMatches(std::string_view pattern, std::string_view text);

// Whether the backslash at `at` takes the character after it as itself; before any other character it is one itself.
bool isGlobEscape(std::string_view pattern, std::size_t at);

// The text without glob escapes when the pattern has no wildcard.
std::optional<std::string> globLiteral(std::string_view pattern);

// The host of an absolute URL (RFC 3986), lower case, without user, port, brackets or a final dot. nullopt: no URL with a host.
std::optional<std::string> urlHost(std::string_view url);
// The same as it is written in the URL, so that nothing is allocated.
std::optional<std::string_view> hostAsWritten(std::string_view url);
// `host` equals the pattern, or is below `*.example.com`; case does not count.
bool hostMatches(std::string_view pattern, std::string_view host);

// An absolute path with `.`, `..` and repeated slashes resolved by text alone. nullopt: not absolute, or has a NUL.
std::optional<std::string> normalPath(std::string_view path);
// `path` is `folder` or below it; both normal.
bool isUnder(std::string_view path, std::string_view folder);
// The same for a path as written: its normal form is never built, so that nothing is allocated. nullopt as for normalPath().
std::optional<bool> isPathUnder(std::string_view path, std::string_view folder);

// An address as 16 bytes; IPv4 as IPv4-mapped.
using Address = std::array<std::uint8_t, 16>;
std::optional<Address> parseAddress(std::string_view text);

// An address or CIDR block: `10.0.0.0/8`, `::1`.
struct AddressBlock {
    Address address{};
    unsigned bits = 128; // of the 16-byte form
    bool contains(const Address& other) const;
};
std::optional<AddressBlock> parseAddressBlock(std::string_view text);

} // namespace runlog
