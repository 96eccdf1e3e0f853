// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/entropy.h"
#include "tests/engine/pii/print.h"

#include <QtTest>

using namespace runlog::pii;

namespace {

// Made when the test runs, so that no file of ours holds anything that looks like a secret.
std::string drawn(std::size_t size, std::string_view letters = "aB3dE5gH7jK9mN2pQ4sT6vW8")
{
    std::string result;
    for (std::size_t i = 0; i < size; ++i)
        result += letters[i * 7 % letters.size()];
    return result;
}

std::string hex(std::size_t size) { return drawn(size, "0f1e2d3c4b5a6978"); }
std::string upper(std::size_t size) { return drawn(size, "A2B3C4D5E6F7GHJK"); }

struct Token {
    Entity entity;
    std::string text;
};

std::vector<Token> tokens()
{
    const auto jwt = "eyJ" + drawn(20) + ".eyJ" + drawn(30) + "." + drawn(40);
    return {
        {Entity::AwsAccessKey, "AK"
                               "IA" + upper(16)},
        {Entity::AwsAccessKey, "AS"
                               "IA" + upper(16)},
        {Entity::GoogleApiKey, "AI"
                               "za" + drawn(35)},
        {Entity::GoogleOauthToken, "ya"
                                   "29."
                                       + drawn(40)},
        {Entity::GoogleOauthToken, "GOC"
                                   "SPX-"
                                       + drawn(28)},
        {Entity::GithubToken, "gh"
                              "p_" + drawn(36)},
        {Entity::GithubToken, "github"
                              "_pat_"
                                  + drawn(22) + "_" + drawn(59)},
        {Entity::GitlabToken, "gl"
                              "pat-"
                                  + drawn(20)},
        {Entity::SlackToken, "xo"
                             "xb-"
                                 + drawn(12, "1234567890") + "-" + drawn(24)},
        {Entity::StripeKey, "sk"
                            "_live_"
                                + drawn(24)},
        {Entity::StripeKey, "wh"
                            "sec_"
                                + drawn(32)},
        {Entity::OpenaiKey, "sk"
                            "-proj-"
                                + drawn(48)},
        {Entity::AnthropicKey, "sk"
                               "-ant-api03-"
                                   + drawn(90)},
        {Entity::HuggingfaceToken, "h"
                                   "f_" + drawn(34)},
        {Entity::NpmToken, "np"
                           "m_" + drawn(36)},
        {Entity::PypiToken, "py"
                            "pi-AgE"
                                + drawn(60)},
        {Entity::SendgridKey, "S"
                              "G." + drawn(22)
                                  + "." + drawn(43)},
        {Entity::TwilioKey, "S"
                            "K" + hex(32)},
        {Entity::MailgunKey, "ke"
                             "y-" + hex(32)},
        {Entity::TelegramBotToken, "123456789:"
                                   "AA" + drawn(33)},
        {Entity::ShopifyToken, "shp"
                               "at_"
                                   + hex(32)},
        {Entity::DigitaloceanToken, "dop"
                                    "_v1_"
                                        + hex(64)},
        {Entity::DatabricksToken, "da"
                                  "pi" + hex(32)},
        {Entity::DockerToken, "dckr"
                              "_pat_"
                                  + drawn(27)},
        {Entity::VaultToken, "hv"
                             "s." + drawn(24)},
        {Entity::Jwt, jwt},
        {Entity::SlackWebhook, "https://hooks.slack.com/services/T" + upper(8) + "/B" + upper(8) + "/" + drawn(24)},
        {Entity::DiscordWebhook, "https://discord.com/api/webhooks/123456789012345678/" + drawn(68)},
    };
}

std::string found(const std::string& text) { return print(findIn(text, EntitySet::secrets())); }

} // namespace

class TestSecrets : public QObject {
    Q_OBJECT

private slots:
    void everyTokenIsFoundWhereItStands();
    void shorterOnesAndThoseInsideOfWordsAreNot();
    void keyBlocksAreFoundWhole();
    void passwordsOfAddressesAreFoundAlone();
    void randomValuesAreFoundBehindTellingKeys();
    void placeholdersWordsAndCountsAreNot();
    void entropyIsMeasuredInBitsPerByte();
    void peopleAreNoSecrets();
};

void TestSecrets::everyTokenIsFoundWhereItStands()
{
    for (const auto& [entity, text] : tokens()) {
        const auto expected = std::string(name(entity)) + " 3-" + std::to_string(3 + text.size()) + " very_likely";
        QCOMPARE(found("is " + text), expected);
        QCOMPARE(found("is " + text + ", ok"), expected);
    }
}

void TestSecrets::shorterOnesAndThoseInsideOfWordsAreNot()
{
    for (const auto& [entity, text] : tokens()) {
        const auto context = std::string(name(entity));
        const auto only = [&, wanted = entity](const std::string& candidate) {
            return print(findIn(candidate, EntitySet{wanted}));
        };
        QVERIFY2(only("is " + text.substr(0, 12)).empty(), context.c_str());
        QVERIFY2(only("isx" + text).empty() || text.starts_with("https"), context.c_str());
    }
    QCOMPARE(found("sk-folding-cube-animation-with-many-words-in-its-name"), std::string());
    QCOMPARE(found("eyJhbGciOiJIUzI1NiJ9.x.y"), std::string());
}

void TestSecrets::keyBlocksAreFoundWhole()
{
    const std::string block = "-----BEGIN RSA PRIVATE "
                              "KEY-----\n"
                              + drawn(64)
                              + "\n-----END RSA PRIVATE "
                                "KEY-----";
    QCOMPARE(found("a " + block + " b"), "PRIVATE_KEY 2-" + std::to_string(2 + block.size()) + " very_likely");
    QCOMPARE(found("-----BEGIN PRIVATE "
                   "KEY-----\nMIIE"),
             std::string("PRIVATE_KEY 0-27 very_likely"));
    QCOMPARE(found("-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----"), std::string());
}

void TestSecrets::passwordsOfAddressesAreFoundAlone()
{
    QCOMPARE(found("postgres://joe:s3cret@db.acme.com/x"), std::string("URL_PASSWORD 15-21 very_likely"));
    QCOMPARE(found("https://acme.com:8080/a@b"), std::string());
    QCOMPARE(found("https://joe@acme.com/"), std::string());
    QCOMPARE(found("https://joe:${PASSWORD}@acme.com/"), std::string());
}

void TestSecrets::randomValuesAreFoundBehindTellingKeys()
{
    const auto value = drawn(24);
    const auto at = [&](std::size_t place) {
        return "SECRET_VALUE " + std::to_string(place) + "-" + std::to_string(place + value.size()) + " likely";
    };
    QCOMPARE(found("API_KEY=" + value), at(8));
    QCOMPARE(found("{\"clientSecret\": \"" + value + "\"}"), at(18));
    QCOMPARE(found("Authorization: Bearer " + value), at(22));
    QCOMPARE(found("password: hunter2x"), std::string("SECRET_VALUE 10-18 likely"));
    QCOMPARE(found("password: hunter2x."), std::string("SECRET_VALUE 10-18 likely"));
    QCOMPARE(found("AccountName=a;AccountKey=" + drawn(86) + "==;x"),
             std::string("AZURE_STORAGE_KEY 25-113 very_likely"));
    QCOMPARE(print(findIn(value, EntitySet::secrets(), "api_key")), "SECRET_VALUE 0-24 likely");
}

void TestSecrets::placeholdersWordsAndCountsAreNot()
{
    for (const std::string text :
         {"max_tokens=4096", "token: null", "password=<password>", "password: ${DB_PASSWORD}", "password required",
          "password=your-password-1", "secret = os.environ[\"A1\"]", "next_page_token=abc123def456ghi789",
          "token_type: bearer12345678", "password: yes", "api_key: example-key-1234", "sort_key=created1at2desc3x4"})
        QVERIFY2(found(text).empty(), text.c_str());
}

void TestSecrets::entropyIsMeasuredInBitsPerByte()
{
    QCOMPARE(entropyOf("aaaa"), 0.0);
    QCOMPARE(entropyOf("abab"), 1.0);
    QCOMPARE(entropyOf("abcdefgh"), 3.0);
    QVERIFY(looksRandom(drawn(16)));
    QVERIFY(!looksRandom("abababababab1212"));
    QVERIFY(!looksRandom("a1b2c3"));
    QVERIFY(!looksLikePassword("hunter"));
}

void TestSecrets::peopleAreNoSecrets()
{
    QCOMPARE(found("joe@acme.com 536-22-8145 4539578763621486"), std::string());
    QVERIFY(findIn("API_KEY=" + drawn(24), EntitySet::defaults()).empty());
}

QTEST_APPLESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
