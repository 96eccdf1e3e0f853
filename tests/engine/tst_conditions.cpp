// SPDX-License-Identifier: Apache-2.0
#include "core/engine/engine.h"
#include "core/engine/evaluator.h"
#include "core/engine/state.h"
#include "core/language/parse.h"
#include "core/traces/json.h"

#include <QtTest>

using namespace runlog;

namespace {

std::string truthName(Truth truth)
{
    static constexpr const char* names[] = {"false", "true", "error", "unknown"};
    return names[static_cast<std::size_t>(truth)];
}

// One condition of a tool call with these arguments, and of the same call where it looks at an item.
std::string truthOf(const std::string& condition, const std::string& args)
{
    const auto source = std::make_shared<const Source>(
        "policies.yaml", "policies:\n  - id: p\n    when: " + condition + "\n    action: deny\n");
    const auto parsed = parse(source);
    if (hasError(parsed.diagnostics))
        return print(parsed.diagnostics, *source);
    std::pmr::monotonic_buffer_resource arena;
    const Engine engine(PolicySet{{parsed.file}});
    Request request;
    request.tool = Value::text("Pay.Out");
    request.args = *parseJson(args, arena);
    SharedState shared(engine.shared());
    RunState state(engine.shared(), shared, request, Request::NoTime);
    state.arrive(request, {});
    return truthName(Evaluator(engine.program(), request, state).policy(engine.program().policies.front()).truth);
}

} // namespace

class TestConditions : public QObject {
    Q_OBJECT
private slots:
    void ignoringCaseEqualsTextsOnly_data();
    void ignoringCaseEqualsTextsOnly() { check(); }
    void ignoringCaseReadsGlobsAsCaseDoes_data();
    void ignoringCaseReadsGlobsAsCaseDoes() { check(); }

private:
    static void columns()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("args");
        QTest::addColumn<QString>("expected");
    }
    static void row(const char* condition, const char* args, const char* expected)
    {
        QTest::addRow("%s %s", condition, args) << QString(condition) << QString(args) << QString(expected);
    }
    static void check()
    {
        QFETCH(QString, condition);
        QFETCH(QString, args);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(truthOf(condition.toStdString(), args.toStdString())), expected);
    }
};

void TestConditions::ignoringCaseEqualsTextsOnly_data()
{
    columns();
    row("{ args.x: { in: [5, ana], ignore_case: true } }", R"({"x":"5"})", "false");
    row("{ args.x: { in: [5, ana], ignore_case: true } }", R"({"x":5})", "true");
    row("{ args.x: { in: [5, ana], ignore_case: true } }", R"({"x":"ANA"})", "true");
    row("{ args.x: { in: [true, ana], ignore_case: true } }", R"({"x":"TRUE"})", "false");
    row("{ args.x: { not_in: [5], ignore_case: true } }", R"({"x":"5"})", "true");
    row("{ args.x: { eq: STRASSE, ignore_case: true } }", R"({"x":"strasse"})", "true");
    row("{ args.x: { contains: ana, ignore_case: true } }", R"({"x":"Banana"})", "true");
    row("{ args.x: { contains: ana, ignore_case: true } }", R"({"x":["Banana"]})", "false");
    row("{ args.x: { contains: ana, ignore_case: true } }", R"({"x":["b","ANA"]})", "true");
    row("{ args.x: { contains: 5, ignore_case: true } }", R"({"x":["5"]})", "false");
    row("{ args.x: { contains: 5, ignore_case: true } }", R"({"x":[5]})", "true");
    row("{ args.x: { contains: ana, ignore_case: true } }", R"({"x":7})", "error");
}

void TestConditions::ignoringCaseReadsGlobsAsCaseDoes_data()
{
    columns();
    for (const char* flag : {"", ", ignore_case: true"}) {
        const auto glob = [&](const char* pattern, const char* args, const char* expected) {
            row(qPrintable(QString("{ args.x: { glob: '%1'%2 } }").arg(pattern, flag)), args, expected);
        };
        glob(R"(a\x*)", R"({"x":"a\\xyz"})", "true");
        glob(R"(a\x*)", R"({"x":"axyz"})", "false");
        glob(R"(a\*)", R"({"x":"a*"})", "true");
        glob(R"(a\*)", R"({"x":"ab"})", "false");
        glob(R"(a\\*)", R"({"x":"a\\b"})", "true");
        glob(R"(a\)", R"({"x":"a\\"})", "true");
        glob("a?c", R"({"x":"aéc"})", "true");
        glob("a*c", R"({"x":"a\nc"})", "true");
    }
    row("{ tool: { eq: 'PAY.*', ignore_case: true } }", "{}", "true");
    row("{ tool: { eq: 'PAY.*' } }", "{}", "false");
}

QTEST_APPLESS_MAIN(TestConditions)
#include "tst_conditions.moc"
