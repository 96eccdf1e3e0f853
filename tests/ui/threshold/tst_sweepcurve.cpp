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

} // namespace

class TestSweepCurve : public QObject {
    Q_OBJECT
private slots:
    void changesSayBetweenWhichValuesTheyLie()
    {
        const auto changes = curve("77.88:55 77.89:82 80:82 81:80").changes(Outcome::Deny);
        QCOMPARE(changes.size(), std::size_t{2});
        QCOMPARE(changes[0].from, decimal("77.88"));
        QCOMPARE(changes[0].to, decimal("77.89"));
        QCOMPARE(changes[0].steps, std::int64_t{27});
        QCOMPARE(changes[1].steps, std::int64_t{-2});
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
