// SPDX-License-Identifier: Apache-2.0
#include "core/language/edit.h"
#include "tests/language/printing.h"

#include "tests/language/shown.h"

#include <QtTest>

using namespace runlog;

namespace {

std::string policy(const std::string& when, const std::string& rest = "action: deny")
{
    return "policies:\n  - id: p\n    when: " + when + "\n    " + rest + '\n';
}

std::string printed(const std::string& bytes)
{
    const SourcePtr source = sourceOf(bytes);
    return print(parse(source).diagnostics, *source);
}

// The file after the first fix of its first problem.
std::string fixed(const std::string& bytes)
{
    const Parsed parsed = parse(sourceOf(bytes));
    if (parsed.diagnostics.empty() || parsed.diagnostics.front().fixes.empty())
        return "no fix";
    return applyEdits(bytes, parsed.diagnostics.front().fixes.front().edits);
}

} // namespace

class TestProblems : public QObject {
    Q_OBJECT
private slots:
    void timesOfTestsAreReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("expected");
        const auto timed = [](const std::string& now) {
            return "policies: [ { id: p, when: { tool: a }, action: log } ]\ntests:\n  - { now: \"" + now
                + "\", step: { tool: a }, expect: { decision: log } }\n";
        };
        const auto row = [](const std::string& file, const char* expected) {
            QTest::newRow(file.c_str()) << QByteArray::fromStdString(file) << QByteArray(expected);
        };
        row(timed("2026-03-01T10:00:00Z"), "");
        row(timed("2026-03-01t10:00:00.5z"), "");
        row(timed("2026-03-01 10:00:00+02:00"), "");
        row(timed("2026-03-01T10:00:00-23:59"), "");
        row(timed("2026-03-01T10:00:00+24:00"), "3:12 bad-time\n");
        row(timed("2026-03-01T10:00:00+02:60"), "3:12 bad-time\n");
        row(timed("2026-03-01T10:00:00*02:00"), "3:12 bad-time\n");
        row(timed("2026-03-01T10:00:00+0200"), "3:12 bad-time\n");
        row(timed("2026-03-01T10:00:00"), "3:12 bad-time\n");
        row(timed("2026-02-30T10:00:00Z"), "3:12 bad-time\n");
        row(timed("2026-13-01T10:00:00Z"), "3:12 bad-time\n");
        row(timed("2026/03/01T10:00:00Z"), "3:12 bad-time\n");
        row(timed("202x-03-01T10:00:00Z"), "3:12 bad-time\n");
        row(timed("2026-03-01X10:00:00Z"), "3:12 bad-time\n");
        row(timed("2026-03-01T10.00.00Z"), "3:12 bad-time\n");
        row(timed("2026-03-01T10:00:00.Z"), "3:12 bad-time\n");
        row(timed("2026-03-01T10:00:00.1234567890Z"), "3:12 bad-time\n");
        row(timed("2026-03-01T10:00:00.12xZ"), "3:12 bad-time\n");
        row(timed("0001-01-01T00:00:00Z"), "3:12 bad-time\n");
        row(timed("9999-01-01T00:00:00Z"), "3:12 bad-time\n");
        row(timed("2026-03-01T25:00:00Z"), "3:12 bad-time\n");
        row(timed("today"), "3:12 bad-time\n");
    }
    void timesOfTestsAreReadStrictly() { whatIsWrongIsBlamedWhereItStands(); }

    void amountsAreReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const std::string& file, const char* expected) {
            QTest::newRow(file.c_str()) << QByteArray::fromStdString(file) << QByteArray(expected);
        };
        row(policy("{ elapsed: { gt: 5 sec } }"), "3:28 unknown-unit\n");
        row(policy("{ elapsed: { gt: 5minutes } }"), "3:28 unknown-unit\n");
        row(policy("{ elapsed: { gt: 0.0000000001s } }"), "3:28 unknown-unit\n");
        row(policy("{ elapsed: { gt: 1.2345678901s } }"), "3:28 unknown-unit\n");
        row(policy("{ elapsed: { gt: 5 } }"), "3:28 unknown-unit\n");
        row(policy("{ elapsed: { gt: 5x } }"), "3:28 unknown-unit\n");
        row(policy("{ elapsed: { gt: 1_000s } }"), "3:28 wrong-type\n");
        row(policy("{ elapsed: { gt: 5 d } }"), "3:28 unknown-unit\n");
        row(policy("{ elapsed: { gt: P1D } }"), "3:28 wrong-type\n");
        row(policy("{ elapsed: { gt: 1:30 } }"), "3:28 unknown-unit\n");
        row(policy("{ elapsed: { gt: 9223372036854775807s } }"), "3:28 unknown-unit\n");
        row(policy("{ elapsed: { gt: 500 MS } }"), "3:28 unknown-unit\n");
        row(policy("{ elapsed: { gt: .5s } }"), "3:28 wrong-type\n");
        row(policy("{ elapsed: { gt: -5s } }"), "3:28 always-true\n");
        row(policy("{ elapsed: { gt: 1.5h } }"), "");
        row(policy("{ elapsed: { gt: +5s } }"), "");
        row(policy("{ elapsed: { gt: 1e3s } }"), "");
        row(policy("{ cost: { gt: €5 } }"), "3:25 other-currency\n");
        row(policy("{ cost: { gt: 5 EUR } }"), "3:25 other-currency\n");
        row(policy("{ cost: { gt: 5 $ } }"), "3:25 number-format\n");
        row(policy("{ cost: { gt: US$5 } }"), "3:25 number-format\n");
        row(policy("{ cost: { gt: 5 US$ } }"), "3:25 number-format\n");
        row(policy("{ cost: { gt: US$5 USD } }"), "3:25 other-currency\n");
        row(policy("{ cost: { gt: C$5 } }"), "3:25 other-currency\n");
        row(policy("{ cost: { gt: A$5 } }"), "3:25 other-currency\n");
        row(policy("{ cost: { gt: 5 zł } }"), "3:25 other-currency\n");
        row(policy("{ cost: { gt: USD 5 } }"), "3:25 number-format\n");
        row(policy("{ cost: { gt: $ 5 } }"), "3:25 number-format\n");
        row(policy("{ cost: { gt: $1_000 } }"), "3:25 number-format\n");
        row(policy("{ cost: { gt: 5 usd } }"), "3:25 number-format\n");
        row(policy("{ cost: { gt: $-5 } }"), "3:25 number-format\n");
        row(policy("{ cost: { gt: 5 bananas } }"), "3:25 wrong-type\n");
        row(policy("{ cost: { gt: 1e400 } }"), "3:25 number-too-large\n");
        row(policy("{ cost: { gt: 99999999999 USD } }"), "3:25 number-too-large\n");
        row(policy("{ cost: { gt: $1.0000000001 } }"), "3:25 too-many-decimals\n");
        row(policy("{ cost: { gt: -$5 } }"), "3:25 always-true\n");
        row(policy("{ cost: { gt: $1e2 } }"), "");
        row(policy("{ time_of_day: { between: [\"25:00\", \"06:00\"] } }"), "3:38 bad-time\n");
        row(policy("{ time_of_day: { between: [\"2:00\", \"06:00\"] } }"), "3:38 bad-time\n");
        row(policy("{ time_of_day: { between: [\"22:60\", \"06:00\"] } }"), "3:38 bad-time\n");
        row(policy("{ time_of_day: { between: [\"22:00:61\", \"06:00\"] } }"), "3:38 bad-time\n");
        row(policy("{ time_of_day: { between: [\"10pm\", \"06:00\"] } }"), "3:38 bad-time\n");
        row(policy("{ time_of_day: { between: [\"22.00\", \"06:00\"] } }"), "3:38 bad-time\n");
        row(policy("{ time_of_day: { between: [noon, \"06:00\"] } }"), "3:38 bad-time\n");
        row(policy("{ time_of_day: { between: [\"24:00\", \"06:00\"] } }"), "3:38 bad-time\n");
    }
    void amountsAreReadStrictly() { whatIsWrongIsBlamedWhereItStands(); }

    void whatIsWrongIsBlamedWhereItStands_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const std::string& file, const char* expected) {
            QTest::newRow((file + expected).c_str()) << QByteArray::fromStdString(file) << QByteArray(expected);
        };
        row(policy("{ tool: 5 }"), "3:19 wrong-type\n");
        row(policy("{ tool: true }"), "3:19 wrong-type\n");
        row(policy("{ tool: null }"), "3:13 missing-value\n");
        row(policy("{ tool: { eq: null } }"), "3:21 missing-value\n");
        row(policy("{ tool: {} }"), "3:19 empty-condition\n");
        row(policy("{ tool: [] }"), "3:19 empty-condition\n");
        row(policy("{ tool: { gt: a } }"), "3:21 operator-mismatch\n");
        row(policy("{ args.x: { gt: abc } }"), "3:27 wrong-type\n");
        row(policy("{ args.x: { gt: $5 } }"), "3:27 wrong-type\n");
        row(policy("{ args.x: { gt: \"5\" } }"), "3:27 quoted-number\n");
        row(policy("{ args.x: { gt: 1_000 } }"), "3:27 number-format\n");
        row(policy("{ args.x: 007 }"), "3:21 octal-number\n");
        row(policy("{ args.x: 0x1F }"), "3:21 octal-number\n");
        row(policy("{ args.x: 0o17 }"), "3:21 octal-number\n");
        row(policy("{ args.x: 5. }"), "3:21 number-format\n");
        row(policy("{ args.x: -.inf }"), "3:21 not-finite\n");
        row(policy("{ args.x: 1e99999 }"), "3:21 number-too-large\n");
        row(policy("{ args.x: { in: 5 } }"), "3:27 wrong-type\n");
        row(policy("{ args.x: { between: [1] } }"), "3:32 wrong-type\n");
        row(policy("{ args.x: { between: [5, 1] } }"), "3:33 never-true\n");
        row(policy("{ args.x: { starts_with: 5 } }"), "3:36 wrong-type\n");
        row(policy("{ args.x: { exists: \"true\" } }"), "3:31 wrong-type\n");
        row(policy("{ args.x: { type: string } }"), "3:29 unknown-value\n");
        row(policy("{ args.x: { length: { contains: 5 } } }"), "3:33 operator-mismatch\n");
        row(policy("{ args.x: { length: { gt: \"5\" } } }"), "3:37 quoted-number\n");
        row(policy("{ args.x: { any_item: { \"a..b\": 1 } } }"), "3:35 bad-path\n");
        row(policy("{ args.x: { ip_in: 10.0.0.0/33 } }"), "3:30 bad-structured-text\n");
        row(policy("{ args.x: { path_under: srv } }"), "3:35 bad-structured-text\n");
        row(policy("{ args.x: { matches: '(?=a)' } }"), "3:32 bad-regex\n");
        row(policy("{ args.x: { matches: '(a){1000}{1000}' } }"), "3:32 bad-regex\n");
        row(policy("{ args.x: { in_group: financial_actions } }"), "3:23 operator-mismatch\n");
        row(policy("{ args.x: { contains_pii: [AWS_ACCESS_KEY] } }"), "3:38 unknown-entity\n");
        row(policy("{ cost: 5 EUR }"), "3:19 other-currency\n");
        row(policy("{ cost: { gt: one } }"), "3:25 wrong-type\n");
        row(policy("{ elapsed: { gt: 15 } }"), "3:28 unknown-unit\n");
        row(policy("{ elapsed: { gt: \"15m\" } }"), "3:28 quoted-number\n");
        row(policy("{ args.x: { ignore_case: true, gt: 5 } }"), "3:23 operator-mismatch\n");
        row(policy("{ user: { role: dba } }"), "3:21 unknown-operator\n");
        row(policy("{ input.x: a }"), "3:13 bad-path\n");
        row(policy("{ arg.x: a }"), "3:13 unknown-field\n");
        row(policy("{ action: deny }"), "3:13 misplaced-key\n");
        row(policy("{ any: { tool: a } }"), "3:18 wrong-type\n");
        row(policy("{ any: [ tool ] }"), "3:20 wrong-type\n");
        row(policy("{ not: [ { tool: a } ] }"), "3:18 wrong-type\n");
        row(policy("{ after: { count: { within: run, gt: 1 } } }"), "3:22 nested-history\n");
        row(policy("{ count: { of: { output: x }, within: run, gt: 1 } }"), "3:28 output-outside-history\n");
        row(policy("{ count: { of: { tool: x }, gt: 1 } }"), "3:13 missing-key\n");
        row(policy("{ count: { of: { tool: x }, within: 10, gt: 1 } }"), "3:47 unknown-unit\n");
        row(policy("{ count: { of: { tool: x }, within: toady, gt: 1 } }"), "3:47 unknown-value\n");
        row(policy("{ count: { of: { tool: x }, where: { tool: y }, within: run, gt: 1 } }"), "3:39 misplaced-key\n");
        row(policy("{ sum: { of: cost, within: run, gt: 1 } }"), "3:24 operator-mismatch\n");
        row(policy("{ sum: { of: args.a, within: run } }"), "3:13 missing-key\n");
        row(policy("{ sum: { of: { tool: a }, within: run, gt: 1 } }"), "3:24 wrong-type\n");
        row(policy("null"), "3:5 missing-key\n");
        row(policy("tool"), "3:11 wrong-type\n");
        row(policy("{ tool: t }", "action: [deny]"), "4:13 wrong-type\n");
        row(policy("{ tool: t }", "action: require_approval\n    approvers: security"), "5:16 wrong-type\n");
        row(policy("{ tool: t }", "action: require_approval\n    approval: { required: 0 }"), "5:27 wrong-type\n");
        row(policy("{ tool: t }", "action: require_approval\n    approval: { on_timeout: approve }"), "5:29 unknown-value\n");
        row(policy("{ tool: t }", "action: require_approval\n    approval: { editable: [cost] }"), "5:28 bad-path\n");
        row(policy("{ tool: t }", "action: modify\n    modify: [ { clamp: args.a, min: 5, max: 1 } ]"), "5:37 bad-change\n");
        row(policy("{ tool: t }", "action: modify\n    modify: [ { set: args.a } ]"), "5:17 bad-change\n");
        row(policy("{ tool: t }", "action: modify\n    modify: [ { redact: args, remove: args.b } ]"), "5:31 bad-change\n");
        row(policy("{ tool: t }", "action: modify\n    modify: [ { remove: args } ]"), "5:25 bad-change\n");
        row(policy("{ tool: t }", "action: modify\n    modify: [ { max: 5 } ]"), "5:15 bad-change\n");
        row(policy("{ tool: t }", "action: modify\n    modify: []"), "5:13 empty-condition\n");
        row(policy("{ tool: t }", "action: deny\n    enabled: no"), "5:14 wrong-type\n");
        row(policy("{ tool: t }", "action: deny\n    id: q"), "5:5 duplicate-key\n");
        row("policies:\n  - when: { tool: t }\n    action: deny\n", "2:5 missing-key\n");
        // The child is blamed and not the parent.
        row("policies:\n  - id: p\n    when: { tool: t }\n    acton: deny\n", "4:5 unknown-key\n");
        row("policies:\n  - id: p\n    if: { tool: t }\n    effect: deny\n", "3:5 unknown-key\n4:5 unknown-key\n");
        row("policies:\n  - id: p\n    when: { tool: t }\n    colour: deny\n", "2:9 missing-key\n4:5 unknown-key\n");
        row(policy("{ count: { of: { tool: x }, withn: run, gt: 1 } }"), "3:39 unknown-key\n");
        row(policy("{ count: { of: { tool: x }, within: run, greater: 1 } }"), "3:52 unknown-key\n");
        row("policies:\n  - { id: 5, when: { tool: t }, action: deny }\n", "2:11 wrong-type\n");
        row("policies:\n  - { id: \"\", when: { tool: t }, action: deny }\n", "2:11 bad-id\n");
        row("policies:\n  - { id: " + std::string(129, 'x') + ", when: { tool: t }, action: deny }\n", "2:11 bad-id\n");
        row("policies:\n  -\n", "1:1 nothing-enforced\n2:4 missing-value\n");
        row("policies:\n  - text\n", "1:1 nothing-enforced\n2:5 wrong-type\n");
        row("policies: {}\n", "1:1 nothing-enforced\n1:11 wrong-type\n");
        row("policies: []\n", "1:1 nothing-enforced\n");
        row(policy("{ args: { gt: 5 } }"), "3:21 operator-mismatch\n");
        row(policy("{ args: { contains: 5 } }"), "3:31 wrong-type\n");
        row(policy("{ tool_calls_in_run: { contains: 5 } }"), "3:34 operator-mismatch\n");
        row(policy("{ tool_calls_in_run: [[1]] }"), "3:33 wrong-type\n");
        row(policy("{ elapsed: { glob: a } }"), "3:24 operator-mismatch\n");
        row(policy("{ elapsed: [[1]] }"), "3:23 wrong-type\n");
        row(policy("{ elapsed: { gt: soon } }"), "3:28 wrong-type\n");
        row(policy("{ elapsed: { gt: 1h30m } }"), "3:28 unknown-unit\n");
        row(policy("{ elapsed: { gt: 99999999999999d } }"), "3:28 unknown-unit\n");
        row(policy("{ time_of_day: { contains: a } }"), "3:28 operator-mismatch\n");
        row(policy("{ time_of_day: [[1]] }"), "3:27 wrong-type\n");
        row(policy("{ weekday: { gt: mon } }"), "3:24 operator-mismatch\n");
        row(policy("{ weekday: [[mon]] }"), "3:23 wrong-type\n");
        row(policy("{ cost: [[1]] }"), "3:20 wrong-type\n");
        row(policy("{ cost: \"much\" }"), "3:19 wrong-type\n");
        row(policy("{ cost: 1_000 }"), "3:19 number-format\n");
        row(policy("{ tool: [[a]] }"), "3:20 wrong-type\n");
        row(policy("{ args.x: [[a]] }"), "3:22 wrong-type\n");
        row(policy("{ args.x: { gt: [1] } }"), "3:27 wrong-type\n");
        row(policy("{ args.x: { eq: ~, in: [~] } }"), "3:23 missing-value\n3:35 wrong-type\n");
        row(policy("{ args.x: { contains: 12345678901234567890123456789012345678 } }"), "3:33 number-too-large\n");
        row(policy("{ args.x: { glob: [[a]] } }"), "3:30 wrong-type\n");
        row(policy("{ args.x: { type: [text, [a]] } }"), "3:36 wrong-type\n");
        row(policy("{ args.x: { type: { a: 1 } } }"), "3:29 wrong-type\n");
        row(policy("{ args.x: { any_item: { gt: a } } }"), "3:39 wrong-type\n");
        row(policy("{ args.x: { any_item: { greater: 5 } } }"), "3:35 unknown-operator\n");
        row(policy("{ args.x: { all_items: ~ } }"), "3:23 missing-value\n");
        row(policy("{ args.x: { length: { grater: 5 } } }"), "3:33 unknown-operator\n");
        row(policy("{ args.x: { length: [5] } }"), "3:31 wrong-type\n");
        row(policy("{ args.x: { url_host: [a.com, \"https://b\"] } }"), "3:41 bad-structured-text\n");
        row(policy("{ args.x: { ip_in: [10.0.0.1/, 1.2.3, \"::1/129\"] } }"), "3:31 bad-structured-text\n3:42 bad-structured-text\n3:49 bad-structured-text\n");
        row(policy("{ tool: { in_group: [financial_actions, 5, mine] } }"), "3:51 wrong-type\n3:54 unknown-group\n");
        row(policy("{ tool: { in_group: { a: 1 } } }"), "3:31 wrong-type\n");
        row(policy("{ input: { contains_pii: 5 } }"), "3:36 wrong-type\n");
        row(policy("{ input: { contains_pii: [[a], EMIAL] } }"), "3:37 wrong-type\n3:42 unknown-entity\n");
        row(policy("{ input: { contains_pii: { entity: [EMAIL], min_count: 0, min_likelihood: sure, except: EMAIL } } }"),
            "3:38 unknown-key\n3:66 wrong-type\n3:85 unknown-value\n3:99 wrong-type\n");
        row(policy("{ input: { contains_secret: [EMAIL] } }"), "3:40 unknown-entity\n");
        row(policy("{ args.x: { contains: a, ignore_case: 1 } }"), "3:49 wrong-type\n");
        row(policy("{ any: [ ~, { tool: a } ] }"), "3:20 missing-value\n");
        row(policy("{ any: ~, not: ~, after: ~, count: ~ }"), "3:13 missing-value\n3:21 missing-value\n3:29 missing-value\n3:39 missing-value\n");
        row(policy("{ none: x, distinct: [a] }"), "3:19 wrong-type\n3:32 wrong-type\n");
        row(policy("{ count: { of: x, within: run, gt: 1 } }"), "3:26 wrong-type\n");
        row(policy("{ count: { within: [run], gt: 1 } }"), "3:30 wrong-type\n");
        row(policy("{ count: { within: \"10m\", gt: 1 } }"), "3:30 quoted-number\n");
        row(policy("{ count: { within: -5m, gt: 1 } }"), "3:30 unknown-unit\n");
        row(policy("{ count: { within: ~, per: team, gt: 1 } }"), "3:22 missing-value\n3:38 unknown-value\n");
        row(policy("{ count: { within: run, contains: a } }"), "3:35 operator-mismatch\n");
        row(policy("{ distinct: { of: output, within: run, gt: 1 } }"), "3:29 operator-mismatch\n");
        row(policy("{ distinct: { of: arg.x, within: run, gt: 1 } }"), "3:29 unknown-field\n");
        row(policy("{ distinct: { within: run, gt: 1 } }"), "3:13 missing-key\n");
        row(policy("{ sum: { of: ~, within: run, gt: a, where: x } }"), "3:20 missing-value\n3:44 wrong-type\n3:54 wrong-type\n");
        row(policy("{ arguments.x: a }"), "3:13 unknown-field\n");
        row(policy("{ \"args.x[*]\": a }"), "3:13 bad-path\n");
        row(policy("{ tool: t }", "action: modify\n    modify: [ text, { set: ~, to: 1 }, { clmp: args.a, max: 1 }, { set: cost, to: 1 }, { set: [a], to: 1 } ]"),
            "5:15 wrong-type\n5:23 missing-value\n5:40 bad-change\n5:42 unknown-key\n5:73 bad-path\n5:95 wrong-type\n");
        row(policy("{ tool: t }", "action: modify\n    modify: [ { redact: args.a, mx: 1, to: 5 }, { clamp: args.a, min: ~, max: x } ]"),
            "5:33 unknown-key\n5:40 bad-change\n5:66 missing-value\n5:79 wrong-type\n");
        row(policy("{ tool: t }", "action: modify\n    modify: [ { set: args.a, to: 1 }, { set: args.a.b, to: 1 }, { set: args.c, to: 010 } ]"),
            "5:46 conflicting-changes\n5:84 octal-number\n");
        row(policy("{ tool: t }", "action: require_approval\n    approval: { required: ~, timeot: 5m, timeout: ~, editable: args.a, on_timeout: log }"),
            "5:17 missing-value\n5:30 unknown-key\n5:42 missing-value\n5:64 wrong-type\n5:84 unknown-value\n");
        row(policy("{ tool: t }", "action: require_approval\n    approvers: [a, 5, a]\n    approval: [a]"),
            "5:20 wrong-type\n5:23 repeated-value\n6:15 wrong-type\n");
        row(policy("{ tool: t }", "action: deny\n    message: [a]\n    name: {b: 1}\n    on_error: ignore"),
            "5:14 wrong-type\n6:11 wrong-type\n7:15 unknown-value\n");
        row(policy("{ tool: t }", "action: deny\n    message: \"{args.} {tol} {} { {user.id} {usr.id} {arguments}\""),
            "5:24 placeholder-near-miss\n5:45 placeholder-near-miss\n5:54 placeholder-near-miss\n");
        row("block_pii: { entities: [EMAIL] }\n", "1:12 wrong-type\n");
        row("block_pii: []\nmax_cost_per_day: { a: 1 }\n", "1:12 empty-value\n2:19 wrong-type\n");
        row("require_approval: nothing\nblock_pii: ~\n", "1:19 unknown-group\n2:1 missing-value\n");
        row("version: ~\nservice: ~\ntimezone: [a]\ndefault: ~\nblock_pii: true\n",
            "1:1 missing-value\n2:1 missing-value\n3:11 wrong-type\n4:1 missing-value\n");
        row("groups: { \"\": [a], b: x, c: ~, d: [5] }\nblock_pii: true\n", "1:11 empty-value\n1:23 wrong-type\n1:26 missing-value\n1:36 wrong-type\n");
        row("block_pii: true\ntests: [ text, { steps: [ 5 ], step: { tool: t } }, { step: { kind: x }, now: noon, expect: {} } ]\n",
            "2:10 wrong-type\n2:18 misplaced-key\n2:27 wrong-type\n2:69 unknown-kind\n2:79 bad-time\n2:93 empty-value\n");
        row("block_pii: true\ntests: [ { step: { tool: t, cost: ~, at: ~ }, now: ~, expect: { decison: deny } }, { steps: [ { tool: t, expect: { policy: nobody } } ] } ]\n",
            "2:29 missing-value\n2:38 missing-value\n2:47 missing-value\n2:65 unknown-key\n2:124 unknown-policy\n");
        row("block_pii: true\ntests: [ { steps: [ { tool: t } ], nam: x, then: approve } ]\n", "2:36 unknown-key\n2:44 misplaced-key\n");
        row("block_pii: true\ntests: x\n", "2:8 wrong-type\n");
        row("text\n", "1:1 wrong-type\n");
        row("\"text\"\n", "1:1 wrong-type\n");
        row("\xFF\xFE\x61", "1:1 invalid-utf8\n");
        row("", "1:1 empty-file\n");
        row("max_cost_per_run: true\n", "1:19 wrong-type\n");
        row("block_pii: true\npolicies:\n  - block_pii: true\n", "3:5 duplicate-id\n");
        row("service: []\nblock_pii: true\n", "1:10 empty-value\n");
        row("version: \"1\"\nblock_pii: true\n", "1:10 unsupported-version\n");
        row("groups: { mine: { add: [x] } }\nblock_pii: true\n", "1:11 unknown-group\n");
        row("groups: { financial_actions: { add: [x], sub: [y] } }\nblock_pii: true\n", "1:42 unknown-key\n");
        row("block_pii: true\ntests: [ { step: { tol: x }, expect: { decision: deny } } ]\n", "2:20 unknown-key\n");
        row("block_pii: true\ntests: [ { step: { count: 5 } } ]\n", "2:20 misplaced-key\n");
        row("block_pii: true\ntests: [ { expect: { decision: deny } } ]\n", "2:10 no-steps\n2:12 misplaced-key\n");
        row("block_pii: true\ntests: [ { step: { tool: x, at: noon }, expect: { decision: block } } ]\n", "2:33 bad-time\n2:61 unknown-value\n");
    }
    void whatIsWrongIsBlamedWhereItStands()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, expected);
        QCOMPARE(problems(file.toStdString()), expected.toStdString());
    }

    void everyProblemOfAFileIsReported()
    {
        QCOMPARE(problems("mod: enforce\npolicies:\n  - id: p\n    when: { tolo: x, cost: { gte: \"1\" } }\n    action: denny\n    messge: x\n"),
                 std::string("1:1 unknown-key\n4:13 unknown-field\n4:35 quoted-number\n5:13 unknown-action\n6:5 unknown-key\n"));
    }

    void aKeyOfAnotherLevelIsNamedThere()
    {
        QCOMPARE(printed(policy("{ tool: t }", "action: deny\n    gt: 5")),
                 std::string("policies.yaml:5:5: error: `gt` cannot stand under a policy [misplaced-key]\n    gt: 5\n    ^~\n"
                             "help: it exists under a field of a condition\n"));
        QCOMPARE(printed(policy("{ tool: t }", "action: deny\n    cost: 5")),
                 std::string("policies.yaml:5:5: error: `cost` cannot stand under a policy [misplaced-key]\n    cost: 5\n    ^~~~\n"
                             "help: it exists under `when`\n"));
    }

    void fixesRepairTheFile_data()
    {
        QTest::addColumn<QByteArray>("broken");
        QTest::addColumn<QByteArray>("whole");
        const auto row = [](const std::string& broken, const std::string& whole) {
            QTest::newRow(broken.c_str()) << QByteArray::fromStdString(broken) << QByteArray::fromStdString(whole);
        };
        row(policy("{ cost: { greater: 1 } }"), policy("{ cost: { gt: 1 } }"));
        row(policy("{ cost_tody: { gt: 1 } }"), policy("{ cost_today: { gt: 1 } }"));
        row(policy("{ cost: {gt:1.00} }"), policy("{ cost: {gt: 1.00} }"));
        row(policy("{ cost: { gt: \"1.00\" } }"), policy("{ cost: { gt: 1.00 } }"));
        row(policy("{ args.x: { gt: .5 } }"), policy("{ args.x: { gt: 0.5 } }"));
        row(policy("{ args.x: { gt: 017 } }"), policy("{ args.x: { gt: 17 } }"));
        row(policy("{ args.x: { gt: 1_000 } }"), policy("{ args.x: { gt: 1000 } }"));
        row(policy("{ tool: 5 }"), policy("{ tool: \"5\" }"));
        row(policy("{ elapsed: { gt: 15min } }"), policy("{ elapsed: { gt: 15m } }"));
        row(policy("{ args.x: { in: 5 } }"), policy("{ args.x: { in: [5] } }"));
        row(policy("{ tool: t }", "action: block"), policy("{ tool: t }", "action: deny"));
        row(policy("{ tool: t }", "action: deny\n    message: \"{cost_tody}\""), policy("{ tool: t }", "action: deny\n    message: \"{cost_today}\""));
        row("timezone: Europe/Madird\nblock_pii: true\n", "timezone: Europe/Madrid\nblock_pii: true\n");
    }
    void fixesRepairTheFile()
    {
        QFETCH(QByteArray, broken);
        QFETCH(QByteArray, whole);
        QCOMPARE(fixed(broken.toStdString()), whole.toStdString());
        QCOMPARE(problems(whole.toStdString()), std::string());
    }

    void messagesNeverHoldRawControlCharacters()
    {
        const SourcePtr source = sourceOf("\"k\\e[31m\": 1\npolicies:\n  - { id: \"a\\u202Eb\", when: { \"\\ax\": 1 }, action: \"\\u009b\" }\n");
        for (const Diagnostic& diagnostic : parse(source).diagnostics) {
            const std::string text = diagnostic.message + diagnostic.help;
            QCOMPARE(printable(text, text.size()), text);
        }
    }
};

QTEST_APPLESS_MAIN(TestProblems)
#include "tst_problems.moc"
