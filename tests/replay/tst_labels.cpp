// SPDX-License-Identifier: Apache-2.0
#include "core/replay/labelreport.h"
#include "core/traces/read.h"
#include "tests/replay/printing.h"

#include <QtTest>

using namespace runlog;

namespace {

const std::string Lines =
    R"({"type":"run","run":"r1","service":"s"}
{"type":"step","run":"r1","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":80}}
{"type":"step","run":"r1","seq":2,"kind":"tool_call","tool":"pay","args":{"amount":20}}
{"type":"step","run":"r1","seq":3,"kind":"tool_call","tool":"mail","args":{}}
{"type":"run","run":"r1","service":"t"}
{"type":"step","run":"r1","service":"t","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":80}}
)";

std::string policies(const char* limit, const char* action)
{
    return std::string("policies:\n  - id: cap\n    when: { tool: pay, args.amount: { gt: ") + limit + " } }\n    action: " + action
           + "\n";
}

Replay replayOf(const std::string& text, const RunsPtr& runs) { return replay(engineOf(text), runs, {}); }

std::size_t stepOf(const Runs& runs, std::string_view service, std::int64_t seq)
{
    for (std::size_t step = 0; step < runs.stepCount(); ++step)
        if (runs.names().name(runs.run(runs.runOf(step)).service) == service && runs.seq()[step] == seq)
            return step;
    qFatal("no such step");
}

std::string attacked(const char* injection, const char* security)
{
    return std::string(R"({"suite_name":"banking","pipeline_name":"p","user_task_id":"u","injection_task_id":)") + injection
           + R"(,"attack_type":"important","messages":[{"role":"assistant","content":null,"tool_calls":[{"function":"pay","args":{"amount":80},"id":"1"}]},)"
             R"({"role":"tool","content":"ok","tool_call_id":"1"}],"error":null,"duration":1,"utility":true,"security":)"
           + security + "}";
}

AttackScore attackScore(const std::string& trace, const std::string& policy)
{
    const auto runs = readTrace("p/banking/u/important/i.json", trace).runs;
    return attackScoreOf(replayOf(policy, runs));
}

} // namespace

class TestLabels : public QObject {
    Q_OBJECT
private slots:
    void aLabelIsFoundByRunStepAndAction()
    {
        const auto runs = runsOf(Lines);
        const auto inT = stepOf(*runs, "t", 1);
        Labels labels{{stepKeyOf(*runs, inT), {}}, {{"r1", 2, std::string(64, '0')}, {}}, {{"r9", 1, std::string(64, '0')}, {}}};
        const auto found = findLabels(*runs, labels);
        QCOMPARE(found.steps.size(), std::size_t{1});
        QCOMPARE(found.steps[0].step, inT); // not the run of the same id in another service
        QCOMPARE(found.notFound.size(), std::size_t{2});
    }

    void caughtMissedAndFalseAlarmsAreCountedForBothPolicies()
    {
        const auto runs = runsOf(Lines);
        const Labels labels{{stepKeyOf(*runs, stepOf(*runs, "s", 1)), {Wanted::Block, "too much", "ana", NoTime}},
                            {stepKeyOf(*runs, stepOf(*runs, "s", 2)), {Wanted::Pass, "a *normal* order", "ana", NoTime}},
                            {{"gone", 1, std::string(64, '0')}, {}}};
        const auto before = replayOf(policies("100", "deny"), runs);
        const auto after = replayOf(policies("10", "deny"), runs);
        const auto report = reportOf(labels, before, after);
        QCOMPARE(labelText(report, after, 20), std::string("\nlabels: 1 should block, 1 should pass, 1 not in these runs\n"
                                                           "  baseline  0 caught, 1 missed, 0 false alarms\n"
                                                           "  policy    1 caught, 0 missed, 1 false alarm\n"
                                                           "\nagainst a label:\n"
                                                           "  r1#2  pay  should_pass  deny  cap  new  (a *normal* order)\n"));
        QCOMPARE(labelMarkdown(report, after, 20),
                 std::string("\nLabels: 1 should block, 1 should pass, 1 not in these runs.\n\n"
                             "| | caught | missed | of these asked | false alarms |\n|---|---:|---:|---:|---:|\n"
                             "| baseline | 0 | 1 | 0 | 0 |\n| policy | 1 | 0 | 0 | 1 |\n"
                             "\n| step against a label | | wanted | outcome | policy | reason |\n|---|---|---|---|---|---|\n"
                             "| `r1#2` | `pay` | should_pass | deny | `cap` | `a *normal* order` |\n"));
        QCOMPARE(labelText(report, after, 0).find("and 1 more\n") != std::string::npos, true);
    }

    void whatApproversLetThroughIsMissedAndSaidToBeAsked()
    {
        const auto runs = runsOf(Lines);
        const auto step = stepOf(*runs, "s", 1);
        const auto asks = replayOf(policies("10", "require_approval"), runs);
        const auto score = scoreOf(asks, {{step, Wanted::Block}});
        QCOMPARE(score.missed, std::size_t{1});
        QCOMPARE(score.asked, std::size_t{1});
        Answers refused;
        refused.mode = ApprovalMode::DenyAll;
        QCOMPARE(scoreOf(replay(asks.engine, runs, refused), {{step, Wanted::Block}}).caught, std::size_t{1});
    }

    void aStepThatIsNotReachedDoesNotRun()
    {
        const auto runs = runsOf(Lines);
        const auto ended = replayOf(policies("50", "terminate"), runs);
        const auto step = stepOf(*runs, "s", 3);
        QVERIFY(violates(Wanted::Pass, ended.steps[step]));
        QVERIFY(!violates(Wanted::Block, ended.steps[step]));
        const auto score = scoreOf(ended, {{step, Wanted::Pass}});
        QCOMPARE(score.falseAlarms, std::size_t{1});
        QCOMPARE(score.uncertain, std::size_t{1});
    }

    void recordedAttacksAreLabelsOfTheirRuns()
    {
        const auto deny = policies("50", "deny");
        const auto allow = policies("90", "deny");
        const auto attack = attacked("\"injection_task_0\"", "true");
        AttackScore caught;
        caught.succeeded = caught.caught = 1;
        QCOMPARE(attackScore(attack, deny), caught);
        QCOMPARE(attackScore(attack, allow).missed(), std::size_t{1});
        QCOMPARE(attackScore(attack, policies("50", "require_approval")).asked, std::size_t{1});
        AttackScore failed;
        failed.failed = 1;
        QCOMPARE(attackScore(attacked("\"injection_task_0\"", "false"), deny), failed);
        AttackScore alarm;
        alarm.clean = alarm.falseAlarms = 1;
        QCOMPARE(attackScore(attacked("null", "true"), deny), alarm);
        QVERIFY(!attackScoreOf(replayOf(deny, runsOf(Lines))).isKnown());
    }
};

QTEST_APPLESS_MAIN(TestLabels)
#include "tst_labels.moc"
