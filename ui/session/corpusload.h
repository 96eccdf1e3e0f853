// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/growing.h"

#include <QObject>
#include <QStringList>
#include <QTimer>
#include <memory>
#include <thread>

namespace studio {

// Reads traces in a thread of its own and tells of its progress; one reading at a time, a new one cancels the old. Afterwards it looks
// every other second whether they have grown, reads what is new, and tells again.
//
// Lives on the window's thread; its signals are emitted there. A cancelled reading finishes with what it has; a cancelled later look
// changes nothing.
class CorpusLoad : public QObject {
    Q_OBJECT
public:
    explicit CorpusLoad(QObject* parent = nullptr);
    ~CorpusLoad() override;

    void start(const QStringList& paths);
    void cancel();
    bool isRunning() const { return m_running; } // the first reading of the paths
    QStringList paths() const { return m_paths; }

public slots:
    void look(); // now, where nothing is being read

signals:
    void progressed(const runlog::ReadProgress& progress);
    void finished(const std::shared_ptr<const runlog::ReadResult>& result); // of the first reading, and whenever there is more

private:
    using Result = std::shared_ptr<const runlog::ReadResult>;

    void read();
    void finish(quint64 reading, const Result& result); // null: nothing is new
    runlog::ReadOptions options(quint64 reading);

    QStringList m_paths;
    quint64 m_reading = 0;
    bool m_running = false;
    bool m_looking = false;
    QTimer m_timer;
    std::shared_ptr<runlog::GrowingTraces> m_traces; // only the thread's while it runs
    std::jthread m_thread;
};

} // namespace studio
