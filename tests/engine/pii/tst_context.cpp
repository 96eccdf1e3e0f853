// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/context.h"
#include "core/engine/pii/words.h"
#include "tests/engine/pii/print.h"

#include <QtTest>

using namespace runlog::pii;

namespace {

std::string join(const WordList& words)
{
    std::string result;
    for (const auto& word : words)
        result.append(result.empty() ? "" : " ").append(word.text);
    return result;
}

} // namespace

class TestContext : public QObject {
    Q_OBJECT

private slots:
    void keysAreCutIntoTheirWords();
    void wordsCountWhole();
    void wordsThatReachOutOfWhatIsReadAreNone();
    void fieldNamesCountLikeWords();
    void theNextKeyOfAnObjectSaysNothing();
    void theHeadOfAColumnCounts();
    void whatStandsNearerWins();
    void theLongerWordDecidesBetweenNumbersOfOneForm();
    void wordsBehindCountWithinTheRemark();
    void scriptsWithoutBlanksAreSearchedThrough();
    void masksAreNoWords();
    void everyReasonIsSaidWithItsPlace();
    void valuesOfTellingKeysAreFound();
    void valuesThatCannotBeMeantAreNot();
    void everyPhraseIsFoundBeforeItsEntity();
};

void TestContext::keysAreCutIntoTheirWords()
{
    const auto words = [](std::string_view key) { return join(wordsOf(key, 0, key.size())); };
    QCOMPARE(words("userPhone"), std::string("user Phone"));
    QCOMPARE(words("user_phone-no.2"), std::string("user phone no 2"));
    QCOMPARE(words("SSNNumber"), std::string("SSN Number"));
    QCOMPARE(words("address1"), std::string("address 1"));
    QCOMPARE(words("PUBLIC"), std::string("PUBLIC"));
    QCOMPARE(join(wordsBackwards("a b c", 0, 5)), std::string("c b a"));
}

void TestContext::wordsCountWhole()
{
    QCOMPARE(likely("my ssn 536228145"), std::string("US_SSN 7-16 very_likely"));
    QCOMPARE(likely("my ssns 536228145"), std::string("US_SSN 8-17 very_likely"));
    QCOMPARE(likely("assn 536228145"), std::string());
    QCOMPARE(likely("phonetics 4155552671"), std::string());
    QCOMPARE(likely("PHONE_NO=4155552671"), std::string("PHONE 9-19 likely"));
}

void TestContext::wordsThatReachOutOfWhatIsReadAreNone()
{
    // 72 bytes are read before a number, 48 behind it.
    const auto numberBehind = [](std::string_view word, std::size_t blanks) { return likely(std::string(word) + std::string(blanks, ' ') + "4155552671"); };
    QCOMPARE(numberBehind("microphone", 67), std::string()); // the last five letters are within reach
    QCOMPARE(numberBehind("micro phone", 67), std::string("PHONE 78-88 likely"));
    QCOMPARE(numberBehind("phone", 68), std::string());
    const auto wordBehind = [](std::size_t blanks, std::string_view word) { return likely("4155552671" + std::string(blanks, ' ') + std::string(word)); };
    QCOMPARE(wordBehind(43, "phonetics"), std::string());
    QCOMPARE(wordBehind(43, "phone tics"), std::string("PHONE 0-10 likely"));
}

void TestContext::fieldNamesCountLikeWords()
{
    QCOMPARE(likely("536228145", "userSsn"), std::string("US_SSN 0-9 very_likely"));
    QCOMPARE(likely("4155552671", "contact_phone"), std::string("PHONE 0-10 likely"));
    QCOMPARE(likely("536228145", "lesson"), std::string());
    QCOMPARE(likely("536-22-8145", "part_number"), std::string());
    QCOMPARE(likely("1990-04-05", "dateOfBirth"), std::string("DATE_OF_BIRTH 0-10 very_likely"));
}

void TestContext::theNextKeyOfAnObjectSaysNothing()
{
    QCOMPARE(likely(R"({"order_id":"4155552671","phone":"4155552672"})"), std::string("PHONE 34-44 likely"));
    QCOMPARE(likely(R"({"phone":"","order":"4155552671"})"), std::string());
    QCOMPARE(likely("phone:\n4155552671"), std::string("PHONE 7-17 likely"));
    QCOMPARE(likely("phone\n4155552671"), std::string());
}

void TestContext::theHeadOfAColumnCounts()
{
    QCOMPARE(likely("name,ssn\nJane,536228145\n"), std::string("US_SSN 14-23 very_likely"));
    QCOMPARE(likely("name,sku\nJane,536-22-8145\n"), std::string());
    QCOMPARE(likely("ssn,sku\nJane,536228145\n"), std::string());
}

void TestContext::whatStandsNearerWins()
{
    QCOMPARE(likely("order for phone 4155552671"), std::string("PHONE 16-26 likely"));
    QCOMPARE(likely("phone for order 4155552671"), std::string());
    QCOMPARE(likely("ticket 536-22-8145"), std::string());
    QCOMPARE(likely("ticket about ssn 536-22-8145"), std::string("US_SSN 17-28 very_likely"));
}

// 434452298 may be a number of either country.
void TestContext::theLongerWordDecidesBetweenNumbersOfOneForm()
{
    QCOMPARE(likely("434452298", "sin"), std::string("CA_SIN 0-9 very_likely"));
    QCOMPARE(likely("434452299", "sin"), std::string()); // its check digit is wrong
    QCOMPARE(likely("social insurance number: 434452298"), std::string("CA_SIN 25-34 very_likely"));
    QCOMPARE(likely("434452298", "social_insurance_number"), std::string("CA_SIN 0-9 very_likely"));
    QCOMPARE(likely("social security number: 434452298"), std::string("US_SSN 24-33 very_likely"));
    QCOMPARE(likely("434452298", "social"), std::string("US_SSN 0-9 very_likely"));
}

void TestContext::wordsBehindCountWithinTheRemark()
{
    QCOMPARE(likely("230808-0554 is my hetu"), std::string("FI_PERSONAL_IDENTITY_CODE 0-11 very_likely"));
    QCOMPARE(likely("53225140822 is my kimlik no"), std::string("TR_NATIONAL_ID 0-11 very_likely"));
    QCOMPARE(likely("53225140822. My kimlik no follows"), std::string());
    QCOMPARE(likely("53225140822, kimlik"), std::string());
}

void TestContext::scriptsWithoutBlanksAreSearchedThrough()
{
    QCOMPARE(likely("\xE6\x88\x91\xE7\x9A\x84\xE7\x94\xB5\xE8\xAF\x9D\xE5\x8F\xB7\xE6\x98\xAF"
                    "4155552671"),
             std::string("PHONE 18-28 likely"));
    QCOMPARE(likely("\xE6\x88\x91\xE7\x9A\x84\xE5\x8F\xB7\xE6\x98\xAF"
                    "4155552671"),
             std::string());
}

void TestContext::masksAreNoWords()
{
    QCOMPARE(likely("<PHONE> 4155552671"), std::string());
    QCOMPARE(likely("<phone> 4155552671"), std::string("PHONE 8-18 likely"));
}

void TestContext::everyReasonIsSaidWithItsPlace()
{
    QCOMPARE(reasons("my ssn 078-05-1120"),
             std::string("pattern: ddd-dd-dddd @7; checksum: area, group and serial rules @7; context word: ssn @3; "
                         "sample value: a number printed as an example @7"));
    QCOMPARE(reasons("415-555-2671", "phone"), std::string("pattern: NXX-NXX-XXXX @0; field name: phone"));
    QCOMPARE(reasons("order 415-555-2671"), std::string("pattern: NXX-NXX-XXXX @6; negative context: order @0"));
    QCOMPARE(
        reasons("https://x.example/?p=4539578763621486"),
        std::string(
            "pattern: issuer prefix @21; checksum: issuer prefix, length, Luhn @21; negative context: web address"));
}

void TestContext::valuesOfTellingKeysAreFound()
{
    QCOMPARE(likely(R"({"first_name":"Mia","lastName":"Li"})"),
             std::string("PERSON 15-18 likely; PERSON 32-34 likely"));
    QCOMPARE(likely(R"({\"first_name\": \"Mia\"})"), std::string("PERSON 19-22 likely"));
    QCOMPARE(likely("first_name=Mia&x=1"), std::string("PERSON 11-14 likely"));
    QCOMPARE(likely(R"({"address1": "975 Sunset Drive", "zip": "78750"})"),
             std::string("ADDRESS 14-30 likely; POSTAL_CODE 41-46 likely"));
    QCOMPARE(likely("Mia Li", "customer_name"), std::string("PERSON 0-6 likely"));
    QCOMPARE(likely(" 975 Sunset Drive ", "shippingAddress"), std::string("ADDRESS 1-17 likely"));
    QCOMPARE(reasons("Mia", "firstName"), std::string("pattern: letters @0; field name: firstname"));
}

void TestContext::valuesThatCannotBeMeantAreNot()
{
    QCOMPARE(likely(R"({"name":"Makeup Kit","user_id":"mia_li_3668","file_name":"a b"})"), std::string());
    QCOMPARE(likely(R"({"first_name":"","last_name":null,"surname":"N/A","given_name":"<none>"})"), std::string());
    QCOMPARE(
        likely(R"({"email_address":"x y","ip_address":"10 20","address":"localhost:8080","address2":"0xdeadbeef"})"),
        std::string());
    QCOMPARE(likely(R"({"zip":"archive.zip","zip":true,"postcode":"none"})"), std::string());
    QCOMPARE(likely("Name: Mia Li"), std::string());
}

void TestContext::everyPhraseIsFoundBeforeItsEntity()
{
    for (const auto& row : entities()) {
        const auto list = QByteArray::fromStdString(std::string(tellingWords(row.entity)));
        for (const auto& phrase : list.isEmpty() ? QList<QByteArray>() : list.split('|')) {
            const auto text = phrase.toStdString() + " 7";
            Neighbourhood neighbourhood(text, {});
            const auto context = neighbourhood.of(text.size() - 1, text.size(), row.entity);
            QVERIFY2(context.telling.has_value(), (std::string(row.name) + " " + text).c_str());
        }
    }
}

QTEST_APPLESS_MAIN(TestContext)
#include "tst_context.moc"
