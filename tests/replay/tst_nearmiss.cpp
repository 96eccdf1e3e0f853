// SPDX-License-Identifier: Apache-2.0
#include "core/engine/nearmiss.h"
#include "tests/replay/printing.h"

#include <QtTest>

using namespace runlog;

namespace {

std::string print(const char* direction, const std::optional<NearMiss>& miss, const Engine& engine)
{
    if (!miss)
        return {};
    const auto& condition = *miss->condition;
    return std::string(direction) + ' ' + std::string(name(miss->outcome)) + ": " + engine.policies()[miss->policy].policy->id + ' '
        + condition.subject + ' ' + condition.test + (condition.margin.empty() ? "" : ", " + condition.margin) + '\n';
}

// What stood nearest at one step with these keys.
QString missesOf(const std::string& policies, const std::string& step)
{
    const auto engine = engineOf(policies);
    const auto runs = runsOf(R"({"type":"step","run":"r","seq":1,"service":"s",)" + step + "}\n");
    const auto explained = explainStep(engine, runs, {}, 0);
    const auto found = nearMisses(explained->explanation, *engine, runs->kind()[0]);
    return QString::fromStdString(print("stricter", found.stricter, *engine) + print("looser", found.looser, *engine));
}

constexpr const char* Pay = R"("kind":"tool_call","tool":"pay","args":{"amount":95,"to":"ana"})";

} // namespace

class TestNearMiss : public QObject {
    Q_OBJECT
private slots:
    void theNearestConditionStandsBetweenTheOutcomes_data();
    void theNearestConditionStandsBetweenTheOutcomes()
    {
        QFETCH(QString, policies);
        QFETCH(QString, expected);
        QCOMPARE(missesOf(policies.toStdString(), Pay), expected);
    }
};

void TestNearMiss::theNearestConditionStandsBetweenTheOutcomes_data()
{
    QTest::addColumn<QString>("policies");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* title, const char* policies, const char* expected) {
        QTest::newRow(title) << QString("policies:\n") + policies << QString(expected);
    };
    constexpr const char* Cap = "  - { id: cap, when: { tool: pay, args.amount: { gt: 100 } }, action: deny }\n";
    row("one number", Cap, "stricter deny: cap args.amount gt 100, missed by 5\n");
    row("nearest of two", qPrintable(QString(Cap) + "  - { id: ask, when: { args.amount: { gt: 96 } }, action: require_approval }\n"),
        "stricter require_approval: ask args.amount gt 96, missed by 1\n");
    row("two would have to turn", "  - { id: cap, when: { tool: mail, args.amount: { gt: 100 } }, action: deny }\n", "");
    row("a word", "  - { id: to, when: { args.to: bob }, action: deny }\n", "stricter deny: to args.to bob\n");
    row("a number before a word",
        "  - { id: to, when: { args.to: bob }, action: deny }\n  - { id: far, when: { args.amount: { gt: 9000 } }, action: deny }\n",
        "stricter deny: far args.amount gt 9000, missed by 8905\n");
    row("looser", "  - { id: cap, when: { args.amount: { gt: 90 } }, action: deny }\n",
        "looser allow: cap args.amount gt 90, over by 5\n");
    row("looser to the next match",
        "  - { id: cap, when: { args.amount: { gt: 90 } }, action: deny }\n  - { id: note, when: { tool: pay }, action: log }\n",
        "looser log: cap args.amount gt 90, over by 5\n");
    row("two stand in the way",
        "  - { id: cap, when: { args.amount: { gt: 90 } }, action: deny }\n  - { id: low, when: { args.amount: { gt: 10 } }, action: deny }\n", "");
    row("one of any", "  - { id: or, when: { any: [ { args.amount: { gt: 100 } }, { args.amount: { lt: 90 } } ] }, action: deny }\n",
        "stricter deny: or args.amount gt 100, missed by 5\n");
    row("the exception",
        "  - { id: cap, when: { args.amount: { gt: 10 } }, unless: { args.to: ana }, action: deny }\n",
        "stricter deny: cap args.to ana\n");
    row("not", "  - { id: cap, when: { not: { args.amount: { lt: 100 } } }, action: deny }\n",
        "stricter deny: cap args.amount lt 100, under by 5\n");
    row("a window", "  - { id: many, when: { count: { of: { tool: pay }, within: run, gt: 2 } }, action: deny }\n",
        "stricter deny: many count gt 2, missed by 1\n");
    row("observing is none", "  - { id: cap, when: { args.amount: { gt: 100 } }, action: deny, mode: observe }\n", "");
    row("an error is none", "  - { id: cap, when: { args.to: { gt: 100 } }, action: deny }\n", "");
    QTest::newRow("an allow lifts the default")
        << "default: deny\npolicies:\n  - { id: small, when: { args.amount: { lt: 90 } }, action: allow }\n"
        << "looser allow: small args.amount lt 90, missed by 5\n";
    QTest::newRow("the only allow")
        << "default: deny\npolicies:\n  - { id: small, when: { args.amount: { lt: 99 } }, action: allow }\n"
        << "stricter deny: small args.amount lt 99, under by 4\n";
}

QTEST_APPLESS_MAIN(TestNearMiss)
#include "tst_nearmiss.moc"
