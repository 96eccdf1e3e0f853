// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/window/windowfixture.h"

#include "app/corpusfilter.h"
#include "app/noticebar.h"
#include "app/topbar.h"
#include "ui/approvals/cardsmodel.h"
#include "ui/outcomes/changesmodel.h"

#include <QCheckBox>
#include <QListView>
#include <QMenu>

using namespace studio;

namespace {

// Three runs of two services on three days; the policies of the test deny every `pay` and ask about every `mail`.
const QByteArray Lines =
    R"({"type":"run","run":"a","service":"one","started_at":"2026-03-01T10:00:00Z"})" "\n"
    R"({"type":"step","run":"a","seq":1,"kind":"tool_call","tool":"pay","args":{}})" "\n"
    R"({"type":"run","run":"b","service":"two","started_at":"2026-03-02T10:00:00Z"})" "\n"
    R"({"type":"step","run":"b","seq":1,"kind":"tool_call","tool":"mail","args":{}})" "\n"
    R"({"type":"run","run":"c","service":"two","started_at":"2026-03-03T10:00:00Z"})" "\n"
    R"({"type":"step","run":"c","seq":1,"kind":"tool_call","tool":"pay","args":{}})" "\n";
const QByteArray Policies = "policies:\n"
                            "  - { id: stop, when: { tool: pay }, action: deny }\n"
                            "  - { id: ask, when: { tool: mail }, action: require_approval }\n";

struct Filtered : WindowFixture {
    Filtered()
    {
        QVERIFY(put(policy(), Policies));
        QVERIFY(put(path("nothing.yaml"), "policies: []\n"));
        QVERIFY(put(path("runs.jsonl"), Lines));
        start(QStringList{path("runs.jsonl")});
        QCOMPARE(window->baseline().useFile(path("nothing.yaml")), QString());
        QVERIFY(waitUntilSettled());
        QTRY_COMPARE(changes(), std::size_t{3});
    }
    std::size_t changes() { return window->outcomes().model()->shownChanges(); }
    int cards() { return window->approvals().cards().rowCount(); }
};

QString corpusText(const MainWindow& window)
{
    return window.findChild<TopBar*>()->corpusText();
}

} // namespace

class TestCorpusFilter : public QObject {
    Q_OBJECT
private slots:
    void aServiceHidesTheOthersAndChangesNoCount();
    void aRangeOfTimeIsClosedBelowAndOpenAbove();
    void outcomesAreThoseOfSomeStepOfTheRun();
    void theBarSaysSoAndShowsAllAgain();
    void theDialogFiltersAtOnce();
    void otherRunsTakeTheFilterAway();
    void recentRunsAreOfferedAgain();
};

void TestCorpusFilter::aServiceHidesTheOthersAndChangesNoCount()
{
    Filtered f;
    const auto before = f.window->session().result();
    QCOMPARE(f.window->shownRuns().services(), (QStringList{"one", "two"}));
    f.window->shownRuns().setFilter({.services = {"one"}, .from = {}, .before = {}, .outcomes = {}});
    QCOMPARE(f.changes(), std::size_t{1});
    QCOMPARE(f.cards(), 0);
    QCOMPARE(f.window->shownRuns().shown(), std::size_t{1});
    QCOMPARE(f.window->session().result(), before);
    QVERIFY(!f.window->session().isBusy());
}

void TestCorpusFilter::aRangeOfTimeIsClosedBelowAndOpenAbove()
{
    Filtered f;
    const auto times = f.window->shownRuns().times().value();
    f.window->shownRuns().setFilter({.services = {}, .from = times.first, .before = times.second, .outcomes = {}});
    QCOMPARE(f.window->shownRuns().shown(), std::size_t{2});
    QCOMPARE(f.cards(), 1);
}

void TestCorpusFilter::outcomesAreThoseOfSomeStepOfTheRun()
{
    Filtered f;
    f.window->shownRuns().setFilter({.services = {}, .from = {}, .before = {}, .outcomes = {runlog::Outcome::Deny}});
    QCOMPARE(f.window->shownRuns().shown(), std::size_t{2});
    QCOMPARE(f.cards(), 0);
    QCOMPARE(f.changes(), std::size_t{2});
}

void TestCorpusFilter::theBarSaysSoAndShowsAllAgain()
{
    Filtered f;
    f.window->shownRuns().setFilter({.services = {"two"}, .from = {}, .before = {}, .outcomes = {}});
    QCOMPARE(f.window->notices().text(),
             QString("Filtered: the lists show 2 of 3 runs. All of them are replayed and counted above."));
    QVERIFY(corpusText(*f.window).endsWith("2 runs shown"));
    f.window->notices().choose(1);
    QCOMPARE(f.window->notices().text(), QString());
    QCOMPARE(f.changes(), std::size_t{3});
    QVERIFY(!corpusText(*f.window).contains("shown"));
}

void TestCorpusFilter::theDialogFiltersAtOnce()
{
    Filtered f;
    CorpusFilter dialog(f.window->shownRuns(), f.window.get());
    dialog.show();
    auto* services = dialog.findChild<QListView*>();
    services->setFocus();
    services->setCurrentIndex(services->model()->index(1, 0));
    QTest::keyClick(services, Qt::Key_Space);
    QCOMPARE(f.window->shownRuns().filter().services, (std::set<std::string>{"two"}));
    for (QCheckBox* check : dialog.findChildren<QCheckBox*>())
        if (check->text() == "deny")
            QTest::keyClick(check, Qt::Key_Space);
    QCOMPARE(f.window->shownRuns().shown(), std::size_t{1});
    dialog.showAll();
    QVERIFY(!f.window->shownRuns().isFiltering());
}

void TestCorpusFilter::otherRunsTakeTheFilterAway()
{
    Filtered f;
    f.window->shownRuns().setFilter({.services = {"two"}, .from = {}, .before = {}, .outcomes = {}});
    QVERIFY(put(f.path("other.jsonl"), R"({"type":"run","run":"z"})" "\n"));
    f.window->corpus().add({f.path("other.jsonl")});
    QTRY_COMPARE(f.window->shownRuns().all(), std::size_t{4});
    QVERIFY(!f.window->shownRuns().isFiltering());
}

void TestCorpusFilter::recentRunsAreOfferedAgain()
{
    Filtered f;
    for (QMenu* menu : f.window->findChildren<QMenu*>()) {
        if (menu->title() != "&Corpus")
            continue;
        emit menu->aboutToShow();
        for (QMenu* recent : menu->findChildren<QMenu*>())
            QCOMPARE(recent->actions().front()->text(), f.path("runs.jsonl"));
    }
}

QTEST_MAIN(TestCorpusFilter)
#include "tst_corpusfilter.moc"
