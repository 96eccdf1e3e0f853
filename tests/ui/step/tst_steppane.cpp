// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/step/stepfixture.h"

#include "ui/session/notebook.h"
#include "ui/step/contentmodel.h"
#include "ui/step/decisionline.h"
#include "ui/step/explainmodel.h"
#include "ui/step/rawtext.h"
#include "ui/step/steppages.h"
#include "ui/step/steppane.h"
#include "ui/step/stepsmodel.h"
#include "ui/step/timeline.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QHelpEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTabBar>
#include <QToolButton>
#include <QToolTip>
#include <QTreeView>

using namespace studio;

namespace {

struct Shown : Desk {
    using Desk::Desk;

    StepPane pane{document, session, focus, theme};

    bool open(std::string_view run, std::int64_t seq)
    {
        pane.resize(520, 400);
        pane.show();
        if (!QTest::qWaitForWindowExposed(&pane) || !settle())
            return false;
        focus.setStep(step(run, seq));
        return true;
    }
    const QAbstractItemModel& why() const { return *pane.findChild<QTreeView*>(QStringLiteral("why"))->model(); }
    // The decision tree as text: a line per row, indented.
    QString tree(const QModelIndex& parent = {}, int depth = 0) const
    {
        QString text;
        for (int row = 0; row < why().rowCount(parent); ++row) {
            QStringList cells;
            for (int column = 0; column < why().columnCount(); ++column)
                cells << why().index(row, column, parent).data().toString();
            cells.removeAll(QString());
            text += QString(depth * 2, u' ') + cells.join(QStringLiteral(" | ")) + u'\n' + tree(why().index(row, 0, parent), depth + 1);
        }
        return text;
    }
};

} // namespace

class TestStepPane : public QObject {
    Q_OBJECT
private slots:
    void theTreeSaysByHowMuchAConditionWasMissed()
    {
        Shown shown;
        QVERIFY(shown.open("r1", 2));
        QTRY_COMPARE(shown.tree(), QString("review | no match\n"
                                           "  tool | refund | refund\n"
                                           "  args.amount | 49.97 | gt 50.00 | missed by 0.03\n"
                                           "nearest to require_approval: review\n"
                                           "  args.amount | 49.97 | gt 50.00 | missed by 0.03\n"
                                           "No condition holds in no-wire\n"
                                           "  no-wire | no match\n"
                                           "    tool | refund | wire\n"));
        QAbstractItemModelTester tester(const_cast<QAbstractItemModel*>(&shown.why()));
    }

    void aStepThatWasNotReachedSaysWhatStoppedItsRun()
    {
        Shown shown("policies:\n  - { id: end, when: { args.amount: { gt: 100 } }, action: terminate }\n");
        QVERIFY(shown.open("r2", 2));
        QCOMPARE(shown.pane.findChild<DecisionLine*>()->words(), QString("Not reached · saved file: not reached"));
        QTRY_COMPARE(shown.tree(), QString("end stopped the run at step 1\n"));
    }

    void theDecisionNamesThePolicyAndTheBaseline()
    {
        Shown shown;
        QVERIFY(shown.open("r1", 4));
        QCOMPARE(shown.pane.findChild<DecisionLine*>()->words(), QString("Denied by no-wire · saved file: denied"));
    }

    void keysWalkTheRunAndItsStops()
    {
        Shown shown;
        QVERIFY(shown.open("r1", 1));
        QTest::keyClick(&shown.pane, Qt::Key_F10);
        QCOMPARE(shown.focused(), QString("r1#2"));
        QTest::keyClick(&shown.pane, Qt::Key_F9);
        QCOMPARE(shown.focused(), QString("r1#1"));
        QTest::keyClick(&shown.pane, Qt::Key_F5);
        QCOMPARE(shown.focused(), QString("r1#3"));
        QTest::keyClick(&shown.pane, Qt::Key_F5);
        QTest::keyClick(&shown.pane, Qt::Key_F5);
        QCOMPARE(shown.focused(), QString("r2#1"));
        QTest::keyClick(&shown.pane, Qt::Key_F5, Qt::ShiftModifier);
        QCOMPARE(shown.focused(), QString("r1#4"));
    }

    void aClickOnTheTimelineSetsTheFocus()
    {
        Shown shown;
        QVERIFY(shown.open("r1", 1));
        auto* timeline = shown.pane.findChild<Timeline*>();
        QTest::mouseClick(timeline, Qt::LeftButton, {}, QPoint(static_cast<int>(timeline->xOf(2)), 15));
        QCOMPARE(shown.focused(), QString("r1#3"));
        QTest::keyClick(timeline, Qt::Key_End);
        QCOMPARE(shown.focused(), QString("r1#4"));
    }

    void playingEndsWithTheRun()
    {
        Shown shown;
        QVERIFY(shown.open("r1", 3));
        shown.pane.togglePlay();
        QVERIFY(shown.pane.isPlaying());
        QTRY_VERIFY(!shown.pane.isPlaying());
        QCOMPARE(shown.focused(), QString("r1#4"));
    }

    void aStepBecomesATestThatHolds()
    {
        Shown shown;
        QVERIFY(shown.open("r1", 4));
        QSignalSpy added(&shown.pane, &StepPane::testAdded);
        QAction* action = shown.pane.stepActions().back();
        QTRY_VERIFY(action->isEnabled());
        action->trigger();
        QCOMPARE(added.count(), 1);
        const QByteArray text = shown.document.bytes();
        QVERIFY(text.startsWith(QByteArray(ShopPolicies.data(), static_cast<qsizetype>(ShopPolicies.size()))));
        QCOMPARE(text.mid(static_cast<qsizetype>(ShopPolicies.size())),
                 QByteArray("\ntests:\n"
                            "  - name: \"r1 step 4\"\n"
                            "    now: 2026-03-01T10:03:00.000Z\n"
                            "    user: { id: \"u7\" }\n"
                            "    service: \"shop\"\n"
                            "    step: { tool: \"wire\", args: {} }\n"
                            "    expect: { decision: deny, policy: \"no-wire\" }\n"));
        QVERIFY(shown.document.isValid());
        shown.document.textDocument()->undo();
        QCOMPARE(shown.document.bytes(), QByteArray(ShopPolicies.data(), static_cast<qsizetype>(ShopPolicies.size())));
    }

    void aNoteStaysWithItsStepOrPolicyAndCanBeTakenAway()
    {
        NoteBook notes;
        Shown shown;
        shown.pane.setNotes(notes);
        QVERIFY(shown.open("r1", 4));
        auto* line = shown.pane.findChild<QLineEdit*>("note");
        auto* list = shown.pane.findChild<QListWidget*>("notes");
        auto* tabs = shown.pane.findChild<QTabBar*>();
        QTest::keyClick(&shown.pane, Qt::Key_N, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(QApplication::focusWidget(), line);
        QTest::keyClicks(line, "wired <b>twice</b>");
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(notes.notes().size(), std::size_t{1});
        QCOMPARE(notes.notes().front().text, std::string("wired <b>twice</b>"));
        QCOMPARE(notes.notes().front().run, std::string("r1"));
        QCOMPARE(notes.notes().front().seq, std::int64_t{4});
        QCOMPARE(tabs->tabText(StepPages::Notes), QString("Notes 1"));
        QVERIFY2(list->item(0)->text().startsWith("wired <b>twice</b>\nr1#4 · "), qPrintable(list->item(0)->text()));

        notes.add({"agreed until May", "review", {}, 0, "ana", runlog::NoTime});
        QCOMPARE(list->count(), 1); // no-wire decides this step
        QVERIFY(shown.open("r1", 3));
        QCOMPARE(list->count(), 1);
        QCOMPARE(list->item(0)->text(), QString("agreed until May\nreview · ana"));
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(tabs->tabText(StepPages::Notes), QString("Notes"));
        QTest::mouseClick(shown.pane.findChild<QToolButton*>("undo-note"), Qt::LeftButton);
        QCOMPARE(tabs->tabText(StepPages::Notes), QString("Notes 1"));
    }

    void personalDataIsMarkedWithItsEntity()
    {
        const MarkedText marked = markPersonal("write to kaisa.berg@mail-oakmere.net now", {});
        QCOMPARE(marked.spans.size(), 1U);
        QCOMPARE(marked.spans[0].entity, QString("EMAIL"));
        QCOMPARE(marked.text.mid(marked.spans[0].begin, marked.spans[0].end - marked.spans[0].begin),
                 QString("kaisa.berg@mail-oakmere.net"));
    }

    void aMarkTellsItsEntityAndReasonOnHover()
    {
        Theme theme;
        RawText raw(theme);
        raw.setMarked(markPersonal("write to kaisa.berg@mail-oakmere.net now", {}));
        raw.resize(600, 100);
        raw.show();
        QVERIFY(QTest::qWaitForWindowExposed(&raw));
        QTextCursor inside(raw.document());
        inside.setPosition(14);
        const auto at = raw.cursorRect(inside).center();
        QHelpEvent hover(QEvent::ToolTip, at, raw.viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(raw.viewport(), &hover);
        QVERIFY2(QToolTip::text().startsWith("EMAIL"), qPrintable(QToolTip::text()));
        QVERIFY2(QToolTip::text().contains("top-level domain"), qPrintable(QToolTip::text()));
        QCOMPARE(raw.findingAt(2), QString());
        QCOMPARE(raw.extraSelections().size(), 1);
        QCOMPARE(raw.extraSelections().at(0).cursor.selectedText(), QString("kaisa.berg@mail-oakmere.net"));
    }

    void theContentOfAStepIsATree()
    {
        Shown shown;
        QVERIFY(shown.open("r1", 1));
        ContentModel model;
        QAbstractItemModelTester tester(&model);
        model.setNodes(contentRows({shown.session.runs()->step(shown.step("r1", 1)), {}, false}));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, 0).data().toString(), QString("Arguments"));
        QCOMPARE(model.index(0, 1, model.index(0, 0)).data().toString(), QString("\"shoes\""));
        QCOMPARE(model.index(1, 0).data().toString(), QString("Output, as recorded; this would not have happened"));
    }

    void theListOfStepsIsAModel()
    {
        Shown shown;
        QVERIFY(shown.open("r1", 1));
        StepsModel model;
        QAbstractItemModelTester tester(&model);
        model.setSteps(runView(*shown.session.result(), shown.step("r1", 1)).steps);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(3, StepsModel::OutcomeColumn).data().toString(), QString("Denied"));
        QCOMPARE(model.index(0, StepsModel::Cost).data().toString(), QString("0.25"));
    }
};

QTEST_MAIN(TestStepPane)
#include "tst_steppane.moc"
