// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/chars.h"
#include "core/engine/pii/checksums.h"
#include "core/engine/pii/groups.h"
#include "core/engine/pii/recognizers.h"

#include <algorithm>

// Payment cards: the issuers' ranges and lengths (ISO/IEC 7812), then Luhn.
namespace runlog::pii {

namespace {

// How far an issuer's prefix is believed without a word beside it.
enum class Trust : std::uint8_t { None, Little, Full };
using enum Trust;

struct Issuer {
    int low; // the first four digits
    int high;
    std::size_t shortest;
    std::size_t longest;
    Trust trust;
};

constexpr Issuer issuers[] = {
    {4000, 4999, 16, 16, Full},   {4000, 4999, 19, 19, Full},   {4000, 4999, 13, 13, Little}, // Visa
    {5100, 5599, 16, 16, Full},   {2221, 2720, 16, 16, Full},                                 // Mastercard
    {3400, 3499, 15, 15, Full},   {3700, 3799, 15, 15, Full},                                 // American Express
    {6011, 6011, 16, 19, Full},   {6440, 6599, 16, 19, Full},                                 // Discover
    {3528, 3589, 16, 19, Full},   {2131, 2131, 15, 15, Full},   {1800, 1800, 15, 15, Full},   // JCB
    {3000, 3059, 14, 19, Full},   {3095, 3095, 14, 19, Full},   {3600, 3699, 14, 19, Full},
    {3800, 3999, 14, 19, Full},                                                               // Diners Club
    {6200, 6299, 16, 19, Full},                                                               // UnionPay
    {1000, 1999, 15, 15, Little},                                                             // UATP
    {2200, 2204, 16, 19, Full},                                                               // Mir
    {5000, 5099, 12, 19, Little}, {5600, 5899, 12, 19, Little}, {6000, 6999, 12, 19, Little}, // Maestro, RuPay, Elo
    {0, 9999, 12, 19, None}, // anybody who writes "card"
};

const Issuer* issuerOf(std::string_view digits)
{
    if (digits.size() < 12)
        return nullptr;
    const auto prefix = static_cast<int>(numberOf(digits.substr(0, 4)));
    const auto found = std::ranges::find_if(issuers, [&](const Issuer& issuer) {
        return prefix >= issuer.low && prefix <= issuer.high && digits.size() >= issuer.shortest
               && digits.size() <= issuer.longest;
    });
    return found == std::end(issuers) ? nullptr : found;
}

// As cards are embossed: fours with a rest, 4-6-5 and 4-6-4.
bool isEmbossed(const DigitGroups& groups)
{
    if (groups.groups < 3)
        return false;
    const auto& sizes = groups.sizes;
    if (groups.groups == 3)
        return sizes[0] == 4 && sizes[1] == 6 && (sizes[2] == 5 || sizes[2] == 4);
    const auto fours = std::all_of(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(groups.groups - 1),
                                   [](auto size) { return size == 4; });
    return fours && sizes[groups.groups - 1] <= 4;
}

// The embossed groups that begin here, parted alike; another separator ends them, as between two cards.
DigitGroups embossedAt(std::string_view text, std::size_t begin)
{
    const auto row = digitGroups(text, begin, Parting::Plain);
    std::size_t alike = 1;
    while (alike < row.groups && row.separators[alike] == row.separators[1])
        ++alike;
    const bool goesOn = alike == row.groups && row.overflows;
    const auto groups = row.first(alike);
    return !goesOn && isEmbossed(groups) ? groups : DigitGroups{};
}

// A group of the same row stands before this one.
bool rowsOnBefore(std::string_view text, std::size_t begin)
{
    const char separator = before(text, begin);
    if ((separator != ' ' && separator != '-') || begin < 2 || !isDigit(text[begin - 2]))
        return false;
    const auto previous = runBegin(text, begin - 1, isDigit, 20);
    const char earlier = before(text, previous);
    const bool otherRow =
        (earlier == ' ' || earlier == '-') && earlier != separator && previous >= 2 && isDigit(text[previous - 2]);
    return !otherRow && begin - 1 - previous < 12;
}

bool isTestCard(std::string_view digits)
{
    constexpr std::string_view samples[] = {
        "4111111111111111", "4242424242424242", "4012888888881881", "4000056655665556", "5555555555554444",
        "5105105105105100", "5500000000000004", "5200828282828210", "2223003122003222", "378282246310005",
        "371449635398431",  "378734493671000",  "340000000000009",  "6011111111111117", "6011000990139424",
        "6011000000000004", "30569309025904",   "38520000023237",   "30000000000004",   "3530111333300000",
        "3566002020360505", "6200000000000005", "4222222222222",
    };
    return std::ranges::find(samples, digits) != std::end(samples);
}

Level worthAlone(Trust trust, bool embossed)
{
    switch (trust) {
    case None: return Level::Nothing;
    case Little: return Level::Possible;
    case Full: return embossed ? Level::VeryLikely : Level::Likely;
    }
    return Level::Nothing;
}

void offerDigits(Pass& pass, const DigitGroups& groups, bool embossed)
{
    const auto digits = groups.view();
    const auto* issuer = issuerOf(digits);
    if (issuer == nullptr || groups.overflows || allSame(digits) || !luhn(digits))
        return;
    Match match;
    match.entity = Entity::CreditCard;
    match.begin = groups.begin;
    match.end = groups.end;
    match.alone = worthAlone(issuer->trust, embossed);
    match.beside = issuer->trust == None ? Level::Likely : Level::VeryLikely;
    match.pattern = embossed ? "issuer prefix, in groups" : "issuer prefix";
    match.checked = true;
    match.sample = isTestCard(digits) ? "a well-known test card" : "";
    pass.offer(match);
}

} // namespace

void offerCard(Pass& pass, std::size_t begin, std::size_t end)
{
    const auto text = pass.text();
    if (!pass.wants(Entity::CreditCard) || end - begin < 4 || !isDigit(text[begin]) || !opensFreely(text, begin))
        return;
    if (end - begin == 4 ? rowsOnBefore(text, begin) : end - begin > 19 || runEnd(text, begin, isDigit) != end)
        return;
    const auto groups =
        end - begin == 4 ? embossedAt(text, begin) : digitGroups(text.substr(0, end), begin, Parting::Plain);
    const bool embossed = groups.groups > 1;
    if ((embossed || end - begin >= 12) && closesFreely(text, groups.end))
        offerDigits(pass, groups, embossed);
}

} // namespace runlog::pii
