// SPDX-License-Identifier: Apache-2.0
#include "core/replay/attribution.h"
#include "tests/engine/world.h"
#include "tests/replay/printing.h"
#include "tests/replay/recorder.h"

#include <QtTest>

using namespace runlog;

namespace {

const std::string Payments = R"({"type":"step","run":"r","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":30}}
{"type":"step","run":"r","seq":2,"kind":"tool_call","tool":"pay","args":{"amount":60}}
{"type":"step","run":"r","seq":3,"kind":"tool_call","tool":"mail","args":{"amount":90}}
)";

std::string policy(const std::string& id, const std::string& tests, const std::string& action)
{
    return "  - id: " + id + "\n    when: { " + tests + " }\n    action: " + action + "\n";
}

std::string print(const PolicyEdit& edit)
{
    std::string text(name(edit.kind));
    if (!edit.policy.empty())
        text += " " + edit.policy;
    if (edit.kind == PolicyEdit::Kind::Number)
        text += " " + edit.before + "→" + edit.after;
    return text;
}

Attribution attributed(const EnginePtr& before, const EnginePtr& after, const RunsPtr& runs, Impact* impact = nullptr)
{
    const auto old = replay(before, runs, {});
    const auto now = replay(after, runs, {});
    const auto changes = compare(old, now);
    if (impact)
        *impact = changes;
    return attribute(changes, old, now, {}, {});
}

// "number cap 50→40; added ask | r#1 allow→deny: 0; r#2 allow→deny: 0 1".
QString told(const std::string& before, const std::string& after, const std::string& lines = Payments)
{
    const auto runs = runsOf(lines);
    Impact impact;
    const auto result = attributed(engineOf("policies:\n" + before), engineOf("policies:\n" + after), runs, &impact);
    std::string text;
    for (const auto& edit : result.edits)
        text += (&edit == result.edits.data() ? "" : "; ") + print(edit);
    text += " |";
    for (std::size_t n = 0; n < impact.changes.size(); ++n) {
        const auto& change = impact.changes[n];
        text += (n == 0 ? " #" : "; #") + std::to_string(runs->seq()[change.step]) + " " + std::string(name(change.before.outcome)) + "→"
                + std::string(name(change.after.outcome)) + ":";
        for (const auto edit : result.causes[n])
            text += " " + std::to_string(edit);
    }
    return QString::fromStdString(text);
}

bool alike(const StepOutcome& a, const StepOutcome& b) { return a.outcome == b.outcome && a.approval == b.approval; }

} // namespace

class TestAttribution : public QObject {
    Q_OBJECT
private slots:
    void aSingleEditCausesEverything();
    void eachNumberIsAnEditOfItsOwn();
    void addedRemovedAndChangedPoliciesAreTold();
    void ofTwoEditsThatDoTheSameEachIsNamed();
    void editsThatDoItTogetherAreNamedTogether();
    void whatStandsBesideThePoliciesIsAnEdit();
    void anEditThatIsTakenBackGivesTheEarlierPolicies();
    void madeUpWorldsAreAttributedAsTheWordsSay();
};

void TestAttribution::aSingleEditCausesEverything()
{
    QCOMPARE(told(policy("cap", "args.amount: { gt: 50 }", "deny"), policy("cap", "args.amount: { gt: 20 }", "deny")),
             QString("number cap 50→20 | #1 allow→deny: 0"));
}

void TestAttribution::eachNumberIsAnEditOfItsOwn()
{
    const auto before = policy("cap", "args.amount: { gt: 50, lt: 80 }", "deny");
    const auto after = policy("cap", "args.amount: { gt: 20, lt: 100 }", "deny");
    QCOMPARE(told(before, after), QString("number cap 50→20; number cap 80→100 | #1 allow→deny: 0; #3 allow→deny: 1"));
}

void TestAttribution::addedRemovedAndChangedPoliciesAreTold()
{
    const auto before = policy("small", "args.amount: { lt: 40 }", "deny") + policy("mails", "tool: mail", "log");
    const auto after = policy("mails", "tool: mail", "deny") + policy("pays", "args.amount: 60", "require_approval");
    QCOMPARE(told(before, after),
             QString("changed mails; added pays; removed small | #1 deny→allow: 2; #2 allow→require_approval: 1; #3 log→deny: 0"));
}

void TestAttribution::ofTwoEditsThatDoTheSameEachIsNamed()
{
    const auto rest = policy("rest", "tool: fax", "log");
    QCOMPARE(told(rest, rest + policy("a", "args.amount: { gt: 70 }", "deny") + policy("b", "tool: mail", "deny")),
             QString("added a; added b | #3 allow→deny: 0 1"));
}

void TestAttribution::editsThatDoItTogetherAreNamedTogether()
{
    const auto before = policy("cap", "args.amount: { gt: 95, lt: 80 }", "deny");
    const auto after = policy("cap", "args.amount: { gt: 85, lt: 100 }", "deny");
    QCOMPARE(told(before, after), QString("number cap 95→85; number cap 80→100 | #3 allow→deny: 0 1"));
}

void TestAttribution::whatStandsBesideThePoliciesIsAnEdit()
{
    const auto runs = runsOf(Payments);
    const auto text = "policies:\n" + policy("cap", "args.amount: { gt: 50 }", "deny");
    const auto result = attributed(engineOf(text), engineOf("mode: observe\n" + text), runs);
    QCOMPARE(result.edits.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(print(result.edits.front())), QString("settings"));
}

void TestAttribution::anEditThatIsTakenBackGivesTheEarlierPolicies()
{
    const auto runs = runsOf(Payments);
    const auto before = engineOf("policies:\n" + policy("a", "args.amount: 30", "deny") + policy("b", "args.amount: { gt: 50 }", "deny"));
    const auto after = engineOf("timezone: Asia/Tokyo\npolicies:\n" + policy("c", "tool: mail", "log") + policy("b", "args.amount: { gt: 20 }", "deny"));
    auto edits = editsBetween(before->policySet(), after->policySet());
    std::stable_partition(edits.begin(), edits.end(), [](const PolicyEdit& edit) { return edit.kind != PolicyEdit::Kind::Number; });
    auto engine = after;
    for (const auto& edit : edits)
        engine = exchanged(engine, before->policySet(), edit);
    QCOMPARE(edits.size(), std::size_t{4});
    QCOMPARE(print(replay(engine, runs, {})), print(replay(before, runs, {})));
}

// By force: every edit taken back, and every edit alone, on policies of two made-up worlds.
void TestAttribution::madeUpWorldsAreAttributedAsTheWordsSay()
{
    std::size_t compared = 0;
    for (std::size_t seed = 0; seed < 60; ++seed) {
        WorldMaker maker(seed + 29'000'000);
        const auto before = engineOf(maker.policies());
        const auto after = engineOf(maker.policies());
        World world;
        maker.fill(world, 3, 20);
        const auto runs = runsOf(recorded(world, maker));
        Impact impact;
        const auto result = attributed(before, after, runs, &impact);
        QVERIFY(result.isComplete);
        std::vector<std::vector<std::uint32_t>> needed(impact.changes.size());
        std::vector<std::vector<std::uint32_t>> enough(impact.changes.size());
        for (std::uint32_t edit = 0; edit < result.edits.size(); ++edit) {
            const auto without = replay(exchanged(after, before->policySet(), result.edits[edit]), runs, {});
            const auto alone = replay(exchanged(before, after->policySet(), result.edits[edit]), runs, {});
            for (std::size_t n = 0; n < impact.changes.size(); ++n) {
                if (!alike(without.steps[impact.changes[n].step], impact.changes[n].after))
                    needed[n].push_back(edit);
                if (alike(alone.steps[impact.changes[n].step], impact.changes[n].after))
                    enough[n].push_back(edit);
            }
        }
        for (std::size_t n = 0; n < impact.changes.size(); ++n, ++compared) {
            const auto& wanted = !needed[n].empty() ? needed[n] : enough[n];
            if (!wanted.empty())
                QCOMPARE(result.causes[n], wanted);
            else
                QCOMPARE(result.causes[n].size(), result.edits.size());
        }
    }
    qInfo("%zu changes compared", compared);
    QVERIFY(compared > 300);
}

QTEST_APPLESS_MAIN(TestAttribution)
#include "tst_attribution.moc"
