// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/chars.h"
#include "core/engine/pii/recognizers.h"
#include "core/engine/pii/topleveldomains.h"

// E-mail addresses as people have them (RFC 5321 without quoted local parts), under top-level domains that exist.
namespace runlog::pii {

namespace {

constexpr std::size_t longestLocal = 64;
constexpr std::size_t longestDomain = 253;

bool isLocal(char c) { return isWord(c) || c == '.' || c == '+' || c == '-' || c == '%' || c == '\''; }

// Letters of Latin, Greek and Cyrillic with their marks: two bytes in UTF-8. Other scripts run into an address
// without a blank, so they end it.
bool isTwoByteLetter(std::string_view text, std::size_t end)
{
    if (end < 2)
        return false;
    const auto lead = static_cast<unsigned char>(text[end - 2]);
    const auto trail = static_cast<unsigned char>(text[end - 1]);
    return lead >= 0xC3U && lead <= 0xD4U && (trail & 0xC0U) == 0x80U;
}

std::size_t localBegin(std::string_view text, std::size_t atSign)
{
    auto begin = atSign;
    while (begin > 0 && atSign - begin <= longestLocal) {
        if (isLocal(before(text, begin)))
            begin -= 1;
        else if (isTwoByteLetter(text, begin))
            begin -= 2;
        else
            break;
    }
    while (begin < atSign && !isWord(text[begin]) && !isHigh(text[begin]))
        ++begin;
    return begin;
}

bool isLocalPart(std::string_view local)
{
    return !local.empty() && local.size() <= longestLocal && local.back() != '.' && local.back() != '\''
           && local.find("..") == std::string_view::npos;
}

struct Domain {
    std::size_t end = 0; // 0: none
    bool reserved = false;
};

// The longest run of labels that ends in a top-level domain.
Domain domainAt(std::string_view text, std::size_t begin)
{
    Domain domain;
    auto label = begin;
    while (label - begin < longestDomain) {
        const auto end = runEnd(
            text, label, [](char c) { return isAlnum(c) || c == '-' || isHigh(c); }, 64);
        if (end == label || text[label] == '-' || text[end - 1] == '-')
            break;
        const auto name = text.substr(label, end - label);
        const bool reserved = isReservedDomain(name);
        if (label != begin && at(text, end) != '_' && (reserved || isTopLevelDomain(name)))
            domain = {end, reserved};
        if (at(text, end) != '.')
            break;
        label = end + 1;
    }
    return domain;
}

// git@host:path, user@host:/path, and the user of ssh://user@host.
bool isRemote(std::string_view text, std::size_t begin, std::string_view local, std::size_t end)
{
    const char next = at(text, end);
    const bool coded = equalsFolded(local, "git") || equalsFolded(local, "hg") || equalsFolded(local, "svn");
    if (coded && (next == ':' || next == '/'))
        return true;
    if (next == ':' && (at(text, end + 1) == '/' || at(text, end + 1) == '~'))
        return true;
    const auto start = runBegin(
        text, begin, [](char c) { return !isSpace(c) && c != '"' && c != '\'' && c != ',' && c != '<'; }, 96);
    const auto scheme = text.substr(start, begin - start).rfind("://");
    return scheme != std::string_view::npos
           && text.substr(start + scheme + 3, begin - start - scheme - 3).find('/') == std::string_view::npos;
}

// icon@2x.png and its like, whose ending may be a top-level domain too.
bool isScaledPicture(std::string_view domain)
{
    return domain.size() > 3 && isDigit(domain[0]) && domain[1] == 'x' && domain[2] == '.';
}

} // namespace

void offerEmail(Pass& pass, std::size_t atSign)
{
    if (!pass.wants(Entity::Email))
        return;
    const auto text = pass.text();
    const auto domain = domainAt(text, atSign + 1);
    if (domain.end == 0 || at(text, domain.end) == '@')
        return;
    const auto begin = localBegin(text, atSign);
    const auto local = text.substr(begin, atSign - begin);
    if (!isLocalPart(local) || isRemote(text, begin, local, domain.end)
        || isScaledPicture(text.substr(atSign + 1, domain.end - atSign - 1)))
        return;

    Match match;
    match.entity = Entity::Email;
    match.begin = begin;
    match.end = domain.end;
    match.alone = match.beside = Level::VeryLikely;
    match.surroundings = Surroundings::Ignored;
    match.pattern = "name@domain";
    match.checked = !domain.reserved;
    if (domain.reserved || endsAt(text, domain.end, "@example.com") || endsAt(text, domain.end, "@example.org")
        || endsAt(text, domain.end, "@example.net"))
        match.sample = "a domain reserved for examples";
    pass.offer(match);
}

} // namespace runlog::pii
