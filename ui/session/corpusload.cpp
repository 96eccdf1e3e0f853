// SPDX-License-Identifier: Apache-2.0
#include "ui/session/corpusload.h"

#include <QFile>

namespace studio {

namespace {

constexpr int BetweenLooks = 2000; // ms

}

CorpusLoad::CorpusLoad(QObject* parent)
    : QObject(parent)
{
    m_timer.setInterval(BetweenLooks);
    connect(&m_timer, &QTimer::timeout, this, &CorpusLoad::look);
}

CorpusLoad::~CorpusLoad() = default; // the thread is stopped and waited for first: it is the last member

void CorpusLoad::start(const QStringList& paths)
{
    m_thread = {}; // stops the old reading and waits for it
    m_paths = paths;
    m_running = true;
    std::vector<std::string> names;
    for (const QString& path : paths)
        names.push_back(QFile::encodeName(path).toStdString());
    m_traces = std::make_shared<runlog::GrowingTraces>(std::move(names), options(++m_reading));
    m_timer.start();
    read();
}

void CorpusLoad::cancel()
{
    m_thread.request_stop();
}

void CorpusLoad::look()
{
    if (m_traces && !m_looking)
        read();
}

void CorpusLoad::read()
{
    m_looking = true;
    m_thread = std::jthread([this, reading = m_reading, traces = m_traces](const std::stop_token& stop) {
        auto seen = traces->look(stop);
        const auto result = seen ? std::make_shared<const runlog::ReadResult>(std::move(*seen)) : Result();
        QMetaObject::invokeMethod(
            this, [this, reading, result] { finish(reading, result); }, Qt::QueuedConnection);
    });
}

runlog::ReadOptions CorpusLoad::options(quint64 reading)
{
    runlog::ReadOptions options;
    options.progress = [this, reading](const runlog::ReadProgress& progress) {
        QMetaObject::invokeMethod(
            this,
            [this, reading, progress] {
                if (m_running && reading == m_reading)
                    emit progressed(progress);
            },
            Qt::QueuedConnection);
    };
    return options;
}

void CorpusLoad::finish(quint64 reading, const Result& result)
{
    if (reading != m_reading)
        return;
    const bool isFirst = m_running;
    m_running = false;
    m_looking = false;
    if (result && (isFirst || !result->stopped))
        emit finished(result);
    if (result && result->stopped)
        m_traces.reset();
}

} // namespace studio
