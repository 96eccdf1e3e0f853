// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/threshold/panefixture.h"

#include "ui/threshold/mapface.h"

#include <QAccessible>
#include <QComboBox>
#include <QTextCursor>

using namespace studio;
using runlog::Decimal;

namespace {

const QByteArray Policies = "policies:\n"
                            "  - id: cap      # finance\n"
                            "    when: { tool: refund, args.amount: { gt: 10.00 } }  # Q3 review\n"
                            "    action: deny\n"
                            "  - id: ask\n"
                            "    when: { tool: refund, args.amount: { gt: 5 } }\n"
                            "    action: require_approval\n"
                            "  - id: third\n"
                            "    when: { args.amount: { lt: 2 } }\n"
                            "    action: log\n";

// The pane with its map on the screen, every row known.
struct Map : Shown {
    Map() : Shown(Policies) {}

    MapFace& face() { return *pane.map(); }
    PlaneChart& chart() { return *face().chart(); }
    bool waitUntilKnown()
    {
        pane.showFace(ThresholdPane::Face::Map);
        focusNumber();
        return QTest::qWaitForWindowActive(&pane) && QTest::qWaitFor([this] { return isSettled() && face().isAtRest(); });
    }
    QPoint placeOf(double x, double y) { return QPointF(chart().plane().x.axis.x(x), chart().plane().y.axis.x(y)).toPoint(); }
    void press(const QPointF& at) { QTest::mousePress(&chart(), Qt::LeftButton, {}, at.toPoint()); }
    void moveTo(const QPoint& at) { QTest::mouseMove(&chart(), at); }
    void release(const QPoint& at) { QTest::mouseRelease(&chart(), Qt::LeftButton, {}, at); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&chart(), key, modifiers); }
    QByteArray with(const QByteArray& cap, const QByteArray& ask) { return QByteArray(Policies).replace("10.00", cap).replace("gt: 5 ", "gt: " + ask + ' '); }
};

runlog::Replay replayOf(const QByteArray& policies, const runlog::RunsPtr& runs)
{
    const auto parsed = runlog::parse(std::make_shared<const runlog::Source>("p.yaml", policies.toStdString()));
    return runlog::replay(std::make_shared<const runlog::Engine>(runlog::PolicySet{{parsed.file}}), runs, {});
}

} // namespace

class TestMapFace : public QObject {
    Q_OBJECT
private slots:
    void eachCellIsAWholeReplayOfBothNumbers()
    {
        Map map;
        QVERIFY(map.waitUntilKnown());
        const PlaneGrid& grid = map.face().grid();
        QVERIFY(grid.columns().size() > 10 && grid.rows().size() > 5);
        for (std::size_t row = 0; row < grid.rows().size(); row += 3) {
            for (std::size_t column = 0; column < grid.columns().size(); column += 7) {
                const auto text = map.with(QByteArray::fromStdString(grid.columns()[column].text()), QByteArray::fromStdString(grid.rows()[row].text()));
                QCOMPARE(grid.at(column, row)->totals.outcomes, replayOf(text, map.session.runs()).totals.outcomes);
            }
        }
    }

    void aDragMovesBothAndWritesOneUndoEntry()
    {
        Map map;
        QVERIFY(map.waitUntilKnown());
        map.press(map.chart().grip());
        QVERIFY(map.face().gesture().isActive());
        map.moveTo(map.placeOf(12, 8));
        map.moveTo(map.placeOf(15.5, 9.4));
        QTRY_VERIFY(map.session.result()->draft && map.session.result()->draft->second && !map.session.isBusy());
        QCOMPARE(map.document.bytes(), Policies);
        QCOMPARE(map.undoEntries(), 0);
        QCOMPARE(map.count(runlog::Outcome::Deny), std::size_t{5});
        QCOMPARE(map.count(runlog::Outcome::RequireApproval), std::size_t{6});

        map.release(map.placeOf(15.5, 9.4));
        const QByteArray after = map.document.bytes();
        QVERIFY2(after.contains("gt: 15.") && after.contains("gt: 9 ") && after.contains("# Q3 review"), after.constData());
        QTRY_VERIFY(map.isSettled());
        QCOMPARE(map.session.result()->current->totals.outcomes, replayOf(after, map.session.runs()).totals.outcomes);
        QCOMPARE(map.undoEntries(), 1);
        QCOMPARE(map.document.bytes(), Policies);
    }

    void escapeRollsBothBack()
    {
        Map map;
        QVERIFY(map.waitUntilKnown());
        map.press(map.chart().grip());
        map.moveTo(map.placeOf(15, 8));
        QTRY_VERIFY(map.session.result()->draft);
        map.key(Qt::Key_Escape);
        QVERIFY(!map.face().gesture().isActive());
        map.release(map.placeOf(15, 8));
        QCOMPARE(map.document.bytes(), Policies);
        QCOMPARE(map.undoEntries(), 0);
        QTRY_VERIFY(map.isSettled() && map.count(runlog::Outcome::Deny) == 10);
    }

    void textThatChangesDuringADragRollsItBack()
    {
        Map map;
        QVERIFY(map.waitUntilKnown());
        map.press(map.chart().grip());
        map.moveTo(map.placeOf(15, 8));
        QTextCursor(map.document.textDocument()).insertText("#");
        QVERIFY(!map.face().gesture().isActive());
        map.release(map.placeOf(15, 8));
        QCOMPARE(map.document.bytes(), "#" + Policies);
    }

    void aHandleAtItsAxisMovesOneNumber()
    {
        Map map;
        QVERIFY(map.waitUntilKnown());
        const QPointF from = map.chart().handleOfY().center();
        map.press(from);
        map.moveTo({int(from.x()) + 30, map.placeOf(0, 8).y()});
        QCOMPARE(map.face().gesture().value(0).text(), std::string("10"));
        QCOMPARE(map.face().gesture().value(1).text(), std::string("8"));
        map.key(Qt::Key_Escape);
    }

    void keysMoveByGrainsAndCellsAndEnterCommits()
    {
        Map map;
        QVERIFY(map.waitUntilKnown());
        map.chart().setFocus();
        map.key(Qt::Key_Right);
        map.key(Qt::Key_Up);
        QCOMPARE(map.face().gesture().value(0).text(), std::string("10.01"));
        QCOMPARE(map.face().gesture().value(1).text(), std::string("6"));
        map.key(Qt::Key_Left, Qt::ControlModifier);
        const auto& columns = map.face().grid().columns();
        QVERIFY(std::find(columns.begin(), columns.end(), map.face().gesture().value(0)) != columns.end());
        QVERIFY(map.face().gesture().value(0).approximate() < 10.01);
        map.key(Qt::Key_Return);
        QVERIFY(map.document.bytes().contains("gt: 6 "));
        map.key(Qt::Key_B);
        QTRY_COMPARE(map.document.bytes(), Policies);
        QCOMPARE(map.undoEntries(), 2);
    }

    void theGripSaysWhereItStandsAndWhatThatMeans()
    {
        Map map;
        QVERIFY(map.waitUntilKnown());
        QAccessibleInterface* chart = QAccessible::queryAccessibleInterface(&map.chart());
        QCOMPARE(chart->text(QAccessible::Name), QString("args.amount gt in cap and args.amount gt in ask"));
        QCOMPARE(chart->text(QAccessible::Value), QString("10.00 × 5: as in the baseline; 10 denied, 5 to approve"));
        map.chart().setFocus();
        for (int times = 0; times < 2; ++times)
            map.key(Qt::Key_Up);
        QTRY_COMPARE(chart->text(QAccessible::Value), QString("10.00 × 7: 0 tightened, 2 loosened; 10 denied, 3 to approve"));
        map.key(Qt::Key_Escape);
    }

    void anotherNumberIsChosenToGoUpwards()
    {
        Map map;
        QVERIFY(map.waitUntilKnown());
        QCOMPARE(map.face().other()->count(), 2);
        map.face().other()->setFocus();
        QTest::keyClick(map.face().other(), Qt::Key_Down);
        QCOMPARE(map.chart().plane().y.name, QString("args.amount lt in third"));
        QTRY_VERIFY(map.face().isAtRest());
        map.focusNumber(2); // the one that goes upwards: they change places
        QCOMPARE(map.chart().plane().x.name, QString("args.amount lt in third"));
        QCOMPARE(map.chart().plane().y.name, QString("args.amount gt in cap"));
    }

    void whatIsKnownStandsOverACommitAndFallsWithAnotherText()
    {
        Map map;
        QVERIFY(map.waitUntilKnown());
        map.chart().setFocus();
        map.key(Qt::Key_Up);
        map.key(Qt::Key_Return);
        QTRY_VERIFY(map.isSettled());
        QVERIFY(map.face().grid().isWhole());
        QTextCursor changed = map.document.textDocument()->find("require_approval");
        changed.insertText("deny");
        map.document.parseNow();
        QTRY_VERIFY(map.isSettled() && map.face().isAtRest());
        const runlog::PlanePoint* corner = map.face().grid().at(0, 0);
        QCOMPARE(corner->totals.outcomes[std::size_t(runlog::Outcome::RequireApproval)], std::size_t{0});
    }

    void withOneNumberTheFaceSaysSo()
    {
        Shown studio("policies:\n  - { id: a, when: { args.amount: { gt: 3 } }, action: deny }\n");
        studio.pane.showFace(ThresholdPane::Face::Map);
        studio.focusNumber();
        QTRY_COMPARE(studio.pane.hint(), QString("The map lays out two numbers against each other; this file has only one."));
    }
};

QTEST_MAIN(TestMapFace)
#include "tst_mapface.moc"
