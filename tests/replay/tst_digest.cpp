// SPDX-License-Identifier: Apache-2.0
#include "core/replay/order.h"
#include "core/replay/summary.h"
#include "tests/engine/world.h"
#include "tests/replay/printing.h"
#include "tests/replay/recorder.h"

#include <QtTest>

#include <clocale>
#include <ctime>
#include <locale>

using namespace runlog;

namespace {

constexpr std::size_t Cases = 60;
constexpr unsigned Threads[] = {1, 2, 8};
constexpr const char* Zones[] = {"UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"};
#ifdef RUNLOG_LOCALE_DIR // where ./check made them
constexpr const char* Locales[] = {"C", "de_DE.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8"};
#else
constexpr const char* Locales[] = {"C"};
#endif

// A made-up corpus, many of whose runs share nothing.
struct Corpus {
    std::string policies;
    std::string lines;
    ApprovalMode mode = ApprovalMode::RecordedElseApprove;
};

Corpus corpusOf(std::size_t seed)
{
    static constexpr ApprovalMode modes[] = {ApprovalMode::RecordedElseApprove, ApprovalMode::DenyAll, ApprovalMode::Hold,
                                             ApprovalMode::Model};
    WorldMaker maker(seed + 11'000'000);
    Corpus corpus;
    corpus.policies = maker.policies();
    World world;
    maker.fill(world, 6 + seed % 9, 50);
    corpus.lines = recorded(world, maker);
    corpus.mode = modes[seed % std::size(modes)];
    return corpus;
}

// Everything that a replay tells, with the digest.
std::string told(const Replay& replay, unsigned threads)
{
    auto text = print(replay) + summaryText(replay, digest(replay, threads));
    for (const auto& request : replay.requests)
        text += std::to_string(request.step) + " " + std::string(name(request.state)) + " " + actionOf(replay, request) + "\n";
    return text;
}

// Read, compiled and replayed from the bytes on.
std::string toldOf(const Corpus& corpus, unsigned threads)
{
    Answers answers;
    answers.mode = corpus.mode;
    ReplayOptions options;
    options.threads = threads;
    return told(replay(engineOf(corpus.policies), runsOf(corpus.lines), answers, options), threads);
}

void useZone(const char* zone)
{
    setenv("TZ", zone, 1);
    tzset();
}

// False where the system has no such locale.
bool useLocale(const char* locale)
{
    if (std::setlocale(LC_ALL, locale) == nullptr)
        return false;
    std::locale::global(std::locale(locale));
    return true;
}

} // namespace

class TestDigest : public QObject {
    Q_OBJECT
private slots:
    void cleanup();
    void anyNumberOfThreadsGivesTheSameBytes();
    void twoThreadsAskedTwiceGiveTheSameNumbers();
    void anyTimeZoneAndLocaleGivesTheSameBytes_data();
    void anyTimeZoneAndLocaleGivesTheSameBytes();
    void aStopLeavesTheRestUndecided();
};

void TestDigest::cleanup()
{
    useZone("UTC");
    QVERIFY(useLocale("C"));
}

void TestDigest::anyNumberOfThreadsGivesTheSameBytes()
{
    for (std::size_t seed = 0; seed < Cases; ++seed) {
        const auto corpus = corpusOf(seed);
        const auto once = toldOf(corpus, 1);
        for (const auto threads : Threads)
            if (toldOf(corpus, threads) != once)
                qFatal("seed %zu, %u threads:\n%s\none thread:\n%s", seed, threads, toldOf(corpus, threads).c_str(), once.c_str());
    }
}

void TestDigest::twoThreadsAskedTwiceGiveTheSameNumbers()
{
    for (std::size_t seed = 0; seed < 20; ++seed) {
        const auto corpus = corpusOf(seed);
        const auto engine = engineOf(corpus.policies);
        const auto runs = runsOf(corpus.lines);
        ReplayOptions options;
        options.threads = 2;
        const auto one = replay(engine, runs, {}, options);
        const auto other = replay(engine, runs, {}, options);
        QVERIFY(one.steps == other.steps);
        QVERIFY(one.matchSets == other.matchSets);
    }
}

void TestDigest::anyTimeZoneAndLocaleGivesTheSameBytes_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("locale");
    for (const auto* zone : Zones)
        for (const auto* locale : Locales)
            QTest::addRow("%s in %s", locale, zone) << QByteArray(zone) << QByteArray(locale);
}

void TestDigest::anyTimeZoneAndLocaleGivesTheSameBytes()
{
    QFETCH(QByteArray, zone);
    QFETCH(QByteArray, locale);
#ifdef RUNLOG_LOCALE_DIR
    setenv("LOCPATH", RUNLOG_LOCALE_DIR, 1);
#endif
    std::vector<std::string> here;
    for (std::size_t seed = 0; seed < 8; ++seed)
        here.push_back(toldOf(corpusOf(seed), 2));
    useZone(zone);
    QVERIFY2(useLocale(locale), "the locale was not made");
    for (std::size_t seed = 0; seed < here.size(); ++seed)
        QCOMPARE(toldOf(corpusOf(seed), 2), here[seed]);
}

void TestDigest::aStopLeavesTheRestUndecided()
{
    std::stop_source source;
    source.request_stop();
    std::string lines;
    for (int run = 0; run < 5'000; ++run)
        lines += R"({"type":"step","run":"r)" + std::to_string(run) + R"(","seq":1,"kind":"tool_call","tool":"pay","args":{}})" "\n"
                 R"({"type":"step","run":"r)" + std::to_string(run) + R"(","seq":2,"kind":"tool_call","tool":"pay","args":{}})" "\n";
    ReplayOptions options;
    options.threads = 2;
    options.stop = source.get_token();
    const auto stopped = replay(engineOf("max_cost_per_run: $1.00\n"), runsOf(lines), {}, options);
    QVERIFY(stopped.stopped);
    QVERIFY(stopped.totals.steps < 10'000);
}

QTEST_APPLESS_MAIN(TestDigest)
#include "tst_digest.moc"
