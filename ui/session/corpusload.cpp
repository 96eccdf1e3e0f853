// SPDX-License-Identifier: Apache-2.0
#include "ui/session/corpusload.h"

#include <QFile>

namespace studio {

CorpusLoad::CorpusLoad(QObject* parent)
    : QObject(parent)
{
}

CorpusLoad::~CorpusLoad() = default; // the thread is stopped and waited for first: it is the last member

void CorpusLoad::start(const QStringList& paths)
{
    m_paths = paths;
    m_running = true;
    std::vector<std::string> names;
    for (const QString& path : paths)
        names.push_back(QFile::encodeName(path).toStdString());
    m_thread = std::jthread([this, reading = ++m_reading, names](const std::stop_token& stop) {
        read(reading, names, stop);
    });
}

void CorpusLoad::cancel()
{
    m_thread.request_stop();
}

void CorpusLoad::read(quint64 reading, const std::vector<std::string>& paths, const std::stop_token& stop)
{
    runlog::ReadOptions options;
    options.stop = stop;
    options.progress = [this, reading](const runlog::ReadProgress& progress) {
        QMetaObject::invokeMethod(
            this,
            [this, reading, progress] {
                if (m_running && reading == m_reading)
                    emit progressed(progress);
            },
            Qt::QueuedConnection);
    };
    auto result = std::make_shared<const runlog::ReadResult>(runlog::readTraces(paths, options));
    QMetaObject::invokeMethod(
        this, [this, reading, result] { finish(reading, result); }, Qt::QueuedConnection);
}

void CorpusLoad::finish(quint64 reading, const std::shared_ptr<const runlog::ReadResult>& result)
{
    if (reading != m_reading)
        return;
    m_running = false;
    emit finished(result);
}

} // namespace studio
