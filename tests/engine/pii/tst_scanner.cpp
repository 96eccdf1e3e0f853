// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/pii/anytext.h"
#include "tests/engine/pii/print.h"

#include <QtTest>

#include <random>
#include <thread>

using namespace runlog::pii;

namespace {

} // namespace

class TestScanner : public QObject {
    Q_OBJECT

private slots:
    void findingsAreSortedAndDoNotOverlap();
    void containsAgreesWithScan();
    void theMoreLikelyThenTheLongerStays();
    void findingsAreAppended();
    void onlyWhatIsWantedIsLookedFor();
    void everyThreadFindsTheSame();
    void maskedTextHoldsNothingMore();
    void onlyTheSpansAreMasked();
    void likelihoodsAreReadByName();
    void theChoicesOfTheReferenceHold_data();
    void theChoicesOfTheReferenceHold();
};

void TestScanner::findingsAreSortedAndDoNotOverlap()
{
    std::mt19937 random(1);
    for (int i = 0; i < 5000; ++i) {
        const auto text = anyText(random);
        std::size_t end = 0;
        for (const auto& finding : findIn(text, EntitySet::everything())) {
            QVERIFY2(finding.begin >= end && finding.end > finding.begin && finding.end <= text.size(), text.c_str());
            QVERIFY(!finding.reasons.empty() && finding.category == row(finding.entity).category);
            end = finding.end;
        }
    }
}

void TestScanner::containsAgreesWithScan()
{
    std::mt19937 random(2);
    for (int i = 0; i < 5000; ++i) {
        const auto text = anyText(random);
        for (const auto atLeast : {Likelihood::Possible, Likelihood::Likely, Likelihood::VeryLikely}) {
            const auto findings = findIn(text, EntitySet::everything());
            const bool any =
                std::ranges::any_of(findings, [&](const Finding& finding) { return finding.likelihood >= atLeast; });
            QVERIFY2(contains(text, {EntitySet::everything(), {}}, atLeast) == any, text.c_str());
        }
    }
}

void TestScanner::theMoreLikelyThenTheLongerStays()
{
    QCOMPARE(likely("415-555-2671@acme.com"), std::string("EMAIL 0-21 very_likely"));
    QCOMPARE(likely("\"first_name\":\"joe@acme.com\""), std::string("EMAIL 14-26 very_likely"));
    QCOMPARE(print(findIn("221 395 1837", {Entity::Phone, Entity::UkNhs})), std::string("UK_NHS 0-12 possible"));
}

void TestScanner::findingsAreAppended()
{
    std::vector<Finding> findings;
    scan("joe@acme.com", {}, findings);
    scan("ann@acme.com", {}, findings);
    QCOMPARE(print(findings), std::string("EMAIL 0-12 very_likely; EMAIL 0-12 very_likely"));
}

void TestScanner::onlyWhatIsWantedIsLookedFor()
{
    QCOMPARE(print(findIn("joe@acme.com 536-22-8145", {Entity::UsSsn})), std::string("US_SSN 13-24 likely"));
    QVERIFY(findIn("joe@acme.com 536-22-8145", {}).empty());
    QVERIFY(!contains("client 13.52.11.22", {}));
}

void TestScanner::everyThreadFindsTheSame()
{
    std::mt19937 random(3);
    std::vector<std::string> texts(400);
    std::ranges::generate(texts, [&] { return anyText(random); });
    const auto all = [&] {
        std::string result;
        for (const auto& text : texts)
            result += print(findIn(text, EntitySet::everything())) + "\n";
        return result;
    };
    std::array<std::string, 4> results;
    {
        std::vector<std::jthread> threads;
        for (auto& result : results)
            threads.emplace_back([&result, &all] { result = all(); });
    }
    const auto expected = all();
    for (const auto& result : results)
        QCOMPARE(result, expected);
}

void TestScanner::maskedTextHoldsNothingMore()
{
    std::mt19937 random(4);
    for (int i = 0; i < 5000; ++i) {
        const auto text = anyText(random);
        const ScanOptions options{EntitySet::everything(), i % 2 == 0 ? "first_name" : ""};
        const auto masked = redact(text, options);
        QVERIFY2(!contains(masked, options), (text + " => " + masked).c_str());
        QVERIFY2(redact(masked, options) == masked, masked.c_str());
    }
}

void TestScanner::onlyTheSpansAreMasked()
{
    QCOMPARE(redact("mail joe@acme.com or call 415-555-2671.", {}), std::string("mail <EMAIL> or call <PHONE>."));
    QCOMPARE(redact("Mia", {EntitySet::defaults(), "first_name"}), std::string("<PERSON>"));
    QCOMPARE(redact("order 536-22-8145", {}), std::string("order 536-22-8145"));
    QCOMPARE(redact("order 536-22-8145", {}, Likelihood::Possible), std::string("order <US_SSN>"));
    QCOMPARE(redact("order joe@acme.com 536-22-8145", {}), std::string("order <EMAIL> 536-22-8145"));
    QCOMPARE(redact("nothing here", {}), std::string("nothing here"));
}

void TestScanner::likelihoodsAreReadByName()
{
    for (const auto likelihood : {Likelihood::Possible, Likelihood::Likely, Likelihood::VeryLikely})
        QVERIFY(likelihoodNamed(name(likelihood)) == likelihood);
    QVERIFY(likelihoodNamed("very likely") == Likelihood::VeryLikely);
    QVERIFY(!likelihoodNamed("certain"));
}

void TestScanner::theChoicesOfTheReferenceHold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* text, const char* expected) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
    };
    row("user@example.com", "EMAIL 0-16 very_likely");
    row("test@test.invalid", "EMAIL 0-17 very_likely");
    row("support@acme.com", "EMAIL 0-16 very_likely");
    row("https://user:pass@host.example/x", "URL_PASSWORD 13-17 very_likely");
    row("4111 1111 1111 1111", "CREDIT_CARD 0-19 very_likely");
    row("078-05-1120", "US_SSN 0-11 likely");
    row("219-09-9999", "US_SSN 0-11 likely");
    row("987-65-4321", "US_ITIN 0-11 possible");
    row("(555) 555-0100", "PHONE 0-14 likely");
    row("call 911", "");
    row("1-800-555-0199", "PHONE 0-14 likely");
    row("127.0.0.1", "IP_ADDRESS 0-9 possible");
    row("8.8.8.8", "IP_ADDRESS 0-7 possible");
    row("\"date\": \"2024-05-20\"", "");
    row("born 5 April 1990", "DATE_OF_BIRTH 5-17 very_likely");
    row("\"user_id\": \"mia_li_3668\"", "");
    row("76543210794", "TR_NATIONAL_ID 0-11 possible");
    row("221 395 1837", "UK_NHS 0-12 possible");
    row("T1234567Z", "");
    row("number is415-555-0132", "");
    row("My CN number is 13812345678", "PHONE 16-27 possible");
    row("text::ffff:192.0.2.1", "");
}

void TestScanner::theChoicesOfTheReferenceHold()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(print(findIn(text.toStdString(), EntitySet::everything()))), expected);
}

QTEST_APPLESS_MAIN(TestScanner)
#include "tst_scanner.moc"
