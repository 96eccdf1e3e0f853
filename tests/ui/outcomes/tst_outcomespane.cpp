// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/outcomes/changesfixture.h"

#include "ui/outcomes/changesview.h"
#include "ui/outcomes/outcomespane.h"
#include "ui/session/focus.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QtTest>

using namespace studio;

namespace {

runlog::PolicySet setOf(const std::string& policies) { return engineOf(policies)->policySet(); }

struct Shown {
    ReplaySession session;
    Focus focus;
    Theme theme;
    OutcomesPane pane{session, focus, theme};

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
