// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/keys.h"

#include "core/engine/pii/chars.h"
#include "core/engine/pii/words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace runlog::pii {

namespace {

// Keys without separators and case; each stands for itself and for keys that end in it.
constexpr std::string_view personKeys =
    "firstname|givenname|forename|lastname|surname|familyname|middlename|fullname|maidenname|patientname|customername|"
    "passengername|cardholder|cardholdername|nameoncard|accountholder|accountholdername|contactname|employeename|"
    "recipientname|applicantname|guestname|travelername|beneficiaryname|holdername|legalname|personname|membername|"
    "clientname|studentname|preferredname|prenom|vorname|nachname|familienname|apellido|apellidos|nombrecompleto|"
    "cognome|"
    "imie|nazwisko|efternamn|fornamn";
constexpr std::string_view addressKeys =
    "streetaddress|homeaddress|mailingaddress|shippingaddress|billingaddress|postaladdress|residentialaddress|"
    "deliveryaddress|"
    "addressline|addressline1|addressline2|address1|address2|addressline3|street|streetname|street1|street2|address|"
    "addr|addr1|"
    "addr2|strasse|straße|adresse|anschrift|direccion|dirección|indirizzo|endereco|endereço";
constexpr std::string_view postalKeys =
    "zip|zipcode|zip5|postalcode|postcode|plz|postleitzahl|codepostal|codigopostal|códigopostal|pincode|eircode|cep";
constexpr std::string_view secretKeys =
    "password|passwd|pwd|passphrase|passcode|secret|token|apikey|apitoken|accesskey|accesstoken|secretkey|privatekey|"
    "clientsecret|"
    "authtoken|refreshtoken|bearertoken|credential|credentials|authorization|encryptionkey|signingkey|signingsecret|"
    "sessiontoken|"
    "accountkey|secretaccesskey|consumersecret|webhooksecret|kennwort|passwort|contraseña|motdepasse";

// Words before a key's last ones that give it another meaning: an e-mail address is no street.
constexpr std::string_view otherAddresses = "email|mail|ip|mac|web|wallet|memory|contract|host|server|bind|listen|"
                                            "remote|url|btc|eth|from|to|reply|start|end|base";
constexpr std::string_view otherTokens =
    "page|next|continuation|cancel|pagination|prev|previous|sync|eos|bos|pad|stop|resume";

constexpr std::size_t longestKey = 40;

// The key's letters and digits in lower case; accents stay.
struct PlainKey {
    char letters[longestKey];
    std::size_t size = 0;
    explicit PlainKey(std::string_view key)
    {
        for (const char c : key.substr(key.size() > longestKey ? key.size() - longestKey : 0))
            if (isAlnum(c) || isHigh(c))
                letters[size++] = toLower(c);
    }
    std::string_view view() const { return {letters, size}; }
};

// One entry of the lists above, and how many there are.
struct Entry {
    std::string_view text;
    KeyKind kind = KeyKind::None;
};

constexpr std::pair<KeyKind, std::string_view> lists[] = {{KeyKind::Person, personKeys},
                                                          {KeyKind::Address, addressKeys},
                                                          {KeyKind::PostalCode, postalKeys},
                                                          {KeyKind::Secret, secretKeys}};

constexpr std::size_t countEntries()
{
    std::size_t count = 0;
    for (const auto& [kind, list] : lists)
        count += static_cast<std::size_t>(std::ranges::count(list, '|')) + 1;
    return count;
}

constexpr auto byLastByte(const Entry& entry) { return static_cast<unsigned char>(entry.text.back()); }

// All entries by their last byte, so that most keys meet a handful of them or none.
constexpr auto sortedEntries()
{
    std::array<Entry, countEntries()> entries{};
    std::size_t next = 0;
    for (auto [kind, list] : lists)
        while (!list.empty()) {
            const auto bar = std::min(list.find('|'), list.size());
            entries[next++] = {list.substr(0, bar), kind};
            list = list.substr(std::min(bar + 1, list.size()));
        }
    std::ranges::sort(entries, {}, byLastByte);
    return entries;
}

constexpr auto entries = sortedEntries();

// The longest entry that `plain` ends in.
Entry endingOf(std::string_view plain)
{
    Entry best;
    if (plain.empty())
        return best;
    const auto last = static_cast<unsigned char>(plain.back());
    for (auto entry = std::ranges::lower_bound(entries, last, {}, byLastByte);
         entry != entries.end() && byLastByte(*entry) == last; ++entry)
        if (entry->text.size() > best.text.size() && plain.ends_with(entry->text))
            best = *entry;
    return best;
}

bool listed(std::string_view word, std::string_view list)
{
    while (!list.empty()) {
        const auto bar = std::min(list.find('|'), list.size());
        if (equalsFolded(word, list.substr(0, bar)))
            return true;
        list = list.substr(std::min(bar + 1, list.size()));
    }
    return false;
}

// The number of bytes of the key's last words that make up `entry`, and the word before them.
struct Cut {
    bool wholeWords = false;
    std::string_view wordBefore;
};

Cut cutAt(std::string_view key, std::size_t size)
{
    const auto words = wordsBackwards(key, 0, key.size());
    std::size_t taken = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (taken == size)
            return {true, words[i].text};
        taken += words[i].text.size();
    }
    return {taken == size, {}};
}

// The last two bytes of every entry, six bits of each.
constexpr std::size_t endingPlace(char lastButOne, char last)
{
    return (static_cast<unsigned char>(toLower(lastButOne)) & 63U) * 64U
           + (static_cast<unsigned char>(toLower(last)) & 63U);
}

constexpr auto knownEndings()
{
    std::array<bool, 4096> known{};
    for (const auto& entry : entries)
        known[endingPlace(entry.text[entry.text.size() - 2], entry.text.back())] = true;
    return known;
}

constexpr auto endings = knownEndings();

bool isKeyPart(char c) { return isAlnum(c) || isHigh(c); }

} // namespace

// A separator between the two says nothing: password_2 is not asked for, address_1 is.
bool mayTell(char lastButOne, char last) { return !isKeyPart(lastButOne) || endings[endingPlace(lastButOne, last)]; }

KeyMeaning meaningOf(std::string_view key)
{
    const PlainKey plain(key);
    const auto [entry, kind] = endingOf(plain.view());
    if (entry.empty())
        return {};
    const auto cut = cutAt(key, entry.size());
    const bool other = (kind == KeyKind::Address && listed(cut.wordBefore, otherAddresses))
                       || (kind == KeyKind::Secret && listed(cut.wordBefore, otherTokens));
    if (!cut.wholeWords || other)
        return {};
    return {kind, entry, entry.size() >= 7 && entry != "address" && entry != "street"};
}

} // namespace runlog::pii
