// SPDX-License-Identifier: Apache-2.0
#include "core/language/parse.h"
#include "core/replay/impact.h"
#include "core/replay/recorded.h"
#include "core/traces/read.h"

#include <QtTest>

using namespace runlog;

namespace {

const char* const Lines =
    R"({"type":"run","run":"a","service":"s","started_at":"2026-03-01T10:00:00Z"})" "\n"
    R"({"type":"step","run":"a","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":5},"decision":{"outcome":"allow","matched":[]}})" "\n"
    R"({"type":"step","run":"a","seq":2,"kind":"tool_call","tool":"pay","args":{"amount":50},"decision":{"outcome":"deny","policy":"cap","matched":["cap"]}})" "\n"
    R"({"type":"step","run":"a","seq":3,"kind":"tool_call","tool":"mail","args":{},"decision":{"outcome":"require_approval","policy":"gone","matched":["gone"],"approval":{"state":"approved","by":"ana"}}})" "\n"
    R"({"type":"step","run":"a","seq":4,"kind":"tool_call","tool":"mail","args":{}})" "\n"
    R"({"type":"step","run":"a","seq":5,"kind":"message"})" "\n"
    R"({"type":"step","run":"a","seq":6,"kind":"tool_call","tool":"pay","args":{"amount":9},"decision":{"outcome":"require_approval","policy":"ask","matched":["ask","cap"],"approval":{"state":"denied","by":"ana"}}})" "\n";

const char* const Policies = "policies:\n"
                             "  - { id: cap, when: { args.amount: { gt: 8 } }, action: deny }\n"
                             "  - { id: ask, when: { tool: pay }, action: require_approval }\n";

EnginePtr engine()
{
    return std::make_shared<const Engine>(PolicySet{{parse(std::make_shared<const Source>("p.yaml", Policies)).file}});
}

QString print(const Replay& replay)
{
    QString text;
    for (std::size_t step = 0; step < replay.steps.size(); ++step) {
        const auto& outcome = replay.steps[step];
        if (outcome.outcome == Outcome::Undecided) {
            text += "-; ";
            continue;
        }
        text += QString::fromStdString(std::string(name(outcome.outcome)) + " " + std::string(name(outcome.approval)))
                + QStringLiteral(" %1 [").arg(outcome.policy);
        for (const auto policy : replay.matches(step).matched)
            text += QString::number(policy);
        text += "]; ";
    }
    return text;
}

} // namespace

class TestRecordedReplay : public QObject {
    Q_OBJECT
private slots:
    void outcomesAreThoseThatWereRecorded()
    {
        const auto runs = readTrace("runs.jsonl", Lines).runs;
        const auto recorded = recordedReplay(engine(), runs);
        QCOMPARE(print(recorded), QStringLiteral("allow  %1 []; deny  0 [0]; require_approval recorded %1 []; -; -; require_approval denied 1 [01]; ")
                                      .arg(Decision::Nobody));
        QCOMPARE(recordedDecisions(*runs), std::size_t{4});
        QCOMPARE(recorded.totals.steps, std::size_t{4});
        QCOMPARE(recorded.requests.size(), std::size_t{2});
        QVERIFY(recorded.requests.front().asking.empty());
        QCOMPARE(recorded.requests.back().asking, std::vector<std::uint32_t>{1});
    }

    void stepsWithoutADecisionAreNotCompared()
    {
        const auto runs = readTrace("runs.jsonl", Lines).runs;
        const auto policies = engine();
        const auto impact = compare(recordedReplay(policies, runs), replay(policies, runs, {}));
        QString changed;
        for (const auto& change : impact.changes)
            changed += QString::fromStdString(std::string(name(change.direction)) + " ") + QString::number(change.step) + "; ";
        QCOMPARE(changed, QString("loosened 2; tightened 0; note 5; "));
        QCOMPARE(impact.consequences.size(), std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(TestRecordedReplay)
#include "tst_recordedreplay.moc"
