// SPDX-License-Identifier: Apache-2.0
#include "core/checks/cliff.h"
#include "core/checks/recorded.h"
#include "core/language/edit.h"
#include "core/language/parse.h"
#include "core/traces/read.h"

#include <QtTest>

#include <algorithm>

using namespace runlog;

namespace {

constexpr const char* Policies = R"(policies:
  - id: typo_in_tool
    when: { tool: refnd, args.amount: { gt: 5 } }
    action: deny
  - id: typo_in_path
    when: { tool: refund, args.amout: { gt: 5 } }
    action: deny
  - id: too_high
    when: { args.amount: { gt: 500 } }
    action: deny
  - id: never_together
    when: { tool: mail, args.amount: { gt: 5 } }
    action: deny
  - id: at_a_cliff
    when: { tool: refund, args.amount: { gt: 100.0 } }
    action: require_approval
  - id: everything
    when: { cost: { gte: 0 } }
    action: log
  - id: entries
    when: { kind: call }
    action: log
  - id: groups
    when: { tool: { in_group: financial_actions }, args.note: { exists: false } }
    action: log
tests:
  - { step: { tool: refund, args: { amount: 120 } }, expect: { decision: require_approval } }
)";

// Refunds of 90 … 109 and as many mails.
std::string runs()
{
    std::string lines;
    for (int n = 0; n < 20; ++n) {
        const auto seq = std::to_string(2 * n + 1);
        lines += R"({"type":"step","run":"r1","seq":)" + seq + R"(,"kind":"tool_call","tool":"refund","args":{"amount":)"
            + std::to_string(90 + n) + R"(},"started_at":"2026-03-01T10:00:00Z"})" "\n";
        lines += R"({"type":"step","run":"r1","seq":)" + std::to_string(2 * n + 2)
            + R"(,"kind":"tool_call","tool":"mail","args":{"to":"a"},"started_at":"2026-03-01T10:00:00Z"})" "\n";
    }
    return lines;
}

struct Looked {
    SourcePtr source;
    Diagnostics found;
};

Looked look(const std::string& policies)
{
    Looked looked;
    looked.source = std::make_shared<const Source>("policies.yaml", policies);
    const auto parsed = parse(looked.source);
    if (hasError(parsed.diagnostics))
        qFatal("%s", print(parsed.diagnostics, *looked.source).c_str());
    const auto engine = std::make_shared<const Engine>(PolicySet{{parsed.file}});
    const auto recorded = readTrace("runs.jsonl", runs()).runs;
    const auto replayed = std::make_shared<const Replay>(replay(engine, recorded, {}));
    looked.found = checks::recordedFindings(evidenceOf(engine, recorded, {}), replayed, {}).front();
    return looked;
}

std::vector<ObservedValue> values(std::initializer_list<const char*> texts)
{
    std::vector<ObservedValue> observed;
    for (const auto* text : texts)
        observed.push_back({*Decimal::parse(text), 0});
    return observed;
}

} // namespace

class TestRecorded : public QObject {
    Q_OBJECT
private slots:
    void theRunsSayWhatIsWrong();
    void everyFixTakesItsFindingAway();
    void anEntityThatNoValueHoldsIsNamed();
    void theNextGapHasNoValueWithinTwoPercent_data();
    void theNextGapHasNoValueWithinTwoPercent();
};

void TestRecorded::theRunsSayWhatIsWrong()
{
    const auto looked = look(Policies);
    QString text;
    for (const auto& one : looked.found) {
        text += QString::fromStdString(one.code + ": " + one.message + (one.help.empty() ? "" : " (" + one.help + ")") + '\n');
        for (const auto& fix : one.fixes)
            text += QString::fromStdString("    " + fix.title + '\n');
    }
    QCOMPARE(text,
             "unknown-name: no recorded tool is called `refnd` (did you mean `refund`?)\n"
             "    replace `refnd` with `refund`\n"
             "not-tested: no test of this file sees `args.amount gt 5` false\n"
             "    add the recorded step `r1#2` as a test\n"
             "not-tested: no test of this file sees `tool refund` false\n"
             "    add the recorded step `r1#2` as a test\n"
             "field-not-recorded: `args.amout` is in none of 40 steps (did you mean `args.amount`?)\n"
             "    replace `args.amout` with `args.amount`\n"
             "never-matched: `too_high` matched none of 40 steps; `args.amount: { gt: 500 }` was never true (the greatest value was 109)\n"
             "    move it to `108`, which it passes\n"
             "never-matched: `never_together` matched none of 40 steps; its conditions were never true together\n"
             "not-tested: no test of this file sees `tool mail` true\n"
             "    add the recorded step `r1#2` as a test\n"
             "not-tested: no test of this file sees `args.amount gt 5` false\n"
             "    add the recorded step `r1#2` as a test\n"
             "not-tested: no test of this file sees `tool refund` false\n"
             "    add the recorded step `r1#2` as a test\n"
             "not-tested: no test of this file sees `args.amount gt 100.0` false\n"
             "    add the recorded step `r1#1` as a test\n"
             "cliff: 5 of 20 observed values of `args.amount: { gt: 100.0 }` are within 2 % of `100.0` (a small change of either turns their outcomes)\n"
             "    move it to `111.3`, the next gap\n"
             "always-matched: `everything` matched every one of 40 steps that it is about (a condition that no step fails may be meant otherwise)\n"
             "never-matched: `entries` matched none of 40 steps; `kind: call` was never true\n"
             "not-tested: no test of this file sees `tool in_group financial_actions` false\n"
             "    add the recorded step `r1#2` as a test\n");
}

// `args.to` is there at the mails alone and holds no data; addresses of machines are found where a policy names them.
void TestRecorded::anEntityThatNoValueHoldsIsNamed()
{
    const auto looked = look("policies:\n"
                             "  - id: listed\n"
                             "    when: { args.to: { contains_pii: [EMAIL, iban] } }\n"
                             "    action: deny\n"
                             "  - id: of_the_run\n"
                             "    when: { input: { contains_pii: { entities: [PHONE] } } }\n"
                             "    action: deny\n"
                             "  - id: any\n"
                             "    when: { args.to: { contains_pii: true } }\n"
                             "    action: deny\n");
    QString text;
    for (const auto& one : looked.found)
        if (one.code == "entity-not-recorded")
            text += QString::fromStdString(std::string(looked.source->text(one.span)) + ": " + one.message + '\n');
    QCOMPARE(text, "EMAIL: no `EMAIL` is in `args.to` of 20 steps\n"
                   "iban: no `IBAN` is in `args.to` of 20 steps\n");
}

void TestRecorded::everyFixTakesItsFindingAway()
{
    const auto looked = look(Policies);
    std::size_t tried = 0;
    for (const auto& finding : looked.found)
        for (const auto& fix : finding.fixes) {
            const auto after = look(applyEdits(looked.source->bytes(), fix.edits));
            QVERIFY2(std::ranges::none_of(after.found, [&](const Diagnostic& one) {
                         return one.code == finding.code && one.message == finding.message;
                     }), fix.title.c_str());
            ++tried;
        }
    QVERIFY(tried >= 4);
}

void TestRecorded::theNextGapHasNoValueWithinTwoPercent_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("grain");
    QTest::addColumn<QString>("expected");
    QTest::newRow("already one") << "50" << "1" << "50";
    QTest::newRow("above") << "100" << "1" << "103";
    QTest::newRow("finer") << "100" << "0.01" << "102.05";
    QTest::newRow("below zero") << "-1" << "1" << "";
    QTest::newRow("coarse") << "100" << "50" << "150";
}

void TestRecorded::theNextGapHasNoValueWithinTwoPercent()
{
    QFETCH(QString, from);
    QFETCH(QString, grain);
    QFETCH(QString, expected);
    const auto observed = values({"10", "98", "99", "100", "100"});
    const auto gap = checks::nextGap(observed, *Decimal::parse(from.toStdString()), *Decimal::parse(grain.toStdString()));
    QCOMPARE(gap ? QString::fromStdString(gap->text()) : QString(), expected);
    if (gap)
        QCOMPARE(checks::countNear(observed, *gap), std::size_t(0));
}

QTEST_APPLESS_MAIN(TestRecorded)
#include "tst_recorded.moc"
