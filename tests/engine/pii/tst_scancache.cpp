// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/scancache.h"
#include "core/engine/pii/textkey.h"
#include "tests/engine/pii/samples.h"

#include <QtTest>

#include <set>
#include <thread>

using namespace runlog::pii;

namespace {

constexpr Likelihood likelihoods[] = {Likelihood::Possible, Likelihood::Likely, Likelihood::VeryLikely};

// Every sample alone and beside its word, texts with several findings that compete, and texts with none.
std::vector<std::string> someTexts()
{
    std::vector<std::string> texts;
    for (const auto& sample : samples) {
        texts.emplace_back(sample.value);
        texts.push_back(std::string(sample.word) + " " + std::string(sample.value));
        texts.push_back("order " + std::string(sample.value) + " and " + std::string(samples[texts.size() % 7].value));
    }
    for (const auto* text : {"", "nothing here", "a\0b", "mail joe@acme.com or 415-555-2671", "server 203.0.114.7", "00:1B:44:11:3A:B7",
                             "key AKIAIOSFODNN7EXAMPLQ", "postgres://joe:hunter2secret@db/x", R"({"first_name":"Mia","zip":"94105"})",
                             "password: kT8#vQ2!xZ9p", "born 5 April 1990", "-----BEGIN PRIVATE KEY-----"})
        texts.emplace_back(text);
    return texts;
}

std::size_t found(std::string_view text, const ScanOptions& options, Likelihood atLeast)
{
    std::vector<Finding> findings;
    scan(text, options, findings);
    return static_cast<std::size_t>(
        std::ranges::count_if(findings, [&](const Finding& finding) { return finding.likelihood >= atLeast; }));
}

std::string label(std::string_view text, std::string_view entity) { return std::string(text).append(" ").append(entity); }

} // namespace

class TestScanCache : public QObject {
    Q_OBJECT

private slots:
    void aCensusAnswersForEachEntityAsAScanForItAloneDoes();
    void rememberedAnswersAreThoseOfScanning();
    void aTextIsScannedOnceForAllPolicies();
    void theNameOfTheFieldIsPartOfTheKey();
    void changedMemoryIsAnotherText();
    void memoryStaysWithinItsBound();
    void threadsGetTheSameAnswers();
    void keysDifferWhereTextOrFieldDiffer();
};

void TestScanCache::aCensusAnswersForEachEntityAsAScanForItAloneDoes()
{
    for (const auto& text : someTexts())
        for (const auto* field : {"", "phone", "customer_name"}) {
            const auto seen = census(text, field);
            for (const auto& row : entities())
                for (const auto likelihood : likelihoods) {
                    const EntitySet wanted{row.entity};
                    QVERIFY2(seen.answers(wanted, likelihood) == contains(text, {wanted, field}, likelihood), label(text, row.name).c_str());
                }
        }
}

void TestScanCache::rememberedAnswersAreThoseOfScanning()
{
    ScanCache cache;
    const EntitySet wishes[] = {EntitySet::defaults(), EntitySet::secrets(), EntitySet::everything(), {Entity::Phone, Entity::UkNhs}};
    for (int round = 0; round < 2; ++round)
        for (const auto& text : someTexts())
            for (const auto& wanted : wishes)
                for (const auto likelihood : likelihoods) {
                    const ScanOptions options{wanted, "note"};
                    QCOMPARE(cache.contains(text, options, likelihood), contains(text, options, likelihood));
                    QCOMPARE(cache.count(text, options, likelihood), found(text, options, likelihood));
                }
}

void TestScanCache::aTextIsScannedOnceForAllPolicies()
{
    ScanCache cache;
    const std::string text = "card 4539578763621486, mail joe@acme.com";
    const std::string same = text;
    QVERIFY(cache.contains(text, {}));
    QVERIFY(cache.contains(same, {{Entity::CreditCard}, {}}));
    QVERIFY(!cache.contains(text, {EntitySet::secrets(), {}}));
    QVERIFY(!cache.contains(text, {{Entity::Iban}, {}}, Likelihood::Possible));
    QCOMPARE(cache.scans(), std::uint64_t(1));
    QCOMPARE(cache.texts(), std::size_t(1));
}

void TestScanCache::theNameOfTheFieldIsPartOfTheKey()
{
    ScanCache cache;
    QVERIFY(!cache.contains("Mia", {}));
    QVERIFY(cache.contains("Mia", {EntitySet::defaults(), "first_name"}));
    QVERIFY(!cache.contains("Mia", {EntitySet::defaults(), "product"}));
    QCOMPARE(cache.scans(), std::uint64_t(3));
}

void TestScanCache::changedMemoryIsAnotherText()
{
    ScanCache cache;
    std::string buffer = "joe@acme.com";
    QVERIFY(cache.contains(buffer, {}));
    buffer = "joe at acme ";
    QVERIFY(!cache.contains(buffer, {}));
}

void TestScanCache::memoryStaysWithinItsBound()
{
    ScanCache cache(1024);
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < 20'000; ++i) {
            const auto text = std::to_string(i) + (i % 2 == 0 ? " joe@acme.com" : " nothing");
            QCOMPARE(cache.contains(text, {}), i % 2 == 0);
        }
    QCOMPARE(cache.mostTexts(), std::size_t(1024));
    QVERIFY(cache.texts() <= cache.mostTexts());
    QVERIFY(cache.texts() > cache.mostTexts() / 2);
    QVERIFY(cache.scans() > 20'000);
}

void TestScanCache::threadsGetTheSameAnswers()
{
    ScanCache cache(2048);
    std::atomic<int> wrong{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 5000; ++i) {
                    const auto text = std::to_string(i) + (i % 3 == 0 ? " joe@acme.com" : " nothing");
                    wrong += cache.contains(text, {}) == (i % 3 == 0) ? 0 : 1;
                }
            });
    }
    QCOMPARE(wrong.load(), 0);
}

void TestScanCache::keysDifferWhereTextOrFieldDiffer()
{
    const auto secret = TextSecret::drawn();
    std::set<std::pair<std::uint64_t, std::uint64_t>> keys;
    std::size_t made = 0;
    const auto add = [&](std::string_view text, std::string_view field) {
        const auto key = keyOf(text, field, secret);
        keys.insert({key.first, key.second});
        ++made;
    };
    std::string text;
    for (std::size_t size = 0; size < 70; ++size) {
        text.assign(size, 'a');
        add(text, "");
        add(text, "b");
        add("", text + "c");
        for (std::size_t i = 0; i < size; ++i) {
            text[i] = '\0';
            add(text, "");
            text[i] = 'a';
        }
    }
    QCOMPARE(keys.size(), made);
    QVERIFY(keyOf("joe", "x", secret) == keyOf("joe", "x", secret));
    QVERIFY(!(keyOf("joe", "x", secret) == keyOf("joe", "x", TextSecret::drawn())));
}

QTEST_APPLESS_MAIN(TestScanCache)
#include "tst_scancache.moc"
