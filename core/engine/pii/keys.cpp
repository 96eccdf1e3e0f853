// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/keys.h"

#include "core/engine/pii/chars.h"
#include "core/engine/pii/words.h"

#include <algorithm>
#include <utility>

namespace runlog::pii {

namespace {

// Keys without separators and case; each stands for itself and for keys that end in it.
constexpr std::string_view personKeys =
    "firstname|givenname|forename|lastname|surname|familyname|middlename|fullname|maidenname|patientname|customername|"
    "passengername|cardholder|cardholdername|nameoncard|accountholder|accountholdername|contactname|employeename|"
    "recipientname|applicantname|guestname|travelername|beneficiaryname|holdername|legalname|personname|membername|"
    "clientname|studentname|preferredname|prenom|vorname|nachname|familienname|apellido|apellidos|nombrecompleto|cognome|"
    "imie|nazwisko|efternamn|fornamn";
constexpr std::string_view addressKeys =
    "streetaddress|homeaddress|mailingaddress|shippingaddress|billingaddress|postaladdress|residentialaddress|deliveryaddress|"
    "addressline|addressline1|addressline2|address1|address2|addressline3|street|streetname|street1|street2|address|addr|addr1|"
    "addr2|strasse|straße|adresse|anschrift|direccion|dirección|indirizzo|endereco|endereço";
constexpr std::string_view postalKeys = "zip|zipcode|zip5|postalcode|postcode|plz|postleitzahl|codepostal|codigopostal|códigopostal|pincode|eircode|cep";
constexpr std::string_view secretKeys =
    "password|passwd|pwd|passphrase|passcode|secret|token|apikey|apitoken|accesskey|accesstoken|secretkey|privatekey|clientsecret|"
    "authtoken|refreshtoken|bearertoken|credential|credentials|authorization|encryptionkey|signingkey|signingsecret|sessiontoken|"
    "accountkey|secretaccesskey|consumersecret|webhooksecret|kennwort|passwort|contraseña|motdepasse";

// Words before a key's last ones that give it another meaning: an e-mail address is no street.
constexpr std::string_view otherAddresses = "email|mail|ip|mac|web|wallet|memory|contract|host|server|bind|listen|remote|url|btc|eth|from|to|reply|start|end|base";
constexpr std::string_view otherTokens = "page|next|continuation|cancel|pagination|prev|previous|sync|eos|bos|pad|stop|resume";

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

// The longest entry that `key` ends in, and at whose begin a word of the key begins.
std::string_view endingOf(std::string_view plain, std::string_view list)
{
    std::string_view best;
    while (!list.empty()) {
        const auto bar = std::min(list.find('|'), list.size());
        const auto entry = list.substr(0, bar);
        if (entry.size() > best.size() && plain.ends_with(entry))
            best = entry;
        list = list.substr(std::min(bar + 1, list.size()));
    }
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

KeyMeaning tryList(std::string_view key, std::string_view plain, KeyKind kind, std::string_view list)
{
    const auto entry = endingOf(plain, list);
    if (entry.empty())
        return {};
    const auto cut = cutAt(key, entry.size());
    const bool other = (kind == KeyKind::Address && listed(cut.wordBefore, otherAddresses))
        || (kind == KeyKind::Secret && listed(cut.wordBefore, otherTokens));
    if (!cut.wholeWords || other)
        return {};
    return {kind, entry, entry.size() >= 7 && entry != "address" && entry != "street"};
}

} // namespace

KeyMeaning meaningOf(std::string_view key)
{
    const PlainKey plain(key);
    for (const auto& [kind, list] : {std::pair(KeyKind::Person, personKeys), std::pair(KeyKind::Address, addressKeys),
                                     std::pair(KeyKind::PostalCode, postalKeys), std::pair(KeyKind::Secret, secretKeys)})
        if (const auto meaning = tryList(key, plain.view(), kind, list); meaning.kind != KeyKind::None)
            return meaning;
    return {};
}

} // namespace runlog::pii
