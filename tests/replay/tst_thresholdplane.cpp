// SPDX-License-Identifier: Apache-2.0
#include "core/language/parse.h"
#include "core/replay/order.h"
#include "core/replay/thresholdplane.h"
#include "core/traces/read.h"

#include <QtTest>

using namespace runlog;

namespace {

// Forty payments of two users over two hours, of 3 … 99 dollars.
std::string lines()
{
    std::string text;
    for (int run = 0; run < 8; ++run) {
        const auto id = "r" + std::to_string(run);
        const auto user = "u" + std::to_string(run % 2);
        text += R"({"type":"run","run":")" + id + R"(","service":"s","user":{"id":")" + user + R"("},"started_at":"2026-03-01T10:00:00Z"})" "\n";
        for (int seq = 1; seq <= 5; ++seq) {
            const auto minute = std::to_string(10 + 5 * run + seq);
            text += R"({"type":"step","run":")" + id + R"(","seq":)" + std::to_string(seq)
                + R"(,"kind":"tool_call","tool":"pay","cost_usd":0.)" + std::to_string(1 + (run * 7 + seq * 3) % 9) + R"(,"args":{"amount":)"
                + std::to_string(3 + (run * 37 + seq * 53) % 97) + R"(},"started_at":"2026-03-01T10:)" + minute + R"(:00Z"})" "\n";
        }
    }
    return text;
}

EnginePtr engineOf(const std::string& x, const std::string& y, const char* second)
{
    const std::string text = "policies:\n  - { id: a, when: { args.amount: { gt: " + x + " } }, action: deny }\n  - { id: b, when: { "
        + QString::fromUtf8(second).arg(QString::fromStdString(y)).toStdString() + " }, action: require_approval }\n";
    return std::make_shared<const Engine>(PolicySet{{parse(std::make_shared<const Source>("p.yaml", text)).file}});
}

QString print(const Replay& replay, const ImpactCounts& counts)
{
    QString text;
    for (const auto count : replay.totals.outcomes)
        text += QString::number(count) + u' ';
    return text + QStringLiteral("| %1 %2 %3").arg(counts.loosened).arg(counts.tightened).arg(counts.consequences);
}

} // namespace

class TestThresholdPlane : public QObject {
    Q_OBJECT
private slots:
    void everyPointIsThatOfAWholeReplay_data()
    {
        QTest::addColumn<QString>("second");
        QTest::newRow("two arguments") << "args.amount: { lt: %1 }";
        QTest::newRow("money of the run") << "cost: { gt: %1 }";
        QTest::newRow("money of the day") << "cost_today: { gt: %1 }";
        QTest::newRow("a window per user") << "count: { of: { tool: pay }, within: 10m, per: user, gt: %1 }";
    }

    void everyPointIsThatOfAWholeReplay()
    {
        QFETCH(QString, second);
        const QByteArray condition = second.toUtf8();
        const auto runs = readTrace("runs.jsonl", lines()).runs;
        const auto engine = engineOf("50", "2", condition.constData());
        const auto baseline = std::make_shared<const Replay>(replay(engine, runs, {}));
        const auto places = thresholds(*engine->policySet().files.front());
        QVERIFY(places.size() >= 2);
        const auto y = places.back().threshold;
        const ThresholdPlane plane(engine, runs, {}, std::make_shared<const ReplayOrder>(*runs), places.front().threshold, y, baseline);
        std::vector<Decimal> xs;
        for (const int x : {0, 20, 50, 51, 99})
            xs.emplace_back(x);
        for (const int at : {0, 1, 2, 3, 40}) {
            const auto row = plane.row(Decimal(at), xs);
            QCOMPARE(row.size(), xs.size());
            for (std::size_t n = 0; n < xs.size(); ++n) {
                const auto whole = replay(engineOf(xs[n].text(), std::to_string(at), condition.constData()), runs, {});
                const auto impact = compare(*baseline, whole);
                Replay counted;
                counted.totals = row[n].totals;
                const ImpactCounts wanted{impact.loosened, impact.tightened, impact.notes, impact.uncertain, impact.consequences.size(),
                                          impact.runs};
                QCOMPARE(print(counted, row[n].counts), print(whole, wanted));
                QVERIFY(row[n].counts == wanted);
            }
        }
    }

    void aStopEndsARow()
    {
        const auto runs = readTrace("runs.jsonl", lines()).runs;
        const auto engine = engineOf("50", "2", "cost: { gt: %1 }");
        const auto baseline = std::make_shared<const Replay>(replay(engine, runs, {}));
        const auto places = thresholds(*engine->policySet().files.front());
        std::stop_source stop;
        stop.request_stop();
        const ThresholdPlane plane(engine, runs, {}, std::make_shared<const ReplayOrder>(*runs), places[0].threshold, places[1].threshold,
                                   baseline);
        QVERIFY(plane.row(Decimal(1), {Decimal(1)}, stop.get_token()).empty());
    }
};

QTEST_APPLESS_MAIN(TestThresholdPlane)
#include "tst_thresholdplane.moc"
