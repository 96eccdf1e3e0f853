// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/read.h"

#include <QObject>
#include <QStringList>
#include <memory>
#include <thread>

namespace studio {

// Reads traces in a thread of its own and tells of its progress; one reading at a time, a new one cancels the old.
//
// Lives on the window's thread; its signals are emitted there. A cancelled reading finishes with what it has.
class CorpusLoad : public QObject {
    Q_OBJECT
public:
    explicit CorpusLoad(QObject* parent = nullptr);
    ~CorpusLoad() override;

    void start(const QStringList& paths);
    void cancel();
    bool isRunning() const { return m_running; }
    QStringList paths() const { return m_paths; }

signals:
    void progressed(const runlog::ReadProgress& progress);
    void finished(const std::shared_ptr<const runlog::ReadResult>& result);

private:
    void read(quint64 reading, const std::vector<std::string>& paths, const std::stop_token& stop);
    void finish(quint64 reading, const std::shared_ptr<const runlog::ReadResult>& result);

    QStringList m_paths;
    quint64 m_reading = 0;
    bool m_running = false;
    std::jthread m_thread;
};

} // namespace studio
