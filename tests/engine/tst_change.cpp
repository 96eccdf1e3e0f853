// SPDX-License-Identifier: Apache-2.0
#include "core/engine/engine.h"
#include "core/engine/state.h"
#include "core/language/parse.h"
#include "core/traces/json.h"

#include <QtTest>

using namespace runlog;

namespace {

// What becomes of a call of `pay` with these arguments under policies with these lists of changes: the outcome, and the
// arguments where they were changed.
std::string changed(const QStringList& lists, const std::string& args)
{
    std::string text = "policies:\n";
    for (const auto& list : lists)
        text += "  - { id: p" + std::to_string(text.size()) + ", when: { tool: pay }, action: modify, modify: [ " + list.toStdString()
            + " ] }\n";
    text += "  - { id: cap, when: { args.amount: { gt: 500 } }, action: deny }\n";
    const auto source = std::make_shared<const Source>("policies.yaml", text);
    const auto parsed = parse(source);
    if (hasError(parsed.diagnostics))
        return print(parsed.diagnostics, *source);
    std::pmr::monotonic_buffer_resource arena;
    const Engine engine(PolicySet{{parsed.file}});
    Request request;
    request.tool = Value::text("pay");
    request.args = *parseJson(args, arena);
    request.input = Value::text("mail ana.lopez@example.com");
    SharedState shared(engine.shared());
    RunState state(engine.shared(), shared, request, Request::NoTime);
    state.arrive(request, {});
    Decision decision;
    engine.evaluate(request, state, decision, arena);
    std::string answer(name(decision.outcome));
    answer += decision.failedClosed ? " closed" : "";
    if (!decision.changed)
        return answer;
    answer += ' ';
    appendCompactJson(answer, decision.args);
    if (!equal(decision.input, request.input))
        answer += ' ' + std::string(decision.input.text());
    return answer;
}

} // namespace

class TestChange : public QObject {
    Q_OBJECT
private slots:
    void changesAreMadeAndJoined_data();
    void changesAreMadeAndJoined()
    {
        QFETCH(QStringList, lists);
        QFETCH(QString, args);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(changed(lists, args.toStdString())), expected);
    }
};

void TestChange::changesAreMadeAndJoined_data()
{
    QTest::addColumn<QStringList>("lists");
    QTest::addColumn<QString>("args");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* title, const QStringList& lists, const char* args, const char* expected) {
        QTest::newRow(title) << lists << QString(args) << QString(expected);
    };
    row("clamp down", {"{ clamp: args.n, max: 10 }"}, R"({"n":11.5})", R"(modify {"n":10})");
    row("clamp up", {"{ clamp: args.n, min: 2.50 }"}, R"({"n":1})", R"(modify {"n":2.5})");
    row("clamp inside", {"{ clamp: args.n, min: 1, max: 10 }"}, R"({"n":5})", "allow");
    row("clamp of nothing", {"{ clamp: args.n, max: 10 }"}, "{}", "allow");
    row("clamp of a text", {"{ clamp: args.n, max: 10 }"}, R"({"n":"11"})", "deny closed");
    row("clamp past the range", {"{ clamp: args.n, max: 10 }"}, R"({"n":1e99999})", "deny closed");
    row("clamps join to the narrowest", {"{ clamp: args.n, max: 10 }, { clamp: args.n, min: 3 }", "{ clamp: args.n, max: 7 }", "{ clamp: args.n, min: 2 }"},
        R"({"n":11})", R"(modify {"n":7})");
    row("clamps that leave nothing", {"{ clamp: args.n, max: 3 }", "{ clamp: args.n, min: 7 }"}, R"({"n":5})", "deny closed");
    row("set", {"{ set: args.n, to: 1 }"}, R"({"n":5,"m":2})", R"(modify {"n":1,"m":2})");
    row("set makes the way", {"{ set: args.a.b, to: [x] }"}, "{}", R"(modify {"a":{"b":["x"]}})");
    row("set below a text", {"{ set: args.a.b, to: 1 }"}, R"({"a":"t"})", "allow");
    row("set of an item", {"{ set: 'args.l[1]', to: z }"}, R"({"l":["a","b","c"]})", R"(modify {"l":["a","z","c"]})");
    row("set behind the last item", {"{ set: 'args.l[2]', to: z }"}, R"({"l":["a","b"]})", R"(modify {"l":["a","b","z"]})");
    row("set far behind the last item", {"{ set: 'args.l[9]', to: z }"}, R"({"l":["a","b"]})", "allow");
    row("set of an item of nothing", {"{ set: 'args.l[0]', to: z }"}, "{}", "allow");
    row("set what is there", {"{ set: args.n, to: 5.0 }"}, R"({"n":5})", "allow");
    row("equal values agree", {"{ set: args.n, to: 1 }", "{ set: args.n, to: 1.0 }"}, R"({"n":5})", R"(modify {"n":1.0})");
    row("two values", {"{ set: args.n, to: 1 }", "{ set: args.n, to: 2 }"}, R"({"n":5})", "deny closed");
    row("a value and its removal", {"{ set: args.n, to: 1 }", "{ remove: args.n }"}, R"({"n":5})", "deny closed");
    row("a removal and a value", {"{ remove: args.n }", "{ set: args.n, to: 1 }"}, R"({"n":5})", "deny closed");
    row("a path and its parent", {"{ set: args.a, to: 1 }", "{ clamp: args.a.b, max: 1 }"}, R"({"a":{"b":2}})", "deny closed");
    row("a set that a clamp narrows", {"{ set: args.n, to: 9 }", "{ clamp: args.n, max: 5 }"}, R"({"n":1})", "deny closed");
    row("a set inside a clamp", {"{ set: args.n, to: 4 }", "{ clamp: args.n, max: 5 }"}, R"({"n":1})", R"(modify {"n":4})");
    row("remove", {"{ remove: args.n }"}, R"({"n":5,"m":2})", R"(modify {"m":2})");
    row("remove an item", {"{ remove: 'args.l[0]' }"}, R"({"l":["a","b"]})", R"(modify {"l":["b"]})");
    row("remove what is not there", {"{ remove: args.x.y }"}, R"({"n":5})", "allow");
    row("redact", {"{ redact: args.to }"}, R"({"to":["ana.lopez@example.com",{"k":"plain"}]})", R"(modify {"to":["<EMAIL>",{"k":"plain"}]})");
    row("redact runs last", {"{ redact: args.to }, { set: args.to, to: ana.lopez@example.com }"}, "{}", R"(modify {"to":"<EMAIL>"})");
    row("redact the input", {"{ redact: input }"}, R"({"n":1})", R"(modify {"n":1} mail <EMAIL>)");
    row("a guard looks again", {"{ set: args.amount, to: 900 }"}, R"({"amount":5})", R"(deny {"amount":900})");
    row("a guard that matched stays", {"{ clamp: args.amount, max: 100 }"}, R"({"amount":900})", "deny");
}

QTEST_APPLESS_MAIN(TestChange)
#include "tst_change.moc"
