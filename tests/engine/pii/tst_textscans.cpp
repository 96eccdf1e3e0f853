// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/textscans.h"
#include "tests/engine/pii/anytext.h"

#include <QtTest>

#include <thread>

using namespace runlog::pii;

// The kept findings, beside scans of their own.
class TestTextScans : public QObject {
    Q_OBJECT

private slots:
    void anyQuestionIsAnsweredAsByAScan();
    void aTextIsScannedOnceForAllThatIsExpected();
    void aTextIsScannedAgainForWhatNobodyExpected();
    void aTextCountsWithItsField();
    void threadsShareOneScan();
};

namespace {

EntitySet anyEntities(std::mt19937& random)
{
    if (random() % 4 == 0)
        return EntitySet::defaults();
    EntitySet wanted;
    for (const auto& row : entities())
        if (random() % 3 == 0)
            wanted.insert(row.entity);
    return wanted;
}

std::size_t counted(std::string_view text, const ScanOptions& options, Likelihood atLeast)
{
    std::vector<Finding> findings;
    scan(text, options, findings);
    return static_cast<std::size_t>(
        std::ranges::count_if(findings, [&](const Finding& finding) { return finding.likelihood >= atLeast; }));
}

} // namespace

void TestTextScans::anyQuestionIsAnsweredAsByAScan()
{
    std::mt19937 random(11);
    std::size_t found = 0;
    for (int round = 0; round < 2000; ++round) {
        TextScans kept;
        kept.expect(anyEntities(random));
        const auto text = anyText(random);
        for (int question = 0; question < 6; ++question) {
            const ScanOptions options{anyEntities(random), random() % 2 == 0 ? "note" : "user_phone"};
            const auto atLeast = static_cast<Likelihood>(random() % 3);
            const auto expected = counted(text, options, atLeast);
            QCOMPARE(kept.contains(text, options, atLeast), contains(text, options, atLeast));
            QCOMPARE(kept.count(text, options, atLeast), expected);
            found += expected;
        }
    }
    QVERIFY(found > 1000);
}

void TestTextScans::aTextIsScannedOnceForAllThatIsExpected()
{
    TextScans kept;
    kept.expect(EntitySet::defaults());
    kept.expect({Entity::AwsAccessKey});
    const std::string text = "mail joe@acme.com, AKIAIOSFODNN7EXAMPLE";
    const std::string again = text;
    QVERIFY(kept.contains(text, {}, Likelihood::Likely));
    QVERIFY(kept.contains(again, {{Entity::Email}, {}}, Likelihood::Likely));
    QVERIFY(kept.contains(text, {{Entity::AwsAccessKey}, {}}, Likelihood::Likely));
    QVERIFY(!kept.contains(text, {{Entity::Iban}, {}}, Likelihood::Possible));
    QCOMPARE(kept.scanned(), std::size_t(1));
}

void TestTextScans::aTextIsScannedAgainForWhatNobodyExpected()
{
    TextScans kept;
    const std::string text = "mail joe@acme.com, AKIAIOSFODNN7EXAMPLE";
    QVERIFY(kept.contains(text, {{Entity::Email}, {}}, Likelihood::Likely));
    QVERIFY(kept.contains(text, {{Entity::AwsAccessKey}, {}}, Likelihood::Likely));
    QCOMPARE(kept.scanned(), std::size_t(2));
    QVERIFY(kept.contains(text, {{Entity::Email, Entity::AwsAccessKey}, {}}, Likelihood::Likely));
    QCOMPARE(kept.scanned(), std::size_t(2));
}

void TestTextScans::aTextCountsWithItsField()
{
    TextScans kept;
    const std::string text = "5551234567";
    QVERIFY(!kept.contains(text, {{Entity::Phone}, "order"}, Likelihood::Likely));
    QVERIFY(kept.contains(text, {{Entity::Phone}, "user_phone"}, Likelihood::Likely));
    QCOMPARE(kept.scanned(), std::size_t(2));
}

void TestTextScans::threadsShareOneScan()
{
    TextScans kept;
    kept.expect(EntitySet::defaults());
    std::vector<std::string> texts;
    std::mt19937 random(3);
    for (int i = 0; i < 200; ++i)
        texts.push_back(std::to_string(i) + anyText(random));
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&] {
                for (const auto& text : texts)
                    kept.contains(text, {}, Likelihood::Likely);
            });
    }
    QCOMPARE(kept.scanned(), texts.size());
}

QTEST_APPLESS_MAIN(TestTextScans)
#include "tst_textscans.moc"
