// SPDX-License-Identifier: Apache-2.0
#include "core/language/parse.h"
#include "core/replay/order.h"
#include "core/replay/replay.h"
#include "core/traces/read.h"

#include <QtTest>

using namespace runlog;

// How often the detector reads a text in replays.
class TestScans : public QObject {
    Q_OBJECT

private slots:
    void aReplayScansEachTextOnce();
    void laterReplaysScanNothing();
    void theKeptAnswersChangeNothing();
};

namespace {

// Three questions about the same texts, and a number to be moved.
std::string policies(const std::string& limit)
{
    return R"(policies:
  - { id: personal, when: { args: { contains_pii: true } }, action: require_approval }
  - { id: mail, when: { args.note: { contains_pii: { entities: [EMAIL], min_count: 2 } } }, action: deny }
  - { id: secret, when: { args: { contains_secret: true } }, action: terminate }
  - { id: dear, when: { args.amount: { gt: )" + limit + R"( } }, action: log }
)";
}

EnginePtr engineOf(const std::string& text)
{
    const auto parsed = parse(std::make_shared<const Source>("p.yaml", text));
    if (hasError(parsed.diagnostics))
        qFatal("the policies have an error");
    return std::make_shared<const Engine>(PolicySet{{parsed.file}});
}

std::string step(int seq, const std::string& note)
{
    return R"({"type":"step","run":"r","seq":)" + std::to_string(seq) + R"(,"kind":"tool_call","tool":"t","args":{"amount":7,"note":")" +
           note + "\"}}\n";
}

// Five steps with three different notes; `amount` is a text of its own.
RunsPtr someRuns()
{
    const auto lines = step(1, "nothing here") + step(2, "ann@example.org and bob@example.org") + step(3, "nothing here") +
                       step(4, "ann@example.org and bob@example.org") + step(5, "ghp_0123456789abcdefghijABCDEFGHIJ012345");
    return readTrace("t.jsonl", lines).runs;
}

} // namespace

void TestScans::aReplayScansEachTextOnce()
{
    const auto runs = someRuns();
    ReplayOptions options;
    options.order = std::make_shared<const ReplayOrder>(*runs);
    replay(engineOf(policies("5")), runs, {}, options);
    QCOMPARE(options.order->scans().texts().scanned(), std::size_t(4)); // "7" and the three notes
}

void TestScans::laterReplaysScanNothing()
{
    const auto runs = someRuns();
    ReplayOptions options;
    options.order = std::make_shared<const ReplayOrder>(*runs);
    replay(engineOf(policies("5")), runs, {}, options);
    replay(engineOf(policies("9")), runs, {}, options);
    replay(engineOf("policies:\n  - { id: ours, when: { args.note: { contains_pii: [IBAN, EMAIL] } }, action: log }\n"), runs, {}, options);
    QCOMPARE(options.order->scans().texts().scanned(), std::size_t(4));
}

void TestScans::theKeptAnswersChangeNothing()
{
    const auto runs = someRuns();
    ReplayOptions options;
    options.order = std::make_shared<const ReplayOrder>(*runs);
    const auto engine = engineOf(policies("5"));
    const auto first = replay(engine, runs, {}, options);
    const auto again = replay(engine, runs, {}, options);
    QCOMPARE(digest(again), digest(first));
    std::string outcomes;
    for (const auto& outcome : first.steps)
        outcomes.append(name(outcome.outcome)).append("\n");
    QCOMPARE(outcomes, std::string("log\ndeny\nlog\ndeny\nterminate\n"));
}

QTEST_APPLESS_MAIN(TestScans)
#include "tst_scans.moc"
