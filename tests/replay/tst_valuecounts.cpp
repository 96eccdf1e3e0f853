// SPDX-License-Identifier: Apache-2.0
#include "core/language/parse.h"
#include "core/replay/valuecounts.h"
#include "core/traces/read.h"

#include <QtTest>

using namespace runlog;

namespace {

const char* const Lines =
    R"({"type":"run","run":"a","service":"s","started_at":"2026-03-01T10:00:00Z"})" "\n"
    R"({"type":"step","run":"a","seq":1,"kind":"tool_call","tool":"pay","args":{"to":"ann","tags":["x","y","x"],"note":"mail ann@example.org or bob@example.org"}})" "\n"
    R"({"type":"step","run":"a","seq":2,"kind":"tool_call","tool":"pay","args":{"to":"bob","tags":["y"],"note":"nothing"}})" "\n"
    R"({"type":"step","run":"a","seq":3,"kind":"tool_call","tool":"mail","args":{"to":"ann","note":{"of":"carl@example.org"}}})" "\n"
    R"({"type":"step","run":"a","seq":4,"kind":"llm_call","model":"m"})" "\n"
    R"({"type":"step","run":"a","seq":5,"kind":"tool_call","tool":"pay","args":{"to":5}})" "\n";

QString counted(const std::string& when)
{
    const auto text = "policies:\n  - { id: p, when: { " + when + " }, action: log }\n";
    const auto file = parse(std::make_shared<const Source>("p.yaml", text)).file;
    const auto engine = std::make_shared<const Engine>(PolicySet{{file}});
    const auto* condition = &file->policies.at(0).when;
    while (!condition->children.empty())
        condition = &condition->children.back();
    const auto counts = valueCounts(engine, readTrace("runs.jsonl", Lines).runs, {}, condition->id);
    if (!counts)
        return "no such condition";
    QString printed;
    for (const auto& value : counts->values)
        printed += QStringLiteral("%1%2 %3/%4 f%5; ").arg(value.isListed ? "*" : "", QString::fromStdString(value.value.text))
                       .arg(value.held).arg(value.steps).arg(value.findings);
    return printed + QStringLiteral("of %1, absent %2").arg(counts->steps).arg(counts->absent);
}

} // namespace

class TestValueCounts : public QObject {
    Q_OBJECT
private slots:
    void eachValueIsCountedWithWhereItHeld()
    {
        QCOMPARE(counted("args.to: [ann, zoe]"), QString("*ann 2/2 f0; 5 0/1 f0; bob 0/1 f0; *zoe 0/0 f0; of 4, absent 0"));
    }

    void onlyWhatCouldMatterIsCounted()
    {
        QCOMPARE(counted("tool: pay, args.to: ann"), QString("5 0/1 f0; *ann 1/1 f0; bob 0/1 f0; of 3, absent 0"));
    }

    void anItemOfAListCountsOnceForItsStep()
    {
        QCOMPARE(counted("args.tags: { contains: x }"), QString("y 1/2 f0; *x 1/1 f0; of 4, absent 2"));
    }

    void findingsAreCountedByEntity()
    {
        QCOMPARE(counted("args.note: { contains_pii: true }"), QString("EMAIL 2/2 f3; of 4, absent 1"));
    }

    void anUnknownConditionHasNoCounts()
    {
        const auto engine = std::make_shared<const Engine>(PolicySet{});
        QVERIFY(!valueCounts(engine, readTrace("runs.jsonl", Lines).runs, {}, "p/when/tool"));
    }
};

QTEST_APPLESS_MAIN(TestValueCounts)
#include "tst_valuecounts.moc"
