// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/window/windowfixture.h"

#include "app/locator.h"
#include "app/noticebar.h"
#include "app/panegrid.h"
#include "app/statusline.h"
#include "app/topbar.h"
#include "ui/strip/verdictstrip.h"

#include <QClipboard>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTimer>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QSet>

using namespace studio;

class TestMainWindow : public QObject {
    Q_OBJECT
private slots:
    void theFirstStartShowsTheSampleAThresholdAndAHint();
    void theNextStartComesBackToTheLastSession();
    void thereAreAtMostNineMenusAndNoKeyTwice();
    void goToReachesWhatInnerMenusDo();
    void theListOfKeysHasEachOnce();
    void aNarrowWindowPutsCasesInTabs();
    void numbersRaisePanes();
    void aClickOnTheStripFiltersTheChanges();
    void unsavedTextIsOfferedNotLoaded();
    void aForeignChangeIsTold();
    void droppedFilesAreOpened();
    void damagedTracesAreToldAndTheRestIsOpen();
    void aPlaceOnTheCommandLineIsGoneTo();
    void theCommandIsCopied();
    void theBaselineCanBeSetToNow();
    void everyWidgetThatTakesTheKeyboardHasAName();
    void theTitleShowsChanges();
    void theStatusLineSaysHowManyTestsPass();
    void labelsAndAnswersAreThereAtTheNextStart();
    void whatIsSaidOfTheSampleIsKeptApart();
};

void TestMainWindow::theFirstStartShowsTheSampleAThresholdAndAHint()
{
    WindowFixture f;
    f.start(Launch());
    QVERIFY(f.window->document().path().endsWith("samples/support/policies.yaml"));
    QVERIFY(f.window->session().runs()->runs().size() > 100);
    QVERIFY(f.window->focus().place().threshold.has_value());
    QVERIFY(f.window->focus().place().step.has_value());
    auto* hint = f.window->findChild<QWidget*>("handleHint");
    QVERIFY(hint && hint->isVisible());
    QTest::mouseClick(hint, Qt::LeftButton);
    QTRY_VERIFY(!f.window->findChild<QWidget*>("handleHint"));
}

void TestMainWindow::theNextStartComesBackToTheLastSession()
{
    WindowFixture f;
    f.start();
    f.window->resize(1500, 880);
    QVERIFY(f.window->close());
    f.open();
    f.start(Launch());
    QCOMPARE(f.window->document().path(), f.policy());
    QCOMPARE(f.window->corpus().paths(), QStringList{WindowFixture::sample() + "/runs"});
    QVERIFY(!f.window->findChild<QWidget*>("handleHint"));
}

void TestMainWindow::thereAreAtMostNineMenusAndNoKeyTwice()
{
    WindowFixture f;
    QVERIFY(f.window->menuBar()->actions().size() <= 9);
    QSet<QAction*> actions;
    for (const QAction* menu : f.window->menuBar()->actions()) {
        for (QAction* action : menu->menu()->actions())
            actions.insert(action);
    }
    QStringList keys;
    for (const QAction* action : actions) {
        for (const QKeySequence& key : action->shortcuts())
            keys << key.toString();
    }
    QStringList once = keys;
    once.removeDuplicates();
    keys.sort();
    once.sort();
    QCOMPARE(keys, once);
    for (const char* key : {"F8", "Shift+F8", "F9", "F10", "F5", "Ctrl+E", "Ctrl+K", "Ctrl+Shift+P", "Ctrl+S", "Alt+1", "Alt+6"})
        QVERIFY2(keys.contains(key), key);
}

void TestMainWindow::goToReachesWhatInnerMenusDo()
{
    WindowFixture f;
    f.start();
    QTest::keyClick(f.window.get(), Qt::Key_K, Qt::ControlModifier);
    auto* locator = f.window->findChild<Locator*>();
    QVERIFY(locator && locator->isVisible());
    const auto find = [locator](const char* words) {
        auto* line = locator->findChild<QLineEdit*>();
        line->clear();
        QTest::keyClicks(line, QString::fromLatin1(words));
        return locator->shown();
    };
    const QStringList dark = find("dark");
    QVERIFY2(dark.contains("Dark"), qPrintable(dark.join(u'|')));
    const QStringList held = find("hold");
    QVERIFY2(!held.filter("hold", Qt::CaseInsensitive).isEmpty(), qPrintable(held.join(u'|')));
    const QStringList exported = find("export");
    QVERIFY2(!exported.filter("Export").isEmpty(), qPrintable(exported.join(u'|')));
}

void TestMainWindow::theListOfKeysHasEachOnce()
{
    WindowFixture f;
    f.start();
    QStringList lines;
    QTimer::singleShot(0, this, [&lines] {
        QWidget* dialog = QApplication::activeModalWidget();
        lines = dialog->findChild<QPlainTextEdit*>()->toPlainText().split(u'\n');
        QTest::keyClick(dialog, Qt::Key_Escape);
    });
    QTest::keyClick(f.window.get(), Qt::Key_F1);
    QVERIFY2(lines.filter("Find next").size() == 1, qPrintable(lines.join(u'\n')));
    QVERIFY(lines.filter("Step forward").size() == 1);
    QCOMPARE(lines.removeDuplicates(), 0);
}

void TestMainWindow::aNarrowWindowPutsCasesInTabs()
{
    WindowFixture f;
    f.start();
    QVERIFY(f.window->outcomes().isVisible() && f.window->approvals().isVisible());
    f.window->resize(1280, 720);
    QTRY_VERIFY(!f.window->approvals().isVisible());
    f.window->raisePane(6);
    QVERIFY(f.window->approvals().isVisible() && !f.window->outcomes().isVisible());
    f.window->resize(1440, 900);
    QTRY_VERIFY(f.window->outcomes().isVisible() && f.window->approvals().isVisible());
}

void TestMainWindow::numbersRaisePanes()
{
    WindowFixture f;
    f.start();
    QWidget* const panes[] = {&f.window->strip(), &f.window->editor(), &f.window->threshold(),
                              &f.window->outcomes(), &f.window->step(), &f.window->approvals()};
    for (int i = 0; i < 6; ++i) {
        QTest::keyClick(f.window.get(), static_cast<Qt::Key>(Qt::Key_1 + i), Qt::AltModifier);
        const QWidget* focus = QApplication::focusWidget();
        QVERIFY2(focus && (focus == panes[i] || panes[i]->isAncestorOf(focus)), qPrintable(QString::number(i + 1)));
    }
}

void TestMainWindow::aClickOnTheStripFiltersTheChanges()
{
    WindowFixture f;
    f.start();
    QSignalSpy clicked(&f.window->strip(), &VerdictStrip::outcomeClicked);
    QTest::mouseClick(&f.window->strip(), Qt::LeftButton, {}, f.window->strip().cellRect(1).center());
    QCOMPARE(clicked.count(), 1);
}

void TestMainWindow::unsavedTextIsOfferedNotLoaded()
{
    WindowFixture f;
    f.start();
    const QByteArray saved = f.window->document().bytes();
    QTest::keyClick(f.text(), Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClicks(f.text(), "# mine");
    f.window->document().parseNow();
    QTRY_VERIFY_WITH_TIMEOUT(!QDir(f.path("unsaved")).isEmpty(), 10'000);
    const QByteArray mine = f.window->document().bytes();
    f.open(); // without a close: nothing was asked or tidied up, as after a crash
    f.start();
    QCOMPARE(f.window->document().bytes(), saved);
    QCOMPARE(f.window->notices().text(), QString("An earlier session left unsaved changes of this file."));
    f.window->notices().choose(0);
    QCOMPARE(f.window->document().bytes(), mine);
    QVERIFY(f.window->document().isModified());
    f.window->document().textDocument()->setModified(false);
}

void TestMainWindow::aForeignChangeIsTold()
{
    WindowFixture f;
    f.start();
    const QByteArray foreign = f.window->document().bytes() + "# foreign\n";
    QVERIFY(put(f.policy(), foreign));
    QTRY_COMPARE_WITH_TIMEOUT(f.window->notices().text(), QString("Another program changed this file."), 10'000);
    f.window->notices().choose(0);
    QCOMPARE(f.window->document().bytes(), foreign);
    QVERIFY(f.window->notices().text().isEmpty());
}

void TestMainWindow::droppedFilesAreOpened()
{
    WindowFixture f;
    f.start(QStringList());
    QVERIFY(QFile::copy(f.policy(), f.path("other.yaml")));
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(f.path("other.yaml")), QUrl::fromLocalFile(WindowFixture::sample() + "/runs/2026-03-02.jsonl")});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(f.window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(f.window.get(), &drop);
    QCOMPARE(f.window->document().path(), f.path("other.yaml"));
    QVERIFY(f.waitUntilSettled());
    QVERIFY(f.window->session().runs()->runs().size() > 1);
}

void TestMainWindow::damagedTracesAreToldAndTheRestIsOpen()
{
    WindowFixture f;
    const QByteArray good = bytesOf(WindowFixture::sample() + "/runs/2026-03-02.jsonl");
    QVERIFY(put(f.path("runs.jsonl"), good + "{\"type\":\"step\",\"run\n"));
    f.start(QStringList{f.path("runs.jsonl")});
    QVERIFY(f.window->session().runs()->runs().size() > 1);
    QCOMPARE(f.window->notices().text(), QString("1 damaged line was left out; the rest is open"));
    QVERIFY(f.window->corpus().problemsText().contains("runs.jsonl:"));
    const QString said = f.window->strip().cells().back().sentence;
    QVERIFY2(said.contains("runs.jsonl:") && said.endsWith("[damaged-line]"), qPrintable(said));
    QVERIFY2(f.window->corpus().text().endsWith(" · incomplete"), qPrintable(f.window->corpus().text()));
}

void TestMainWindow::aPlaceOnTheCommandLineIsGoneTo()
{
    WindowFixture f;
    Launch launch;
    launch.policy = f.policy();
    launch.corpus = QStringList{WindowFixture::sample() + "/runs"};
    launch.line = 17;
    launch.column = 5;
    f.start(launch);
    QCOMPARE(f.text()->textCursor().blockNumber(), 16);
    QCOMPARE(f.text()->textCursor().positionInBlock(), 4);
}

void TestMainWindow::theCommandIsCopied()
{
    WindowFixture f;
    f.start();
    f.window->copyAsCommand();
    QCOMPARE(QApplication::clipboard()->text(),
             QString("runlog replay --policy %1 %2/runs").arg(f.policy(), WindowFixture::sample()));
}

void TestMainWindow::theBaselineCanBeSetToNow()
{
    WindowFixture f;
    f.start();
    QTextCursor number = f.text()->document()->find("50.00");
    number.insertText("20.00");
    f.window->document().parseNow();
    QVERIFY(f.waitUntilSettled());
    QVERIFY(f.window->session().result()->impact.tightened > 0);
    f.window->baseline().useNow();
    QVERIFY(f.waitUntilSettled());
    QCOMPARE(f.window->session().result()->impact.changes.size(), std::size_t{0});
    f.window->document().textDocument()->setModified(false);
}

void TestMainWindow::everyWidgetThatTakesTheKeyboardHasAName()
{
    WindowFixture f;
    f.start();
    QStringList nameless;
    for (const QWidget* widget : f.window->findChildren<QWidget*>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
            continue;
        const QVariant text = widget->property("text");
        if (widget->accessibleName().isEmpty() && text.toString().isEmpty())
            nameless << QString("%1 in %2").arg(widget->metaObject()->className(), widget->parentWidget()->metaObject()->className());
    }
    QCOMPARE(nameless, QStringList());
}

void TestMainWindow::theTitleShowsChanges()
{
    WindowFixture f;
    f.start();
    QCOMPARE(f.window->windowTitle(), QString::fromUtf8("policies.yaml[*] — RunLog Policy Studio"));
    QVERIFY(!f.window->isWindowModified());
    QTest::keyClicks(f.text(), " ");
    QVERIFY(f.window->isWindowModified());
    f.window->document().textDocument()->undo();
    QVERIFY(!f.window->isWindowModified());
}

void TestMainWindow::theStatusLineSaysHowManyTestsPass()
{
    WindowFixture f;
    f.start();
    const auto* status = f.window->findChild<StatusLine*>();
    const auto total = f.window->document().policyFile()->tests.size();
    QTRY_COMPARE(status->testsText(), QString("tests %1 of %1 pass").arg(total));
    QTextCursor number = f.text()->document()->find("50.00");
    number.setPosition(number.selectionStart());
    f.text()->setTextCursor(number);
    QTest::keyClicks(f.text(), "9");
    QTRY_VERIFY(status->testsText() != QString("tests %1 of %1 pass").arg(total));
    QVERIFY(status->problemsText() != "No problems");
    f.window->document().textDocument()->setModified(false);
}

void TestMainWindow::labelsAndAnswersAreThereAtTheNextStart()
{
    WindowFixture f;
    f.start();
    QVERIFY(put(f.path("other.yaml"), bytesOf(f.policy()).replace("50.00", "20.00")));
    QCOMPARE(f.window->baseline().useFile(f.path("other.yaml")), QString());
    QVERIFY(f.waitUntilSettled());
    QTest::keyClick(f.window.get(), Qt::Key_F8);
    QTest::keyClick(f.window->outcomes().view(), Qt::Key_Y);
    f.window->raisePane(6);
    for (int tries = 0; tries < 2 && f.window->session().answers().given.empty(); ++tries)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_A);
    const auto answers = f.window->session().answers().given;
    const auto labels = f.window->labels().labels();
    QCOMPARE(answers.size(), std::size_t{1});
    QCOMPARE(labels.size(), std::size_t{1});
    f.window->copyAsCommand();
    QVERIFY(QGuiApplication::clipboard()->text().contains(" --answers " + f.path("policies.session.json")));
    QVERIFY(f.window->close());
    QVERIFY(bytesOf(f.path("policies.session.json")).contains("should_block"));
    f.open();
    f.start();
    QVERIFY(f.window->session().answers().given == answers);
    QVERIFY(f.window->labels().labels() == labels);
    QCOMPARE(f.window->labels().found().size(), std::size_t{1});
}

void TestMainWindow::whatIsSaidOfTheSampleIsKeptApart()
{
    WindowFixture f;
    f.start(Launch());
    QCOMPARE(f.window->sessionStore().path(), f.path("unsaved") + "/sample-support-policies.session.json");
    f.window->labels().give(0, {});
    QCOMPARE(f.window->sessionStore().save(), QString());
    QVERIFY(QFile::exists(f.window->sessionStore().path()));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
