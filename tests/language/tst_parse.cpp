// SPDX-License-Identifier: Apache-2.0
#include "tests/language/printing.h"

#include "tests/language/shown.h"

#include <QtTest>

using namespace runlog;

class TestParse : public QObject {
    Q_OBJECT
private slots:
    void theShortestFilesAreRead()
    {
        QCOMPARE(printPolicies("policies:\n"
                               "  - id: cost_control\n"
                               "    when: { cost: { gt: 1.00 } }\n"
                               "    action: deny\n"
                               "  - id: sensitive_data\n"
                               "    when: { input: { contains_pii: true } }\n"
                               "    action: require_approval\n"),
                 std::string("cost_control deny\n"
                             "  all <when: { cost: { gt: 1.00 } }>\n"
                             "    cost gt $1.00 <cost: { gt: 1.00 }>\n"
                             "sensitive_data require_approval\n"
                             "  all <when: { input: { contains_pii: true } }>\n"
                             "    input contains_pii wanted <input: { contains_pii: true }>\n"));
    }

    void textForPeopleIsKeptAsWritten()
    {
        const auto source = std::make_shared<const Source>(
            "policies.yaml", "policies:\n  - id: a\n    when: { tool: x }\n    action: log\n    owner: Finance 007\n"
                             "    tags: [q3, 0o17, null, \"yes\"]\n    links: { ticket: [F-1, 1_000] }\n");
        const auto parsed = parse(source);
        QVERIFY2(parsed.diagnostics.empty(), print(parsed.diagnostics, *source).c_str());
        const auto& policy = parsed.file->policies.front();
        std::string json;
        for (const auto& kept : {policy.notes().owner, policy.notes().tags, policy.notes().links})
            appendCompactJson(json, kept);
        QCOMPARE(json, std::string(R"("Finance 007"["q3","0o17","null","yes"]{"ticket":["F-1","1_000"]})"));
    }

    void policyTypesExpandToOrdinaryPolicies()
    {
        QCOMPARE(printPolicies("max_cost_per_run: $1.00\n"
                               "max_cost_per_day: 100 USD\n"
                               "max_tool_calls_per_run: 50\n"
                               "block_pii: [email, iban]\n"
                               "groups: { mine: [\"a.*\", b] }\n"
                               "policies:\n"
                               "  - require_approval: [mine]\n"),
                 std::string("max_cost_per_run deny type\n"
                             "  all <max_cost_per_run: $1.00>\n"
                             "    cost gt $1.00 <max_cost_per_run: $1.00>\n"
                             "max_cost_per_day deny type\n"
                             "  all <max_cost_per_day: 100 USD>\n"
                             "    cost_today gt $100.00 <max_cost_per_day: 100 USD>\n"
                             "max_tool_calls_per_run terminate type\n"
                             "  all <max_tool_calls_per_run: 50>\n"
                             "    tool_calls_in_run gt 50 <max_tool_calls_per_run: 50>\n"
                             "block_pii deny type\n"
                             "  all <block_pii: [email, iban]>\n"
                             "    any <block_pii: [email, iban]>\n"
                             "      input contains_pii wanted EMAIL IBAN <block_pii: [email, iban]>\n"
                             "      args contains_pii wanted EMAIL IBAN <block_pii: [email, iban]>\n"
                             "require_approval require_approval type\n"
                             "  all <require_approval: [mine]>\n"
                             "    tool in_group glob 'a.*' glob 'b' <require_approval: [mine]>\n"));
    }

    void everyOperatorIsReadWithItsOperand_data()
    {
        QTest::addColumn<QByteArray>("when");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* when, const char* expected) { QTest::newRow(when) << QByteArray(when) << QByteArray(expected); };
        row("{ tool: refund }", "tool eq 'refund' <tool: refund>\n");
        row("{ tool: \"*.refund\" }", "tool eq glob '*.refund' <tool: \"*.refund\">\n");
        row("{ tool: [a, \"b?\"] }", "tool in 'a' glob 'b?' <tool: [a, \"b?\"]>\n");
        row("{ args.x: \"*\" }", "args.x eq '*' <args.x: \"*\">\n");
        row("{ args.x: { glob: \"*\" } }", "args.x glob glob '*' <args.x: { glob: \"*\" }>\n");
        row("{ args.x: 1.50 }", "args.x eq 1.5 <args.x: 1.50>\n");
        row("{ args.x: true }", "args.x eq true <args.x: true>\n");
        row("{ args.x: \"5\" }", "args.x eq '5' <args.x: \"5\">\n");
        row("{ cost: { between: [1, $2] } }", "cost between $1.00 $2.00 <cost: { between: [1, $2] }>\n");
        row("{ elapsed: { gte: 90s } }", "elapsed gte 1m30s <elapsed: { gte: 90s }>\n");
        row("{ time_of_day: { between: [\"22:00\", 06:00] } }",
            "time_of_day between day+22h day+6h <time_of_day: { between: [\"22:00\", 06:00] }>\n");
        row("{ weekday: [sat, sun] }", "weekday in 'sat' 'sun' <weekday: [sat, sun]>\n");
        row("{ args.q: { matches: 'a+', ignore_case: true } }", "args.q matches 'a+' ignoring case <args.q: { matches: 'a+', ignore_case: true }>\n");
        row("{ args.a: { exists: false } }", "args.a exists false <args.a: { exists: false }>\n");
        row("{ args.a: { type: null } }", "args.a type 'null' <args.a: { type: null }>\n");
        row("{ args.a: { length: 3 } }", "args.a length <args.a: { length: 3 }>\n  item eq 3 <length: 3>\n");
        row("{ args.a: { length: { gt: 3, lte: 9 } } }",
            "args.a length <args.a: { length: { gt: 3, lte: 9 } }>\n  item gt 3 <gt: 3>\n  item lte 9 <lte: 9>\n");
        row("{ args.m: { any_item: { amount: { gt: 300 }, \"\\\"type\\\"\": x } } }",
            "args.m any_item <args.m: { any_item: { amount: { gt: 300 }, \"\\\"type\\\"\": x } }>\n"
            "  amount gt 300 <amount: { gt: 300 }>\n  type eq 'x' <\"\\\"type\\\"\": x>\n");
        row("{ args.m: { no_item: { contains: x, ends_with: y } } }",
            "args.m no_item <args.m: { no_item: { contains: x, ends_with: y } }>\n  item contains 'x' <contains: x>\n  item ends_with 'y' <ends_with: y>\n");
        row("{ input: { contains_pii: { entities: [email], min_count: 2, min_likelihood: possible } } }",
            "input contains_pii wanted EMAIL count 2 possible <input: { contains_pii: { entities: [email], min_count: 2, min_likelihood: possible } }>\n");
        row("{ input: { contains_pii: { except: [PHONE] } } }", "input contains_pii wanted -PHONE <input: { contains_pii: { except: [PHONE] } }>\n");
        row("{ args: { contains_secret: false } }", "args contains_secret unwanted <args: { contains_secret: false }>\n");
        row("{ args.u: { url_host: [\"*.a.com\", b.org] } }", "args.u url_host '*.a.com' 'b.org' <args.u: { url_host: [\"*.a.com\", b.org] }>\n");
        row("{ args.h: { ip_in: [10.0.0.0/8, \"::1\"] } }", "args.h ip_in '10.0.0.0/8' '::1' <args.h: { ip_in: [10.0.0.0/8, \"::1\"] }>\n");
        row("{ args.p: { path_under: /srv } }", "args.p path_under '/srv' <args.p: { path_under: /srv }>\n");
        row("{ cost: { gt: 1, lt: 5 } }", "all <cost: { gt: 1, lt: 5 }>\n  cost gt $1.00 <gt: 1>\n  cost lt $5.00 <lt: 5>\n");
        row("{ args.\"a . b\": 1 }", "args.\"a . b\" eq 1 <args.\"a . b\": 1>\n");
        row("{ any: [ { tool: a }, { not: { tool: b } } ] }",
            "any <any: [ { tool: a }, { not: { tool: b } } ]>\n  all <{ tool: a }>\n    tool eq 'a' <tool: a>\n"
            "  all <{ not: { tool: b } }>\n    not <not: { tool: b }>\n      all <{ tool: b }>\n        tool eq 'b' <tool: b>\n");
        row("{ not_after: { tool: t, output: { contains: x } } }",
            "not_after <not_after: { tool: t, output: { contains: x } }>\n  all <{ tool: t, output: { contains: x } }>\n"
            "    tool eq 't' <tool: t>\n    output contains 'x' <output: { contains: x }>\n");
        row("{ count: { of: { tool: t }, within: 10m, per: user, gt: 5 } }",
            "window <count: { of: { tool: t }, within: 10m, per: user, gt: 5 }>\n  count in 10m per user\n"
            "    all <{ tool: t }>\n      tool eq 't' <tool: t>\n    item gt 5 <gt: 5>\n");
        row("{ sum: { of: args.a, where: { tool: t }, within: today, per: service, gte: 0.5 } }",
            "window <sum: { of: args.a, where: { tool: t }, within: today, per: service, gte: 0.5 }>\n  sum of args.a today per service\n"
            "    all <{ tool: t }>\n      tool eq 't' <tool: t>\n    item gte 0.5 <gte: 0.5>\n");
        row("{ distinct: { of: args.to, within: run, gt: 3 } }",
            "window <distinct: { of: args.to, within: run, gt: 3 }>\n  distinct of args.to in run per run\n    item gt 3 <gt: 3>\n");
    }
    void everyOperatorIsReadWithItsOperand()
    {
        QFETCH(QByteArray, when);
        QFETCH(QByteArray, expected);
        QCOMPARE(printConditions(when.toStdString()), expected.toStdString());
    }

    void keysOfAPolicyAreKept()
    {
        const SourcePtr source = sourceOf("timezone: Europe/Madrid\nservice: [\"support-*\", billing]\nmode: observe\ndefault: deny\npolicies:\n"
                                          "  - id: all_of_it\n    name: Title\n    description: Words\n    owner: me\n    tags: [a]\n"
                                          "    when: { tool: t }\n    unless: { user.role: dba }\n    action: require_approval\n"
                                          "    mode: enforce\n    on_error: skip\n    enabled: false\n    message: \"{tool}\"\n"
                                          "    approvers: [security, finance]\n"
                                          "    approval: { required: { security: 1, finance: 2 }, timeout: 15m, on_timeout: terminate, editable: [args.q] }\n"
                                          "  - id: change\n    when: { tool: t }\n    mode: enforce\n    action: modify\n"
                                          "    modify: [ { clamp: args.n, min: 1, max: 5 }, { redact: input }, { set: args.x, to: { a: [1, null] } }, { remove: args.y } ]\n");
        const Parsed parsed = parse(source);
        QCOMPARE(print(parsed.diagnostics, *source), std::string());
        const PolicyFile& file = *parsed.file;
        QCOMPARE(file.timezone, std::string("Europe/Madrid"));
        QCOMPARE(file.services.size(), std::size_t(2));
        QVERIFY(file.services[0].isGlob && !file.services[1].isGlob);
        QCOMPARE(file.mode, Mode::Observe);
        QCOMPARE(file.defaultDecision, DefaultDecision::Deny);
        const Policy& policy = file.policies.at(0);
        QCOMPARE(policy.notes().name + policy.notes().description + policy.message, std::string("TitleWords{tool}"));
        QVERIFY(policy.mode == Mode::Enforce && policy.skipOnError && !policy.enabled);
        QCOMPARE(policy.approval().required, std::size_t(3));
        QCOMPARE(policy.approval().perGroup.at("finance"), std::size_t(2));
        QCOMPARE(policy.approval().timeout->nanos, std::int64_t(900'000'000'000));
        QCOMPARE(policy.approval().onTimeout, Action::Terminate);
        QCOMPARE(print(policy.approval().editable.at(0)), std::string("args.q"));
        QCOMPARE(std::string(source->text(policy.idSpan)) + std::string(source->text(policy.actionSpan)), std::string("all_of_itrequire_approval"));
        const auto& changes = file.policies.at(1).changes;
        QCOMPARE(changes.size(), std::size_t(4));
        std::string json;
        appendCompactJson(json, changes[2].value);
        QCOMPARE(json, std::string("{\"a\":[1,null]}"));
        QCOMPARE(changes[0].max->number, Decimal(5));
        QCOMPARE(changes[1].target.field, Field::Input);
    }

    void testsAreKeptAsValues()
    {
        const SourcePtr source = sourceOf("max_tool_calls_per_run: 50\ntests:\n"
                                          "  - name: one\n    step: { tool: search, tool_calls_in_run: 51, cost: $1.20, elapsed: 5m }\n"
                                          "    expect: { decision: terminate, policy: max_tool_calls_per_run }\n"
                                          "  - now: 2026-03-01T10:00:00Z\n    user: { id: u7 }\n    service: s\n    steps:\n"
                                          "      - { tool: refund, args: { amount: 250 }, expect: { decision: allow, policy: null } }\n"
                                          "      - { model: m, at: +5m, then: hold, expect: { message: text } }\n");
        const Parsed parsed = parse(source);
        QCOMPARE(print(parsed.diagnostics, *source), std::string());
        const auto& tests = parsed.file->tests;
        std::string json;
        appendCompactJson(json, tests.at(0).steps.at(0).fields);
        QCOMPARE(json, std::string("{\"tool\":\"search\",\"tool_calls_in_run\":51,\"cost\":1.2,\"elapsed\":\"5m\"}"));
        QCOMPARE(tests[0].steps[0].decision, std::string("terminate"));
        QCOMPARE(*tests[0].steps[0].policy, std::string("max_tool_calls_per_run"));
        QCOMPARE(tests.at(1).now + tests[1].service, std::string("2026-03-01T10:00:00Zs"));
        QCOMPARE(tests[1].steps.at(0).policy.value_or("unset"), std::string());
        QVERIFY(!tests[1].steps.at(1).policy);
        QCOMPARE(tests[1].steps[1].then + tests[1].steps[1].message, std::string("holdtext"));
        QCOMPARE(std::string(tests[1].user.find("id").text()), std::string("u7"));
    }

    void conditionsHaveStableNames()
    {
        const Parsed parsed = parse(sourceOf("policies:\n  - id: p\n    action: deny\n    when: { any: [ { cost: { gt: 1, lt: 9 } } ], sum: { of: args.a, within: run, gt: 5 } }\n"));
        const Condition& when = parsed.file->policies.at(0).when;
        QCOMPARE(when.children.at(0).children.at(0).children.at(0).children.at(1).id, std::string("p/when/any/0/cost/lt"));
        QCOMPARE(when.children.at(1).window()->tests.at(0).id, std::string("p/when/sum/gt"));
    }

    void idsAreUniqueOverAllFiles()
    {
        const auto first = parse(std::make_shared<const Source>("a.yaml", "policies:\n  - { id: x, when: { tool: t }, action: deny }\n")).file;
        const auto second = parse(std::make_shared<const Source>("b.yaml", "policies:\n  - { id: x, when: { tool: t }, action: deny }\n")).file;
        const Joined joined = join({first, second});
        QVERIFY(joined.diagnostics.at(0).empty());
        QCOMPARE(print(joined.diagnostics.at(1), *second->source),
                 std::string("b.yaml:2:11: error: the id `x` is in `a.yaml` too [duplicate-id]\n  - { id: x, when: { tool: t }, action: deny }\n          ^\n"
                             "help: ids are unique over all files; choose another one\n"));
        QCOMPARE(joined.set.files.size(), std::size_t(2));
    }
};

QTEST_APPLESS_MAIN(TestParse)
#include "tst_parse.moc"
