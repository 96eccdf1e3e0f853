// SPDX-License-Identifier: Apache-2.0
#include "core/checks/coverage.h"
#include "core/checks/testcase.h"
#include "core/checks/testrun.h"
#include "core/language/parse.h"
#include "core/replay/summary.h"
#include "core/traces/nativewriter.h"
#include "core/traces/read.h"
#include "tests/checks/wholefile.h"
#include "tests/language/helppage.h"
#include "tests/language/shown.h"

#include <QtTest>

#include <sstream>

using namespace runlog;

namespace {

// A line per test: "pass NAME", or "FAIL NAME" and what was expected and came, with the place.
std::string results(const std::string& text)
{
    const auto run = runTests(fileOf(text));
    std::string out;
    for (const auto& test : run.tests) {
        out += (test.passed() ? "pass " : "FAIL ") + test.name + '\n';
        for (const auto& failure : test.failures) {
            const auto place = run.file->source->place(failure.span.begin);
            out += "  " + std::to_string(place.line) + ':' + std::to_string(place.byteColumn) + ' '
                + (failure.expected.empty() ? "" : failure.expected + " / ") + failure.came + '\n';
        }
    }
    return out;
}

constexpr const char* Contract = R"(max_tool_calls_per_run: 50
policies:
  - id: big_refund
    when: { tool: refund, sum: { of: args.amount, where: { tool: refund }, within: today, per: user, gt: 500 } }
    action: require_approval
tests:
  - name: the 51st call ends the run
    step: { tool: search, tool_calls_in_run: 51 }
    expect: { decision: terminate, policy: max_tool_calls_per_run }
  - name: the refund that passes 500 in a day waits
    now: 2026-03-01T10:00:00Z
    user: { id: u7 }
    steps:
      - { tool: refund, args: { amount: 250 }, expect: { decision: allow, policy: null } }
      - { tool: refund, args: { amount: 250 }, at: +5m, expect: { decision: allow } }
      - { tool: refund, args: { amount: 10 }, at: +5m, expect: { decision: require_approval, policy: big_refund }, then: approve }
)";

// Policies, then one test whose steps are `steps`, each on a line of its own.
std::string withSteps(const std::string& policies, const std::string& steps, const std::string& head = {})
{
    return policies + "tests:\n  - name: t\n" + head + "    steps:\n" + steps;
}

} // namespace

class TestTestRun : public QObject {
    Q_OBJECT
private slots:
    void theContractsOwnTestsPass()
    {
        QCOMPARE(results(Contract), std::string("pass the 51st call ends the run\npass the refund that passes 500 in a day waits\n"));
    }

    void aFailureNamesItsPlaceAndBothSides()
    {
        QCOMPARE(results(R"(policies:
  - id: cap
    when: { tool: pay, args.amount: { gt: 50 } }
    action: deny
    message: "{args.amount} is too much"
tests:
  - name: small
    step: { tool: pay, args: { amount: 50 } }
    expect: { decision: deny, policy: cap }
  - step: { tool: pay, args: { amount: 51 } }
    expect: { policy: null }
  - name: words
    step: { tool: pay, args: { amount: 51 } }
    expect: { message: "51 is too much" }
  - name: other words
    step: { tool: pay, args: { amount: 52 } }
    expect: { message: "51 is too much" }
)"),
                 std::string("FAIL small\n  9:13 `deny` by `cap` / `allow` by no policy\n"
                             "FAIL test in line 10\n  11:13 a decision by no policy / `deny` by `cap`\n"
                             "pass words\n"
                             "FAIL other words\n  17:13 a decision with the message `51 is too much` / `deny` by `cap` with the message `52 is too much`\n"));
    }

    void theReasonShowsTheDecidingAndTheExpectedPolicy()
    {
        const auto run = runTests(fileOf(R"(policies:
  - id: cap
    when: { tool: pay, args.amount: { gt: 50 } }
    action: deny
  - id: other
    when: { tool: mail }
    unless: { user.role: admin }
    action: log
  - id: end
    when: { tool: pay }
    action: terminate
tests:
  - step: { tool: pay, args: { amount: 49.97 } }
    expect: { policy: cap }
)"));
        QCOMPARE(run.tests.at(0).failures.at(0).why,
                 std::string("`cap` does not match (deny)\n"
                             "  false   all of\n"
                             "    true    tool pay: pay\n"
                             "    false   args.amount gt 50: 49.97, missed by 0.03\n"
                             "`end` decides (terminate)\n"
                             "  true    all of\n"
                             "    true    tool pay: pay"));
    }

    void aWrittenFieldIsSeenAtItsStepOnly()
    {
        const std::string policies = "policies:\n"
                                     "  - { id: many, when: { tool_calls_in_run: { gte: 3 } }, action: log }\n"
                                     "  - { id: dear, when: { cost: { gt: $1.00 } }, action: deny }\n"
                                     "  - { id: day, when: { cost_today: { gt: $5.00 } }, action: deny }\n"
                                     "  - { id: slow, when: { elapsed: { gt: 10m } }, action: deny }\n"
                                     "  - { id: night, when: { time_of_day: { between: [\"22:00\", \"06:00\"] } }, action: deny }\n"
                                     "  - { id: rest, when: { weekday: [sat, sun] }, action: terminate, message: \"{weekday} {time_of_day}\" }\n";
        QCOMPARE(results(withSteps(policies, R"(      - { tool: a, expect: { policy: null } }
      - { tool: a, tool_calls_in_run: 9, cost_usd: 0.90, expect: { policy: many } }
      - { tool: a, cost: 1.01, expect: { decision: deny, policy: dear } }
      - { tool: a, cost: 1.00, cost_usd: 0.20, expect: { policy: many } }
      - { tool: a, expect: { policy: dear } }
      - { tool: a, cost: 0, cost_today: 5.01, expect: { policy: day } }
      - { tool: a, cost: 0, elapsed: 11m, expect: { policy: slow } }
      - { tool: a, cost: 0, time_of_day: "23:30", expect: { policy: night } }
      - { tool: a, cost: 0, weekday: sat, time_of_day: "23:30", expect: { policy: rest, message: "sat 23:30" } }
)")),
                 std::string("pass t\n"));
    }

    void stepsShareRunsUsersAndServices()
    {
        const std::string policies = "policies:\n"
                                     "  - { id: user, when: { count: { of: { tool: pay }, within: 1h, per: user, gt: 2 } }, action: deny }\n"
                                     "  - { id: service, when: { cost_today: { gt: 1 } }, action: terminate }\n";
        QCOMPARE(results(withSteps(policies, R"(      - { tool: pay, run: b, user: { id: u }, expect: { policy: null } }
      - { tool: pay, run: a, user: { id: u }, expect: { policy: null } }
      - { tool: pay, run: c, user: { id: v }, expect: { policy: null } }
      - { tool: pay, run: b, expect: { policy: user } }
      - { tool: mail, run: d, cost_usd: 1.01, expect: { decision: allow } }
      - { tool: mail, run: e, expect: { policy: service } }
      - { tool: mail, run: e, service: other, expect: { decision: allow } }
)")),
                 std::string("pass t\n"));
    }

    void approvalsAreAnsweredAsTheTestSays()
    {
        const std::string policies = "policies:\n"
                                     "  - { id: ask, when: { tool: pay }, action: require_approval, approval: { timeout: 5m, on_timeout: terminate } }\n"
                                     "  - { id: seen, when: { tool: look, after: { tool: pay } }, action: log }\n"
                                     "  - { id: lost, when: { tool: look, denials_in_run: { gt: 0 } }, action: deny }\n";
        const auto after = [&](const std::string& then, const std::string& expect) {
            return results(withSteps(policies, "      - { tool: pay, expect: { decision: require_approval }" + then + " }\n"
                                                   "      - { tool: look, expect: " + expect + " }\n"));
        };
        QCOMPARE(after("", "{ policy: seen }"), std::string("pass t\n"));
        QCOMPARE(after(", then: approve", "{ policy: seen }"), std::string("pass t\n"));
        QCOMPARE(after(", then: deny", "{ policy: lost }"), std::string("pass t\n"));
        const std::string notReached = "FAIL t\n  9:31 `allow` / no decision: the step is not reached\n";
        QCOMPARE(after(", then: expire", "{ decision: allow }"), notReached);
        QCOMPARE(after(", then: hold", "{ decision: allow }"), notReached);
    }

    void kindsFollowFromWhatIsWritten()
    {
        const std::string policies = "policies:\n"
                                     "  - { id: tool, when: { kind: tool_call }, action: deny }\n"
                                     "  - { id: model, when: { kind: llm_call }, action: deny }\n"
                                     "  - { id: entry, when: { kind: call, input: { contains_pii: true } }, action: deny }\n";
        QCOMPARE(results(withSteps(policies, R"(      - { model: m, expect: { policy: model } }
      - { tool: t, expect: { policy: tool } }
      - { kind: llm_call, expect: { policy: model } }
      - { input: hello, expect: { policy: null } }
      - { input: "write to ana.silva@mail-oakmere.net", expect: { policy: entry } }
)")),
                 std::string("pass t\n"));
    }

    void theFilesServiceGovernsItsTests()
    {
        QCOMPARE(results("service: \"support-*\"\ndefault: deny\npolicies:\n  - { id: ok, when: { tool: a }, action: allow }\n"
                         "tests:\n  - { name: own, step: { tool: b }, expect: { decision: deny, policy: default } }\n"
                         "  - { name: other, service: billing, step: { tool: b }, expect: { decision: allow } }\n"
                         "  - { name: lifted, step: { tool: a }, expect: { decision: allow, policy: null } }\n"),
                 std::string("pass own\npass other\npass lifted\n"));
    }

    void timesDefaultToNowAndNeverGoBack()
    {
        const std::string policies = "timezone: Pacific/Auckland\npolicies:\n"
                                     "  - { id: pair, when: { count: { within: 10m, gt: 1 } }, action: log }\n"
                                     "  - { id: noon, when: { time_of_day: { between: [\"01:00\", \"01:01\"] }, weekday: fri }, action: log }\n";
        QCOMPARE(results(withSteps(policies, R"(      - { tool: a, expect: { policy: noon } }
      - { tool: a, at: +10m, expect: { policy: pair } }
      - { tool: a, expect: { policy: pair } }
      - { tool: a, at: "+11m", expect: { policy: null } }
      - { tool: a, at: 2026-01-01T12:00:00Z, expect: { policy: pair } }
)")),
                 std::string("pass t\n"));
    }

    void whatCannotBeRunSaysWhy()
    {
        const std::string policies = "policies:\n  - { id: p, when: { tool: a }, action: deny }\n";
        const auto problem = [&](const std::string& steps) { return results(withSteps(policies, steps)); };
        QCOMPARE(problem("      - { tool: a, cost_usd: much, expect: { decision: deny } }\n"),
                 std::string("FAIL t\n  6:9 `cost_usd` is not an amount of dollars, zero or more\n"));
        QCOMPARE(problem("      - { tool: a, user: { id: x }, expect: { decision: deny } }\n      - { tool: a, user: { id: y } }\n"),
                 std::string("FAIL t\n  7:9 a run has one `user` and one `environment`; give the step another `run`\n"));
        QCOMPARE(problem("      - { tool: a, seq: 2 }\n      - { tool: a, seq: 2 }\n"),
                 std::string("FAIL t\n  7:9 `seq` is a whole number that rises within a run\n"));
        QCOMPARE(problem("      - { tool: a, user: ana }\n"), std::string("FAIL t\n  6:9 `user` is not an object\n"));
        QCOMPARE(problem("      - { tool: a, at: +100000d }\n      - { tool: a, at: +100000d }\n"),
                 std::string("FAIL t\n  6:9 the step stands at no time that exists\n"));
        QCOMPARE(problem("      - { tool: a, tool_calls_in_run: 1.5 }\n"),
                 std::string("FAIL t\n  6:9 `tool_calls_in_run` has no value that a step can see\n"));
    }

    // The same steps as a recording give the same outcomes: both ways go through one replay.
    void aTestAgreesWithTheReplayOfTheSameSteps()
    {
        const auto file = fileOf(withSteps("policies:\n"
                                           "  - { id: sum, when: { sum: { of: args.n, where: { tool: a }, within: 10m, per: user, gt: 10 } }, action: deny }\n"
                                           "  - { id: repeat, when: { same_call_repeats: { gt: 2 } }, action: terminate }\n"
                                           "  - { id: cost, when: { cost: { gt: 1 } }, action: require_approval }\n"
                                           "  - { id: cap, when: { args.n: { gt: 8 } }, action: modify, modify: [ { clamp: args.n, max: 8 } ] }\n",
                                           R"(      - { tool: a, args: { n: 9 }, cost_usd: 0.6 }
      - { model: m, input: hi, cost_usd: 0.5, tokens_in: 4 }
      - { tool: a, args: { n: 3 }, at: +1m }
      - { tool: a, args: { n: 1 }, at: +10m }
      - { tool: b, run: two }
      - { tool: b, run: two }
      - { tool: b, run: two, error: broken }
      - { tool: b, run: two }
)",
                                           "    user: { id: u }\n    now: 2026-03-01T10:00:00Z\n"));
        const auto made = testCase(*file, file->tests.at(0));
        const auto engine = std::make_shared<const Engine>(PolicySet{{file}});
        const auto asTest = replayTest(engine, made, nullptr);
        std::ostringstream native;
        QVERIFY(writeNative(native, *made.runs));
        const auto read = readTrace("t.jsonl", native.str());
        Answers answers;
        answers.mode = ApprovalMode::ApproveAll;
        const auto asRecording = replay(engine, read.runs, answers);
        QCOMPARE(asTest.steps.size(), std::size_t(8));
        QCOMPARE(digest(asTest), digest(asRecording));
    }

    void coverageCountsDecidersAndBothSidesOfConditions()
    {
        const auto coverage = coverageOf(fileOf(R"(policies:
  - id: cap
    when: { tool: pay, args.amount: { gt: 50 } }
    unless: { user.role: admin }
    action: deny
  - { id: watch, when: { tool: pay }, action: deny, mode: observe }
  - { id: never, when: { any: [ { tool: x }, { after: { tool: pay } } ] }, action: log }
  - { id: off, enabled: false, when: { tool: x }, action: log }
  - { id: burst, when: { count: { within: run, gt: 1 } }, action: log }
tests:
  - step: { tool: pay, args: { amount: 51 } }
  - steps:
      - { tool: pay, args: { amount: 50 } }
      - { model: m }
)"));
        std::string out;
        for (const auto& policy : coverage.policies) {
            out += policy.policy->id + (policy.isCovered() ? " +" : " -") + "\n";
            for (const auto& covered : policy.conditions)
                out += "  " + conditionText(covered) + (covered.seenTrue ? " true" : "") + (covered.seenFalse ? " false" : "") + "\n";
        }
        QCOMPARE(out, std::string("cap +\n  tool pay true\n  args.amount gt 50 true false\n  user.role admin false\n"
                                  "watch +\n  tool pay true\n"
                                  "never +\n  tool x false\n  after true false\n"
                                  "burst -\n  count gt 1 true false\n"));
        QCOMPARE(coverage.coveredPolicies(), std::size_t(3));
        QCOMPARE(coverage.conditions(), std::size_t(7));
        QCOMPARE(coverage.coveredConditions(), std::size_t(3));
    }

    void failuresAreProblemsAtWhatWasExpected()
    {
        const auto run = runTests(fileOf("policies:\n  - { id: a, when: { tool: x }, action: deny }\n"
                                         "tests:\n  - { name: \"say \\\"no\\\"\", step: { tool: y }, expect: { decision: deny } }\n"));
        QCOMPARE(run.passed(), std::size_t(0));
        QCOMPARE(print(failuresOf(run, Severity::Warning), *run.file->source),
                 std::string("p.yaml:4:54: warning: test `say \"no\"`: expected `deny`, came `allow` by no policy [test-failed]\n"
                             "  - { name: \"say \\\"no\\\"\", step: { tool: y }, expect: { decision: deny } }\n"
                             "                                                     ^~~~~~~~~~~~~~~~~~\n"));
    }

    void everySamplePassesItsTests()
    {
        for (const char* sample : {"support", "data-agent", "looping-agent"}) {
            const auto text = readFile(std::string(RUNLOG_SOURCE_DIR) + "/samples/" + sample + "/policies.yaml");
            QVERIFY(!text.empty());
            const auto run = runTests(fileOf(text));
            QVERIFY(!run.tests.empty());
            QCOMPARE(print(failuresOf(run, Severity::Error), *run.file->source), std::string());
        }
    }

    void theReferencesTestsGiveWhatTheySay()
    {
        const auto passing = blocksOf(readFile(helpPath("tests")));
        QCOMPARE(results(bytesOf(passing.at(0))), std::string("pass the 51st call ends the run\npass the refund that passes 500 in a day waits\n"));
        const auto failing = blocksOf(readFile(helpPath("test-failed")));
        const auto source = std::make_shared<const Source>("policies.yaml", bytesOf(failing.at(0)));
        QCOMPARE(print(failuresOf(runTests(parse(source).file), Severity::Error), *source), failing.at(1).text);
    }
};

QTEST_APPLESS_MAIN(TestTestRun)
#include "tst_testrun.moc"
