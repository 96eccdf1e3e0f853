// SPDX-License-Identifier: Apache-2.0
#include "core/language/valueat.h"
#include "core/traces/read.h"

#include <QTest>

#include <random>
#include <thread>

using namespace runlog;

// The columns of arguments, beside a walk to each value.
class TestArguments : public QObject {
    Q_OBJECT

private slots:
    void aColumnTellsWhatAWalkFinds_data();
    void aColumnTellsWhatAWalkFinds();
    void aPathThatNeverOccursTakesNoMemory();
    void thePathAskedForLongestAgoIsDropped();
    void threadsGetOneColumn();
};

namespace {

std::string step(int seq, const std::string& rest)
{
    return R"({"type":"step","run":"r","seq":)" + std::to_string(seq) + "," + rest + "}\n";
}

// Every kind of value, at every depth, in the order of chance.
std::string someSteps()
{
    const std::vector<std::string> values{"1",     "-2.5", "0.000000001", "1e3",  "12345678901", "0.0000000001", "-0", "\"1\"", "\"\"",
                                          "true",  "null", "[]",          "[7]",  "{}",          "[[8,{\"b\":9}]]", "999999999.999999999",
                                          "{\"b\":3}", "{\"b\":{\"c\":\"x\"}}", "[{\"b\":4},{\"b\":5}]", "{\"b\":null,\"d e\":6}"};
    std::mt19937 chance(7);
    std::string lines;
    for (int seq = 1; seq <= 2000; ++seq) {
        const auto& value = values[chance() % values.size()];
        if (seq % 11 == 0)
            lines += step(seq, R"("kind":"tool_call","tool":"t")");
        else if (seq % 13 == 0)
            lines += step(seq, R"("kind":"llm_call","model":"m")");
        else
            lines += step(seq, R"("kind":"tool_call","tool":"t","args":{")" + std::string(seq % 3 == 0 ? "z" : "a") + "\":" + value + "}");
    }
    return lines;
}

Value walked(const Runs& runs, std::size_t step, const Path& path)
{
    const auto args = runs.args()[step];
    return at(args.isAbsent() && runs.kind()[step] == StepKind::ToolCall ? Value::unrecorded() : args, path);
}

// Whether a number in 10⁻⁹ is the one that the text says; of one that is not plain nothing is claimed.
bool isTrueOf(std::int64_t nanos, Value value)
{
    if (nanos == ValueColumn::NotPlain)
        return true;
    const auto number = value.number();
    return number && *number == Decimal(nanos, -9);
}

} // namespace

void TestArguments::aColumnTellsWhatAWalkFinds_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("hasNumbers");
    for (const auto* path : {"a", "a.b", "a[0]", "a[0].b", "a[1].b", "a[0][1].b", "a.\"d e\"", "z"})
        QTest::newRow(path) << QString(path) << true;
    for (const auto* path : {"a.b.c", "other", "a[9]"})
        QTest::newRow(path) << QString(path) << false;
}

void TestArguments::aColumnTellsWhatAWalkFinds()
{
    QFETCH(QString, path);
    QFETCH(bool, hasNumbers);
    const auto parsed = parsePath(path.toStdString());
    QVERIFY(parsed);
    const auto runs = readTrace("t.jsonl", someSteps()).runs;
    QCOMPARE(runs->stepCount(), std::size_t(2000));
    const auto column = runs->argument(*parsed);
    QCOMPARE(column->size(), runs->stepCount());
    std::size_t plain = 0;
    for (std::size_t step = 0; step < runs->stepCount(); ++step) {
        const auto value = walked(*runs, step, *parsed);
        QCOMPARE(column->value(step).kind(), value.kind());
        QVERIFY(equal(column->value(step), value));
        QCOMPARE(column->value(step).text(), value.text());
        QVERIFY(isTrueOf(column->nanos(step), value));
        plain += column->nanos(step) != ValueColumn::NotPlain ? 1 : 0;
    }
    QCOMPARE(plain > 0, hasNumbers);
}

void TestArguments::aPathThatNeverOccursTakesNoMemory()
{
    const auto runs = readTrace("t.jsonl", step(1, R"("kind":"tool_call","tool":"t","args":{"a":1})")).runs;
    QVERIFY(runs->argument(*parsePath("b"))->isAbsent());
    QVERIFY(!runs->argument(*parsePath("a"))->isAbsent());
}

void TestArguments::thePathAskedForLongestAgoIsDropped()
{
    const auto runs = readTrace("t.jsonl", step(1, R"("kind":"tool_call","tool":"t","args":{"a":1})")).runs;
    const auto first = runs->argument(*parsePath("a"));
    const auto second = runs->argument(*parsePath("b"));
    for (std::size_t i = 2; i < ArgumentColumns::Most; ++i)
        runs->argument(*parsePath("p" + std::to_string(i)));
    QCOMPARE(runs->argument(*parsePath("a")).get(), first.get());
    runs->argument(*parsePath("one.more"));
    QCOMPARE(runs->argument(*parsePath("a")).get(), first.get());
    QVERIFY(runs->argument(*parsePath("b")).get() != second.get());
    QCOMPARE(second->size(), std::size_t(1));
}

void TestArguments::threadsGetOneColumn()
{
    const auto runs = readTrace("t.jsonl", someSteps()).runs;
    const auto path = *parsePath("a.b");
    std::vector<ArgumentColumn> got(8);
    std::vector<std::jthread> threads;
    for (auto& column : got)
        threads.emplace_back([&] { column = runs->argument(path); });
    threads.clear();
    for (const auto& column : got)
        QCOMPARE(column.get(), got.front().get());
}

QTEST_APPLESS_MAIN(TestArguments)
#include "tst_arguments.moc"
