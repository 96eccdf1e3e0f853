// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/session/sessionfile.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTimer>

namespace studio {

class LabelBook;
class NoteBook;
class People;
class ReplaySession;

// Keeps labels, answers given by hand, the persons who gave them and notes in the session file beside the policy: read when a policy is opened, written a moment
// after each change. A file that cannot be read whole, or that another program changed, is never written over without a word.
// Lives on the window's thread.
class SessionStore : public QObject {
    Q_OBJECT
public:
    SessionStore(ReplaySession& session, LabelBook& labels, NoteBook& notes, People& people, QObject* parent = nullptr);
    ~SessionStore() override; // saves

    // What was said of another policy is saved first. Empty: the policy has no file yet, and nothing is read or written.
    void open(const QString& path);
    // The policy has another name now: the same is kept beside it.
    void moveTo(const QString& path);
    // Writes now what has changed. Answers why not; then the file is as it was.
    QString save();
    void readAgain();           // takes the file as it is on disk, and gives up what was said since
    void keepMine();            // writes over what another program wrote
    void lookAgain();           // takes what another program wrote, where nothing is unsaved

    const QString& path() const { return m_path; }
    const runlog::SessionFile& kept() const { return m_kept; } // as on disk
    bool isUnsaved() const;

signals:
    void opened();              // other answers and labels: nothing of before can be undone
    void problem(const QString& text);
    void changedOnDisk();

private:
    void read();
    void take(const runlog::SessionFile& file, const QByteArray& bytes);
    runlog::SessionFile now() const;
    void changed();

    ReplaySession& m_session;
    LabelBook& m_labels;
    NoteBook& m_notes;
    People& m_people;
    QString m_path;
    runlog::SessionFile m_kept;
    QByteArray m_bytes;         // of the file; empty: there is none
    bool m_isReadable = true;   // what is on disk was read whole
    QTimer m_pause;
};

// The user's id that stands at what is said here: the account's, or "me" where the system tells none.
std::string thisPerson();
runlog::Time thisMoment();

} // namespace studio
