// SPDX-License-Identifier: Apache-2.0
#include "ui/session/focus.h"

#include <QSignalSpy>
#include <QTest>

using namespace studio;

class TestFocus : public QObject {
    Q_OBJECT
private slots:
    void backAndForwardWalkThroughThePlaces();
    void aNewPlaceEndsTheWayForward();
    void theSamePlaceAgainIsNoNews();
    void anotherPolicyLetsGoOfTheThreshold();
    void otherRunsForgetEverything();
};

void TestFocus::backAndForwardWalkThroughThePlaces()
{
    Focus focus;
    focus.setStep(3);
    focus.setPolicy("cap");
    focus.back();
    QCOMPARE(focus.place().step, std::optional<std::size_t>(3));
    QCOMPARE(focus.place().policy, std::string());
    focus.back();
    QVERIFY(!focus.place().step && !focus.canGoBack());
    focus.forward();
    focus.forward();
    QCOMPARE(focus.place().policy, std::string("cap"));
    QVERIFY(!focus.canGoForward());
}

void TestFocus::aNewPlaceEndsTheWayForward()
{
    Focus focus;
    focus.setStep(1);
    focus.setStep(2);
    focus.back();
    focus.setStep(9);
    QVERIFY(!focus.canGoForward());
    focus.back();
    QCOMPARE(focus.place().step, std::optional<std::size_t>(1));
}

void TestFocus::theSamePlaceAgainIsNoNews()
{
    Focus focus;
    focus.setStep(1);
    QSignalSpy steps(&focus, &Focus::stepChanged);
    QSignalSpy history(&focus, &Focus::historyChanged);
    focus.setStep(1);
    QCOMPARE(steps.count() + history.count(), 0);
}

void TestFocus::anotherPolicyLetsGoOfTheThreshold()
{
    Focus focus;
    focus.setThreshold({"cap/when/cost/gt", 0}, "cap");
    focus.setPolicy("cap");
    QVERIFY(focus.place().threshold.has_value());
    focus.setPolicy("refund");
    QVERIFY(!focus.place().threshold.has_value());
}

void TestFocus::otherRunsForgetEverything()
{
    Focus focus;
    focus.setStep(1);
    focus.setStep(2);
    focus.clear();
    QVERIFY(!focus.place().step && !focus.canGoBack() && !focus.canGoForward());
}

QTEST_GUILESS_MAIN(TestFocus)
#include "tst_focus.moc"
