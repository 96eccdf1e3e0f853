// SPDX-License-Identifier: Apache-2.0
#include "core/traces/read.h"
#include "ui/session/labelbook.h"
#include "ui/session/notebook.h"
#include "ui/session/replaysession.h"
#include "ui/session/people.h"
#include "ui/session/sessionstore.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace studio;

namespace {

constexpr std::string_view Runs = R"({"type":"step","run":"r1","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":50}}
{"type":"step","run":"r1","seq":2,"kind":"tool_call","tool":"pay","args":{"amount":80}}
)";

struct Desk {
    ReplaySession session;
    LabelBook labels{session};
    NoteBook notes;
    People people;
    SessionStore store{session, labels, notes, people};

    Desk() { session.setRuns(runlog::readTrace("runs.jsonl", Runs).runs); }

    void answer(const char* policy)
    {
        runlog::Answers answers = session.answers();
        answers.given[{"r1", 1, runlog::recordedAction(*session.runs(), 0), policy}] = {};
        session.setAnswers(answers);
    }
};

} // namespace

class TestSessionStore : public QObject {
    Q_OBJECT
private slots:
    void labelsAnswersNotesAndPersonsAreThereAtTheNextOpen()
    {
        {
            Desk desk;
            desk.store.open(path());
            desk.labels.give(1, {runlog::Wanted::Block, "why", "ana", runlog::NoTime});
            desk.answer("cap");
            desk.notes.add({"until May", "cap", {}, 0, "ana", runlog::NoTime});
            desk.people.put("bo", {"Bo", {"lead"}});
        } // saves
        Desk desk;
        desk.store.open(path());
        QCOMPARE(desk.labels.found().size(), std::size_t{1});
        QCOMPARE(desk.labels.labelOf(1)->reason, std::string("why"));
        QVERIFY(desk.labels.labelOf(0) == nullptr);
        QCOMPARE(desk.session.answers().given.size(), std::size_t{1});
        QCOMPARE(desk.notes.notes().size(), std::size_t{1});
        QCOMPARE(desk.notes.notes().front().text, std::string("until May"));
        QCOMPARE(desk.people.identities(), (People::Identities{{"bo", {"Bo", {"lead"}}}}));
        QVERIFY(!desk.labels.canUndo());
        QVERIFY(!desk.notes.canUndo());
        QVERIFY(!desk.store.isUnsaved());
    }

    void aChangeIsSavedByItself()
    {
        Desk desk;
        desk.store.open(path());
        desk.labels.give(0, {});
        QVERIFY(!QFile::exists(path()));
        QTRY_VERIFY(QFile::exists(path()));
        QVERIFY(bytes().contains("should_block"));
    }

    void nothingSaidWritesNoFile()
    {
        Desk desk;
        desk.store.open(path());
        desk.labels.give(0, {});
        desk.labels.undo();
        QCOMPARE(desk.store.save(), QString());
        QVERIFY(!QFile::exists(path()));
    }

    void whatIsNotShownHereIsKept()
    {
        put("{\"version\":1,\"labels\":[],\"answers\":[],\"identities\":[{\"user\":\"ana\"}],\"notes\":[{\"text\":\"agreed\"}]}");
        Desk desk;
        desk.store.open(path());
        desk.labels.give(0, {});
        QCOMPARE(desk.store.save(), QString());
        QVERIFY(bytes().contains("\"user\":\"ana\""));
        QVERIFY(bytes().contains("\"text\":\"agreed\""));
    }

    void aFileThatCannotBeReadIsToldAndNeverWrittenOver()
    {
        const QByteArray broken = "{\"version\":1,\n\"lables\":[]}";
        put(broken);
        Desk desk;
        QSignalSpy problems(&desk.store, &SessionStore::problem);
        desk.store.open(path());
        QCOMPARE(problems.size(), 1);
        QVERIFY2(problems[0][0].toString().contains("s.session.json:2:2: error: unknown key `lables`"), qPrintable(problems[0][0].toString()));
        desk.labels.give(0, {});
        QVERIFY(!desk.store.save().isEmpty());
        QCOMPARE(bytes(), broken);
    }

    void aFileThatAnotherProgramChangedIsNotWrittenOver()
    {
        Desk desk;
        desk.store.open(path());
        desk.labels.give(0, {});
        QCOMPARE(desk.store.save(), QString());
        const QByteArray other = "{\"version\":1,\"notes\":[{\"text\":\"theirs\"}]}";
        put(other);
        desk.labels.give(1, {});
        QSignalSpy told(&desk.store, &SessionStore::changedOnDisk);
        QVERIFY(!desk.store.save().isEmpty());
        QCOMPARE(told.size(), 1);
        QCOMPARE(bytes(), other);
        desk.store.keepMine();
        QVERIFY(bytes().contains("\"seq\":2"));
        put(other);
        desk.store.lookAgain();
        QVERIFY(desk.labels.labels().empty());
        QCOMPARE(desk.store.kept().notes.front().text, std::string("theirs"));
    }

    void anotherPolicyHasItsOwnFile()
    {
        Desk desk;
        desk.store.open(path());
        desk.labels.give(0, {});
        desk.answer("cap");
        desk.store.open(m_folder.filePath("other.session.json"));
        QVERIFY(desk.labels.labels().empty());
        QVERIFY(desk.session.answers().given.empty());
        QVERIFY(bytes().contains("should_block"));
    }

    void aPolicySavedUnderAnotherNameTakesWhatWasSaidWithIt()
    {
        Desk desk;
        desk.store.open({});
        desk.labels.give(0, {});
        QCOMPARE(desk.store.save(), QString()); // it has no name yet
        desk.store.moveTo(path());
        QVERIFY(bytes().contains("should_block"));
    }

    void whatCannotBeSavedIsTold()
    {
        Desk desk;
        desk.store.open(m_folder.filePath("no/such/folder.session.json"));
        desk.labels.give(0, {});
        QSignalSpy problems(&desk.store, &SessionStore::problem);
        QVERIFY(!desk.store.save().isEmpty());
        QCOMPARE(problems.size(), 1);
        QVERIFY(desk.store.isUnsaved());
    }

    void cleanup() { QFile::remove(path()); }

private:
    QString path() const { return m_folder.filePath("s.session.json"); }
    QByteArray bytes() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void put(const QByteArray& text) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSessionStore)
#include "tst_sessionstore.moc"
