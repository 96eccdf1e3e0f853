// SPDX-License-Identifier: Apache-2.0
#include "core/replay/approvals/approvalload.h"
#include "core/replay/approvals/modelanswer.h"
#include "core/traces/read.h"
#include "tests/replay/printing.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace runlog;

namespace {

constexpr std::int64_t Minute = 60'000'000'000;

Time at(const char* text) { return parseTime(text)->time; }

ApproverModel modelOf(const std::string& spec)
{
    std::string problem;
    const auto model = parseApproverModel(spec, problem);
    if (!model)
        qFatal("%s", problem.c_str());
    return *model;
}

std::string problemOf(const std::string& spec)
{
    std::string problem;
    return parseApproverModel(spec, problem) ? "fine" : problem;
}

Policy policyOf(const std::string& approval)
{
    const auto engine = engineOf("policies:\n  - id: p\n    when: { tool: pay }\n    action: require_approval\n"
                                 "    approvers: [lead, boss]\n    approval: { " + approval + " }\n");
    return *engine->policies()[0].policy;
}

AnswerKey requestOf(std::int64_t seq) { return {"r1", seq, std::string(64, 'a'), "p"}; }

std::string after(const char* hours, const char* zone, const char* start, std::int64_t minutes)
{
    const auto model = modelOf(hours);
    const Zone rules(zone);
    const WorkingHours working(model, rules);
    return timeText(working.after(at(start), minutes * Minute, at("2100-01-01T00:00:00Z")));
}

// `count` payments, one every `minutes`, each asking for approval.
std::string payments(int count, int minutes)
{
    std::string lines = R"({"type":"run","run":"r1","service":"s","started_at":"2026-03-02T08:00:00Z"})" "\n";
    for (int i = 0; i < count; ++i)
        lines += R"({"type":"step","run":"r1","seq":)" + std::to_string(i + 1) + R"(,"kind":"tool_call","tool":"pay","args":{"n":)"
                 + std::to_string(i) + R"(},"started_at":")" + timeText(at("2026-03-02T08:00:00Z") + i * minutes * Minute) + "\"}\n";
    return lines;
}

constexpr const char* Asking = "policies:\n  - id: p\n    when: { tool: pay }\n    action: require_approval\n"
                               "    approvers: [lead]\n    approval: { timeout: 30m }\n";

Replay modelReplay(const std::string& policies, const std::string& lines, const ApproverModel& model)
{
    Answers answers;
    answers.mode = ApprovalMode::Model;
    answers.model = model;
    return replay(engineOf(policies), runsOf(lines), answers);
}

std::size_t countOf(const Replay& replay, ApprovalState state)
{
    return static_cast<std::size_t>(std::count_if(replay.requests.begin(), replay.requests.end(),
                                                  [state](const ApprovalRequest& request) { return request.state == state; }));
}

std::string print(const PoolLoad& pool)
{
    return pool.pool + ": " + std::to_string(pool.requests) + " requests, peak " + std::to_string(pool.peak.arrivals) + " at "
           + timeText(pool.peak.begins) + ", queue " + std::to_string(pool.longestQueue) + ", wait " + text(pool.medianWait) + " "
           + text(pool.longWait) + " " + text(pool.longestWait) + ", " + std::to_string(pool.timeOuts) + " time-outs, "
           + std::to_string(pool.neverAnswered) + " never";
}

} // namespace

class TestApprovers : public QObject {
    Q_OBJECT
private slots:
    void aModelIsReadFromItsParts()
    {
        const auto model = modelOf("seed=7,latency=90s,handling=2m,approve=87.5%,hours=09:00-17:30,days=mon-fri,people=3");
        QCOMPARE(model.seed, std::uint64_t{7});
        QCOMPARE(model.latency.nanos, 3 * Minute / 2);
        QCOMPARE(model.approveMillionths, std::int64_t{875'000});
        QCOMPARE(model.dayEnds, (17 * 60 + 30) * Minute);
        QCOMPARE(model.days, std::uint8_t{0x1F});
        QCOMPARE(text(model), std::string("seed=7,latency=90s,handling=2m,approve=87.5%,hours=09:00-17:30,days=mon-fri,people=3"));
        QCOMPARE(modelOf(text(model)), model);
        QCOMPARE(modelOf(""), ApproverModel());
        QCOMPARE(modelOf(text(modelOf("latency=36h,approve=0.000001,hours=22:00-24:00,days=mon+wed-fri"))),
                 modelOf("latency=36h,approve=0.000001,hours=22:00-24:00,days=mon+wed-fri"));
    }

    void aMistakeInAModelIsTold_data()
    {
        QTest::addColumn<QString>("spec");
        QTest::addColumn<QString>("problem");
        const auto add = [](const char* spec, const char* problem) { QTest::newRow(spec) << spec << problem; };
        add("sed=1", "`sed=1` is no part of an approver model; did you mean `seed`?");
        add("seed", "`seed` is no part of an approver model; did you mean `seed`?");
        add("seed=-1", "`seed` must be a whole number");
        add("seed=1,seed=2", "`seed` stands twice");
        add("latency=5", "`latency` must be a duration of at most 30 days, such as `5m`");
        add("latency=31d", "`latency` must be a duration of at most 30 days, such as `5m`");
        add("approve=101%", "`approve` must be a share such as `90%` or `0.9`");
        add("hours=17:00-09:00", "`hours` must be hours of one day such as `09:00-17:00`");
        add("hours=9-17", "`hours` must be hours of one day such as `09:00-17:00`");
        add("days=fri-mon", "`days` must be days such as `mon-fri` or `mon+wed`");
        add("days=", "`days` must be days such as `mon-fri` or `mon+wed`");
        add("people=0", "`people` must be a number from 1 to 1000");
        add("\x1b]52=1", "`\\x1b]52=1` is no part of an approver model");
    }
    void aMistakeInAModelIsTold()
    {
        QFETCH(QString, spec);
        QFETCH(QString, problem);
        QCOMPARE(QString::fromStdString(problemOf(spec.toStdString())), problem);
    }

    void workingTimeGoesOnWhereTheDayEnded_data()
    {
        QTest::addColumn<QString>("hours");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("start");
        QTest::addColumn<int>("minutes");
        QTest::addColumn<QString>("end");
        const auto add = [](const char* name, const char* hours, const char* zone, const char* start, int minutes, const char* end) {
            QTest::newRow(name) << hours << zone << start << minutes << end;
        };
        const char* office = "hours=09:00-17:00,days=mon-fri";
        add("always", "", "UTC", "2026-03-02T10:00:00Z", 30, "2026-03-02T10:30:00.000Z");
        add("within the day", office, "UTC", "2026-03-02T10:00:00Z", 30, "2026-03-02T10:30:00.000Z");
        add("before it begins", office, "UTC", "2026-03-02T07:00:00Z", 30, "2026-03-02T09:30:00.000Z");
        add("over the night", office, "UTC", "2026-03-02T16:50:00Z", 30, "2026-03-03T09:20:00.000Z");
        add("over the weekend", office, "UTC", "2026-03-06T16:50:00Z", 30, "2026-03-09T09:20:00.000Z");
        add("by the policy's clock", office, "America/New_York", "2026-03-02T10:00:00Z", 30, "2026-03-02T14:30:00.000Z");
        add("after the clock changed", office, "America/New_York", "2026-03-06T22:00:00Z", 30, "2026-03-09T13:30:00.000Z");
        add("the clock goes back", office, "Europe/Berlin", "2026-10-23T16:00:00Z", 30, "2026-10-26T08:30:00.000Z");
        add("no midnight that day", "hours=00:00-02:00", "America/Sao_Paulo", "2018-11-03T12:00:00Z", 30, "2018-11-04T03:30:00.000Z");
        add("many days", "hours=09:00-10:00", "UTC", "2026-03-02T00:00:00Z", 600, "2026-03-11T10:00:00.000Z");
    }
    void whatTakesMoreThanTenYearsNeverEnds()
    {
        QCOMPARE(after("hours=09:00-09:01", "UTC", "2026-03-02T00:00:00Z", 5'000), std::string("2100-01-01T00:00:00.000Z"));
        QCOMPARE(after("", "UTC", "1700-01-01T00:00:00Z", 5), std::string("1700-01-01T00:05:00.000Z"));
        QCOMPARE(after("hours=00:00-12:00", "UTC", "2261-12-31T00:00:00Z", 5), std::string("2100-01-01T00:00:00.000Z"));
    }

    void workingTimeGoesOnWhereTheDayEnded()
    {
        QFETCH(QString, hours);
        QFETCH(QString, zone);
        QFETCH(QString, start);
        QFETCH(int, minutes);
        QFETCH(QString, end);
        QCOMPARE(QString::fromStdString(after(qPrintable(hours), qPrintable(zone), qPrintable(start), minutes)), end);
    }

    void drawsHaveTheWantedMedianAndShare()
    {
        const auto model = modelOf("latency=5m,approve=80%");
        std::vector<std::int64_t> delays;
        int approvals = 0;
        for (int i = 0; i < 20'000; ++i) {
            const auto draw = drawOf(model, requestOf(i), "lead", 0);
            delays.push_back(draw.delay);
            approvals += draw.approves ? 1 : 0;
        }
        std::sort(delays.begin(), delays.end());
        const auto minutesAt = [&](double share) { return double(delays[std::size_t(share * double(delays.size()))]) / double(Minute); };
        QVERIFY(std::abs(minutesAt(0.5) - 5.0) < 0.2);
        QVERIFY(std::abs(minutesAt(0.841) / minutesAt(0.5) - std::exp(1.0)) < 0.15); // one sigma
        QVERIFY(std::abs(approvals - 16'000) < 300);
    }

    // Written down once, so that no machine and no later version draws otherwise unnoticed.
    void aDrawIsTheSameEverywhere()
    {
        const auto draw = drawOf(ApproverModel(), requestOf(1), "lead", 0);
        QCOMPARE(draw.delay, std::int64_t{200'993'384'496});
        QCOMPARE(draw.approves, true);
        QVERIFY(drawOf(modelOf("seed=2"), requestOf(1), "lead", 0).delay != draw.delay);
        QVERIFY(drawOf(ApproverModel(), requestOf(1), "lead", 1).delay != draw.delay);
    }

    void whoMustApproveIsReadFromThePolicy()
    {
        QCOMPARE(quorumsOf(policyOf("required: 2")), (std::vector<Quorum>{{"lead, boss", 2}}));
        QCOMPARE(quorumsOf(policyOf("required: { lead: 1, boss: 2 }")), (std::vector<Quorum>{{"boss", 2}, {"lead", 1}}));
        QCOMPARE(quorumsOf(policyOf("required: 5000")), (std::vector<Quorum>{{"lead, boss", 1001}}));
        Policy nobody = policyOf("required: 1");
        nobody.approvers.clear();
        QCOMPARE(quorumsOf(nobody), (std::vector<Quorum>{{"anyone", 1}}));
    }

    void anAnswerAfterTheTimeoutIsExpired()
    {
        const Zone utc("UTC");
        const auto asked = at("2026-03-06T16:50:00Z");
        const auto model = modelOf("latency=0s,handling=10m,approve=100%,hours=09:00-17:00,days=mon-fri");
        QCOMPARE(modelAnswerOf(model, requestOf(1), policyOf("timeout: 10m"), asked, utc), (ModelAnswer{ApprovalState::Approved, 10 * Minute}));
        QCOMPARE(modelAnswerOf(model, requestOf(1), policyOf("timeout: 9m"), asked, utc), (ModelAnswer{ApprovalState::Expired, 9 * Minute}));
        QCOMPARE(modelAnswerOf(model, requestOf(1), policyOf("timeout: 9m"), NoTime, utc).state, ApprovalState::Expired);
        auto refusing = model;
        refusing.approveMillionths = 0;
        QCOMPARE(modelAnswerOf(refusing, requestOf(1), policyOf("timeout: 10m"), asked, utc), (ModelAnswer{ApprovalState::Denied, 10 * Minute}));
    }

    void allOfAQuorumMustApprove()
    {
        const Zone utc("UTC");
        const auto model = modelOf("approve=70%");
        const auto asked = at("2026-03-02T10:00:00Z");
        int one = 0;
        int three = 0;
        for (int i = 0; i < 2000; ++i) {
            one += modelAnswerOf(model, requestOf(i), policyOf("required: 1"), asked, utc).state == ApprovalState::Approved ? 1 : 0;
            three += modelAnswerOf(model, requestOf(i), policyOf("required: 3"), asked, utc).state == ApprovalState::Approved ? 1 : 0;
        }
        QVERIFY(std::abs(one - 1400) < 80);
        QVERIFY(std::abs(three - 686) < 80); // 0.7 cubed
    }

    void answersDoNotDependOnOtherRequests()
    {
        const auto model = modelOf("approve=50%,latency=20m");
        const auto whole = modelReplay(Asking, payments(200, 3), model);
        const auto lines = payments(200, 3);
        const auto second = lines.find("{\"type\":\"step\"");
        const auto hundredth = lines.find(R"({"type":"step","run":"r1","seq":100,)");
        const auto half = modelReplay(Asking, lines.substr(0, second) + lines.substr(hundredth), model);
        for (const auto& request : half.requests) {
            const auto seq = half.runs->seq()[request.step];
            const auto step = *whole.runs->findStep(0, seq);
            QCOMPARE(half.steps[request.step].approval, whole.steps[step].approval);
        }
        QVERIFY(countOf(whole, ApprovalState::Approved) > 20);
        QVERIFY(countOf(whole, ApprovalState::Denied) > 20);
        QVERIFY(countOf(whole, ApprovalState::Expired) > 20);
        QCOMPARE(digest(modelReplay(Asking, lines, model)), digest(whole));
    }

    void theEarlierOfTwoEndingsEndsTheRequest()
    {
        const std::string two = "policies:\n  - id: slow\n    when: { tool: pay }\n    action: require_approval\n    approvers: [lead]\n"
                                "  - id: quick\n    when: { tool: pay }\n    action: require_approval\n    approvers: [lead]\n"
                                "    approval: { timeout: 1m, on_timeout: terminate }\n";
        const auto refused = modelReplay(two, payments(1, 1), modelOf("approve=0%,latency=0s,handling=10m"));
        QCOMPARE(refused.steps[0].approval, ApprovalState::Expired);
    }

    void answersGivenByHandWinOverTheModel()
    {
        const auto runs = runsOf(payments(1, 1));
        Answers answers;
        answers.mode = ApprovalMode::Model;
        answers.model = modelOf("approve=0%");
        answers.given[{"r1", 1, recordedAction(*runs, 0), "p"}] = {};
        QCOMPARE(replay(engineOf(Asking), runs, answers).steps[0].approval, ApprovalState::Approved);
    }

    void withPeopleToSpareTheLoadTimesOutWhatTheModelExpires()
    {
        const auto model = modelOf("approve=70%,latency=25m,handling=1m,people=1000,hours=08:00-16:00");
        const auto replayed = modelReplay(Asking, payments(300, 2), model);
        const auto load = loadOf(replayed, model);
        QCOMPARE(load.pools.size(), std::size_t{1});
        QCOMPARE(load.pools[0].timeOuts, countOf(replayed, ApprovalState::Expired));
        QVERIFY(load.pools[0].timeOuts > 20);
    }

    void onePersonWorksOnOneRequestAtATime()
    {
        // Ten requests, one a minute, five minutes of work each: the last of them waits for all before it.
        const auto model = modelOf("latency=0s,handling=5m,people=1");
        const auto patient = std::string(Asking).replace(std::string(Asking).find("30m"), 3, "9h");
        QCOMPARE(print(loadOf(modelReplay(patient, payments(10, 1), model), model).pools[0]),
                 std::string("lead: 10 requests, peak 10 at 2026-03-02T08:00:00.000Z, queue 9, wait 25m 41m 41m, 0 time-outs, 0 never"));
        QCOMPARE(print(loadOf(modelReplay(Asking, payments(10, 1), model), model).pools[0]),
                 std::string("lead: 10 requests, peak 10 at 2026-03-02T08:00:00.000Z, queue 9, wait 25m 30m 30m, 3 time-outs, 0 never"));
        auto two = model;
        two.people = 2;
        QCOMPARE(print(loadOf(modelReplay(Asking, payments(10, 1), model), two).pools[0]),
                 std::string("lead: 10 requests, peak 10 at 2026-03-02T08:00:00.000Z, queue 8, wait 11m 17m 17m, 0 time-outs, 0 never"));
    }

    void moreApproversThanThereAreNeverAnswer()
    {
        const std::string three = "policies:\n  - id: p\n    when: { tool: pay }\n    action: require_approval\n"
                                  "    approvers: [lead]\n    approval: { required: 3 }\n";
        const auto load = loadOf(modelReplay(three, payments(2, 1), ApproverModel()), ApproverModel());
        QCOMPARE(load.pools[0].neverAnswered, std::size_t{2});
    }

    void requestsWithoutATimeAreLeftOut()
    {
        const auto load = loadOf(modelReplay(Asking, R"({"type":"step","run":"r1","seq":1,"kind":"tool_call","tool":"pay","args":{}})" "\n",
                                             ApproverModel()),
                                 ApproverModel());
        QCOMPARE(load.withoutTime, std::size_t{1});
        QCOMPARE(load.pools.size(), std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(TestApprovers)
#include "tst_approvers.moc"
