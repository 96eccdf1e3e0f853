// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/window/windowfixture.h"

#include "app/topbar.h"

#include <QMenu>
#include <QMenuBar>
#include <QProcess>
#include <QToolButton>

using namespace studio;

namespace {

const QByteArray Recorded =
    R"({"type":"run","run":"a","service":"support-agent","started_at":"2026-03-01T10:00:00Z"})" "\n"
    R"({"type":"step","run":"a","seq":1,"kind":"tool_call","tool":"pay","args":{},"decision":{"outcome":"deny","policy":"x","matched":["x"]}})" "\n"
    R"({"type":"step","run":"a","seq":2,"kind":"tool_call","tool":"pay","args":{}})" "\n";

QString topBarText(MainWindow& window)
{
    for (const QToolButton* button : window.findChildren<QToolButton*>())
        if (button->text().startsWith("Baseline: "))
            return button->text();
    return {};
}

// The entry of the baseline menu that begins so, as it is when the menu opens.
QAction* entry(MainWindow& window, const QString& beginning)
{
    for (QMenu* menu : window.findChildren<QMenu*>()) {
        if (menu->title() != "&Baseline")
            continue;
        emit menu->aboutToShow();
        for (QAction* action : menu->actions())
            if (action->text().remove(u'&').startsWith(beginning))
                return action;
    }
    return nullptr;
}

void startWithRuns(WindowFixture& f)
{
    QVERIFY(put(f.path("runs.jsonl"), Recorded));
    f.start(QStringList{f.path("runs.jsonl")});
}

bool git(const QString& folder, const QStringList& arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start("git", QStringList{"-c", "user.name=t", "-c", "user.email=t@t"} + arguments);
    return process.waitForFinished() && process.exitCode() == 0;
}

} // namespace

class TestBaseline : public QObject {
    Q_OBJECT
private slots:
    void whatWasRecordedIsABaselineWhereRunsCarryDecisions();
    void withoutRecordedDecisionsTheEntrySaysSo();
    void theLastCommitIsRead();
    void withoutARepositoryTheEntrySaysSo();
    void theTextOfAMomentSurvivesARestart();
    void anotherFileSurvivesARestart();
};

void TestBaseline::whatWasRecordedIsABaselineWhereRunsCarryDecisions()
{
    WindowFixture f;
    startWithRuns(f);
    QVERIFY(f.waitUntilSettled());
    entry(*f.window, "What was recorded")->trigger();
    QVERIFY(f.waitUntilSettled());
    QCOMPARE(topBarText(*f.window), QString("Baseline: what was recorded, 1 of 2 steps"));
    const auto result = f.window->session().result();
    QCOMPARE(result->baseline->steps[0].outcome, runlog::Outcome::Deny);
    QCOMPARE(result->baseline->steps[1].outcome, runlog::Outcome::Undecided);
    QCOMPARE(result->impact.loosened, std::size_t{1});
    QCOMPARE(result->impact.changes.size(), std::size_t{1});
    QVERIFY(f.window->close());
    f.open();
    f.start(Launch());
    QVERIFY(f.waitUntilSettled());
    QCOMPARE(topBarText(*f.window), QString("Baseline: what was recorded, 1 of 2 steps"));
}

void TestBaseline::withoutRecordedDecisionsTheEntrySaysSo()
{
    WindowFixture f;
    QVERIFY(put(f.path("runs.jsonl"), R"({"type":"run","run":"a"})" "\n"));
    f.start(QStringList{f.path("runs.jsonl")});
    const QAction* recorded = entry(*f.window, "What was recorded");
    QVERIFY(!recorded->isEnabled());
    QCOMPARE(recorded->text().remove(u'&'), QString("What was recorded — these runs carry no decisions"));
}

void TestBaseline::theLastCommitIsRead()
{
    WindowFixture f;
    const QByteArray committed = bytesOf(f.policy());
    QVERIFY(git(f.path(""), {"init", "-q"}) && git(f.path(""), {"add", "policies.yaml"})
            && git(f.path(""), {"commit", "-q", "-m", "one"}));
    QVERIFY(put(f.policy(), committed + "# more\n"));
    startWithRuns(f);
    QTRY_VERIFY(entry(*f.window, "The last git commit")->isEnabled());
    entry(*f.window, "The last git commit")->trigger();
    QTRY_COMPARE(topBarText(*f.window), QString("Baseline: the last commit"));
    QCOMPARE(f.window->baseline().bytes(), committed);
    QVERIFY(f.window->close());
    f.open();
    f.start(Launch());
    QTRY_COMPARE(topBarText(*f.window), QString("Baseline: the last commit"));
    QCOMPARE(f.window->baseline().bytes(), committed);
}

void TestBaseline::withoutARepositoryTheEntrySaysSo()
{
    WindowFixture f;
    startWithRuns(f);
    const QAction* commit = entry(*f.window, "The last git commit");
    QTRY_COMPARE(QString(commit->text()).remove(u'&'), QString("The last git commit — the file is in no git repository"));
    QVERIFY(!commit->isEnabled());
}

void TestBaseline::theTextOfAMomentSurvivesARestart()
{
    WindowFixture f;
    startWithRuns(f);
    f.text()->moveCursor(QTextCursor::End);
    f.text()->insertPlainText("# of this moment\n");
    entry(*f.window, "The text as it is now")->trigger();
    const QByteArray moment = f.window->baseline().bytes();
    const QString name = topBarText(*f.window);
    QVERIFY(moment.endsWith("# of this moment\n"));
    QVERIFY(f.window->save());
    QVERIFY(f.window->close());
    QCOMPARE(QFile::permissions(f.path("settings/baseline.yaml"))
                 & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    f.open();
    f.start(Launch());
    QCOMPARE(topBarText(*f.window), name);
    QCOMPARE(f.window->baseline().bytes(), moment);
}

void TestBaseline::anotherFileSurvivesARestart()
{
    WindowFixture f;
    QVERIFY(put(f.path("old.yaml"), "policies: []\n"));
    startWithRuns(f);
    QCOMPARE(f.window->baseline().useFile(f.path("old.yaml")), QString());
    QVERIFY(f.window->close());
    f.open();
    f.start(Launch());
    QCOMPARE(topBarText(*f.window), QString("Baseline: old.yaml"));
    QVERIFY(f.window->close());
    QVERIFY(QFile::remove(f.path("old.yaml")));
    f.open();
    f.start(Launch());
    QCOMPARE(topBarText(*f.window), QString("Baseline: the saved file"));
}

QTEST_MAIN(TestBaseline)
#include "tst_baseline.moc"
