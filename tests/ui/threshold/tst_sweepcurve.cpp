// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/sweepcurve.h"

#include <QtTest>

using namespace studio;
using runlog::Decimal;
using runlog::Outcome;

namespace {

Decimal decimal(const char* text) { return *Decimal::parse(text); }

// "70:60 74:58" → at 70 sixty steps are denied, at 74 fifty-eight.
SweepCurve curve(const QString& text)
{
    std::vector<runlog::SweepPoint> points;
    for (const QString& pair : text.split(u' ')) {
        runlog::SweepPoint point;
        point.value = *Decimal::parse(pair.section(u':', 0, 0).toStdString());
        point.totals.outcomes[static_cast<std::size_t>(Outcome::Deny)] = pair.section(u':', 1, 1).toULong();
        points.push_back(point);
    }
    SweepCurve curve;
    curve.add(points);
    return curve;
}

QString print(const std::vector<SweepCurve::Interval>& intervals)
{
    QStringList parts;
    for (const auto& interval : intervals)
        parts << QStringLiteral("%1..%2").arg(interval.from ? QString::fromStdString(interval.from->text()) : QString(),
                                              interval.to ? QString::fromStdString(interval.to->text()) : QString());
    return parts.join(u' ');
}

} // namespace

class TestSweepCurve : public QObject {
    Q_OBJECT
private slots:
    void aGoalOnACurveThatIsNotMonotoneHasSeveralIntervals()
    {
        const SweepCurve swept = curve("60:99 73.84:60 77.88:55 77.89:82 82.99:60 90:41");
        QCOMPARE(print(swept.atMost(Outcome::Deny, 60)), QString("73.84..77.88 82.99.."));
        QCOMPARE(print(swept.atMost(Outcome::Deny, 500)), QString(".."));
        QCOMPARE(print(swept.atMost(Outcome::Deny, 3)), QString());
    }

    void aGoalThatHoldsFromTheLowestValueIsOpenThere()
    {
        QCOMPARE(print(curve("1:2 2:2 3:9").atMost(Outcome::Deny, 5)), QString("..2"));
    }

    void changesSayBetweenWhichValuesTheyLie()
    {
        const auto changes = curve("77.88:55 77.89:82 80:82 81:80").changes(Outcome::Deny);
        QCOMPARE(changes.size(), std::size_t{2});
        QCOMPARE(changes[0].from, decimal("77.88"));
        QCOMPARE(changes[0].to, decimal("77.89"));
        QCOMPARE(changes[0].steps, std::int64_t{27});
        QCOMPARE(changes[1].steps, std::int64_t{-2});
    }

    void refinementHalvesToTheGrainAndEnds()
    {
        SweepCurve swept = curve("0:9 100:0");
        const auto denied = [](const Decimal& value) { return value.approximate() < 33.335 ? 9 : 0; };
        int rounds = 0;
        for (auto next = swept.refinements(Outcome::Deny, 4, decimal("0.01")); !next.empty();
             next = swept.refinements(Outcome::Deny, 4, decimal("0.01"))) {
            QCOMPARE(next.size(), std::size_t{1});
            runlog::SweepPoint point;
            point.value = next.front();
            point.totals.outcomes[static_cast<std::size_t>(Outcome::Deny)] = static_cast<std::size_t>(denied(point.value));
            swept.add({point});
            QVERIFY(++rounds < 20);
        }
        QCOMPARE(print(swept.atMost(Outcome::Deny, 4)), QString("33.34.."));
    }

    void valuesAreRoundedToWholeGrains()
    {
        QCOMPARE(wholeGrains(74.2049, decimal("0.01")), decimal("74.2"));
        QCOMPARE(wholeGrains(910, decimal("60")), decimal("900"));
        QCOMPARE(wholeGrains(-1.26, decimal("0.5")), decimal("-1.5"));
    }
};

QTEST_APPLESS_MAIN(TestSweepCurve)
#include "tst_sweepcurve.moc"
