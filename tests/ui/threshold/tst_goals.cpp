// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/threshold/panefixture.h"

#include "ui/threshold/goalline.h"

#include <QComboBox>
#include <QLineEdit>
#include <QToolButton>

using namespace studio;
using runlog::Decimal;
using runlog::Wanted;

namespace {

QByteArray policies(const QByteArray& test, const QByteArray& action)
{
    return "policies:\n  - id: cap\n    when: { tool: refund, args.amount: { " + test + " } }\n    action: " + action + "\n";
}

// States a goal as a hand does: the kind by keys, then the number.
void state(Shown& studio, Goal::Kind kind, const QString& most = {})
{
    GoalLine* goal = studio.pane.number()->goal();
    goal->kind()->setFocus();
    QTest::keyClick(goal->kind(), Qt::Key_Home);
    for (int down = 0; down < static_cast<int>(kind); ++down)
        QTest::keyClick(goal->kind(), Qt::Key_Down);
    goal->field()->setFocus();
    QTest::keyClicks(goal->field(), most);
}

QString answer(Shown& studio) { return studio.pane.number()->goal()->answer(); }

// The first step of the n-th run, counted from 1, whose amount is n.
std::size_t refundOf(const Shown& studio, std::size_t run) { return studio.session.runs()->run(run - 1).firstStep; }

void label(Shown& studio, std::size_t run, Wanted wanted)
{
    runlog::Label label;
    label.wanted = wanted;
    studio.labels.give(refundOf(studio, run), label);
}

QToolButton* linkTo(Shown& studio, const QString& words)
{
    for (auto* button : studio.pane.number()->goal()->findChildren<QToolButton*>())
        if (button->isVisible() && button->text().contains(words))
            return button;
    return nullptr;
}

} // namespace

class TestGoals : public QObject {
    Q_OBJECT
private slots:
    void fewEnoughStepsOfTheOutcome()
    {
        Shown studio(policies("gt: 10.00", "deny"));
        QVERIFY(studio.waitUntilShown());
        state(studio, Goal::Kind::Steps, "4");
        QTRY_COMPARE(answer(studio), QString("→  from 16.00"));
        QCOMPARE(studio.pane.chart()->chart().reaches.front().from, 16.0);
        QCOMPARE(studio.pane.chart()->chart().limit, std::optional(4.0));
    }

    void fewEnoughApprovalsADay()
    {
        Shown studio(policies("gt: 10.00", "require_approval"));
        QVERIFY(studio.waitUntilShown());
        state(studio, Goal::Kind::Approvals, "5");
        QTRY_COMPARE(answer(studio), QString("→  from 15.00"));
        QVERIFY(!studio.pane.chart()->chart().limit);
    }

    void noRunCostsMore()
    {
        Shown studio(policies("gt: 10.00", "deny"));
        QVERIFY(studio.waitUntilShown());
        state(studio, Goal::Kind::Cost, "$0.01");
        QTRY_COMPARE(answer(studio), QString("→  up to 0.99"));
        state(studio, Goal::Kind::Cost, "x");
        QCOMPARE(answer(studio), QString());
    }

    void theAnswerStaysWhileTheNumberMoves()
    {
        Shown studio(policies("gt: 10.00", "deny"));
        QVERIFY(studio.waitUntilShown());
        state(studio, Goal::Kind::Steps, "4");
        QTRY_COMPARE(answer(studio), QString("→  from 16.00"));
        studio.press();
        studio.dragTo(5);
        QCOMPARE(answer(studio), QString("→  from 16.00"));
        studio.release(5);
        QTRY_VERIFY(studio.isSettled());
        QCOMPARE(answer(studio), QString("→  from 16.00"));
    }

    void labelsGiveARangeOrTheTwoThatExcludeEachOther()
    {
        Shown studio(policies("gt: 10.00", "deny"));
        QVERIFY(studio.waitUntilShown());
        state(studio, Goal::Kind::Labels);
        QVERIFY(answer(studio).contains("no step of these runs is labelled"));
        label(studio, 8, Wanted::Pass);
        label(studio, 12, Wanted::Block);
        QTRY_COMPARE(answer(studio), QString("→  8.00 to 11.99"));
        label(studio, 5, Wanted::Block);
        QTRY_COMPARE(answer(studio), QString("→  no value: one of these goes wrong at each"));
        QTest::mouseClick(linkTo(studio, "r05 #1 should block"), Qt::LeftButton);
        QCOMPARE(studio.focus.place().step, std::optional(refundOf(studio, 5)));
        QTest::mouseClick(linkTo(studio, "r08 #1 should pass"), Qt::LeftButton);
        QCOMPARE(studio.focus.place().step, std::optional(refundOf(studio, 8)));
        state(studio, Goal::Kind::Passing);
        QTRY_COMPARE(answer(studio), QString("→  from 8.00"));
    }

    void labelledStepsAreMarksThatLeadToThem()
    {
        Shown studio(policies("gt: 10.00", "deny"));
        QVERIFY(studio.waitUntilShown());
        label(studio, 5, Wanted::Block);
        label(studio, 8, Wanted::Pass);
        const auto& labels = studio.pane.chart()->chart().labels;
        QCOMPARE(labels.size(), std::size_t{2});
        QCOMPARE(labels[0].value, 5.0);
        QVERIFY(labels[0].isAgainst && !labels[1].isAgainst);
        QTest::mouseClick(studio.pane.chart(), Qt::LeftButton, {}, studio.pane.chart()->labelCentre(1).toPoint());
        QCOMPARE(studio.focus.place().step, std::optional(refundOf(studio, 8)));
    }

    void aFlipUnderThePointerSaysItsCaseAndAClickGoesThere()
    {
        Shown studio(policies("gte: 10", "deny"));
        QVERIFY(studio.waitUntilShown());
        const auto& flips = studio.pane.chart()->chart().flips;
        const auto at = std::find_if(flips.begin(), flips.end(), [](const Chart::Flip& flip) { return flip.value == 13; });
        QVERIFY(at != flips.end());
        const QPoint place = studio.pane.chart()->flipCentre(static_cast<std::size_t>(at - flips.begin())).toPoint();
        QTest::mouseMove(studio.pane.chart(), place);
        QVERIFY(studio.pane.chart()->chart().pointed);
        QCOMPARE(studio.pane.chart()->chart().pointed->text, QString("13 · r12 #1 · −1 denied"));
        QTest::mouseClick(studio.pane.chart(), Qt::LeftButton, {}, place);
        QCOMPARE(studio.focus.place().step, std::optional(refundOf(studio, 12)));
        QTest::mouseMove(studio.pane.chart(), studio.handle());
        QVERIFY(!studio.pane.chart()->chart().pointed);
    }

    void eachNumberOfAFieldHasAHandle_data()
    {
        QTest::addColumn<QByteArray>("test");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("two operators") << QByteArray("gt: 5.00, lt: 15.00") << QByteArray("gt: 5.00, lt: 9");
        QTest::newRow("between") << QByteArray("between: [5.00, 15.00]") << QByteArray("between: [5.00, 9");
    }
    void eachNumberOfAFieldHasAHandle()
    {
        QFETCH(QByteArray, test);
        QFETCH(QByteArray, after);
        Shown studio(policies(test, "deny"));
        QVERIFY(studio.waitUntilShown());
        QCOMPARE(studio.pane.chart()->chart().others.size(), std::size_t{1});
        QCOMPARE(studio.pane.chart()->chart().others.front().text, QString("15.00"));
        const QPoint other = studio.pane.chart()->otherCentre(0).toPoint();
        const Axis before = studio.pane.chart()->chart().axis;
        QTest::mousePress(studio.pane.chart(), Qt::LeftButton, {}, other);
        QVERIFY(studio.pane.gesture().isActive());
        QCOMPARE(studio.pane.chart()->chart().axis, before);
        QTest::mouseMove(studio.pane.chart(), QPoint(qRound(before.x(9.5)), other.y()));
        QTest::mouseRelease(studio.pane.chart(), Qt::LeftButton, {}, QPoint(qRound(before.x(9.5)), other.y()));
        QVERIFY2(studio.document.bytes().contains(after), studio.document.bytes().constData());
        QCOMPARE(studio.undoEntries(), 1);
    }
};

QTEST_MAIN(TestGoals)
#include "tst_goals.moc"
