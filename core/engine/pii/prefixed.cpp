// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/chars.h"
#include "core/engine/pii/recognizers.h"

#include <algorithm>

// Secrets that begin with a telling prefix: formats as the services document them.
namespace runlog::pii {

namespace {

enum class Letters { Alnum, Upper, Hex, Word }; // Word: letters, digits, underscore and dash

struct Prefixed {
    Entity entity;
    std::string_view prefix;
    std::size_t trigger; // the place in the prefix where the walk stops: one of _ - . I
    Letters letters;
    std::size_t shortest; // letters after the prefix
    std::size_t longest;
};

constexpr std::size_t endless = 512;

constexpr Prefixed table[] = {
    {Entity::GithubToken, "ghp_", 3, Letters::Alnum, 36, 255},
    {Entity::GithubToken, "gho_", 3, Letters::Alnum, 36, 255},
    {Entity::GithubToken, "ghu_", 3, Letters::Alnum, 36, 255},
    {Entity::GithubToken, "ghs_", 3, Letters::Alnum, 36, 255},
    {Entity::GithubToken, "ghr_", 3, Letters::Alnum, 36, 255},
    {Entity::GithubToken, "github_pat_", 10, Letters::Word, 40, 255},
    {Entity::GitlabToken, "glpat-", 5, Letters::Word, 20, 64},
    {Entity::SlackToken, "xoxb-", 4, Letters::Word, 16, endless},
    {Entity::SlackToken, "xoxp-", 4, Letters::Word, 16, endless},
    {Entity::SlackToken, "xoxa-", 4, Letters::Word, 16, endless},
    {Entity::SlackToken, "xoxr-", 4, Letters::Word, 16, endless},
    {Entity::SlackToken, "xoxs-", 4, Letters::Word, 16, endless},
    {Entity::SlackToken, "xapp-", 4, Letters::Word, 24, endless},
    {Entity::StripeKey, "sk_live_", 7, Letters::Alnum, 16, 255},
    {Entity::StripeKey, "rk_live_", 7, Letters::Alnum, 16, 255},
    {Entity::StripeKey, "sk_test_", 7, Letters::Alnum, 16, 255},
    {Entity::StripeKey, "whsec_", 5, Letters::Alnum, 24, 255},
    {Entity::AnthropicKey, "sk-ant-", 2, Letters::Word, 24, endless},
    {Entity::OpenaiKey, "sk-", 2, Letters::Word, 32, endless},
    {Entity::HuggingfaceToken, "hf_", 2, Letters::Alnum, 30, 64},
    {Entity::NpmToken, "npm_", 3, Letters::Alnum, 36, 36},
    {Entity::PypiToken, "pypi-AgE", 4, Letters::Word, 50, endless},
    {Entity::SendgridKey, "SG.", 2, Letters::Word, 22, 22},
    {Entity::GoogleApiKey, "AIza", 1, Letters::Word, 35, 35},
    {Entity::GoogleOauthToken, "ya29.", 4, Letters::Word, 20, endless},
    {Entity::GoogleOauthToken, "GOCSPX-", 6, Letters::Word, 28, 28},
    {Entity::AwsAccessKey, "AKIA", 2, Letters::Upper, 16, 16},
    {Entity::AwsAccessKey, "ASIA", 2, Letters::Upper, 16, 16},
    {Entity::MailgunKey, "key-", 3, Letters::Hex, 32, 32},
    {Entity::ShopifyToken, "shpat_", 5, Letters::Hex, 32, 32},
    {Entity::ShopifyToken, "shpss_", 5, Letters::Hex, 32, 32},
    {Entity::ShopifyToken, "shpca_", 5, Letters::Hex, 32, 32},
    {Entity::ShopifyToken, "shppa_", 5, Letters::Hex, 32, 32},
    {Entity::DigitaloceanToken, "dop_v1_", 6, Letters::Hex, 64, 64},
    {Entity::DigitaloceanToken, "doo_v1_", 6, Letters::Hex, 64, 64},
    {Entity::DockerToken, "dckr_pat_", 8, Letters::Word, 27, 64},
    {Entity::VaultToken, "hvs.", 3, Letters::Word, 24, endless},
    {Entity::VaultToken, "hvb.", 3, Letters::Word, 24, endless},
};

// Keys that are one word of letters and digits: the prefix, then hexadecimal digits.
struct LongKey {
    Entity entity;
    std::string_view prefix;
    std::size_t digits;
};

constexpr LongKey longKeys[] = {
    {Entity::TwilioKey, "SK", 32},
    {Entity::DatabricksToken, "dapi", 32},
};

bool fits(Letters letters, char c)
{
    switch (letters) {
    case Letters::Alnum: return isAlnum(c);
    case Letters::Upper: return isUpper(c) || isDigit(c);
    case Letters::Hex: return isHex(c);
    case Letters::Word: return isWord(c) || c == '-';
    }
    return false;
}

// A token is drawn: words joined by dashes have no digits, or no capitals.
bool isDrawn(std::string_view token)
{
    return std::ranges::any_of(token, isDigit) && std::ranges::any_of(token, isLetter);
}

void offerToken(Pass& pass, Entity entity, std::size_t begin, std::size_t end, std::string_view prefix)
{
    Match match;
    match.entity = entity;
    match.begin = begin;
    match.end = end;
    match.alone = match.beside = Level::VeryLikely;
    match.surroundings = Surroundings::Ignored;
    match.pattern = prefix;
    const auto token = pass.text().substr(begin, end - begin);
    match.sample = token.find("EXAMPLE") == std::string_view::npos ? "" : "a key printed as an example";
    pass.offer(match);
}

// The whole of a SendGrid key has a second part behind a dot.
std::size_t tokenEnd(std::string_view text, const Prefixed& row, std::size_t begin)
{
    const auto end = runEnd(
        text, begin, [&](char c) { return fits(row.letters, c); }, row.longest + 1);
    if (end - begin < row.shortest || end - begin > row.longest)
        return 0;
    if (row.entity != Entity::SendgridKey)
        return isWord(at(text, end)) ? 0 : end;
    const auto second = at(text, end) == '.' ? runEnd(
                            text, end + 1, [](char c) { return isWord(c) || c == '-'; }, 44)
                                             : end;
    return second - end == 44 ? second : 0;
}

void offerRow(Pass& pass, const Prefixed& row, std::size_t place)
{
    const auto text = pass.text();
    if (place < row.trigger || !startsAt(text, place - row.trigger, row.prefix))
        return;
    const auto begin = place - row.trigger;
    if (isWord(before(text, begin)) || before(text, begin) == '-')
        return;
    const auto end = tokenEnd(text, row, begin + row.prefix.size());
    const bool drawn =
        row.letters == Letters::Upper
        || (end != 0 && isDrawn(text.substr(begin + row.prefix.size(), end - begin - row.prefix.size())));
    const bool mixed = row.entity != Entity::OpenaiKey
                       || (end != 0 && std::ranges::any_of(text.substr(begin + 3, end - begin - 3), isUpper)
                           && !startsAt(text, begin, "sk-ant-"));
    if (end != 0 && drawn && mixed)
        offerToken(pass, row.entity, begin, end, row.prefix);
}

bool isTokenByte(char c) { return isWord(c) || c == '-'; }

// eyJ… . eyJ… . signature, seen from the first dot.
void offerJwt(Pass& pass, std::size_t dot)
{
    const auto text = pass.text();
    if (!startsAt(text, dot + 1, "eyJ"))
        return;
    const auto begin = runBegin(text, dot, isTokenByte, 4096);
    const auto second = runEnd(text, dot + 1, isTokenByte);
    const auto end = at(text, second) == '.' ? runEnd(text, second + 1, isTokenByte) : second;
    if (startsAt(text, begin, "eyJ") && second - dot > 10 && end > second + 10)
        offerToken(pass, Entity::Jwt, begin, end, "eyJ");
}

// -----BEGIN … PRIVATE KEY----- and all up to its end, or the line alone where the end is missing.
void offerKeyBlock(Pass& pass, std::size_t dash)
{
    constexpr std::string_view opening = "-----BEGIN ";
    const auto text = pass.text();
    if (before(text, dash) == '-' || !startsAt(text, dash, opening))
        return;
    const auto nameEnd = runEnd(
        text, dash + opening.size(), [](char c) { return isUpper(c) || isDigit(c) || c == ' '; }, 48);
    const auto keyName = text.substr(dash, nameEnd - dash);
    if (!startsAt(text, nameEnd, "-----") || keyName.find("PRIVATE KEY") == std::string_view::npos)
        return;
    auto end = nameEnd + 5;
    const auto closing = text.find("-----", end);
    if (closing != std::string_view::npos && startsAt(text, closing, "-----END ")) {
        const auto close = runEnd(
            text, closing + 5, [](char c) { return isUpper(c) || isDigit(c) || c == ' '; }, 48);
        end = startsAt(text, close, "-----") ? close + 5 : close;
    }
    offerToken(pass, Entity::PrivateKey, dash, end, "-----BEGIN");
}

} // namespace

// 123456789:AA…, seen from the colon.
void offerBotToken(Pass& pass, std::size_t colon)
{
    const auto text = pass.text();
    const auto begin = runBegin(text, colon, isDigit, 11);
    const auto end = runEnd(text, colon + 1, isTokenByte, 36);
    if (colon - begin >= 8 && colon - begin <= 10 && end - colon == 36 && !isTokenByte(at(text, end))
        && !isWord(before(text, begin)))
        offerToken(pass, Entity::TelegramBotToken, begin, end, ":AA");
}

// AccountKey=…==, seen from its first equals sign.
void offerAccountKey(Pass& pass, std::size_t equals)
{
    const auto text = pass.text();
    if (!endsAt(text, equals, "AccountKey"))
        return;
    const auto end = runEnd(
        text, equals + 1, [](char c) { return isAlnum(c) || c == '+' || c == '/'; }, 90);
    if (end - equals == 87 && startsAt(text, end, "=="))
        offerToken(pass, Entity::AzureStorageKey, equals + 1, end + 2, "AccountKey=");
}

void offerLongKey(Pass& pass, std::size_t begin, std::size_t end)
{
    const auto word = pass.text().substr(begin, end - begin);
    for (const auto& key : longKeys)
        if (word.size() == key.prefix.size() + key.digits && word.starts_with(key.prefix)
            && std::ranges::all_of(word.substr(key.prefix.size()), isHex) && !isWord(before(pass.text(), begin)))
            offerToken(pass, key.entity, begin, end, key.prefix);
}

void offerPrefixed(Pass& pass, std::size_t place)
{
    const char c = pass.text()[place];
    for (const auto& row : table)
        if (row.prefix[row.trigger] == c && before(pass.text(), place) == row.prefix[row.trigger - 1])
            offerRow(pass, row, place);
    if (c == '.')
        offerJwt(pass, place);
    if (c == '-')
        offerKeyBlock(pass, place);
}

void offerWebAddress(Pass& pass, std::size_t colon)
{
    const auto text = pass.text();
    const auto begin = colon + 3;
    const auto end = runEnd(
        text, begin,
        [](char c) {
            return !isSpace(c) && c != '/' && c != '?' && c != '#' && c != '"' && c != '\'' && c != '<' && c != '>';
        },
        256);
    const auto authority = text.substr(begin, end - begin);
    const auto atSign = authority.rfind('@');
    const auto password = authority.find(':');
    if (atSign != std::string_view::npos && password < atSign) {
        const auto value = authority.substr(password + 1, atSign - password - 1);
        if (!value.empty() && value.find_first_of("{}$*%[]") == std::string_view::npos)
            offerToken(pass, Entity::UrlPassword, begin + password + 1, begin + atSign, "://user:password@");
    }
    const auto pathEnd = runEnd(
        text, end, [](char c) { return isWord(c) || c == '/' || c == '-' || c == '.'; }, 512);
    const auto scheme = runBegin(text, colon, isLetter, 8);
    const auto path = text.substr(end, pathEnd - end);
    if (authority == "hooks.slack.com" && path.starts_with("/services/T") && path.size() > 30)
        offerToken(pass, Entity::SlackWebhook, scheme, pathEnd, "hooks.slack.com/services/");
    if ((authority == "discord.com" || authority == "discordapp.com") && path.starts_with("/api/webhooks/")
        && path.size() > 60)
        offerToken(pass, Entity::DiscordWebhook, scheme, pathEnd, "discord.com/api/webhooks/");
}

} // namespace runlog::pii
