// SPDX-License-Identifier: Apache-2.0
#include "ui/session/replaysession.h"

#include "core/language/parse.h"
#include "core/traces/read.h"

#include <QSignalSpy>
#include <QTest>

using namespace studio;

class TestReplaySession : public QObject {
    Q_OBJECT
private slots:
    void theTextIsReplayedAgainstTheBaseline();
    void onlyTheNewestTextIsShown();
    void aDraftChangesTheResultAndNotTheEngine();
    void whatIsPreparedChangesNoResult();
    void aDraftOfManyStepsIsCountedFirstAndListedWhenItRests();
    void whoWantsWholeResultsGetsThemAtOnce();
    void aDraftOfTwoNumbersIsThatOfBothWhicheverMoves();
    void withoutRunsThereIsNoResult();
    void answersAreReplayed();
    void questionsAreAnsweredOnce();
    void anOlderQuestionIsDropped();
    void askersDoNotDropEachOthersQuestions();
    void theLoadIsThatOfTheShownReplay();
    void aNewTextDropsUnansweredQuestions();
    void destructionWaitsForNobody();
};

namespace {

runlog::PolicySet policies(const std::string& threshold)
{
    const std::string text = "policies:\n  - id: cap\n    when: { args.amount: { gt: " + threshold
        + " } }\n    action: deny\n  - id: ask\n    when: { tool: wire }\n    action: require_approval\n";
    return {{runlog::parse(std::make_shared<const runlog::Source>("p.yaml", text)).file}};
}

// Ten runs of three calls with the amounts 10, 20, 30 and one wire.
runlog::RunsPtr tenRuns()
{
    std::string lines;
    for (int run = 0; run < 10; ++run) {
        const std::string id = "r" + std::to_string(run);
        lines += R"({"type":"run","run":")" + id + R"(","started_at":"2026-03-01T10:00:00Z"})" "\n";
        for (int seq = 1; seq <= 3; ++seq)
            lines += R"({"type":"step","run":")" + id + R"(","seq":)" + std::to_string(seq)
                + R"(,"kind":"tool_call","tool":"pay","args":{"amount":)" + std::to_string(seq * 10) + "}}\n";
        lines += R"({"type":"step","run":")" + id + R"(","seq":4,"kind":"tool_call","tool":"wire","args":{"amount":1}})" "\n";
    }
    return runlog::readTrace("runs.jsonl", lines).runs;
}

std::size_t denied(const runlog::ReplayPtr& replay)
{
    return replay->totals.outcomes[static_cast<std::size_t>(runlog::Outcome::Deny)];
}

const runlog::Threshold Cap{"cap/when/args.amount/gt", 0};

struct Fixture {
    Fixture()
    {
        session.setRuns(tenRuns());
        session.setBaseline(policies("25"), "the saved file");
        session.setPolicies(policies("25"));
    }
    bool waitUntilIdle() { return QTest::qWaitFor([this] { return session.result() && !session.isBusy(); }); }

    ReplaySession session;
};

} // namespace

void TestReplaySession::theTextIsReplayedAgainstTheBaseline()
{
    Fixture f;
    f.session.setPolicies(policies("15"));
    QVERIFY(f.waitUntilIdle());
    QCOMPARE(denied(f.session.result()->baseline), std::size_t{10});
    QCOMPARE(denied(f.session.result()->current), std::size_t{20});
    QCOMPARE(f.session.result()->impact.tightened, std::size_t{10});
    QCOMPARE(f.session.result()->impact.runs, std::size_t{10});
    QCOMPARE(f.session.baselineName(), QString("the saved file"));
}

void TestReplaySession::onlyTheNewestTextIsShown()
{
    Fixture f;
    QVERIFY(f.waitUntilIdle());
    QSignalSpy results(&f.session, &ReplaySession::resultChanged);
    for (const char* threshold : {"5", "15", "99", "5"})
        f.session.setPolicies(policies(threshold));
    QVERIFY(f.waitUntilIdle());
    QCOMPARE(denied(f.session.result()->current), std::size_t{30});
    QCOMPARE(results.count(), 1);
}

void TestReplaySession::aDraftChangesTheResultAndNotTheEngine()
{
    Fixture f;
    QVERIFY(f.waitUntilIdle());
    const runlog::EnginePtr engine = f.session.engine();
    f.session.setDraft({Cap, *runlog::Decimal::parse("15")});
    QVERIFY(f.waitUntilIdle());
    QCOMPARE(denied(f.session.result()->current), std::size_t{20});
    QVERIFY(f.session.result()->draft.has_value());
    QCOMPARE(f.session.engine(), engine);
    f.session.clearDraft();
    QVERIFY(f.waitUntilIdle());
    QCOMPARE(denied(f.session.result()->current), std::size_t{10});
    QVERIFY(!f.session.result()->draft.has_value());
}

// Whether the draft comes while it is prepared, after it, or is of another number.
void TestReplaySession::whatIsPreparedChangesNoResult()
{
    Fixture f;
    QVERIFY(f.waitUntilIdle());
    const auto drafted = [&](const char* value) {
        f.session.setDraft({Cap, *runlog::Decimal::parse(value)});
        return f.waitUntilIdle() ? denied(f.session.result()->current) : std::size_t{0};
    };
    f.session.prepare(Cap);
    QCOMPARE(drafted("15"), std::size_t{20});
    f.session.prepare({"nobody/when/args.amount/gt", 0});
    QCOMPARE(drafted("5"), std::size_t{30});
    f.session.clearDraft();
    QVERIFY(f.waitUntilIdle());
    bool isAnswered = false;
    f.session.prepare(Cap);
    f.session.sweep(Cap, {*runlog::Decimal::parse("15")}, [&](const auto&) { isAnswered = true; }); // comes after it
    QVERIFY(QTest::qWaitFor([&] { return isAnswered; }));
    QCOMPARE(drafted("99"), std::size_t{0});
    QCOMPARE(drafted("15"), std::size_t{20});
    f.session.setPolicies(policies("5"));
    QVERIFY(f.waitUntilIdle());
    QCOMPARE(denied(f.session.result()->baseline), std::size_t{10});
}

void TestReplaySession::aDraftOfManyStepsIsCountedFirstAndListedWhenItRests()
{
    Fixture f;
    f.session.setWholeUpTo(0);
    QVERIFY(f.waitUntilIdle());
    std::vector<ReplayResultPtr> drafts;
    connect(&f.session, &ReplaySession::resultChanged, this, [&] { drafts.push_back(f.session.result()); });
    for (const char* value : {"15", "5", "25"}) {
        drafts.clear();
        f.session.setDraft({Cap, *runlog::Decimal::parse(value)});
        QVERIFY(QTest::qWaitFor([&] { return drafts.size() == 2; }));
        const ReplayResult& counted = *drafts.front();
        const ReplayResult& listed = *drafts.back();
        QVERIFY(!counted.isWhole);
        QVERIFY(counted.current->requests.empty());
        QVERIFY(listed.isWhole);
        const runlog::Impact slow = runlog::compare(*listed.baseline, *listed.current);
        QVERIFY(counted.counts() == runlog::countsOf(slow));
        QVERIFY(listed.counts() == runlog::countsOf(slow));
        QCOMPARE(listed.impact.changes.size(), slow.changes.size());
        QCOMPARE(counted.requestCount(), listed.current->requests.size());
        QCOMPARE(listed.current->requests.size(), std::size_t{10});
        QVERIFY(counted.standings->current == runlog::standingOf(*listed.current));
        QVERIFY(listed.standings->current == counted.standings->current);
        QVERIFY(runlog::digest(*counted.current) == runlog::digest(*listed.current));
    }
}

void TestReplaySession::whoWantsWholeResultsGetsThemAtOnce()
{
    Fixture f;
    f.session.setWholeUpTo(0);
    f.session.wantWhole(true);
    QVERIFY(f.waitUntilIdle());
    f.session.setDraft({Cap, *runlog::Decimal::parse("15")});
    QVERIFY(f.waitUntilIdle());
    QVERIFY(f.session.result()->draft && f.session.result()->isWhole);
    QCOMPARE(f.session.result()->current->requests.size(), std::size_t{10});
}

void TestReplaySession::aDraftOfTwoNumbersIsThatOfBothWhicheverMoves()
{
    const auto both = [](const std::string& high, const std::string& low) {
        const std::string text = "policies:\n  - id: cap\n    when: { args.amount: { gt: " + high + " } }\n    action: deny\n"
            "  - id: small\n    when: { args.amount: { lt: " + low + " } }\n    action: log\n";
        return runlog::PolicySet{{runlog::parse(std::make_shared<const runlog::Source>("p.yaml", text)).file}};
    };
    Fixture f;
    f.session.setPolicies(both("25", "5"));
    QVERIFY(f.waitUntilIdle());
    const runlog::Threshold small{"small/when/args.amount/lt", 0};
    const std::pair<const char*, const char*> path[] = {{"15", "5"}, {"15", "15"}, {"15", "25"}, {"5", "25"}, {"25", "15"}, {"25", "35"}, {"25", "5"}};
    for (const auto& [high, low] : path) {
        Draft draft{Cap, *runlog::Decimal::parse(high)};
        draft.second = Draft::Number{small, *runlog::Decimal::parse(low)};
        f.session.setDraft(draft);
        QVERIFY(f.waitUntilIdle());
        QVERIFY(f.session.result()->draft && f.session.result()->draft->second->value == draft.second->value);
        const auto engine = std::make_shared<const runlog::Engine>(both(high, low));
        QCOMPARE(runlog::digest(*f.session.result()->current), runlog::digest(runlog::replay(engine, f.session.runs(), {})));
    }
}

void TestReplaySession::withoutRunsThereIsNoResult()
{
    Fixture f;
    QVERIFY(f.waitUntilIdle());
    f.session.setRuns(nullptr);
    QVERIFY(!f.session.result());
    QVERIFY(!f.session.isBusy());
}

void TestReplaySession::answersAreReplayed()
{
    Fixture f;
    runlog::Answers answers;
    answers.mode = runlog::ApprovalMode::DenyAll;
    f.session.setAnswers(answers);
    QVERIFY(f.waitUntilIdle());
    const auto& requests = f.session.result()->current->requests;
    QCOMPARE(requests.size(), std::size_t{10});
    QCOMPARE(requests.front().state, runlog::ApprovalState::Denied);
}

void TestReplaySession::questionsAreAnsweredOnce()
{
    Fixture f;
    QVERIFY(f.waitUntilIdle());
    int answers = 0;
    std::size_t values = 0;
    f.session.observe(Cap, [&](const runlog::Observations& seen) {
        ++answers;
        values = seen.values.size();
    });
    std::vector<runlog::SweepPoint> points;
    f.session.sweep(Cap, {runlog::Decimal(5), runlog::Decimal(99)}, [&](const auto& p) { points = p; });
    QTRY_COMPARE(points.size(), std::size_t{2});
    QCOMPARE(points.front().totals.outcomes[static_cast<std::size_t>(runlog::Outcome::Deny)], std::size_t{30});
    QCOMPARE(answers, 1);
    QCOMPARE(values, std::size_t{40});
}

void TestReplaySession::anOlderQuestionIsDropped()
{
    Fixture f;
    QVERIFY(f.waitUntilIdle());
    QStringList answers;
    f.session.explain(0, [&](const auto&) { answers << "first"; });
    f.session.explain(1, [&](const auto& explained) { answers << (explained ? "second" : "none"); });
    QTRY_VERIFY(answers.contains("second"));
    QCOMPARE(answers, QStringList{"second"});
}

void TestReplaySession::askersDoNotDropEachOthersQuestions()
{
    Fixture f;
    QVERIFY(f.waitUntilIdle());
    std::vector<std::size_t> mine;
    std::vector<std::size_t> others;
    const int me = 0;
    const int other = 0;
    const auto points = [&](std::vector<std::size_t>& list) {
        return [&list](const std::vector<runlog::SweepPoint>& swept) { list.push_back(swept.size()); };
    };
    const runlog::Decimal five(5);
    f.session.sweep(Cap, {five}, points(mine), &me);
    f.session.sweep(Cap, {five, five}, points(others), &other);
    f.session.sweep(Cap, {five, five, five}, points(mine), &me); // the first of mine is not wanted any more
    QTRY_COMPARE(mine.size() + others.size(), std::size_t{2});
    QCOMPARE(mine, (std::vector<std::size_t>{3}));
    QCOMPARE(others, (std::vector<std::size_t>{2}));
}

void TestReplaySession::theLoadIsThatOfTheShownReplay()
{
    Fixture f;
    QVERIFY(f.waitUntilIdle());
    std::optional<runlog::ApprovalLoad> load;
    f.session.load({}, [&load](const runlog::ApprovalLoad& made) { load = made; });
    QTRY_VERIFY(load.has_value());
    QCOMPARE(load->requests, std::size_t{10});
    QCOMPARE(load->withoutTime, std::size_t{10});
}

void TestReplaySession::aNewTextDropsUnansweredQuestions()
{
    Fixture f;
    QVERIFY(f.waitUntilIdle());
    bool answered = false;
    f.session.observe(Cap, [&](const auto&) { answered = true; });
    f.session.setPolicies(policies("15"));
    QVERIFY(f.waitUntilIdle());
    bool asked = false;
    f.session.observe(Cap, [&](const auto&) { asked = true; });
    QTRY_VERIFY(asked);
    QVERIFY(!answered);
}

void TestReplaySession::destructionWaitsForNobody()
{
    auto fixture = std::make_unique<Fixture>();
    bool answered = false;
    fixture->session.observe(Cap, [&](const auto&) { answered = true; });
    fixture.reset();
    QCoreApplication::processEvents();
    QVERIFY(!answered);
}

QTEST_GUILESS_MAIN(TestReplaySession)
#include "tst_replaysession.moc"
