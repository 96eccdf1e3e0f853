// SPDX-License-Identifier: Apache-2.0
#include "core/checks/coverage.h"
#include "core/replay/evidence.h"
#include "core/replay/mediation.h"
#include "tests/replay/printing.h"

#include <QtTest>

#include <map>

using namespace runlog;

namespace {

constexpr const char* Policies = R"(
service: ["shop", "shop-*"]
policies:
  - id: large
    when: { tool: [refund, pay.out], args.amount: { gt: 100 } }
    unless: { user.role: admin }
    action: deny
  - id: busy
    when: { count: { of: { tool: refund }, within: 1h, gt: 1, lt: 9 }, args.amount: { ne: 7 } }
    action: log
  - id: after_fetch
    when: { any: [ { after: { tool: fetch } }, { args.note: { matches: "^x" } } ], not: { args.amount: { lt: 0 } } }
    action: require_approval
  - id: watched
    when: { model: "big-*", cost: { gte: 0.50 } }
    action: deny
    mode: observe
  - id: weekend
    when: { weekday: [sat, sun], args.items: { any_item: { price: { gt: 5 } } } }
    action: log
)";

constexpr const char* Recorded =
    R"({"type":"run","run":"r1","service":"shop","started_at":"2026-02-28T10:00:00Z","user":{"id":"u","role":"clerk"}}
{"type":"step","run":"r1","seq":1,"kind":"tool_call","tool":"fetch","args":{"note":7},"cost_usd":0.1,"started_at":"2026-02-28T10:00:01Z"}
{"type":"step","run":"r1","seq":2,"kind":"tool_call","tool":"refund","args":{"amount":150},"cost_usd":0.1,"started_at":"2026-02-28T10:00:02Z"}
{"type":"step","run":"r1","seq":3,"kind":"llm_call","model":"big-1","cost_usd":0.4,"started_at":"2026-02-28T10:00:03Z"}
{"type":"step","run":"r1","seq":4,"kind":"llm_call","model":"big-1","cost_usd":0.4,"started_at":"2026-02-28T10:00:04Z"}
{"type":"step","run":"r1","seq":5,"kind":"tool_call","tool":"refund","args":{"amount":"ten","items":[{"price":9}]},"cost_usd":0.1,"started_at":"2026-03-02T10:00:05Z"}
{"type":"run","run":"r2","service":"shop-eu","started_at":"2026-03-01T10:00:00Z","user":{"id":"v","role":"admin"}}
{"type":"step","run":"r2","seq":1,"kind":"tool_call","tool":"refund","args":{"amount":120},"cost_usd":0.1,"started_at":"2026-03-01T10:00:01Z"}
{"type":"step","run":"r2","seq":2,"kind":"tool_call","tool":"refund","started_at":"2026-03-01T10:00:02Z"}
{"type":"step","run":"r2","seq":3,"kind":"tool_call","tool":"refund","args":{"amount":7,"items":[]},"started_at":"2026-03-01T10:00:03Z"}
{"type":"run","run":"r3","service":"office","started_at":"2026-03-01T10:00:00Z"}
{"type":"step","run":"r3","seq":1,"kind":"tool_call","tool":"refund","args":{"amount":500},"started_at":"2026-03-01T10:00:01Z"}
)";

std::string print(const Evidence& evidence, const Engine& engine)
{
    std::string text;
    for (const auto& policy : evidence.policies) {
        text += engine.policies()[policy.policy].policy->id + ' ' + std::to_string(policy.matched) + '/'
            + std::to_string(policy.steps) + '\n';
        for (const auto& one : policy.conditions) {
            text += (one.inUnless ? "  unless " : "  ") + conditionText({one.condition, one.window, false, false});
            for (const auto count : {one.isTrue, one.isFalse, one.inError, one.unknown, one.absent})
                text += ' ' + std::to_string(count);
            for (const auto seen : one.seen)
                text += " =" + std::to_string(seen);
            text += '\n';
        }
    }
    return text;
}

QString actionsOf(const std::string& policies)
{
    std::string text;
    for (const auto& action : mediationOf(replay(engineOf(policies), runsOf(Recorded), {})))
        text += std::string(name(action.kind)) + ' ' + action.name + ": " + std::to_string(action.steps) + ", unseen "
            + std::to_string(action.unseen) + ", on the default " + std::to_string(action.onDefault) + ", refused "
            + std::to_string(action.refused) + '\n';
    return QString::fromStdString(text);
}

struct Counts {
    std::array<std::size_t, 4> truths{};
    std::size_t absent = 0;
};

// The leaves of an explanation, by condition: the slow way to the same counts.
void addLeaves(std::map<const Condition*, Counts>& counts, const ExplainedCondition& tree)
{
    for (const auto& child : tree.children)
        addLeaves(counts, child);
    if (!tree.children.empty())
        return;
    auto& leaf = counts[tree.condition];
    ++leaf.truths[static_cast<std::size_t>(tree.truth)];
    leaf.absent += tree.absent && tree.truth < Truth::Error;
}

std::map<const Condition*, Counts> explained(const EnginePtr& engine, const RunsPtr& runs)
{
    std::map<const Condition*, Counts> counts;
    for (std::size_t step = 0; step < runs->stepCount(); ++step) {
        const auto one = explainStep(engine, runs, {}, step);
        if (!one)
            continue;
        for (const auto& policy : one->explanation.policies) {
            if (!policy.concerned)
                continue;
            addLeaves(counts, policy.when);
            if (policy.unless)
                addLeaves(counts, *policy.unless);
        }
    }
    return counts;
}

} // namespace

class TestEvidence : public QObject {
    Q_OBJECT
private slots:
    void eachConditionIsCountedOverTheStepsOfItsPolicy();
    void theCountsAreThoseOfEveryStepExplained();
    void actionsThatNoPolicyCanSeeAreTold();
    void whatAllowPoliciesLeaveRestsOnTheDefault();
};

void TestEvidence::eachConditionIsCountedOverTheStepsOfItsPolicy()
{
    const auto engine = engineOf(Policies);
    QCOMPARE(QString::fromStdString(print(evidenceOf(engine, runsOf(Recorded), {}), *engine)),
             QString("large 2/6\n"
             "  tool in [refund, pay.out] 5 1 0 0 0 =5 =0\n"
             "  args.amount gt 100 2 2 1 1 1\n"
             "  unless user.role admin 3 3 0 0 0 =3\n"
             "busy 1/6\n"
             "  count within 1h gt 1 2 4 0 0 0\n"
             "  count within 1h lt 9 6 0 0 0 0\n"
             "  args.amount ne 7 4 1 0 1 1 =1\n"
             "after_fetch 3/6\n"
             "  after 2 4 0 0 0\n"
             "  args.note matches ^x 0 4 1 1 4\n"
             "  args.amount lt 0 0 4 1 1 1\n"
             "watched 1/2\n"
             "  model big-* 2 0 0 0 0 =2\n"
             "  cost gte 0.50 1 1 0 0 0\n"
             "weekend 0/6\n"
             "  weekday in [sat, sun] 5 1 0 0 0 =2 =3\n"
             "  args.items any_item price gt 5 1 4 0 1 3\n"));
}

void TestEvidence::theCountsAreThoseOfEveryStepExplained()
{
    const auto engine = engineOf(Policies);
    const auto runs = runsOf(Recorded);
    const auto slow = explained(engine, runs);
    std::size_t compared = 0;
    for (const auto& policy : evidenceOf(engine, runs, {}).policies)
        for (const auto& fast : policy.conditions) {
            const auto& one = slow.at(fast.condition);
            QCOMPARE(fast.isFalse, one.truths[0]);
            QCOMPARE(fast.isTrue, one.truths[1]);
            QCOMPARE(fast.inError, one.truths[2]);
            QCOMPARE(fast.unknown, one.truths[3]);
            QCOMPARE(fast.absent, one.absent);
            ++compared;
        }
    QCOMPARE(compared, slow.size());
    QCOMPARE(compared, std::size_t(13));
}

void TestEvidence::actionsThatNoPolicyCanSeeAreTold()
{
    QCOMPARE(actionsOf(R"(
service: "shop*"
policies:
  - { id: a, when: { tool: "pay.*", args.amount: { gt: 10 } }, action: deny }
  - { id: b, when: { any: [ { tool: [fetch, mail] }, { model: { ne: "big-1" } } ] }, action: log }
  - { id: c, when: { tool: refund, not: { cost: { gt: 5 } }, args.amount: { gt: 130 } }, action: deny }
  - { id: d, when: { cost: { gt: 0 } }, action: deny, mode: observe }
)"),
             QString("tool_call refund: 6, unseen 1, on the default 1, refused 0\n"
                     "llm_call big-1: 2, unseen 2, on the default 2, refused 0\n"
                     "tool_call fetch: 1, unseen 0, on the default 0, refused 0\n"));
}

void TestEvidence::whatAllowPoliciesLeaveRestsOnTheDefault()
{
    QCOMPARE(actionsOf("default: deny\npolicies:\n  - { id: a, when: { tool: refund, args.amount: { lt: 140 } }, action: allow }\n"),
             QString("tool_call refund: 6, unseen 0, on the default 4, refused 4\n"
                     "llm_call big-1: 2, unseen 2, on the default 2, refused 0\n"
                     "tool_call fetch: 1, unseen 1, on the default 1, refused 1\n"));
}

QTEST_APPLESS_MAIN(TestEvidence)
#include "tst_evidence.moc"
