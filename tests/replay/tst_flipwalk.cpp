// SPDX-License-Identifier: Apache-2.0
#include "core/language/edit.h"
#include "core/replay/flipwalk.h"
#include "tests/engine/world.h"
#include "tests/replay/printing.h"
#include "tests/replay/recorder.h"

#include <QtTest>

using namespace runlog;

namespace {

constexpr std::size_t UsualCases = 80;
constexpr int Reach = 24; // grains on either side

struct Case {
    EnginePtr engine;
    RunsPtr runs;
    Answers answers;
    Threshold threshold;
    Decimal from;
    Decimal grain;
};

Decimal placed(const Case& each, int grains)
{
    return Decimal(each.grain.coefficient() * grains, each.grain.exponent()).plus(each.from).value_or(each.from);
}

std::string print(const Flip& flip, const Runs& runs)
{
    return flip.value.text() + ": " + std::to_string(flip.changed) + " from " + std::string(runs.run(runs.runOf(flip.step)).id)
           + "#" + std::to_string(runs.seq()[flip.step]) + "\n";
}

// Every value in reach, one whole replay each: where it differs from the one before.
std::string flipsByForce(const Case& each, int direction)
{
    std::string text;
    auto last = replay(each.engine, each.runs, each.answers);
    for (int grains = 1; grains <= Reach; ++grains) {
        const auto value = placed(each, grains * direction);
        const auto draft = each.engine->withThreshold(each.threshold.condition, each.threshold.literal, value);
        if (!draft)
            break;
        auto now = replay(draft, each.runs, each.answers);
        const auto impact = compare(last, now);
        if (impact.runs == 0)
            continue;
        Flip flip{value, impact.changes.size() + impact.consequences.size(), each.runs->stepCount()};
        for (const auto* list : {&impact.changes, &impact.consequences})
            for (const auto& change : *list)
                flip.step = std::min(flip.step, change.step);
        text += print(flip, *each.runs);
        last = std::move(now);
    }
    return text;
}

std::string flipsByWalk(const Case& each, int direction)
{
    FlipWalk walk(each.engine, each.runs, each.answers, each.threshold, each.from, each.grain);
    const auto end = placed(each, Reach * direction);
    std::string text;
    for (;;) {
        const auto flip = walk.next(direction > 0 ? FlipWalk::Side::Above : FlipWalk::Side::Below);
        if (!flip || (direction > 0 ? flip->value > end : flip->value < end))
            return text;
        text += print(*flip, *each.runs);
    }
}

bool isExact(const Case& each)
{
    return FlipWalk(each.engine, each.runs, each.answers, each.threshold, each.from, each.grain).isExact();
}

Case caseOf(const std::string& policies, const std::string& lines, std::size_t place)
{
    Case each;
    each.engine = engineOf(policies);
    each.runs = runsOf(lines);
    const auto places = thresholds(*each.engine->policySet().files.front());
    const auto& literal = *places[place % places.size()].value;
    each.threshold = places[place % places.size()].threshold;
    each.from = valueOf(literal);
    each.grain = grain(literal);
    return each;
}

std::size_t casesWanted()
{
    const auto wanted = qEnvironmentVariableIntValue("RUNLOG_FLIP_CASES");
    return wanted > 0 ? static_cast<std::size_t>(wanted) : UsualCases;
}

// Runs of one payment each on one day: `30 40 50`, one estimate and cost per step.
std::string payments(const char* costs)
{
    std::string lines = R"({"type":"run","run":"r","service":"shop"})" "\n";
    int seq = 0;
    for (const auto& cost : QString(costs).split(' ')) {
        ++seq;
        lines += R"({"type":"step","run":"r","seq":)" + std::to_string(seq) + R"(,"kind":"tool_call","tool":"pay","args":{},"cost_usd":)"
                 + cost.toStdString() + R"(,"cost_estimate_usd":)" + cost.toStdString() + R"(,"started_at":"2026-03-01T10:00:)"
                 + std::to_string(10 + seq) + "Z\"}\n";
    }
    return lines;
}

} // namespace

class TestFlipWalk : public QObject {
    Q_OBJECT
private slots:
    void aStoppedStepMakesRoomForTheNext();
    void madeUpWorldsFlipWhereEveryValueTriedSays();
    void whereTheNextFlipLiesTheWalkDoesNotGo();
    void whatIsNotComparedAsRecordedIsNotCalledExact();
};

void TestFlipWalk::aStoppedStepMakesRoomForTheNext()
{
    const auto each = caseOf("policies:\n  - id: budget\n    when: { cost: { gt: 8 } }\n    action: deny\n", payments("3 2 4 1"), 0);
    QCOMPARE(QString::fromStdString(flipsByForce(each, -1)), "5: 1 from r#4\n4: 2 from r#2\n3: 1 from r#4\n2: 2 from r#1\n1: 2 from r#2\n0: 1 from r#4\n");
    QCOMPARE(QString::fromStdString(flipsByWalk(each, -1)), QString::fromStdString(flipsByForce(each, -1)));
    QCOMPARE(QString::fromStdString(flipsByWalk(each, 1)), QString::fromStdString(flipsByForce(each, 1)));
}

void TestFlipWalk::madeUpWorldsFlipWhereEveryValueTriedSays()
{
    static constexpr ApprovalMode modes[] = {ApprovalMode::RecordedElseApprove, ApprovalMode::DenyAll, ApprovalMode::Hold};
    std::size_t compared = 0;
    std::size_t flips = 0;
    for (std::size_t seed = 0; seed < casesWanted(); ++seed) {
        WorldMaker maker(seed + 13'000'000);
        const auto policies = maker.policies();
        World world;
        maker.fill(world, 2 + seed % 4, 25);
        const auto lines = recorded(world, maker);
        if (thresholds(*engineOf(policies)->policySet().files.front()).empty())
            continue;
        auto each = caseOf(policies, lines, seed);
        each.answers.mode = modes[seed % 3];
        if (!isExact(each))
            continue;
        ++compared;
        for (const int direction : {-1, 1}) {
            const auto forced = flipsByForce(each, direction);
            const auto walked = flipsByWalk(each, direction);
            if (forced != walked)
                qFatal("seed %zu, %s, %s:\nwalked\n%s\nby force\n%s\n%s%s", seed, each.threshold.condition.c_str(),
                       direction > 0 ? "up" : "down", walked.c_str(), forced.c_str(), policies.c_str(), lines.c_str());
            flips += static_cast<std::size_t>(std::count(forced.begin(), forced.end(), '\n'));
        }
    }
    qInfo("%zu numbers, %zu flips", compared, flips);
    QVERIFY(compared > casesWanted() / 4);
    QVERIFY(flips > compared / 2);
}

void TestFlipWalk::whereTheNextFlipLiesTheWalkDoesNotGo()
{
    const auto each = caseOf("policies:\n  - id: budget\n    when: { cost: { gt: 8 } }\n    action: deny\n", payments("3 2 4 1"), 0);
    FlipWalk walk(each.engine, each.runs, each.answers, each.threshold, each.from, each.grain);
    const auto before = ::print(walk.current());
    QCOMPARE(walk.nearest(FlipWalk::Side::Below)->value.text(), std::string("5"));
    QCOMPARE(walk.at().text(), std::string("8"));
    QCOMPARE(::print(walk.current()), before);
    QVERIFY(!walk.gaveUp());
}

void TestFlipWalk::whatIsNotComparedAsRecordedIsNotCalledExact()
{
    const auto cap = std::string("  - id: cap\n    when: { args.a: { gt: 5 } }\n    action: deny\n");
    const auto clamp = std::string("  - id: clamp\n    when: { args.a: { gt: 9 } }\n    action: modify\n    modify: [ { clamp: args.a, max: 3 } ]\n");
    const auto counted = std::string("  - id: many\n    when: { count: { of: { args.a: { gt: 5 } }, within: run, gt: 1 } }\n    action: deny\n");
    QVERIFY(isExact(caseOf("policies:\n" + cap, payments("1"), 0)));
    QVERIFY(!isExact(caseOf("policies:\n" + cap + clamp, payments("1"), 0)));
    const auto other = std::string("  - id: other\n    when: { args.b: { gt: 9 } }\n    action: modify\n    modify: [ { clamp: args.b, max: 3 } ]\n");
    const auto budget = std::string("  - id: budget\n    when: { cost: { gt: 5 } }\n    action: deny\n");
    const auto again = std::string("  - id: again\n    when: { same_call_repeats: { gt: 5 } }\n    action: deny\n");
    const auto below = std::string("  - id: below\n    when: { args.a.c: { gt: 5 } }\n    action: deny\n");
    QVERIFY(isExact(caseOf("policies:\n" + clamp, payments("1"), 0)));
    QVERIFY(isExact(caseOf("policies:\n" + cap + other, payments("1"), 0)));
    QVERIFY(isExact(caseOf("policies:\n" + budget + clamp, payments("1"), 0)));
    QVERIFY(!isExact(caseOf("policies:\n" + again + clamp, payments("1"), 0)));
    QVERIFY(!isExact(caseOf("policies:\n" + below + clamp, payments("1"), 0)));
    QVERIFY(!isExact(caseOf("policies:\n" + counted + clamp, payments("1"), 1)));
    QVERIFY(!isExact(caseOf("policies:\n" + counted, payments("1"), 0)));
    QVERIFY(isExact(caseOf("policies:\n" + counted, payments("1"), 1)));
    const auto items = std::string("  - id: items\n    when: { args.a: { any_item: { gt: 5 } } }\n    action: deny\n");
    QVERIFY(!isExact(caseOf("policies:\n" + items, payments("1"), 0)));
}

QTEST_APPLESS_MAIN(TestFlipWalk)
#include "tst_flipwalk.moc"
