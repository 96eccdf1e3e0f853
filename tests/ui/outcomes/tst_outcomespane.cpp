// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/outcomes/changesfixture.h"

#include "ui/outcomes/changesview.h"
#include "ui/outcomes/outcomespane.h"
#include "ui/outcomes/reasonline.h"
#include "ui/session/focus.h"
#include "ui/session/labelbook.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QtTest>

using namespace studio;

namespace {

runlog::PolicySet setOf(const std::string& policies) { return engineOf(policies)->policySet(); }

struct Shown {
    ReplaySession session;
    Focus focus;
    LabelBook labels{session};
    Theme theme;
    OutcomesPane pane{session, focus, labels, theme};

    explicit Shown(const std::string& after = After)
    {
        session.setBaseline(setOf(Before), QStringLiteral("saved"));
        session.setPolicies(setOf(after));
        session.setRuns(runlog::readTrace("runs.jsonl", Runs).runs);
        pane.resize(420, 360);
        pane.show();
    }
    bool settle()
    {
        return QTest::qWaitForWindowExposed(&pane)
               && QTest::qWaitFor([this] { return session.result() && !session.isBusy(); });
    }
    // What the list says, with the label of each row.
    QString rows()
    {
        QString text;
        const ChangesModel& model = *pane.model();
        for (int row = 0; row < model.rowCount(); ++row) {
            const auto cell = [&](int column) { return model.index(row, column).data().toString(); };
            text += model.isHead(row) ? QStringLiteral("[%1]\n").arg(cell(0))
                                      : QStringLiteral("%1%2 %3\n").arg(cell(ChangesModel::Place),
                                                                        model.index(row, 0).data(ChangesModel::NumberRole).toString(),
                                                                        cell(ChangesModel::LabelColumn));
        }
        return text;
    }
    // "r1#1" of the step in focus.
    QString focused() const
    {
        const auto step = focus.place().step;
        if (!step)
            return {};
        const runlog::Runs& runs = *session.runs();
        return QString::fromStdString(std::string(runs.run(runs.runOf(*step)).id)) + QStringLiteral("#%1").arg(runs.seq()[*step]);
    }
};

} // namespace

class TestOutcomesPane : public QObject {
    Q_OBJECT
private slots:
    void groupedByEditEachChangeStandsUnderWhatCausedIt()
    {
        Shown shown;
        QVERIFY(shown.settle());
        shown.pane.setGrouping(Grouping::Edit);
        QTRY_VERIFY(!shown.rows().startsWith("[Finding the edits…]"));
        QCOMPARE(shown.rows(), QString("[search-stop removed]\nr2#2 \n[big added]\nr1#1 \n[small added]\nr2#1 \n"));
        shown.session.setPolicies(setOf(Before)); // as in the baseline again: no edit, no change
        QTRY_COMPARE(shown.rows(), QString());
    }

    void theKeyboardWalksChangesAndSetsTheFocus()
    {
        Shown shown;
        QVERIFY(shown.settle());
        shown.pane.nextChange();
        QCOMPARE(shown.focused(), QString("r2#2"));
        shown.pane.nextChange();
        QCOMPARE(shown.focused(), QString("r1#1"));
        shown.pane.view()->setFocus();
        QTest::keyClick(shown.pane.view(), Qt::Key_Down); // over the head of the notes
        QCOMPARE(shown.focused(), QString("r2#1"));
        shown.pane.nextChange();
        QCOMPARE(shown.focused(), QString("r2#1"));
        shown.pane.previousChange();
        QCOMPARE(shown.focused(), QString("r1#1"));
    }

    void aClickOnARowSetsTheFocus()
    {
        Shown shown;
        QVERIFY(shown.settle());
        auto* view = shown.pane.view();
        const int row = shown.pane.model()->nextChange(1, 1);
        const QRect cell = view->visualRect(shown.pane.model()->index(row, ChangesModel::Place));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::NoModifier, cell.center());
        QCOMPARE(shown.focused(), QString("r1#1"));
    }

    void aNewResultKeepsTheSelectedStepAndTheFocus()
    {
        Shown shown;
        QVERIFY(shown.settle());
        shown.pane.nextChange();
        shown.pane.nextChange();
        QSignalSpy moved(&shown.focus, &Focus::stepChanged);
        shown.session.setPolicies(setOf(Before + "  - id: big\n    when: { tool: refund, args.amount: { gt: 100 } }\n    action: terminate\n"));
        QTRY_COMPARE(shown.pane.model()->allChanges(), std::size_t{1});
        QCOMPARE(shown.focused(), QString("r1#1"));
        QCOMPARE(moved.count(), 0);
        QCOMPARE(shown.pane.view()->currentIndex().row(), 1);
    }

    void sameOutcomesAreSaidWithTheNumberOfSteps()
    {
        Shown shown(Before);
        QVERIFY(shown.settle());
        QTRY_COMPARE(shown.pane.emptyText(), QString("Same outcomes as the saved file, all 5 steps"));
    }

    void theOutcomeFilterShowsOnlyThatOutcome()
    {
        Shown shown;
        QVERIFY(shown.settle());
        shown.pane.setOutcomeFilter(runlog::Outcome::Terminate);
        QCOMPARE(shown.pane.model()->shownChanges(), std::size_t{1});
        shown.pane.setOutcomeFilter(runlog::Outcome::Modify);
        QCOMPARE(shown.pane.emptyText(), QString("No change matches the filter."));
        shown.pane.setOutcomeFilter(std::nullopt);
        QCOMPARE(shown.pane.emptyText(), QString());
        QCOMPARE(shown.pane.model()->shownChanges(), std::size_t{3});
    }

    void typingInTheFilterBoxNarrowsTheList()
    {
        Shown shown;
        QVERIFY(shown.settle());
        auto* box = shown.pane.findChild<QLineEdit*>();
        QTest::keyClicks(box, "refund");
        QCOMPARE(shown.pane.model()->shownChanges(), std::size_t{2});
    }

    void yAndNLabelTheCurrentStep()
    {
        Shown shown;
        QVERIFY(shown.settle());
        shown.pane.nextChange(); // r2#2, which is allowed now
        QTest::keyClick(shown.pane.view(), Qt::Key_N);
        QCOMPARE(shown.rows(), QString("[Loosened]\nr2#2 should pass\n[Tightened]\nr1#1 \n[Notes]\nr2#1 \n"));
        QTest::keyClick(shown.pane.view(), Qt::Key_Y);
        QCOMPARE(shown.labels.labels().size(), std::size_t{1});
        QCOMPARE(shown.labels.labels().begin()->second.wanted, runlog::Wanted::Block);
        QVERIFY(shown.labels.labels().begin()->second.at != runlog::NoTime);
    }

    void aStepAgainstItsLabelGoesToTheTop()
    {
        Shown shown;
        QVERIFY(shown.settle());
        shown.pane.nextChange();
        shown.pane.nextChange(); // r1#1, which ends its run now
        QCOMPARE(shown.focused(), QString("r1#1"));
        QTest::keyClick(shown.pane.view(), Qt::Key_N);
        QCOMPARE(shown.rows(), QString("[Against a label]\nr1#1 against the label should pass\n"
                                       "[Loosened]\nr2#2 \n[Notes]\nr2#1 \n"));
        QCOMPARE(shown.focused(), QString("r1#1")); // the selection goes with it
        QCOMPARE(shown.pane.view()->currentIndex().row(), 1);
        QVERIFY2(shown.pane.footerText().contains("labels: 0 caught, 0 missed, 1 false alarms"), qPrintable(shown.pane.footerText()));
        shown.session.setPolicies(setOf(Before + "  - id: mild\n    when: { tool: refund }\n    action: log\n"));
        QTRY_COMPARE(shown.rows(), QString("[Notes]\nr1#1 should pass\nr2#1 \n")); // as wanted again
    }

    void aLabelTakesAReasonAndIsUndone()
    {
        Shown shown;
        QVERIFY(shown.settle());
        shown.pane.nextChange();
        shown.pane.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&shown.pane));
        QTest::keyClick(shown.pane.view(), Qt::Key_Y, Qt::ShiftModifier);
        auto* reason = shown.pane.findChild<ReasonLine*>()->findChild<QLineEdit*>();
        QVERIFY(reason->hasFocus());
        QTest::keyClicks(reason, "a <b>leak</b>");
        QTest::keyClick(reason, Qt::Key_Return);
        QVERIFY(shown.pane.view()->hasFocus());
        QVERIFY(shown.rows().startsWith("[Against a label]\nr2#2 against the label should block: a <b>leak</b>\n"));
        QTest::keyClick(shown.pane.view(), Qt::Key_Delete);
        QVERIFY(shown.labels.labels().empty());
        QTest::keyClick(shown.pane.view(), Qt::Key_U);
        QCOMPARE(shown.labels.labels().begin()->second.reason, std::string("a <b>leak</b>"));
        QTest::keyClick(shown.pane.view(), Qt::Key_U);
        QVERIFY(shown.labels.labels().empty());
    }

    void escapeGivesNoLabel()
    {
        Shown shown;
        QVERIFY(shown.settle());
        shown.pane.nextChange();
        QTest::keyClick(shown.pane.view(), Qt::Key_N, Qt::ShiftModifier);
        auto* reason = shown.pane.findChild<ReasonLine*>()->findChild<QLineEdit*>();
        QTest::keyClicks(reason, "no");
        QTest::keyClick(reason, Qt::Key_Escape);
        QVERIFY(shown.labels.labels().empty());
        QVERIFY(!reason->isVisible());
    }

    void singleKeysCanBeSwitchedOff()
    {
        Shown shown;
        QVERIFY(shown.settle());
        shown.pane.nextChange();
        shown.pane.setSingleKeys(false);
        QTest::keyClick(shown.pane.view(), Qt::Key_Y);
        QVERIFY(shown.labels.labels().empty());
        shown.pane.order(ChangesView::Order::Block);
        QCOMPARE(shown.labels.labels().size(), std::size_t{1});
    }

    void rightAndLeftUnfoldAndFoldConsequences()
    {
        Shown shown;
        QVERIFY(shown.settle());
        shown.pane.nextChange();
        shown.pane.nextChange();
        const int rows = shown.pane.model()->rowCount();
        QTest::keyClick(shown.pane.view(), Qt::Key_Right);
        QCOMPARE(shown.pane.model()->rowCount(), rows + 2);
        QTest::keyClick(shown.pane.view(), Qt::Key_Left);
        QCOMPARE(shown.pane.model()->rowCount(), rows);
    }
};

QTEST_MAIN(TestOutcomesPane)
#include "tst_outcomespane.moc"
