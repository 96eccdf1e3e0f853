// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/lastcommit.h"
#include "ui/session/document.h"
#include "ui/session/replaysession.h"

#include <QObject>

class QSettings;

namespace studio {

// What the text is compared with: the file as saved (and as it is saved next), the text at one moment, another file, the file as the
// last git commit has it, or what the runtime decided when the runs were recorded. Sets the session's baseline; lives on the window's
// thread.
class Baseline : public QObject {
    Q_OBJECT
public:
    enum class Kind { Saved, Moment, File, Commit, Recorded };

    Baseline(Document& document, ReplaySession& session, QObject* parent = nullptr);

    Kind kind() const { return m_kind; }
    QString name() const { return m_name; }  // "the saved file", in a sentence
    QString label() const;                   // the same with how much of it there is: "what was recorded, 1,204 of 2,431 steps"
    bool hasText() const { return m_kind != Kind::Recorded; }
    QByteArray bytes() const { return m_bytes; }

    // Why a choice cannot be made now, as a sentence; empty: it can.
    QString refusal(Kind kind) const;
    void lookForCommit() { m_commit.look(m_document.path()); } // choicesChanged() follows

    void useSaved();
    void useNow();
    void useCommit();   // refused without a word where refusal() has one
    void useRecorded();
    QString useFile(const QString& path); // answers why not; then the baseline is as before

    // Remembers the choice for the file that is open, and takes it up again. A file or a commit is read anew; the text of a moment is kept
    // in `folder`, readable for its owner only. Where it cannot be had any more the saved file is the baseline and the answer says why.
    QString save(QSettings& settings, const QString& folder) const;
    QString restore(const QSettings& settings, const QString& folder);

signals:
    void changed();
    void choicesChanged();
    void problem(const QString& reason); // a commit that was chosen before is not there any more

private:
    void set(Kind kind, const QByteArray& bytes, const QString& name);
    void savedAgain();
    void commitFound();

    Document& m_document;
    ReplaySession& m_session;
    LastCommit m_commit;
    bool m_isCommitWanted = false; // as soon as it is there
    Kind m_kind = Kind::Saved;
    QByteArray m_bytes;
    QString m_name;
    QString m_path; // of File
};

} // namespace studio
