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
    void everyOperatorSaysWhatItMeansOfEveryType_data();
    void everyOperatorSaysWhatItMeansOfEveryType() { check(); }
    void numbersCompareByValue_data();
    void numbersCompareByValue() { check(); }
    void textsAreFoundAtAnyDepth_data();
    void textsAreFoundAtAnyDepth() { check(); }
    void itemsAreLookedAtOneByOne_data();
    void itemsAreLookedAtOneByOne() { check(); }
    void walletAddressesAreCheckedToTheLastDigit_data();
    void walletAddressesAreCheckedToTheLastDigit() { check(); }

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

// Of a text, a number, a boolean, a list, a map, null, and nothing.
void TestConditions::everyOperatorSaysWhatItMeansOfEveryType_data()
{
    columns();
    constexpr const char* values[] = {R"({"x":"ab"})", R"({"x":5})", R"({"x":true})", R"({"x":["ab",5]})", R"({"x":{"k":"ab"}})",
                                      R"({"x":null})", "{}"};
    const auto all = [&](const char* test, const char* expected) {
        const auto truths = QString(expected).split(' ');
        QCOMPARE(truths.size(), qsizetype(std::size(values)));
        for (std::size_t i = 0; i < std::size(values); ++i)
            row(qPrintable(QString("{ args.x: { %1 } }").arg(test)), values[i],
                truths[qsizetype(i)] == "T" ? "true" : truths[qsizetype(i)] == "E" ? "error" : "false");
    };
    all("eq: ab", "T F F F F F F");
    all("eq: 5", "F T F F F F F");
    all("eq: true", "F F T F F F F");
    all("ne: ab", "F T T T T T T");
    all("in: [ab, 5, true]", "T T T F F F F");
    all("not_in: [ab, 5, true]", "F F F T T T T");
    all("in: [a, b, c, d, e, f, g, h, i, ab, 5, 'a*']", "T T F F F F F");
    all("gt: 4", "E T E E E F F");
    all("gte: 5", "E T E E E F F");
    all("lt: 5", "E F E E E F F");
    all("lte: 4.5", "E F E E E F F");
    all("between: [5, 6]", "E T E E E F F");
    all("contains: ab", "T E E T E F F");
    all("contains: 5", "F E E T E F F");
    all("not_contains: ab", "F E E F E T T");
    all("starts_with: a", "T E E E E F F");
    all("ends_with: b", "T E E E E F F");
    all("glob: 'a?'", "T E E E E F F");
    all("matches: '^a.$'", "T E E E E F F");
    all("matches: A, ignore_case: true", "T E E E E F F");
    all("exists: true", "T T T T T F F");
    all("exists: false", "F F F F F T T");
    all("type: text", "T F F F F F F");
    all("type: [number, boolean]", "F T T F F F F");
    all("type: [list, map]", "F F F T T F F");
    all("type: 'null'", "F F F F F T F");
    all("length: 2", "T E E T F F F");
    all("length: { gte: 1, lt: 2 }", "F E E F T F F");
    all("any_item: ab", "E E E T E F F");
    all("all_items: { type: [text, number] }", "E E E T E F F");
    all("no_item: ab", "E E E F E T T");
    all("url_host: ab", "E E E E E F F");
    all("path_under: /", "E E E E E F F");
    all("ip_in: 10.0.0.0/8", "E E E E E F F");
    all("contains_pii: true", "F F F F F F F");
    all("contains_pii: false", "T T T T T T T");
    all("contains_secret: true", "F F F F F F F");
}

void TestConditions::numbersCompareByValue_data()
{
    columns();
    const auto number = [&](const char* test, const char* value, const char* expected) {
        row(qPrintable(QString("{ args.x: { %1 } }").arg(test)), qPrintable(QString(R"({"x":%1})").arg(value)), expected);
    };
    number("eq: 100", "100.0", "true");
    number("eq: 100", "1e2", "true");
    number("gt: 0.1", "0.10000000000000000001", "true");
    number("gt: -0.5", "-0.50", "false");
    number("lt: -0.5", "-0.51", "true");
    number("between: [-1, 1]", "-1", "true");
    number("between: [-1, 1]", "1.000000001", "false");
    number("gt: 1000000000", "999999999.999999999", "false");
    number("gt: 5", "12345678901234567890123456789012345", "true");
    number("in: [1, 2.50]", "2.5", "true");
    number("gt: 5", "1e99999", "error");
    number("eq: 5", "1e99999", "error");
    number("ne: 5", "1e99999", "error");
    number("in: [ab, cd]", "5", "false");
}

void TestConditions::textsAreFoundAtAnyDepth_data()
{
    columns();
    constexpr const char* Deep = R"({"a":[{"b":"see https://x.example.com/y"},{"c":true,"d":null}],"n":4711})";
    row("{ args: { contains: example.com } }", Deep, "true");
    row("{ args: { contains: '471' } }", Deep, "true");
    row("{ args: { matches: '^see' } }", Deep, "true");
    row("{ args: { not_contains: nothing } }", Deep, "true");
    row("{ args: { glob: 'see*y' } }", Deep, "true");
    row("{ args: { url_host: x.example.com } }", R"({"a":"https://x.example.com/y"})", "true");
    row("{ args: { url_host: x.example.com } }", R"({"a":"https://x.example.com/y","b":"no url"})", "true");
    row("{ args: { url_host: z.example.com } }", R"({"a":"https://x.example.com/y","b":"no url"})", "error");
    row("{ args: { contains_pii: [EMAIL] } }", R"({"a":[{"mail":"ana.lopez@example.com"}]})", "true");
    row("{ args: { contains_pii: { entities: [EMAIL], min_count: 2 } } }", R"({"a":"ana.lopez@example.com"})", "false");
    row("{ args: { contains_pii: { entities: [EMAIL], min_count: 2 } } }",
        R"({"a":"ana.lopez@example.com","b":["kai.berg@example.org"]})", "true");
    row("{ args: { contains_pii: { except: [EMAIL] } } }", R"({"a":"ana.lopez@example.com"})", "false");
    row("{ args.path: { path_under: [/srv/data, /tmp] } }", R"({"path":"/srv/./data/../data/x"})", "true");
    row("{ args.path: { path_under: /srv/data } }", R"({"path":"/srv/data/../secret"})", "false");
    row("{ args.ip: { ip_in: [10.0.0.0/8, '2001:db8::/32'] } }", R"({"ip":"::ffff:10.1.2.3"})", "true");
    row("{ args.ip: { ip_in: [10.0.0.0/8, '2001:db8::/32'] } }", R"({"ip":"192.0.2.1"})", "false");
}

void TestConditions::itemsAreLookedAtOneByOne_data()
{
    columns();
    constexpr const char* Lines = R"({"lines":[{"price":2,"tag":"a"},{"price":9,"tag":"b"},{"tag":"c"}]})";
    row("{ args.lines: { any_item: { price: { gt: 5 }, tag: b } } }", Lines, "true");
    row("{ args.lines: { any_item: { price: { gt: 5 }, tag: a } } }", Lines, "false");
    row("{ args.lines: { all_items: { tag: { in: [a, b, c] } } } }", Lines, "true");
    row("{ args.lines: { all_items: { price: { gt: 1 } } } }", Lines, "false");
    row("{ args.lines: { no_item: { price: { gt: 9 } } } }", Lines, "true");
    row("{ args.lines: { any_item: { tag: { gt: 1 } } } }", Lines, "error");
    row("{ args.lines: { any_item: { length: { gt: 3 } } } }", R"({"lines":["ab","abcd"]})", "true");
    row("{ args.lines: { all_items: { gt: 0, lt: 9 } } }", R"({"lines":[1,8.5]})", "true");
    row("{ args.lines: { all_items: { gt: 0 } } }", R"({"lines":[]})", "true");
    row("{ args.lines: { any_item: { gt: 0 } } }", R"({"lines":[]})", "false");
    row("{ 'args.lines[1].price': 9 }", Lines, "true");
    row("{ 'args.lines[7].price': { exists: false } }", Lines, "true");
    row("{ args.lines.price: { exists: false } }", Lines, "true");
}

void TestConditions::walletAddressesAreCheckedToTheLastDigit_data()
{
    columns();
    const auto wallet = [](const char* text, const char* expected) {
        row("{ args.x: { contains_pii: [CRYPTO] } }", qPrintable(QString(R"({"x":"send it to %1 now"})").arg(text)), expected);
    };
    wallet("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "true");
    wallet("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "false");
    wallet("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN0", "false"); // no 0 in base 58
    wallet("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "true");
    wallet("x3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "false");
    wallet("3zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "false"); // more than 25 bytes
    wallet("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "true");
    wallet("BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ", "true");
    wallet("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp", "false");
    wallet("bc1qAr0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "false"); // two cases
    wallet("bc1bar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "false"); // no b in it
    wallet("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "true");
    wallet("0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe", "false"); // a hash as well
    wallet("my ethereum wallet 0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe", "true");
    wallet("my ethereum wallet 0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAg", "false");
}

QTEST_APPLESS_MAIN(TestConditions)
#include "tst_conditions.moc"
