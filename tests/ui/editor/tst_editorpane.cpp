// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/threshold/studiofixture.h"

#include "ui/editor/editorpane.h"
#include "ui/editor/problemsmodel.h"
#include "ui/editor/problemspane.h"
#include "ui/editor/renamebar.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListView>
#include <QTextCursor>

using namespace studio;

namespace {

const QByteArray Policies = "# Owner: finance\n"
                            "policies:\n"
                            "  - id: cap\n"
                            "    when: { tool: refund, args.amount: { gt: 10.00 } }  # Q3 review\n"
                            "    action: deny\n";

// The fixture with an editor on the screen.
struct Shown : StudioFixture {
    EditorPane pane;

    explicit Shown(const QByteArray& policies = Policies)
        : StudioFixture(policies, searchRuns(20)), pane(document, session, focus, theme)
    {
        pane.resize(700, 500);
        pane.show();
        pane.activateWindow();
        pane.textEdit()->setFocus();
    }

    bool waitUntilShown()
    {
        return QTest::qWaitForWindowActive(&pane) && QTest::qWaitFor([this] { return isSettled(); });
    }
    void putCaretOn(const QString& text)
    {
        auto cursor = document.textDocument()->find(text);
        cursor.setPosition(cursor.selectionStart() + 1);
        pane.textEdit()->setTextCursor(cursor);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(pane.textEdit(), key, modifiers); }
    QString line(int number) { return document.textDocument()->findBlockByNumber(number).text(); }
};

} // namespace

class TestEditorPane : public QObject {
    Q_OBJECT
private slots:
    void theCaretOnANumberFocusesItsThreshold();
    void elsewhereOnItsLineTheNearestNumberIsMeant();
    void theLineOfAPolicySaysHowOftenItDecided();
    void altUpMovesANumberByOneGrainAndUndoTakesItBack();
    void typingAnUnknownOperatorIsAProblemAtItsPlace();
    void commentingALineAndBackLeavesTheText();
    void completionOffersActionsAndTakesOne();
    void pastedBreaksAndBlanksBecomePlainOnes();
    void findAllowsReplacingAllAsOneUndoEntry();
    void theProblemsModelKeepsItsContract();
    void returnOnAProblemJumpsToIt();
    void typingThatBreaksATestMarksWhatWasExpected();
    void f2RenamesAPolicyWhereverItStandsAsOneUndoEntry();
    void aRenameThatWouldBeAnErrorSaysSoAndChangesNothing();
    void f2OutsideOfThePoliciesSaysWhereToPutTheCaret();
};

void TestEditorPane::theCaretOnANumberFocusesItsThreshold()
{
    Shown shown;
    QVERIFY(shown.waitUntilShown());
    shown.putCaretOn("10.00");
    QTRY_VERIFY(shown.focus.place().threshold.has_value());
    QCOMPARE(shown.focus.place().policy, std::string("cap"));
    QVERIFY(shown.focus.place().threshold->condition.find("gt") != std::string::npos);
}

void TestEditorPane::elsewhereOnItsLineTheNearestNumberIsMeant()
{
    Shown studio;
    QVERIFY(studio.waitUntilShown());
    studio.putCaretOn("Q3 review");
    QVERIFY(studio.focus.place().threshold.has_value());
    studio.putCaretOn("tool: refund");
    QCOMPARE(studio.focus.place().condition, std::string("cap/when/tool/eq"));
    studio.putCaretOn("action");
    QVERIFY(!studio.focus.place().threshold.has_value());
}

void TestEditorPane::theLineOfAPolicySaysHowOftenItDecided()
{
    Shown shown;
    QVERIFY(shown.waitUntilShown());
    QTRY_VERIFY2(shown.pane.lineWords(2).contains("10"), qPrintable(shown.pane.lineWords(2)));
}

void TestEditorPane::altUpMovesANumberByOneGrainAndUndoTakesItBack()
{
    Shown shown;
    QVERIFY(shown.waitUntilShown());
    shown.putCaretOn("10.00");
    QTRY_VERIFY(shown.focus.place().threshold.has_value());
    shown.key(Qt::Key_Up, Qt::AltModifier);
    QTRY_VERIFY2(shown.document.bytes().contains("gt: 10.01 } }  # Q3 review"), shown.document.bytes());
    shown.document.textDocument()->undo();
    QCOMPARE(shown.document.bytes(), Policies);
}

void TestEditorPane::typingAnUnknownOperatorIsAProblemAtItsPlace()
{
    Shown shown;
    ProblemsPane problems(shown.document, shown.theme);
    QVERIFY(shown.waitUntilShown());
    QCOMPARE(problems.model()->rowCount(), 0);
    shown.putCaretOn("gt:");
    QTest::keyClicks(shown.pane.textEdit(), "x"); // gxt
    QTRY_VERIFY(!shown.document.isValid());
    QTRY_COMPARE(problems.model()->rowCount(), 1);
    const auto row = problems.model()->index(0);
    QCOMPARE(row.data(ProblemsModel::CodeRole).toString(), "unknown-operator");
    QVERIFY(row.data(ProblemsModel::PlaceRole).toString().startsWith("4:"));
}

void TestEditorPane::commentingALineAndBackLeavesTheText()
{
    Shown shown;
    QVERIFY(shown.waitUntilShown());
    shown.putCaretOn("action");
    shown.key(Qt::Key_Slash, Qt::ControlModifier);
    QCOMPARE(shown.line(4), "    # action: deny");
    shown.key(Qt::Key_Slash, Qt::ControlModifier);
    QCOMPARE(shown.line(4), "    action: deny");
}

void TestEditorPane::completionOffersActionsAndTakesOne()
{
    Shown shown("policies:\n  - id: cap\n    when: { tool: refund }\n    action: \n");
    QVERIFY(shown.waitUntilShown());
    auto cursor = shown.document.textDocument()->find("action: ");
    cursor.setPosition(cursor.selectionEnd());
    shown.pane.textEdit()->setTextCursor(cursor);
    QTest::keyClicks(shown.pane.textEdit(), "ter");
    QTRY_VERIFY(shown.pane.textEdit()->completionPopup()->isVisible());
    shown.key(Qt::Key_Tab);
    QCOMPARE(shown.line(3), "    action: terminate");
}

void TestEditorPane::pastedBreaksAndBlanksBecomePlainOnes()
{
    Shown shown;
    QVERIFY(shown.waitUntilShown());
    QSignalSpy cleaned(shown.pane.textEdit(), &PolicyEdit::textCleaned);
    QGuiApplication::clipboard()->setText(QString("# a") + QChar(0xA0) + "b" + QChar(0x2028) + "# c\n");
    shown.pane.textEdit()->moveCursor(QTextCursor::Start);
    shown.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(cleaned.count(), 1);
    QVERIFY2(shown.document.bytes().startsWith("# a b\n# c\n# Owner"), shown.document.bytes());
}

void TestEditorPane::findAllowsReplacingAllAsOneUndoEntry()
{
    Shown shown;
    QVERIFY(shown.waitUntilShown());
    shown.pane.findBar()->open(FindBar::Part::FindAndReplace);
    const auto fields = shown.pane.findBar()->findChildren<QLineEdit*>();
    QCOMPARE(fields.size(), 2);
    QTest::keyClicks(fields[0], "a");
    QVERIFY(shown.pane.findBar()->countWords().contains("of"));
    fields[0]->clear();
    QTest::keyClicks(fields[0], "deny");
    QTest::keyClicks(fields[1], "log");
    shown.pane.findBar()->replaceAll();
    QCOMPARE(shown.line(4), "    action: log");
    shown.document.textDocument()->undo();
    QCOMPARE(shown.document.bytes(), Policies);
}

void TestEditorPane::theProblemsModelKeepsItsContract()
{
    Shown shown("policies:\n  - id: a\n    when: { cst: 1 }\n    action: dney\n");
    ProblemsPane problems(shown.document, shown.theme);
    QAbstractItemModelTester tester(problems.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(problems.model()->rowCount() >= 2);
    QTextCursor(shown.document.textDocument()).insertText("# a comment\n");
    shown.document.parseNow();
    QTRY_COMPARE(problems.model()->index(0).data(ProblemsModel::PlaceRole).toString(), "4:13");
}

void TestEditorPane::returnOnAProblemJumpsToIt()
{
    Shown shown("policies:\n  - id: a\n    when: { cst: 1 }\n    action: deny\n");
    ProblemsPane problems(shown.document, shown.theme);
    problems.show();
    problems.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&problems));
    QSignalSpy jumps(&problems, &ProblemsPane::jumpRequested);
    problems.list()->setFocus();
    problems.list()->setCurrentIndex(problems.model()->index(0));
    QTest::keyClick(problems.list(), Qt::Key_Return);
    QCOMPARE(jumps.count(), 1);
    QCOMPARE(jumps[0][0].value<std::size_t>(), std::size_t(32));
}

void TestEditorPane::typingThatBreaksATestMarksWhatWasExpected()
{
    Shown shown(Policies + "tests:\n"
                           "  - { name: large, step: { tool: refund, args: { amount: 11 } }, expect: { decision: deny } }\n"
                           "  - { name: small, step: { tool: refund, args: { amount: 9 } }, expect: { decision: allow } }\n");
    QVERIFY(shown.waitUntilShown());
    ProblemsPane problems(shown.document, shown.theme);
    QTRY_COMPARE(shown.document.tests().summary(), QString("tests 2 of 2 pass"));
    QCOMPARE(problems.model()->rowCount(), 0);
    auto cursor = shown.document.textDocument()->find("10.00");
    cursor.setPosition(cursor.selectionStart());
    shown.pane.textEdit()->setTextCursor(cursor);
    QTest::keyClicks(shown.pane.textEdit(), "2");
    QTRY_COMPARE(shown.document.tests().summary(), QString("tests 1 of 2 pass"));
    QCOMPARE(shown.document.tests().names(), QStringList({"failed: large", "passed: small"}));
    QCOMPARE(problems.model()->rowCount(), 1);
    const auto row = problems.model()->index(0);
    QCOMPARE(row.data(ProblemsModel::CodeRole).toString(), QString("test-failed"));
    QCOMPARE(row.data(ProblemsModel::PlaceRole).toString(), QString("7:74"));
    QCOMPARE(row.data().toString(), QString("test `large`: expected `deny`, came `allow` by no policy"));
    QVERIFY(shown.document.isValid());
    const auto& marks = shown.pane.textEdit()->marks();
    QTRY_COMPARE(marks.squiggles.size(), std::size_t(1));
    QCOMPARE(marks.squiggles.front().severity, runlog::Severity::Warning);
    QVERIFY(marks.lines.value(6).message.has_value());
    shown.key(Qt::Key_Backspace);
    QTRY_COMPARE(shown.document.tests().summary(), QString("tests 2 of 2 pass"));
    QTRY_COMPARE(problems.model()->rowCount(), 0);
}

void TestEditorPane::f2RenamesAPolicyWhereverItStandsAsOneUndoEntry()
{
    const QByteArray before = Policies + "tests:\n"
                                         "  - { step: { tool: refund, args: { amount: 11 } }, expect: { policy: cap } }\n";
    Shown shown(before);
    QVERIFY(shown.waitUntilShown());
    shown.putCaretOn("cap }");
    shown.key(Qt::Key_F2);
    auto* field = shown.pane.renameBar()->findChild<QLineEdit*>();
    QTRY_VERIFY(field->hasFocus());
    QCOMPARE(field->text(), QString("cap"));
    QTest::keyClicks(field, "refund limit");
    QCOMPARE(shown.pane.renameBar()->words(), QString("in 2 places"));
    QCOMPARE(shown.document.bytes(), before);
    QTest::keyClick(field, Qt::Key_Return);
    QByteArray after = before;
    after.replace("id: cap", "id: \"refund limit\"").replace("policy: cap", "policy: \"refund limit\"");
    QCOMPARE(shown.document.bytes(), after);
    QVERIFY(shown.pane.renameBar()->isHidden());
    QTRY_VERIFY(shown.pane.textEdit()->hasFocus());
    shown.document.textDocument()->undo();
    QCOMPARE(shown.document.bytes(), before);
}

void TestEditorPane::aRenameThatWouldBeAnErrorSaysSoAndChangesNothing()
{
    const QByteArray before = Policies + "  - { id: mails, when: { tool: mail }, action: log }\n";
    Shown shown(before);
    QVERIFY(shown.waitUntilShown());
    shown.putCaretOn("action: deny");
    shown.key(Qt::Key_F2);
    auto* field = shown.pane.renameBar()->findChild<QLineEdit*>();
    QCOMPARE(field->text(), QString("cap"));
    QTest::keyClicks(field, "mails");
    QVERIFY2(shown.pane.renameBar()->words().contains("`mails`"), qPrintable(shown.pane.renameBar()->words()));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(shown.pane.renameBar()->isVisible());
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(shown.pane.renameBar()->isHidden());
    QCOMPARE(shown.document.bytes(), before);
    QVERIFY(!shown.document.textDocument()->isUndoAvailable());
}

void TestEditorPane::f2OutsideOfThePoliciesSaysWhereToPutTheCaret()
{
    Shown shown("max_cost_per_run: $1.00\n" + Policies);
    QVERIFY(shown.waitUntilShown());
    shown.putCaretOn("Owner");
    shown.key(Qt::Key_F2);
    QVERIFY(shown.pane.renameBar()->isHidden());
    QCOMPARE(shown.pane.notice(), QString("Put the caret on a policy to rename it"));
    shown.putCaretOn("max_cost_per_run");
    shown.key(Qt::Key_F2);
    QCOMPARE(shown.pane.notice(), QString("a policy type is called as its key"));
}

QTEST_MAIN(TestEditorPane)
#include "tst_editorpane.moc"
