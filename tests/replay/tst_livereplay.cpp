// SPDX-License-Identifier: Apache-2.0
#include "core/replay/livereplay.h"
#include "core/replay/order.h"
#include "core/replay/sweep.h"
#include "tests/engine/world.h"
#include "tests/replay/printing.h"
#include "tests/replay/recorder.h"

#include <QtTest>

#include <map>
#include <set>

using namespace runlog;

namespace {

constexpr std::size_t UsualCases = 500;

std::string print(const Totals& totals)
{
    std::string text;
    const auto add = [&](std::size_t number) { text += std::to_string(number) + " "; };
    for (const auto count : totals.outcomes)
        add(count);
    for (const auto count : {totals.steps, totals.exact, totals.afterDivergence, totals.notEvaluable, totals.toolCalls,
                             totals.llmCalls, totals.unknownCosts})
        add(count);
    for (const auto& policy : totals.policies)
        add(policy.matchedSteps), add(policy.matchedRuns), add(policy.decidedSteps);
    return text + runlog::text(totals.stoppedCost) + " " + runlog::text(totals.laterCost);
}

std::string print(const std::vector<ApprovalRequest>& requests, const Replay& replay)
{
    std::string text;
    for (const auto& request : requests) {
        text += std::to_string(request.step) + " " + std::string(name(request.state)) + " " + actionOf(replay, request);
        for (const auto policy : request.asking)
            text += " " + std::to_string(policy);
        text += "\n";
    }
    return text;
}

std::string print(const Impact& impact)
{
    std::string text;
    for (const auto* list : {&impact.changes, &impact.consequences})
        for (const auto& change : *list)
            text += std::to_string(change.step) + std::string(name(change.direction)) + std::to_string(change.cause) + " ";
    for (const auto count : {impact.loosened, impact.tightened, impact.notes, impact.uncertain, impact.runs})
        text += std::to_string(count) + " ";
    return text;
}

// Takes shots, and keeps the last one: the one before that is used again.
class Shooting {
public:
    Shot take(LiveReplay& live)
    {
        const Shot shot = ++m_count % 3 == 0 ? live.shotWithRequests() : live.shot();
        m_last = shot.replay;
        return shot;
    }
    const ReplayPtr& last() const { return m_last; }

private:
    std::size_t m_count = 0;
    ReplayPtr m_last;
};

void compareShot(const Shot& shot, const Replay& whole, const ReplayPtr& before)
{
    QCOMPARE(digest(*shot.replay), digest(whole));
    QCOMPARE(print(shot.replay->totals), print(whole.totals));
    QVERIFY(shot.standing == standingOf(whole));
    QCOMPARE(shot.requests, whole.requests.size());
    if (!before)
        return;
    for (std::size_t run = 0; run < whole.runs->runs().size(); ++run)
        if (!std::binary_search(shot.moved.begin(), shot.moved.end(), static_cast<std::uint32_t>(run)))
            QVERIFY(runDigest(*before, run) == runDigest(*shot.replay, run));
}

// The beginning of each direction's list, with its own consequences.
void compareHeads(const Impact& heads, const Impact& impact, std::size_t most)
{
    Impact wanted = impact;
    std::map<ChangedStep::Direction, std::size_t> taken;
    std::erase_if(wanted.changes, [&](const ChangedStep& change) { return ++taken[change.direction] > most; });
    std::set<std::size_t> steps;
    for (const auto& change : wanted.changes)
        steps.insert(change.step);
    std::erase_if(wanted.consequences, [&](const ChangedStep& change) { return !steps.contains(change.cause); });
    QCOMPARE(print(heads), print(wanted));
}

// A whole replay and a live one must tell the same.
void compareAll(LiveReplay& live, const EnginePtr& engine, const RunsPtr& runs, const Answers& answers,
                const ReplayPtr& baseline, Shooting& shooting, const std::string& where)
{
    const auto whole = replay(engine, runs, answers);
    const auto now = live.snapshot();
    const auto fail = [&](const char* what, const std::string& got, const std::string& wanted) {
        if (got != wanted)
            qFatal("%s differ\n%s\nlive:\n%s\nwhole:\n%s", what, where.c_str(), got.c_str(), wanted.c_str());
    };
    fail("outcomes", ::print(*now), ::print(whole));
    fail("digests", digest(*now), digest(whole));
    fail("totals", print(now->totals), print(whole.totals));
    fail("requests", print(now->requests, *now), print(whole.requests, whole));
    fail("impacts", print(live.impact()), print(compare(*baseline, whole)));
    const auto impact = compare(*baseline, whole);
    QCOMPARE(live.counts().loosened, impact.loosened);
    QCOMPARE(live.counts().consequences, impact.consequences.size());
    compareHeads(live.heads(2), impact, 2);
    const auto before = shooting.last();
    compareShot(shooting.take(live), whole, before);
}

// So many runs of one service, ten steps each, on two days: a few seconds and cents apart.
std::string crowd(std::size_t runs)
{
    std::string lines;
    const auto time = [](std::size_t second) {
        return QString("2026-03-0%1T%2Z").arg(second / 86'400 + 1).arg(QTime(0, 0).addSecs(int(second % 86'400)).toString("HH:mm:ss")).toStdString();
    };
    const auto text = [](std::size_t number) { return std::to_string(number); };
    for (std::size_t run = 0; run < runs; ++run) {
        const auto id = "\"run\": \"r" + text(run) + "\"";
        const auto begin = run * 60;
        lines += R"({"type": "run", )" + id + R"(, "service": "shop", "user": {"id": "u)" + text(run % 7) + R"("}, "started_at": ")"
                 + time(begin) + "\"}\n";
        for (std::size_t step = 1; step <= 10; ++step)
            lines += R"({"type": "step", )" + id + ", \"seq\": " + text(step) + R"(, "kind": "tool_call", "tool": "pay", "args": {"amount": )"
                     + text(1 + (run * 5 + step * 3) % 9) + R"(}, "cost_usd": 0.)" + text(10 + (run * 7 + step * 13) % 80) + R"(, "started_at": ")" + time(begin + step * 9) + "\"}\n";
    }
    return lines;
}

std::size_t casesWanted()
{
    const auto wanted = qEnvironmentVariableIntValue("RUNLOG_LIVE_CASES");
    return wanted > 0 ? static_cast<std::size_t>(wanted) : UsualCases;
}

} // namespace

class TestLiveReplay : public QObject {
    Q_OBJECT
private slots:
    void aMovingNumberGivesAtEachPlaceWhatAWholeReplayGives();
    void aMoveThatStopsThousandsOfStepsGivesTheSame();
    void whatRunsDoToEachOtherIsSeenByTheMovesThatFollow_data();
    void whatRunsDoToEachOtherIsSeenByTheMovesThatFollow();
};

void TestLiveReplay::aMovingNumberGivesAtEachPlaceWhatAWholeReplayGives()
{
    static constexpr const char* values[] = {"0", "1", "2", "2.5", "3", "5", "0.05", "0.1", "100", "-1"};
    static constexpr ApprovalMode modes[] = {ApprovalMode::RecordedElseApprove, ApprovalMode::DenyAll, ApprovalMode::Hold,
                                             ApprovalMode::Model};
    std::size_t moves = 0;
    std::size_t fast = 0;
    std::size_t spared = 0;
    for (std::size_t seed = 0; seed < casesWanted(); ++seed) {
        WorldMaker maker(seed + 7'000'000);
        const auto policies = maker.policies();
        World world;
        maker.fill(world, 2 + seed % 5, 30 + seed % 20);
        const auto lines = recorded(world, maker);
        const auto runs = runsOf(lines);
        const auto engine = engineOf(policies);
        const auto order = std::make_shared<const ReplayOrder>(*runs);
        Answers answers;
        answers.mode = modes[seed % std::size(modes)];
        answers.model.approveMillionths = 600'000;
        const auto baseline = std::make_shared<const Replay>(replay(engine, runs, answers));
        const auto places = thresholds(*engine->policySet().files.front());
        std::optional<Threshold> threshold;
        if (!places.empty())
            threshold = places[maker.below(places.size())].threshold;
        LiveReplay live(engine, runs, answers, order, threshold);
        live.compareWith(baseline);
        Shooting shooting;
        auto where = "seed " + std::to_string(seed) + "\n" + policies + lines;
        compareAll(live, engine, runs, answers, baseline, shooting, where);
        for (int move = 0; move < 6 && threshold; ++move) {
            const auto value = Decimal::parse(values[maker.below(std::size(values))]);
            const auto draft = engine->withThreshold(threshold->condition, threshold->literal, *value);
            QCOMPARE(live.moveTo(*value), draft != nullptr);
            if (!draft)
                continue;
            compareAll(live, draft, runs, answers, baseline, shooting,
                       where + "move " + threshold->condition + " to " + value->text());
            ++moves;
            fast += live.work().general == 0 ? 1 : 0;
            spared += runs->decidedStepCount() - live.work().replayed;
        }
    }
    qInfo("%zu moves, %zu of them on the fast way alone, %zu steps at which nothing began", moves, fast, spared);
    QVERIFY(fast > moves / 3);
    QVERIFY(spared > moves * 10);
}

// Days and windows are dealt to several threads then.
void TestLiveReplay::aMoveThatStopsThousandsOfStepsGivesTheSame()
{
    const std::string policies = R"(policies:
  - {id: run, when: {cost: {gt: 3}}, action: deny}
  - {id: day, when: {cost_today: {gt: 900}}, action: deny}
  - {id: often, when: {count: {of: {tool: pay}, within: 10m, per: user, gt: 14}}, action: require_approval}
)";
    const auto lines = crowd(2000);
    const auto runs = runsOf(lines);
    const auto engine = engineOf(policies);
    const auto order = std::make_shared<const ReplayOrder>(*runs);
    const auto baseline = std::make_shared<const Replay>(replay(engine, runs, {}));
    const auto threshold = thresholds(*engine->policySet().files.front()).front().threshold;
    LiveReplay live(engine, runs, {}, order, threshold);
    live.compareWith(baseline);
    Shooting shooting;
    for (const auto* value : {"1", "0.5", "2", "100", "0.2", "3"}) {
        const auto draft = engine->withThreshold(threshold.condition, threshold.literal, *Decimal::parse(value));
        QVERIFY(live.moveTo(*Decimal::parse(value)));
        compareAll(live, draft, runs, {}, baseline, shooting, value);
        QCOMPARE(live.work().general, std::size_t(0));
    }
}

void TestLiveReplay::whatRunsDoToEachOtherIsSeenByTheMovesThatFollow_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QStringList>("values");
    QTest::newRow("calls of a user") << "count: {of: {tool: pay}, within: 10m, per: user, gt: 14}"
                                     << QStringList{"9", "10", "7", "8", "9", "6", "5", "6", "7", "3", "4", "12", "11", "2", "5"};
    QTest::newRow("calls of a user, where few look")
        << "count: {of: {tool: pay}, within: 30m, per: user, gt: 40}, args.amount: {gt: 8}"
        << QStringList{"20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "34", "35", "28", "29", "30"};
    QTest::newRow("money of a user") << "sum: {of: args.amount, within: 20m, per: user, gt: 60}"
                                     << QStringList{"50", "45", "46", "47", "44", "30", "31", "29", "28", "60", "20", "21"};
    QTest::newRow("money of a day") << "cost_today: {gt: 90}" << QStringList{"80", "81", "79", "40", "41", "42", "10", "11", "90"};
    QTest::newRow("an argument, finer than it is kept") << "args.amount: {gt: 4.0000000001}"
                                                        << QStringList{"3.9999999999", "5.0000000001", "4", "3.99999999999", "5", "7.9999999999"};
    QTest::newRow("money of a run") << "cost: {gt: 2}" << QStringList{"1.9", "1.5", "1.45", "1.4", "1.5", "0.9", "0.85", "0.9", "0.95"};
}

// Small moves, to and fro: a step that another run's step has brought nearer to the number is met where it stands now.
void TestLiveReplay::whatRunsDoToEachOtherIsSeenByTheMovesThatFollow()
{
    QFETCH(QString, condition);
    QFETCH(QStringList, values);
    const auto policies = "policies:\n  - {id: moved, when: {" + condition.toStdString() + "}, action: deny}\n"
                          + "  - {id: run, when: {cost: {gt: 4}}, action: deny}\n";
    const auto runs = runsOf(crowd(150));
    const auto engine = engineOf(policies);
    const auto baseline = std::make_shared<const Replay>(replay(engine, runs, {}));
    const auto threshold = thresholds(*engine->policySet().files.front()).front().threshold;
    LiveReplay live(engine, runs, {}, std::make_shared<const ReplayOrder>(*runs), threshold);
    live.compareWith(baseline);
    Shooting shooting;
    std::size_t tightened = 0;
    for (const auto& text : values) {
        const auto value = *Decimal::parse(text.toStdString());
        QVERIFY(live.moveTo(value));
        compareAll(live, engine->withThreshold(threshold.condition, threshold.literal, value), runs, {}, baseline, shooting, text.toStdString());
        QCOMPARE(live.work().general, std::size_t(0));
        tightened += live.counts().tightened;
    }
    QVERIFY(tightened > 0);
}

QTEST_APPLESS_MAIN(TestLiveReplay)
#include "tst_livereplay.moc"
