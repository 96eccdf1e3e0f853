// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/chars.h"
#include "core/engine/pii/entropy.h"
#include "core/engine/pii/keys.h"
#include "core/engine/pii/recognizers.h"

#include <algorithm>

// Values that their key gives away: `"first_name": "Mia"`, `DB_PASSWORD=…`, and whole arguments by the argument's name.
namespace runlog::pii {

namespace {

constexpr std::size_t longestKey = 48;
constexpr std::size_t longestValue = 512;

struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;
};

struct Key : Place {
    bool quoted = false;
};

bool isKeyLetter(char c) { return isWord(c) || c == '-' || c == '.' || isHigh(c); }
bool isQuote(char c) { return c == '"' || c == '\''; }

// The key before the colon or equals sign, with or without quotes (and the backslashes of JSON inside of JSON).
Key keyBefore(std::string_view text, std::size_t separator)
{
    auto end = separator;
    while (end > 0 && separator - end < 2 && isBlank(text[end - 1]))
        --end;
    Key key;
    key.quoted = isQuote(before(text, end));
    if (key.quoted)
        end -= before(text, end - 1) == '\\' ? 2 : 1;
    key.end = end;
    key.begin = runBegin(text, end, isKeyLetter, longestKey);
    key.quoted = key.quoted && isQuote(before(text, key.begin));
    return key;
}

// Bearer and Basic stand before the secret itself.
std::size_t behindScheme(std::string_view text, std::size_t begin)
{
    for (const std::string_view scheme : {"bearer ", "basic ", "token "})
        if (equalsFolded(text.substr(std::min(begin, text.size()), scheme.size()), scheme))
            return begin + scheme.size();
    return begin;
}

bool endsBareValue(char c) { return isSpace(c) || std::string_view(",;&}]\"'").find(c) != std::string_view::npos; }

// The value behind it: what is in quotes, or a run without blanks.
Place valueAfter(std::string_view text, std::size_t separator)
{
    auto begin = runEnd(text, separator + 1, isBlank, 4);
    const bool escaped = at(text, begin) == '\\' && isQuote(at(text, begin + 1));
    begin += escaped ? 1 : 0;
    const char quote = at(text, begin);
    if (!isQuote(quote)) {
        begin = behindScheme(text, begin);
        auto end = runEnd(text, begin, [](char c) { return !endsBareValue(c); }, longestValue);
        while (end > begin && (text[end - 1] == '.' || text[end - 1] == '!' || text[end - 1] == '?'))
            --end; // of the sentence
        return {begin, end};
    }
    ++begin;
    const auto end = runEnd(
        text, begin, [quote](char c) { return c != quote && c != '\n'; }, longestValue);
    if (at(text, end) != quote)
        return {};
    return {begin, escaped && end > begin ? end - 1 : end};
}

Place trimmed(std::string_view text, Place place)
{
    while (place.begin < place.end && isSpace(text[place.begin]))
        ++place.begin;
    while (place.end > place.begin && isSpace(text[place.end - 1]))
        --place.end;
    return place;
}

bool isNothing(std::string_view value)
{
    for (const std::string_view nothing : {"null", "none", "nil", "n/a", "na", "unknown", "undefined", "true", "false",
                                           "string", "text", "str", "anonymous", "redacted", "test", "tbd", "any"})
        if (equalsFolded(value, nothing))
            return true;
    return value.empty() || value.find_first_of("<>{}$*=") != std::string_view::npos;
}

bool isName(std::string_view value)
{
    const auto isNameByte = [](char c) {
        return isLetter(c) || isHigh(c) || c == ' ' || c == '-' || c == '\'' || c == '.' || c == ',';
    };
    return value.size() >= 2 && value.size() <= 80 && !isNothing(value) && std::ranges::all_of(value, isNameByte)
           && (isLetter(value[0]) || isHigh(value[0]));
}

// A line of an address has a blank and a letter; hosts, pointers and e-mail addresses have none.
bool isAddressLine(std::string_view value)
{
    return value.size() >= 5 && value.size() <= 200 && !isNothing(value) && value.find(' ') != std::string_view::npos
           && value.find_first_of("@\\") == std::string_view::npos && value.find("://") == std::string_view::npos
           && std::ranges::any_of(value, [](char c) { return isLetter(c) || isHigh(c); });
}

bool isPostalCode(std::string_view value)
{
    const auto digits = std::ranges::count_if(value, isDigit);
    const auto isPart = [](char c) { return isDigit(c) || isUpper(c) || c == ' ' || c == '-'; };
    return value.size() >= 4 && value.size() <= 10 && digits >= 2 && std::ranges::all_of(value, isPart);
}

bool isPassword(std::string_view word)
{
    return word.starts_with("pass") || word == "pwd" || word == "kennwort" || word == "contraseña"
           || word == "motdepasse";
}

struct Field {
    Place value;
    KeyMeaning meaning;
    std::size_t keyPlace = Reason::nowhere;
};

Match matchOf(Entity entity, const Field& field, std::string_view pattern)
{
    Match match;
    match.entity = entity;
    match.begin = field.value.begin;
    match.end = field.value.end;
    match.alone = match.beside = Level::Likely;
    match.pattern = pattern;
    match.field = field.meaning.word;
    match.fieldPlace = field.keyPlace;
    return match;
}

void offerSecret(Pass& pass, Field field)
{
    const auto text = pass.text();
    field.value.begin = std::min(behindScheme(text, field.value.begin), field.value.end);
    const auto value = text.substr(field.value.begin, field.value.end - field.value.begin);
    if (!pass.wants(Entity::SecretValue)
        || !(isPassword(field.meaning.word) ? looksLikePassword(value) : looksRandom(value)))
        return;
    auto match = matchOf(Entity::SecretValue, field, "");
    match.random = true;
    pass.offer(match);
}

void offerValue(Pass& pass, Field field)
{
    field.value = trimmed(pass.text(), field.value);
    const auto value = pass.text().substr(field.value.begin, field.value.end - field.value.begin);
    switch (field.meaning.kind) {
    case KeyKind::None: break;
    case KeyKind::Person:
        if (isName(value))
            pass.offer(matchOf(Entity::Person, field, "letters"));
        break;
    case KeyKind::Address:
        if (isAddressLine(value))
            pass.offer(matchOf(Entity::Address, field, "words"));
        break;
    case KeyKind::PostalCode:
        if (isPostalCode(value))
            pass.offer(matchOf(Entity::PostalCode, field, "a short code"));
        break;
    case KeyKind::Secret: offerSecret(pass, field); break;
    }
}

constexpr EntitySet keyed{Entity::Person, Entity::Address, Entity::PostalCode, Entity::SecretValue};

} // namespace

void offerKeyed(Pass& pass, std::size_t separator)
{
    if (!pass.wanted().intersects(keyed))
        return;
    const auto text = pass.text();
    const auto key = keyBefore(text, separator);
    if (key.end - key.begin < 3 || !mayTell(text[key.end - 2], text[key.end - 1]))
        return;
    Field field;
    field.meaning = meaningOf(text.substr(key.begin, key.end - key.begin));
    const bool believed = key.quoted || field.meaning.specific || field.meaning.kind == KeyKind::Secret;
    if (field.meaning.kind == KeyKind::None || !believed)
        return;
    field.value = valueAfter(text, separator);
    field.keyPlace = key.begin;
    offerValue(pass, field);
}

void offerField(Pass& pass)
{
    if (pass.fieldName().empty() || !pass.wanted().intersects(keyed) || pass.text().size() > longestValue)
        return;
    Field field;
    field.meaning = meaningOf(pass.fieldName());
    field.value = {0, pass.text().size()};
    offerValue(pass, field);
}

} // namespace runlog::pii
