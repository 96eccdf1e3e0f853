// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/threshold/studiofixture.h"

#include "core/replay/dailymatches.h"
#include "core/replay/order.h"
#include "ui/theme/flattabs.h"
#include "ui/threshold/ratesface.h"
#include "ui/threshold/rateschart.h"
#include "ui/threshold/thresholdpane.h"

#include <QAccessible>

using namespace studio;

namespace {

const QByteArray Policies = "policies:\n"
                            "  - id: cap\n"
                            "    when: { tool: refund, args.amount: { gt: 15 } }\n"
                            "    action: deny\n";

// Five days of twenty refunds each, of 1 … 20 dollars; on the last all are of 19.
std::string fiveDays()
{
    std::string lines;
    for (int day = 1; day <= 5; ++day) {
        const std::string date = "2026-03-0" + std::to_string(day);
        const std::string run = "r" + std::to_string(day);
        lines += R"({"type":"run","run":")" + run + R"(","service":"s","started_at":")" + date + "T10:00:00Z\"}\n";
        for (int n = 1; n <= 20; ++n)
            lines += R"({"type":"step","run":")" + run + R"(","seq":)" + std::to_string(n)
                     + R"(,"kind":"tool_call","tool":"refund","args":{"amount":)" + std::to_string(day == 5 ? 19 : n)
                     + R"(},"started_at":")" + date + "T10:00:01Z\"}\n";
    }
    return lines;
}

struct Shown : StudioFixture {
    ThresholdPane pane;

    Shown() : StudioFixture(Policies, fiveDays()), pane(document, session, focus, labels, theme)
    {
        QLocale::setDefault(QLocale::c());
        pane.resize(560, 460);
        pane.show();
        pane.activateWindow();
    }

    bool waitUntilShown()
    {
        focusNumber();
        pane.showFace(ThresholdPane::Face::Rates);
        return QTest::qWaitForWindowActive(&pane)
               && QTest::qWaitFor([this] { return isSettled() && !pane.rates()->chart()->bars().empty(); });
    }

    QString printed()
    {
        QStringList lines;
        for (const DayBar& bar : pane.rates()->chart()->bars())
            lines << QStringLiteral("%1 %2").arg(bar.dates(), barWords(bar));
        return lines.join(u'\n');
    }
};

} // namespace

class TestRatesFace : public QObject {
    Q_OBJECT
private slots:
    void eachDayIsABarAndAJumpIsMarked()
    {
        Shown studio;
        QVERIFY(studio.waitUntilShown());
        QCOMPARE(studio.printed(), QString("2026-03-01 5 of 20 steps (25.0 %), as many as the baseline\n"
                                           "2026-03-02 5 of 20 steps (25.0 %), as many as the baseline\n"
                                           "2026-03-03 5 of 20 steps (25.0 %), as many as the baseline\n"
                                           "2026-03-04 5 of 20 steps (25.0 %), as many as the baseline\n"
                                           "2026-03-05 20 of 20 steps (100.0 %), as many as the baseline, a jump"));
    }

    void barsFollowADraftAgainstTheBaseline()
    {
        Shown studio;
        QVERIFY(studio.waitUntilShown());
        studio.session.setDraft({studio.focus.place().threshold.value(), *runlog::Decimal::parse("18")});
        QTRY_COMPARE(studio.pane.rates()->chart()->bars().front().current, std::size_t{2});
        QCOMPARE(barWords(studio.pane.rates()->chart()->bars().front()),
                 QString("2 of 20 steps (10.0 %), 3 fewer than the baseline"));
        studio.session.clearDraft();
        QTRY_COMPARE(studio.pane.rates()->chart()->bars().front().current, std::size_t{5});
    }

    void keysWalkOverTheDaysAndToTheJump()
    {
        Shown studio;
        QVERIFY(studio.waitUntilShown());
        RatesChart* chart = studio.pane.rates()->chart();
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Home);
        QTest::keyClick(chart, Qt::Key_Right);
        QCOMPARE(studio.pane.rates()->reading(), QString("2026-03-02: 5 of 20 steps (25.0 %), as many as the baseline"));
        QTest::keyClick(chart, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(studio.pane.rates()->reading(),
                 QString("2026-03-05: 20 of 20 steps (100.0 %), as many as the baseline, a jump"));
        QTest::keyClick(chart, Qt::Key_Home);
        QCOMPARE(chart->current(), 0);
    }

    void thePointerReadsTheDayItIsOn()
    {
        Shown studio;
        QVERIFY(studio.waitUntilShown());
        RatesChart* chart = studio.pane.rates()->chart();
        QTest::mouseMove(chart, chart->barRect(3).center().toPoint());
        QVERIFY(studio.pane.rates()->reading().startsWith("2026-03-04: 5 of 20"));
    }

    void theNumbersAreSpoken()
    {
        Shown studio;
        QVERIFY(studio.waitUntilShown());
        RatesChart* chart = studio.pane.rates()->chart();
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(chart);
        QCOMPARE(spoken->role(), QAccessible::Chart);
        QCOMPARE(spoken->text(QAccessible::Name), QString("matches per day of cap"));
        QCOMPARE(spoken->text(QAccessible::Description),
                 QString("40 matches in 100 steps, as many as the baseline; jump on 2026-03-05 with 20"));
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_End);
        QCOMPARE(spoken->text(QAccessible::Value),
                 QString("2026-03-05: 20 of 20 steps (100.0 %), as many as the baseline, a jump"));
    }

    void manyDaysShareABar()
    {
        RatePair rates;
        rates.current.emplace();
        for (int day = 0; day < 10; ++day)
            rates.current->days.push_back({day, 4, 1, 0, day == 7});
        rates.current->days.push_back({std::nullopt, 3, 2, 0, false});
        QStringList printed;
        for (const DayBar& bar : dayBars(rates, 4))
            printed << QStringLiteral("%1 %2/%3%4").arg(bar.dates()).arg(bar.current).arg(bar.steps).arg(bar.isJump ? "!" : "");
        QCOMPARE(printed.join(u'\n'), QString("1970-01-01 to 1970-01-03 3/12\n1970-01-04 to 1970-01-06 3/12\n"
                                              "1970-01-07 to 1970-01-09 3/12!\n1970-01-10 1/4\nno time 2/3"));
    }

    void withoutAPolicyTheFaceSaysWhatToDo()
    {
        Shown studio;
        QTRY_VERIFY(studio.isSettled());
        studio.pane.showFace(ThresholdPane::Face::Rates);
        QCOMPARE(studio.pane.hint(), QString("Put the caret in a policy to see how often it matches, day by day."));
    }
};

QTEST_MAIN(TestRatesFace)
#include "tst_ratesface.moc"
