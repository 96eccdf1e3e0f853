// SPDX-License-Identifier: Apache-2.0
#include "tests/traces/printed.h"

#include <QTest>

using namespace runlog;

// Recordings of other people's agents, read in place.
class TestRecordings : public QObject {
    Q_OBJECT

private slots:
    void findsAllRunsAndToolCalls_data();
    void findsAllRunsAndToolCalls();
    void whatIsConvertedReadsTheSame_data() { findsAllRunsAndToolCalls_data(); }
    void whatIsConvertedReadsTheSame();
};

namespace {

const std::string folder = RUNLOG_SHARED_DIR "/traces/";

std::size_t count(const Runs& runs, StepKind kind)
{
    return static_cast<std::size_t>(std::count(runs.kind().begin(), runs.kind().end(), kind));
}

} // namespace

void TestRecordings::findsAllRunsAndToolCalls_data()
{
    QTest::addColumn<int>("runs");
    QTest::addColumn<int>("toolCalls");
    QTest::newRow("agentdojo") << 1053 << 4583;
    QTest::newRow("tau2") << 150 << 1235;
    QTest::newRow("tau1-chat") << 200 << 1164;
    QTest::newRow("swe-agent") << 9 << 86;
    QTest::newRow("openhands") << 4 << 107;
    QTest::newRow("claude-code") << 8 << 74;
    QTest::newRow("otel-jaeger") << 2 << 1;
    QTest::newRow("otel-otlp") << 3 << 0;
    QTest::newRow("otel-any-agent") << 4 << 10;
    QTest::newRow("langfuse") << 10 << 8;
    QTest::newRow("inspect-json") << 4 << 4;
    QTest::newRow("otel-flat") << 5 << 15;
}

void TestRecordings::findsAllRunsAndToolCalls()
{
    QFETCH(int, runs);
    QFETCH(int, toolCalls);
    const auto result = readTraces({folder + QTest::currentDataTag()});
    QCOMPARE(int(result.runs->runs().size()), runs);
    QCOMPARE(int(count(*result.runs, StepKind::ToolCall)), toolCalls);
    QCOMPARE(result.runs->damagedLines(), std::size_t(0));
}

void TestRecordings::whatIsConvertedReadsTheSame()
{
    const auto result = readTraces({folder + QTest::currentDataTag()});
    const auto native = printed(*result.runs);
    const auto again = readTrace("again.jsonl", native);
    QVERIFY(printed(*again.runs) == native);
    QCOMPARE(again.runs->damagedLines(), std::size_t(0));
    QCOMPARE(again.runs->stepCount(), result.runs->stepCount());
}

QTEST_APPLESS_MAIN(TestRecordings)
#include "tst_recordings.moc"
