// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/chars.h"
#include "core/engine/pii/checksums.h"
#include "core/engine/pii/recognizers.h"

#include <array>

// International bank account numbers, ISO 13616: the country's length and mod 97.
namespace runlog::pii {

namespace {

// Country and length of the SWIFT registry, four bytes each.
constexpr std::string_view lengths = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28E"
                                     "E20EG29ES24FI18FK18FO18FR27GB22GE22"
                                     "GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20L"
                                     "V21LY25MC27MD24ME22MK19MN20MR27MT31"
                                     "MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27S"
                                     "O23ST25SV28TL23TN24TR26UA29VA22VG24"
                                     "XK20YE30";

std::size_t lengthOf(char first, char second)
{
    for (std::size_t i = 0; i < lengths.size(); i += 4)
        if (lengths[i] == first && lengths[i + 1] == second)
            return static_cast<std::size_t>(numberOf(lengths.substr(i + 2, 2)));
    return 0;
}

struct Account {
    std::array<char, 34> letters{};
    std::size_t size = 0;
    std::size_t end = 0;
    char separator = '\0';
};

// `length` letters and digits from `begin`, in one piece or in groups of four with one blank or dash between.
Account accountAt(std::string_view text, std::size_t begin, std::size_t length)
{
    Account account;
    auto place = begin;
    while (account.size < length) {
        const char c = at(text, place);
        if (isAlnum(c)) {
            account.letters[account.size++] = toUpper(c);
            ++place;
            continue;
        }
        const bool groupEnd =
            account.size % 4 == 0 && (c == ' ' || c == '-') && (account.separator == '\0' || account.separator == c);
        if (!groupEnd || (account.separator == '\0' && account.size != 4))
            return {};
        account.separator = c;
        ++place;
    }
    account.end = place;
    return account;
}

// The check digits are moved behind the rest, as the standard says.
bool agrees(const Account& account)
{
    std::array<char, 34> turned{};
    const std::string_view letters(account.letters.data(), account.size);
    letters.substr(4).copy(turned.data(), account.size - 4);
    letters.substr(0, 4).copy(turned.data() + account.size - 4, 4);
    return mod97({turned.data(), account.size}) == 1;
}

bool isSample(std::string_view letters)
{
    return letters == "GB82WEST12345698765432" || letters == "DE89370400440532013000"
           || letters == "GB29NWBK60161331926819";
}

} // namespace

void offerIban(Pass& pass, std::size_t begin, std::size_t end)
{
    const auto text = pass.text();
    if (!pass.wants(Entity::Iban) || end - begin < 4 || !isLetter(text[begin]) || !isLetter(text[begin + 1])
        || !isDigit(text[begin + 2]) || !isDigit(text[begin + 3]))
        return;
    const auto length = lengthOf(toUpper(text[begin]), toUpper(text[begin + 1]));
    if (length == 0 || (end - begin != 4 && end - begin != length))
        return;
    const auto account = accountAt(text, begin, length);
    if (account.size == 0 || isWord(at(text, account.end)) || isWord(before(text, begin)) || !agrees(account))
        return;
    if (account.separator != '\0' && at(text, account.end) == account.separator && isDigit(at(text, account.end + 1)))
        return;
    Match match;
    match.entity = Entity::Iban;
    match.begin = begin;
    match.end = account.end;
    match.alone = match.beside = Level::VeryLikely;
    match.pattern = "country and length";
    match.checked = true;
    match.sample = isSample({account.letters.data(), account.size}) ? "an IBAN printed as an example" : "";
    pass.offer(match);
}

} // namespace runlog::pii
