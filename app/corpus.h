// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/corpusload.h"
#include "ui/session/replaysession.h"

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>

namespace studio {

// The runs that are open: files and folders, read in the background, handed to the session when they are there. What cannot be
// read is told with its line; the rest is loaded. Lives on the window's thread.
class Corpus : public QObject {
    Q_OBJECT
public:
    explicit Corpus(ReplaySession& session, QObject* parent = nullptr);

    void open(const QStringList& paths);
    void add(const QStringList& paths);
    void remove(const QString& path);
    void cancel() { m_load.cancel(); }

    QStringList paths() const { return m_paths; }
    bool isLoading() const { return m_load.isRunning(); }
    bool hasTakenLong() const { return isLoading() && m_since.elapsed() > 300; } // ms: long enough to ask for patience
    QString text() const { return m_text; } // "support · 120 runs · 2,431 steps", or its progress
    const std::vector<runlog::TraceProblem>& problems() const { return m_problems; }
    QString problemsText() const;           // one line for each, as on a terminal
    QString firstDamage() const;            // the line of the first that left something out; empty: none did

signals:
    void changed();                          // of text() or paths()
    void loaded();                           // the session has the runs
    void problem(const QString& text);       // lines were left out, a path could not be opened, the reading was cancelled

private:
    void progressed(const runlog::ReadProgress& progress);
    void finished(const std::shared_ptr<const runlog::ReadResult>& result);
    void tell(const runlog::ReadResult& result);
    QString name() const;
    void say(const QString& text);

    ReplaySession& m_session;
    CorpusLoad m_load;
    QElapsedTimer m_since;
    QStringList m_paths;
    QString m_text;
    std::vector<runlog::TraceProblem> m_problems;
};

} // namespace studio
