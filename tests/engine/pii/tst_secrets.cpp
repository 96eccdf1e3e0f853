// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/entropy.h"
#include "tests/engine/pii/print.h"
#include "tests/engine/pii/secrettokens.h"

#include <QtTest>

using namespace runlog::pii;

namespace {

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
