// SPDX-License-Identifier: Apache-2.0
#include "tests/traces/printed.h"

#include <QTest>

using namespace runlog;

class TestNative : public QObject {
    Q_OBJECT

private slots:
    void readsAWholeRunAndWritesItBack();
    void aRunLineWithAnInputStandsForItsCall();
    void aCallThatIsThereIsNotAddedAgain();
    void putsInterleavedRunsInOrder();
    void stepsWithoutServiceFollowTheLastRunLine();
    void leavesOutDamagedLinesAndSaysWhich();
    void refusesALineWithAWrongValue_data();
    void refusesALineWithAWrongValue();
    void zeroCostBesideTokensIsUnknown();
    void takesAQuotedCostWithAWarning();
    void roundsACostOnceAndCountsIt();
    void keepsTheFirstOfTwoStepsWithOneSeq();
    void keepsUnknownKindsAsMessages();
    void aToolCallWithoutToolIsNotRecorded();
    void warnsOnceAboutMissingTimes();
    void takesWindowsLineEndsAndAByteOrderMark();
    void refusesAnEmptyFile();
    void laterRunLinesCompleteEarlierOnesHoweverFarTheyStand();
};

namespace {

std::string step(const std::string& more)
{
    return R"({"type":"step","run":"r","seq":1,"kind":"tool_call","tool":"t","started_at":"2026-03-01T10:00:00Z")" + more + "}\n";
}

} // namespace

void TestNative::readsAWholeRunAndWritesItBack()
{
    const std::string trace =
        R"({"type":"run","run":"r1","service":"support","environment":"prod","started_at":"2026-03-01T10:00:00.000Z","user":{"id":"u7"},"status":"completed","attack":"failed","attack_name":"a / b","total_cost_usd":1.25})"
        "\n"
        R"({"type":"step","run":"r1","seq":0,"kind":"call","input":"refund my order","started_at":"2026-03-01T10:00:00.000Z"})"
        "\n"
        R"({"type":"step","run":"r1","seq":1,"kind":"llm_call","model":"m","input":["a","b"],"output":"ok","cost_usd":0.0031,"cost_is_estimate":true,"tokens_in":812,"tokens_out":40,"started_at":"2026-03-01T10:00:01.000Z","duration_ms":412.5})"
        "\n"
        R"({"type":"step","run":"r1","seq":2,"kind":"tool_call","tool":"refund","args":{"amount":250.0,"to":null},"output":"ok","cost_estimate_usd":0.003,"error":"late","batch":1,"parent":1,"decision":{"outcome":"require_approval","policy":"p","matched":["p"],"observed":["o"],"approval":{"state":"approved","by":"ana","at":"2026-03-01T10:00:02.000Z","reason":"fine"},"args":{"amount":200}}})"
        "\n"
        R"({"type":"step","run":"r1","seq":3,"kind":"message","role":"user","output":"thanks"})"
        "\n"
        R"({"type":"end","run":"r1","status":"completed"})"
        "\n";
    QCOMPARE(runsOf("t.jsonl", trace), trace);
}

void TestNative::aRunLineWithAnInputStandsForItsCall()
{
    const auto result = readTrace("t", R"({"type":"run","run":"r","input":"hi","started_at":"2026-03-01T10:00:00Z"})" "\n" + step(""));
    QCOMPARE(result.runs->stepCount(), std::size_t(2));
    const auto call = result.runs->step(0);
    QCOMPARE(call.seq, 0);
    QVERIFY(call.kind == StepKind::Call);
    QCOMPARE(call.input.text(), "hi");
    QCOMPARE(timeText(call.startedAt), "2026-03-01T10:00:00.000Z");
}

void TestNative::aCallThatIsThereIsNotAddedAgain()
{
    const auto written = runsOf("t", R"({"type":"run","run":"r","input":"hi"})" "\n" + step(""));
    QCOMPARE(runsOf("t", written), written);
}

void TestNative::putsInterleavedRunsInOrder()
{
    const auto result = readTrace("t", R"({"type":"step","run":"b","seq":1,"kind":"message"}
{"type":"step","run":"a","seq":2,"kind":"message","service":"s"}
{"type":"step","run":"a","seq":1,"kind":"message","service":"s"}
{"type":"run","run":"b","service":"s"}
{"type":"step","run":"a","seq":1,"kind":"message","service":"z"}
)");
    std::string order;
    for (std::size_t i = 0; i < result.runs->stepCount(); ++i) {
        const auto& run = result.runs->run(result.runs->runOf(i));
        order += std::string(result.runs->names().name(run.service)) + "/" + std::string(run.id) + std::to_string(result.runs->seq()[i]) + " ";
    }
    QCOMPARE(order, "s/a1 s/a2 s/b1 z/a1 ");
}

void TestNative::stepsWithoutServiceFollowTheLastRunLine()
{
    const auto result = readTrace("t", R"({"type":"run","run":"a","service":"one"}
{"type":"step","run":"a","seq":1,"kind":"message"}
{"type":"run","run":"a","service":"two"}
{"type":"step","run":"a","seq":1,"kind":"message"}
{"type":"step","run":"a","seq":2,"kind":"message"}
)");
    QCOMPARE(result.runs->runs().size(), std::size_t(2));
    QCOMPARE(result.runs->run(0).stepCount, 1U);
    QCOMPARE(result.runs->run(1).stepCount, 2U);
}

void TestNative::leavesOutDamagedLinesAndSaysWhich()
{
    const auto result = readTrace("t", step("") + "{\"run\": oops}\n\n[1]\n{\"type\":\"stop\",\"run\":\"r\"}\n{\"type\":\"step\",\"run\":\"r\",\"se");
    QCOMPARE(printed(result.problems), "t:2: error: this line is left out: not a JSON value [damaged-line]\n"
                                       "t:4: error: this line is left out: it is no object [no-event]\n"
                                       "t:5: error: this line is left out: the unknown type `stop` [no-event]\n"
                                       "t:6: error: this line is left out: a text without its closing quote [damaged-line]\n");
    QCOMPARE(result.runs->damagedLines(), std::size_t(4));
    QCOMPARE(result.runs->stepCount(), std::size_t(1));
}

void TestNative::refusesALineWithAWrongValue_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("reason");
    const QString start = R"({"type":"step","run":"r","seq":1,"kind":"message")";
    QTest::newRow("cost") << start + R"(,"cost_usd":-1})" << "`cost_usd` is not an amount of dollars, zero or more";
    QTest::newRow("time") << start + R"(,"started_at":"2026-02-30T00:00:00Z"})" << "`started_at` is not a time that exists";
    QTest::newRow("tokens") << start + R"(,"tokens_in":1.5})" << "`tokens_in` is not a whole number, zero or more";
    QTest::newRow("args") << start + R"(,"args":[1]})" << "`args` is not an object";
    QTest::newRow("tool") << start + R"(,"tool":7})" << "`tool` is not a text";
    QTest::newRow("decision") << start + R"(,"decision":{"outcome":"maybe"}})" << "`decision.outcome` is no action";
    QTest::newRow("seq") << R"({"type":"step","run":"r","kind":"message"})" << "a step without its `seq`";
    QTest::newRow("kind") << R"({"type":"step","run":"r","seq":1})" << "a step without its `kind`";
    QTest::newRow("run") << R"({"type":"step","seq":1,"kind":"message"})" << "a line without the id of its `run`";
    QTest::newRow("user") << R"({"type":"run","run":"r","user":"u"})" << "`user` is not an object";
}

void TestNative::refusesALineWithAWrongValue()
{
    QFETCH(QString, line);
    QFETCH(QString, reason);
    QCOMPARE(problemsOf("t", step("") + line.toStdString()), "t:2: error: this line is left out: " + reason.toStdString() + " [no-event]\n");
}

void TestNative::zeroCostBesideTokensIsUnknown()
{
    QVERIFY(!readTrace("t", step(R"(,"cost_usd":0,"tokens_in":5)")).runs->step(0).cost);
    QCOMPARE(readTrace("t", step(R"(,"cost_usd":0)")).runs->step(0).cost->nanos, 0);
}

void TestNative::takesAQuotedCostWithAWarning()
{
    const auto result = readTrace("t", step(R"(,"cost_usd":"0.5")"));
    QCOMPARE(result.runs->step(0).cost->nanos, 500'000'000);
    QCOMPARE(printed(result.problems), "t:1: warning: a cost in quotes, read as a number [quoted-cost]\n");
}

void TestNative::roundsACostOnceAndCountsIt()
{
    const auto result = readTrace("t", step(R"(,"cost_usd":0.0011239999999999998)"));
    QCOMPARE(result.runs->step(0).cost->nanos, 1'124'000);
    QCOMPARE(result.runs->roundedCosts(), std::size_t(1));
}

void TestNative::keepsTheFirstOfTwoStepsWithOneSeq()
{
    const auto result = readTrace("t", step(R"(,"output":"first")") + step(R"(,"output":"second")"));
    QCOMPARE(result.runs->stepCount(), std::size_t(1));
    QCOMPARE(result.runs->step(0).output.text(), "first");
    QCOMPARE(printed(result.problems), "t:2: warning: step 1 of run `r` was already there; the first one stays [step-twice]\n");
}

void TestNative::keepsUnknownKindsAsMessages()
{
    const auto result = readTrace("t", R"({"type":"step","run":"r","seq":1,"kind":"dream","started_at":"2026-03-01T10:00:00Z"})");
    QVERIFY(result.runs->step(0).kind == StepKind::Message);
    QCOMPARE(printed(result.problems), "t:1: warning: a step of the unknown kind `dream`, kept as a message [unknown-kind]\n");
}

void TestNative::aToolCallWithoutToolIsNotRecorded()
{
    const auto result = readTrace("t", R"({"type":"step","run":"r","seq":1,"kind":"tool_call","started_at":"2026-03-01T10:00:00Z"})");
    QCOMPARE(result.runs->step(0).tool, Names::Unrecorded);
}

void TestNative::warnsOnceAboutMissingTimes()
{
    QCOMPARE(problemsOf("t", R"({"type":"step","run":"r","seq":1,"kind":"message"}
{"type":"step","run":"r","seq":2,"kind":"message"})"),
             "t:1: warning: a step without `started_at` [no-time]\n");
}

void TestNative::takesWindowsLineEndsAndAByteOrderMark()
{
    const auto result = readTrace("t", "\xEF\xBB\xBF{\"type\":\"run\",\"run\":\"r\"}\r\n\r\n{\"type\":\"end\",\"run\":\"r\",\"status\":\"done\"}\r\n");
    QCOMPARE(printed(result.problems), "");
    QCOMPARE(result.runs->run(0).status, "done");
}

void TestNative::refusesAnEmptyFile() { QCOMPARE(problemsOf("t", ""), "t: error: this file is empty [no-trace]\n"); }

void TestNative::laterRunLinesCompleteEarlierOnesHoweverFarTheyStand()
{
    const std::string first = R"({"type":"run","run":"r","service":"s","environment":"a","status":"open"})" "\n";
    const std::string later = R"({"type":"run","run":"r","service":"s","environment":"b","user":{"id":"u"},"status":"done","attack":"none","total_cost_usd":1.5})" "\n";
    const std::string expected =
        R"({"type":"run","run":"r","service":"s","environment":"a","user":{"id":"u"},"status":"done","attack":"none","total_cost_usd":1.50})" "\n"
        R"({"type":"end","run":"r","status":"done"})" "\n";
    QCOMPARE(runsOf("t.jsonl", first + later), expected);
    QCOMPARE(runsOf("t.jsonl", first + std::string(9'000'000, '\n') + later), expected); // in another block
}

QTEST_APPLESS_MAIN(TestNative)
#include "tst_native.moc"
