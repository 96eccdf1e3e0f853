// SPDX-License-Identifier: Apache-2.0
#include "core/language/parse.h"
#include "core/replay/dailymatches.h"
#include "core/replay/order.h"
#include "core/traces/read.h"

#include <QtTest>

using namespace runlog;

namespace {

// Two days around midnight UTC, one step without a time, and a message.
const char* const Lines =
    R"({"type":"run","run":"a","service":"s"})" "\n"
    R"({"type":"step","run":"a","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":5}})" "\n"
    R"({"type":"run","run":"b","service":"s","started_at":"2026-03-01T22:00:00Z"})" "\n"
    R"({"type":"step","run":"b","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":7},"started_at":"2026-03-01T23:30:00Z"})" "\n"
    R"({"type":"step","run":"b","seq":2,"kind":"message","started_at":"2026-03-01T23:31:00Z"})" "\n"
    R"({"type":"step","run":"b","seq":3,"kind":"llm_call","model":"m","started_at":"2026-03-01T23:40:00Z"})" "\n"
    R"({"type":"step","run":"b","seq":4,"kind":"tool_call","tool":"pay","args":{"amount":9},"started_at":"2026-03-02T00:30:00Z"})" "\n"
    R"({"type":"step","run":"b","seq":5,"kind":"tool_call","tool":"mail","args":{},"started_at":"2026-03-02T11:30:00Z"})" "\n";

EnginePtr engineOf(const std::string& zone, const std::string& least)
{
    const std::string text = "timezone: " + zone + "\npolicies:\n"
                             "  - { id: cap, when: { args.amount: { gt: " + least + " } }, action: log }\n"
                             "  - { id: watched, mode: observe, when: { tool: [pay, mail] }, action: deny }\n"
                             "  - { id: never, when: { tool: none }, action: deny }\n";
    return std::make_shared<const Engine>(PolicySet{{parse(std::make_shared<const Source>("p.yaml", text)).file}});
}

QString print(const PolicyRates& rates)
{
    QString text;
    for (const auto& day : rates.days)
        text += QStringLiteral("%1 %2 of %3, decided %4%5; ")
                    .arg(day.day ? QString::fromStdString(dateText(*day.day)) : QString("none"))
                    .arg(day.matched).arg(day.steps).arg(day.decided).arg(day.isJump ? " jump" : "");
    return text;
}

} // namespace

class TestDailyMatches : public QObject {
    Q_OBJECT
private slots:
    void countsAreThoseOfTheWholeReport_data()
    {
        QTest::addColumn<QString>("zone");
        for (const char* zone : {"UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia"})
            QTest::newRow(zone) << zone;
    }

    void countsAreThoseOfTheWholeReport()
    {
        QFETCH(QString, zone);
        const auto runs = readTrace("runs.jsonl", Lines).runs;
        DailyMatches daily(runs, std::make_shared<const ReplayOrder>(*runs));
        for (const char* least : {"1", "6", "8", "100"}) {
            const auto made = replay(engineOf(zone.toStdString(), least), runs, {});
            for (const auto& wanted : ratesOf(made)) {
                const auto found = daily.of(made, made.engine->policies()[wanted.policy].policy->id);
                QVERIFY(found);
                QCOMPARE(print(*found), print(wanted));
                QCOMPARE(found->policy, wanted.policy);
            }
        }
    }

    void daysAreThoseOfThePolicysOwnFile()
    {
        const auto runs = readTrace("runs.jsonl", Lines).runs;
        DailyMatches daily(runs, std::make_shared<const ReplayOrder>(*runs));
        QCOMPARE(print(*daily.of(replay(engineOf("UTC", "6"), runs, {}), "cap")),
                 QString("2026-03-01 1 of 2, decided 1; 2026-03-02 1 of 2, decided 1; none 0 of 1, decided 0; "));
        QCOMPARE(print(*daily.of(replay(engineOf("Europe/Berlin", "6"), runs, {}), "cap")),
                 QString("2026-03-02 2 of 4, decided 2; none 0 of 1, decided 0; "));
    }

    void aPolicyThatIsNotThereHasNoRates()
    {
        const auto runs = readTrace("runs.jsonl", Lines).runs;
        DailyMatches daily(runs, std::make_shared<const ReplayOrder>(*runs));
        QVERIFY(!daily.of(replay(engineOf("UTC", "6"), runs, {}), "other"));
    }
};

QTEST_APPLESS_MAIN(TestDailyMatches)
#include "tst_dailymatches.moc"
