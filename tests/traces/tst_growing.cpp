// SPDX-License-Identifier: Apache-2.0
#include "core/traces/growing.h"
#include "core/traces/nativewriter.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

using namespace runlog;

namespace {

std::string step(const std::string& run, int seq)
{
    return R"({"type":"step","run":")" + run + R"(","seq":)" + std::to_string(seq) + R"(,"kind":"tool_call","tool":"t","args":{},"started_at":"2026-03-01T10:00:00Z"})" + "\n";
}

std::string written(const Runs& runs)
{
    std::ostringstream out;
    writeNative(out, runs);
    return out.str();
}

std::string printed(const std::vector<TraceProblem>& problems)
{
    std::string out;
    for (const auto& problem : problems)
        out += print(problem) + "\n";
    return out;
}

} // namespace

// A recorder appends while somebody looks.
class TestGrowing : public QObject {
    Q_OBJECT

private slots:
    void onlyNewLinesAreRead();
    void earlierRunsStayAsTheyAre();
    void aLineWithoutItsEndWaits();
    void filesComeAndGo();
    void filesThatAreNoTracesChangeNothing();
    void aFileWrittenAnewIsReadAsAWhole();
    void otherFormatsAreReadAsAWhole();
    void damageKeepsItsLineNumber();
    void everyLookIsWhatReadingAllGives();

private:
    std::string path(const std::string& name) const { return m_folder.path().toStdString() + "/" + name; }
    void append(const std::string& name, const std::string& bytes) const
    {
        std::ofstream(path(name), std::ios::binary | std::ios::app) << bytes;
    }
    void init() { std::filesystem::remove_all(path("runs")), std::filesystem::create_directory(path("runs")); }

    QTemporaryDir m_folder;
};

void TestGrowing::onlyNewLinesAreRead()
{
    init();
    append("runs/a.jsonl", step("r", 1));
    GrowingTraces traces({path("runs")});
    QCOMPARE(traces.look()->runs->stepCount(), std::size_t(1));
    QVERIFY(!traces.look());
    const auto before = traces.bytesRead();
    append("runs/a.jsonl", step("r", 2) + step("r", 3));
    QCOMPARE(traces.look()->runs->stepCount(), std::size_t(3));
    QCOMPARE(traces.bytesRead() - before, std::uint64_t(step("r", 2).size() * 2));
    QVERIFY(!traces.look());
}

void TestGrowing::earlierRunsStayAsTheyAre()
{
    init();
    append("runs/a.jsonl", step("r", 1));
    GrowingTraces traces({path("runs")});
    const auto first = traces.look()->runs;
    const auto text = written(*first);
    append("runs/a.jsonl", step("r", 2));
    QCOMPARE(traces.look()->runs->stepCount(), std::size_t(2));
    QCOMPARE(written(*first), text);
}

void TestGrowing::aLineWithoutItsEndWaits()
{
    init();
    append("runs/a.jsonl", step("r", 1));
    GrowingTraces traces({path("runs")});
    traces.look();
    const auto line = step("r", 2);
    append("runs/a.jsonl", line.substr(0, 20));
    const auto half = traces.look();
    QCOMPARE(half->runs->stepCount(), std::size_t(1));
    QCOMPARE(printed(half->problems), std::string());
    append("runs/a.jsonl", line.substr(20));
    QCOMPARE(traces.look()->runs->stepCount(), std::size_t(2));
}

void TestGrowing::filesComeAndGo()
{
    init();
    GrowingTraces traces({path("runs")});
    QCOMPARE(traces.look()->runs->stepCount(), std::size_t(0));
    append("runs/b.jsonl", step("r", 2));
    QCOMPARE(traces.look()->runs->stepCount(), std::size_t(1));
    append("runs/a.jsonl", step("q", 1) + step("q", 2));
    QCOMPARE(traces.look()->runs->stepCount(), std::size_t(3));
    std::filesystem::remove(path("runs/b.jsonl"));
    QCOMPARE(traces.look()->runs->stepCount(), std::size_t(2));
}

// The policy and what is kept beside it often stand in the folder of the runs, and are saved while these are open.
void TestGrowing::filesThatAreNoTracesChangeNothing()
{
    init();
    append("runs/a.jsonl", step("r", 1));
    append("runs/policy.yaml", "policies: []\n");
    GrowingTraces traces({path("runs")});
    QVERIFY(traces.look());
    append("runs/policy.yaml", "# saved\n");
    QVERIFY(!traces.look());
    append("runs/policy.session.json", "{\"version\":1}\n");
    QVERIFY(!traces.look());
    std::filesystem::remove(path("runs/policy.session.json"));
    QVERIFY(!traces.look());
    append("runs/a.jsonl", step("r", 2));
    QCOMPARE(traces.look()->runs->stepCount(), std::size_t(2));
    std::filesystem::remove(path("runs/policy.yaml"));
    append("runs/policy.yaml", step("q", 1)); // it is one now
    QCOMPARE(traces.look()->runs->stepCount(), std::size_t(3));
}

void TestGrowing::aFileWrittenAnewIsReadAsAWhole()
{
    init();
    append("runs/a.jsonl", step("r", 1) + step("r", 2));
    GrowingTraces traces({path("runs")});
    traces.look();
    std::filesystem::remove(path("runs/a.jsonl"));
    append("runs/a.jsonl", step("q", 1));
    QCOMPARE(written(*traces.look()->runs), written(*readTraces({path("runs")}).runs));
    std::filesystem::remove(path("runs/a.jsonl"));
    append("runs/a.jsonl", step("p", 1) + step("p", 2) + step("p", 3));
    QCOMPARE(written(*traces.look()->runs), written(*readTraces({path("runs")}).runs));
}

void TestGrowing::otherFormatsAreReadAsAWhole()
{
    init();
    append("runs/c.jsonl", R"({"messages":[{"role":"user","content":"a"}]})" "\n");
    GrowingTraces traces({path("runs")});
    QCOMPARE(traces.look()->runs->runs().size(), std::size_t(1));
    append("runs/c.jsonl", R"({"messages":[{"role":"user","content":"b"}]})" "\n");
    QCOMPARE(traces.look()->runs->runs().size(), std::size_t(2));
}

void TestGrowing::damageKeepsItsLineNumber()
{
    init();
    append("runs/a.jsonl", step("r", 1) + "oops\n");
    GrowingTraces traces({path("runs")});
    traces.look();
    append("runs/a.jsonl", step("r", 2) + "oops\n");
    const auto look = traces.look();
    const auto all = readTraces({path("runs")});
    QCOMPARE(printed(look->problems), printed(all.problems));
    QCOMPARE(look->runs->damagedLines(), std::size_t(2));
}

void TestGrowing::everyLookIsWhatReadingAllGives()
{
    init();
    std::mt19937 random(7);
    GrowingTraces traces({path("runs")});
    for (int look = 0; look < 40; ++look) {
        for (auto lines = random() % 4 + 1; lines > 0; --lines) {
            const auto name = "runs/" + std::string(1, static_cast<char>('a' + random() % 3)) + ".jsonl";
            const auto run = std::string(1, static_cast<char>('p' + random() % 4));
            append(name, random() % 5 == 0 ? R"({"type":"run","run":")" + run + R"(","service":"s"})" + "\n"
                                           : step(run, static_cast<int>(random() % 50)));
        }
        const auto seen = traces.look();
        const auto all = readTraces({path("runs")});
        QCOMPARE(written(*seen->runs), written(*all.runs));
        QCOMPARE(printed(seen->problems), printed(all.problems));
    }
}

QTEST_APPLESS_MAIN(TestGrowing)
#include "tst_growing.moc"
