// SPDX-License-Identifier: Apache-2.0
#include "core/language/edit.h"
#include "core/replay/flipwalk.h"
#include "core/replay/target.h"
#include "tests/engine/world.h"
#include "tests/replay/printing.h"
#include "tests/replay/recorder.h"

#include <QtTest>
#include <thread>

using namespace runlog;

namespace {

constexpr std::size_t Cases = 80;
constexpr int Reach = 20;             // grains on either side that are tried by force
constexpr std::size_t ManyFlips = 60; // more than lie in reach

struct Case {
    EnginePtr engine;
    RunsPtr runs;
    Threshold threshold;
    Decimal from;
    Decimal grain;

    TargetSet meeting(const Target& target, std::size_t most = ManyFlips) const
    {
        return valuesMeeting(target, engine, runs, {}, threshold, from, grain, most);
    }
};

Case caseOf(const std::string& policies, const std::string& lines, std::size_t place = 0)
{
    Case each{engineOf(policies), runsOf(lines), {}, {}, {}};
    const auto places = thresholds(*each.engine->policySet().files.front());
    const auto& literal = *places[place % places.size()].value;
    each.threshold = places[place % places.size()].threshold;
    each.from = valueOf(literal);
    each.grain = grain(literal);
    return each;
}

std::string print(const std::optional<Decimal>& value) { return value ? value->text() : "…"; }

std::string print(const TargetSet& set)
{
    std::string text;
    for (const auto& [from, to] : set.meeting)
        text += "[" + print(from) + " " + print(to) + "]";
    text += " of [" + print(set.known.from) + " " + print(set.known.to) + "]";
    if (set.conflict)
        text += " conflict " + std::to_string(set.conflict->first.step) + " " + std::to_string(set.conflict->second.step);
    return text;
}

bool holds(const TargetSet::Interval& interval, const Decimal& value)
{
    return (!interval.from || *interval.from <= value) && (!interval.to || value <= *interval.to);
}

bool holds(const TargetSet& set, const Decimal& value)
{
    return std::any_of(set.meeting.begin(), set.meeting.end(), [&](const auto& interval) { return holds(interval, value); });
}

// Payments of these amounts, one run each, two of them on each day.
std::string payments(const char* amounts)
{
    std::string lines;
    int run = 0;
    for (const auto& amount : QString(amounts).split(' ')) {
        lines += R"({"type":"step","run":"r)" + std::to_string(run) + R"(","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":)"
                 + amount.toStdString() + R"(},"started_at":"2026-03-0)" + std::to_string(1 + run / 2) + "T10:00:00Z\"}\n";
        ++run;
    }
    return lines;
}

const std::string Review = "policies:\n  - id: review\n    when: { args.amount: { gt: 50 } }\n    action: require_approval\n";
const std::string Cap = "policies:\n  - id: cap\n    when: { args.amount: { gt: 50 } }\n    action: deny\n";

} // namespace

class TestTarget : public QObject {
    Q_OBJECT
private slots:
    void fewEnoughApprovalsADayIsARangeOfValues();
    void labelsHoldBetweenTheLargestGoodAndTheSmallestBadCase();
    void labelsThatExcludeEachOtherAreNamed();
    void aRunCostsAtMostSoMuch();
    void fewEnoughStepsWithAnOutcomeIsARangeOfValues();
    void whatLiesPastTheWalkIsNotClaimed();
    void aStopAtAnyMomentLeavesAnAnswerThatIsNotExact();
    void madeUpWorldsMeetATargetWhereEveryValueTriedSays();
};

void TestTarget::fewEnoughApprovalsADayIsARangeOfValues()
{
    const auto each = caseOf(Review, payments("30 60 40 80"));
    QCOMPARE(QString::fromStdString(print(each.meeting({0, 0, {}}))), "[80 …] of [… …]");
    QCOMPARE(QString::fromStdString(print(each.meeting({1, 0, {}}))), "[40 …] of [… …]");
    QCOMPARE(QString::fromStdString(print(each.meeting({2, 0, {}}))), "[… …] of [… …]");
}

void TestTarget::labelsHoldBetweenTheLargestGoodAndTheSmallestBadCase()
{
    const auto each = caseOf(Cap, payments("30 60 40 80"));
    const Target target{std::nullopt, 0, {{1, Wanted::Block}, {2, Wanted::Pass}}};
    QCOMPARE(QString::fromStdString(print(each.meeting(target))), "[40 59] of [… …]");
}

void TestTarget::labelsThatExcludeEachOtherAreNamed()
{
    const auto each = caseOf(Cap, payments("30 60 40 80"));
    const Target target{std::nullopt, 0, {{0, Wanted::Block}, {1, Wanted::Block}, {2, Wanted::Pass}}};
    QCOMPARE(QString::fromStdString(print(each.meeting(target))), " of [… …] conflict 0 2");
}

// Two runs of paid steps; a step that is denied costs nothing, and what nobody knows adds nothing.
void TestTarget::aRunCostsAtMostSoMuch()
{
    const std::string lines = R"({"type":"step","run":"a","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":30},"cost_usd":0.25}
{"type":"step","run":"a","seq":2,"kind":"tool_call","tool":"pay","args":{"amount":60},"cost_usd":0.5}
{"type":"step","run":"b","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":80},"cost_usd":1}
{"type":"step","run":"b","seq":2,"kind":"llm_call","model":"m"}
)";
    const auto each = caseOf(Cap, lines);
    Target target;
    target.costOfARun = Money{750'000'000};
    const auto set = each.meeting(target);
    QCOMPARE(QString::fromStdString(print(set)), "[… 79] of [… …]");
    QCOMPARE(set.unknownCosts, std::size_t{1});
    target.costOfARun = Money{749'999'999};
    QCOMPARE(QString::fromStdString(print(each.meeting(target))), "[… 59] of [… …]");
    target.costOfARun = Money{0};
    QCOMPARE(QString::fromStdString(print(each.meeting(target))), "[… 29] of [… …]");
}

void TestTarget::fewEnoughStepsWithAnOutcomeIsARangeOfValues()
{
    const auto each = caseOf(Cap, payments("30 60 40 80"));
    Target target;
    target.steps = {Outcome::Deny, 2};
    QCOMPARE(QString::fromStdString(print(each.meeting(target))), "[40 …] of [… …]");
    target.steps = {Outcome::Allow, 2};
    QCOMPARE(QString::fromStdString(print(each.meeting(target))), "[… 59] of [… …]");
}

void TestTarget::whatLiesPastTheWalkIsNotClaimed()
{
    const auto each = caseOf(Cap, payments("30 60 40 80"));
    const Target target{std::nullopt, 0, {{0, Wanted::Pass}}};
    QCOMPARE(QString::fromStdString(print(each.meeting(target, 1))), "[39 60] of [39 60]");
    QCOMPARE(QString::fromStdString(print(each.meeting(target))), "[30 …] of [… …]");
}

void TestTarget::aStopAtAnyMomentLeavesAnAnswerThatIsNotExact()
{
    const auto each = caseOf(Cap, payments("30 60 40 80 30 60 40 80 30 60 40 80 30 60 40 80"));
    const Target target{std::nullopt, 0, {{1, Wanted::Block}, {2, Wanted::Pass}}};
    for (int spins = 0; spins < 240; spins += 10) {
        std::stop_source source;
        std::jthread stopping([&source, spins] {
            for (int spin = 0; spin < spins; ++spin)
                std::this_thread::yield();
            source.request_stop();
        });
        const auto set = valuesMeeting(target, each.engine, each.runs, {}, each.threshold, each.from, each.grain, ManyFlips, source.get_token());
        QVERIFY(!set.isExact || print(set) == "[40 59] of [… …]");
    }
}

void TestTarget::madeUpWorldsMeetATargetWhereEveryValueTriedSays()
{
    std::size_t compared = 0;
    for (std::size_t seed = 0; seed < Cases; ++seed) {
        WorldMaker maker(seed + 17'000'000);
        const auto policies = maker.policies();
        World world;
        maker.fill(world, 2 + seed % 4, 25);
        const auto lines = recorded(world, maker);
        if (thresholds(*engineOf(policies)->policySet().files.front()).empty())
            continue;
        const auto each = caseOf(policies, lines, seed);
        Target target;
        if (seed % 2 == 0)
            target.approvalsADay = seed % 6;
        if (seed % 4 == 0)
            target.costOfARun = Money{static_cast<std::int64_t>(seed % 5) * 50'000'000};
        if (seed % 8 == 2)
            target.steps = {Outcome::Deny, seed % 7};
        for (std::uint32_t step = 0; seed % 2 == 1 && step < each.runs->stepCount(); step += 9)
            target.labels.push_back({step, maker.below(2) == 0 ? Wanted::Block : Wanted::Pass});
        const auto set = each.meeting(target);
        if (!set.isExact)
            continue;
        const ReplayOrder order(*each.runs);
        for (int grains = -Reach; grains <= Reach; ++grains) {
            const auto value = *Decimal(each.grain.coefficient() * grains, each.grain.exponent()).plus(each.from);
            const auto draft = each.engine->withThreshold(each.threshold.condition, each.threshold.literal, value);
            if (!draft || !holds(set.known, value))
                continue;
            const bool wanted = scoreOf(replay(draft, each.runs, {}), order, target).meets;
            if (holds(set, value) != wanted)
                qFatal("seed %zu: %s at %s: %s\n%s%s", seed, each.threshold.condition.c_str(), value.text().c_str(),
                       print(set).c_str(), policies.c_str(), lines.c_str());
            ++compared;
        }
    }
    qInfo("%zu values compared", compared);
    QVERIFY(compared > Cases * 5);
}

QTEST_APPLESS_MAIN(TestTarget)
#include "tst_target.moc"
