// SPDX-License-Identifier: Apache-2.0
#include "core/engine/explain.h"
#include "core/engine/state.h"
#include "core/language/parse.h"
#include "core/traces/json.h"

#include <QtTest>

using namespace runlog;

namespace {

constexpr std::int64_t SundayMorning = 1'772'359'200'000'000'000; // 2026-03-01T10:00:00Z

EnginePtr engineOf(const std::string& text)
{
    const auto source = std::make_shared<const Source>("policies.yaml", text);
    const auto parsed = parse(source);
    if (hasError(parsed.diagnostics))
        qFatal("%s", print(parsed.diagnostics, *source).c_str());
    return std::make_shared<const Engine>(PolicySet{{parsed.file}});
}

EnginePtr engineFor(const std::string& condition, const std::string& message = "no")
{
    return engineOf("timezone: Asia/Kathmandu\npolicies:\n  - id: p\n    when: " + condition + "\n    action: deny\n    message: \""
                    + message + "\"\n");
}

// A call after another one; `whole` has everything recorded, of the others something is missing.
class Call {
public:
    enum class Known { Whole, NoCosts, NoTimes, Nothing };

    Call(EnginePtr engine, Known known) : m_engine(std::move(engine)), m_shared(m_engine->shared())
    {
        m_request.tool = Value::text("refund");
        m_request.service = Value::text("support-eu");
        m_request.user = *parseJson(R"({"id": "u7", "role": "dba"})", m_arena);
        m_request.args = *parseJson(R"({"amount": 50.03, "to": ["a", "b"], "note": "mail ana.lopez@example.com", "none": null})", m_arena);
        m_request.input = Value::text("please");
        m_request.time = known == Known::Whole || known == Known::NoCosts ? SundayMorning : Request::NoTime;
        if (known == Known::Nothing)
            for (auto* value : {&m_request.tool, &m_request.service, &m_request.user, &m_request.args, &m_request.input})
                *value = Value::unrecorded();
        m_state.emplace(m_engine->shared(), m_shared, m_request, m_request.time);
        m_state->arrive(m_request, {Money{250'000'000}, -1});
        Departure departure;
        departure.cost = known == Known::NoCosts ? std::nullopt : std::optional(Money{250'000'000});
        departure.costIsMissing = known == Known::NoCosts;
        m_state->depart(m_request, departure);
        m_state->arrive(m_request, {Money{500'000'000}, -1});
    }

    Explanation explained() { return m_engine->explain(m_request, *m_state, m_arena); }
    std::string message() { return m_engine->message(0, m_request, *m_state); }
    const Engine& engine() const { return *m_engine; }

private:
    EnginePtr m_engine;
    std::pmr::monotonic_buffer_resource m_arena;
    Request m_request;
    SharedState m_shared;
    std::optional<RunState> m_state;
};

std::string truthName(Truth truth)
{
    static constexpr const char* names[] = {"false", "true", "error", "unknown"};
    return names[static_cast<std::size_t>(truth)];
}

// `subject | observed | test | margin`, then the truth; only what compares something.
void print(std::string& text, const ExplainedCondition& condition)
{
    if (!condition.subject.empty())
        text += (text.empty() ? "" : "; ") + condition.subject + " | " + condition.observed + " | " + condition.test + " | "
            + condition.margin + (condition.close ? " close" : "") + " = " + truthName(condition.truth);
    for (const auto& child : condition.children)
        print(text, child);
}

std::string explanationOf(const std::string& condition, Call::Known known)
{
    std::string text;
    print(text, Call(engineFor(condition), known).explained().policies.front().when);
    return text;
}

} // namespace

class TestExplain : public QObject {
    Q_OBJECT
private slots:
    void everyConditionSaysWhatItSawAndHowFarItWas_data();
    void everyConditionSaysWhatItSawAndHowFarItWas();
    void whatWasNotRecordedIsSaid_data();
    void whatWasNotRecordedIsSaid();
    void messagesInsertWhatTheStepHas_data();
    void messagesInsertWhatTheStepHas();
    void aDraftMovesOneNumberAndSharesTheRest();
    void aStepWithoutAToolConcernsEveryPolicyOfTools();
    void reasonsAreOfWhatMatched();
};

void TestExplain::everyConditionSaysWhatItSawAndHowFarItWas_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* condition, const char* expected) { QTest::addRow("%s", condition) << QString(condition) << QString(expected); };
    row("{ args.amount: { gt: 50 } }", "args.amount | 50.03 | gt 50 | over by 0.03 close = true");
    row("{ args.amount: { lt: 50 } }", "args.amount | 50.03 | lt 50 | missed by 0.03 close = false");
    row("{ args.amount: { lte: 60 } }", "args.amount | 50.03 | lte 60 | under by 9.97 = true");
    row("{ args.amount: { between: [50, 60] } }", "args.amount | 50.03 | between [50, 60] | inside by 0.03 close = true");
    row("{ args.amount: { gte: 50.03 } }", "args.amount | 50.03 | gte 50.03 | exactly on it close = true");
    row("{ args.none: { exists: false } }", "args.none | absent | exists false |  = true");
    row("{ args.missing: x }", "args.missing | absent | x |  = false");
    row("{ args.to: { length: 2 } }", "args.to | [\"a\",\"b\"] | length 2 |  = true");
    row("{ args.to: { any_item: { in: [b, c] } } }", "args.to | [\"a\",\"b\"] | any_item in [b, c] |  = true");
    row("{ args.note: { contains_pii: [email] } }", "args.note | mail ana.lopez@example.com | contains_pii [EMAIL] |  = true");
    row("{ args.note: { contains_pii: false } }", "args.note | mail ana.lopez@example.com | contains_pii false |  = false");
    row("{ tool: { in_group: financial_actions } }", "tool | refund | in_group financial_actions |  = true");
    row("{ cost: { gt: 0.70 } }", "cost | 0.75 | gt 0.70 | over by $0.05 = true");
    row("{ cost_today: { gt: 0.755 } }", "cost_today | 0.75 | gt 0.755 | missed by $0.005 close = false");
    row("{ elapsed: { gt: 15m } }", "elapsed | 0s | gt 15m | missed by 15m = false");
    row("{ tool_calls_in_run: { gte: 2 } }", "tool_calls_in_run | 2 | gte 2 | exactly on it close = true");
    row("{ time_of_day: { between: [\"22:00\", \"06:00\"] } }",
        "time_of_day | 15:45 | between [22:00, 06:00] | missed by 6h15m = false");
    row("{ weekday: [sat, sun] }", "weekday | sun | in [sat, sun] |  = true");
    row("{ after: { tool: refund } }", "after | an earlier step matches |  |  = true");
    row("{ not_after: { tool: refund } }", "not_after | an earlier step matches |  |  = false");
    row("{ count: { of: { tool: refund }, within: 10m, gt: 2 } }", "count within 10m | 2 | gt 2 | exactly on it close = false");
    row("{ sum: { of: args.amount, within: today, per: user, gt: 100, lt: 200 } }",
        "sum of args.amount within today per user | 100.06 | gt 100 | over by 0.06 close = true; "
        "sum of args.amount within today per user | 100.06 | lt 200 | under by 99.94 = true");
    row("{ sum: { of: args.note, per: service, within: today, gt: 1 } }",
        "sum of args.note within today per service | no number | gt 1 |  = error");
    row("{ distinct: { of: args.to, within: run, eq: 1 } }", "distinct of args.to | 1 | 1 |  = true");
    row("{ any: [ { tool: mail }, { not: { user.role: dba } } ] }", "tool | refund | mail |  = false; user.role | dba | dba |  = true");
}

void TestExplain::everyConditionSaysWhatItSawAndHowFarItWas()
{
    QFETCH(QString, condition);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(explanationOf(condition.toStdString(), Call::Known::Whole)), expected);
}

void TestExplain::whatWasNotRecordedIsSaid_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<int>("known");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* condition, Call::Known known, const char* expected) {
        QTest::addRow("%s %d", condition, static_cast<int>(known)) << QString(condition) << static_cast<int>(known) << QString(expected);
    };
    row("{ cost: { gt: 0.60 } }", Call::Known::NoCosts, "cost | at least 0.50 | gt 0.60 | missed by $0.10 = unknown");
    row("{ cost: { gt: 0.40 } }", Call::Known::NoCosts, "cost | at least 0.50 | gt 0.40 | over by $0.10 = true");
    row("{ cost: { lt: 0.40 } }", Call::Known::NoCosts, "cost | at least 0.50 | lt 0.40 | missed by $0.10 = false");
    row("{ cost: { exists: true } }", Call::Known::NoCosts, "cost | at least 0.50 | exists true |  = true");
    row("{ elapsed: { gt: 15m } }", Call::Known::NoTimes, "elapsed | not recorded | gt 15m |  = unknown");
    row("{ elapsed: { exists: false } }", Call::Known::NoTimes, "elapsed | not recorded | exists false |  = unknown");
    row("{ time_of_day: { between: [\"22:00\", \"06:00\"] } }", Call::Known::NoTimes,
        "time_of_day | not recorded | between [22:00, 06:00] |  = unknown");
    row("{ weekday: sun }", Call::Known::NoTimes, "weekday | absent | sun |  = unknown");
    row("{ cost_today: { gt: 0.60 } }", Call::Known::NoTimes, "cost_today | 0.75 | gt 0.60 | over by $0.15 = unknown");
    row("{ count: { of: { tool: refund }, within: 10m, gt: 2 } }", Call::Known::NoTimes,
        "count within 10m | 2 | gt 2 | exactly on it close = unknown");
    row("{ args.amount: { gt: 50 } }", Call::Known::Nothing, "args.amount | not recorded | gt 50 |  = unknown");
    row("{ args.amount: { exists: false } }", Call::Known::Nothing, "args.amount | not recorded | exists false |  = unknown");
    row("{ args.amount: { ne: 5 } }", Call::Known::Nothing, "args.amount | not recorded | ne 5 |  = unknown");
    row("{ after: { tool: refund } }", Call::Known::Nothing, "after | not recorded |  |  = unknown");
    row("{ sum: { of: args.amount, within: run, gt: 5 } }", Call::Known::Nothing, "sum of args.amount | 0 | gt 5 | missed by 5 = unknown");
    row("{ distinct: { of: args.amount, within: today, per: user, gt: 5 } }", Call::Known::Nothing,
        "distinct of args.amount within today per user | not recorded | gt 5 |  = unknown");
}

void TestExplain::whatWasNotRecordedIsSaid()
{
    QFETCH(QString, condition);
    QFETCH(int, known);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(explanationOf(condition.toStdString(), static_cast<Call::Known>(known))), expected);
}

void TestExplain::messagesInsertWhatTheStepHas_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* written, const char* expected) { QTest::addRow("%s", written) << QString(written) << QString(expected); };
    row("{tool} of {args.amount} by {user.id}", "refund of 50.03 by u7");
    row("{cost} after {elapsed}, call {tool_calls_in_run} at {time_of_day} on {weekday}", "0.75 after 0s, call 2 at 15:45 on sun");
    row("{args.to} and {args.missing} and {args.none}", "[\"a\",\"b\"] and – and –");
    row("{not a field} {", "{not a field} {");
    row("{args.note}", "mail <EMAIL>");
    row("{model}", "–");
}

void TestExplain::messagesInsertWhatTheStepHas()
{
    QFETCH(QString, written);
    QFETCH(QString, expected);
    Call call(engineFor("{ tool: refund }", written.toStdString()), Call::Known::Whole);
    QCOMPARE(QString::fromStdString(call.message()), expected);
    QCOMPARE(QString::fromStdString(call.explained().message), expected);
}

void TestExplain::aDraftMovesOneNumberAndSharesTheRest()
{
    const auto engine = engineFor("{ args.amount: { between: [10, 20] }, tool: refund }");
    const std::string id = "p/when/args.amount/between";
    QVERIFY(!engine->withThreshold("p/when/args.amount/gt", 0, Decimal(60)));
    QVERIFY(!engine->withThreshold(id, 2, Decimal(60)));
    QVERIFY(!engine->withThreshold("p/when/tool/eq", 0, Decimal(60)));
    const auto moved = engine->withThreshold(id, 1, Decimal(60));
    const auto again = moved->withThreshold(id, 0, Decimal(55));
    std::string texts;
    for (const auto& each : {engine, moved, again})
        print(texts, Call(each, Call::Known::Whole).explained().policies.front().when.children.front());
    QCOMPARE(texts, std::string("args.amount | 50.03 | between [10, 20] | missed by 30.03 = false; "
                                "args.amount | 50.03 | between [10, 60] | inside by 9.97 = true; "
                                "args.amount | 50.03 | between [55, 60] | missed by 4.97 = false"));
}

void TestExplain::aStepWithoutAToolConcernsEveryPolicyOfTools()
{
    const auto engine = engineOf("policies:\n"
                                 "  - { id: a, when: { tool: refund }, action: deny }\n"
                                 "  - { id: b, when: { model: big }, action: deny }\n"
                                 "  - { id: c, when: { tool: mail, cost: { gt: 1 } }, action: log }\n"
                                 "  - { id: d, when: { cost: { lt: 1 } }, action: log }\n");
    const auto& program = engine->program();
    using Indexes = std::vector<std::uint32_t>;
    QCOMPARE(program.candidates(StepKind::ToolCall, Value::unrecorded()), (Indexes{0, 2, 3}));
    QCOMPARE(program.candidates(StepKind::ToolCall, Value::text("mail")), (Indexes{2, 3}));
    QCOMPARE(program.candidates(StepKind::ToolCall, Value::text("other")), (Indexes{3}));
    QCOMPARE(program.candidates(StepKind::LlmCall, Value()), (Indexes{1, 3}));
    const auto explained = Call(engine, Call::Known::Nothing).explained();
    QCOMPARE(explained.decision.outcome, Action::Log);
    QVERIFY(explained.decision.couldDiffer);
}

void TestExplain::reasonsAreOfWhatMatched()
{
    Reasons reasons;
    reasons.policies.emplace_back();
    const auto engine = engineFor("{ tool: mail }");
    std::pmr::monotonic_buffer_resource arena;
    Request request;
    request.tool = Value::text("refund");
    SharedState shared(engine->shared());
    RunState state(engine->shared(), shared, request, Request::NoTime);
    state.arrive(request, {});
    Decision decision;
    engine->evaluate(request, state, decision, arena);
    reasonsOf(*engine, request, state, decision, reasons);
    QVERIFY(reasons.policies.empty() && reasons.conditions.empty());
    request.tool = Value::text("mail");
    engine->evaluate(request, state, decision, arena);
    reasonsOf(*engine, request, state, decision, reasons);
    QCOMPARE(reasons.policies.size(), std::size_t(1));
    std::string text;
    print(text, describe(engine->program(), reasons, 0).when);
    QCOMPARE(text, std::string("tool | mail | mail |  = true"));
}

QTEST_APPLESS_MAIN(TestExplain)
#include "tst_explain.moc"
