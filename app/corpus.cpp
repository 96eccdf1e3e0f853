// SPDX-License-Identifier: Apache-2.0
#include "app/corpus.h"

#include "ui/theme/paint.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

namespace studio {

namespace {

QString lastName(const QString& path)
{
    const QString clean = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    const QFileInfo about(clean);
    const bool isPlainRuns = about.fileName() == QStringLiteral("runs");
    return isPlainRuns ? QFileInfo(about.path()).fileName() : about.fileName();
}

qint64 count(std::size_t number) { return static_cast<qint64>(number); }

} // namespace

Corpus::Corpus(ReplaySession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_text(tr("no runs"))
{
    connect(&m_load, &CorpusLoad::progressed, this, &Corpus::progressed);
    connect(&m_load, &CorpusLoad::finished, this, &Corpus::finished);
}

void Corpus::open(const QStringList& paths)
{
    m_paths = paths;
    m_problems.clear();
    if (paths.isEmpty()) {
        m_session.setRuns(nullptr);
        return say(tr("no runs"));
    }
    m_since.start();
    m_load.start(paths);
    say(tr("%1 · reading").arg(name()));
}

void Corpus::add(const QStringList& paths)
{
    QStringList all = m_paths;
    for (const QString& path : paths) {
        if (!all.contains(path))
            all.append(path);
    }
    open(all);
}

void Corpus::remove(const QString& path)
{
    QStringList all = m_paths;
    all.removeAll(path);
    open(all);
}

QString Corpus::name() const
{
    const QString first = lastName(m_paths.value(0));
    return m_paths.size() < 2 ? first : tr("%1 and %2 more").arg(first).arg(m_paths.size() - 1);
}

void Corpus::say(const QString& text)
{
    m_text = text;
    emit changed();
}

void Corpus::progressed(const runlog::ReadProgress& progress)
{
    const qint64 percent = progress.bytesFound == 0 ? 0 : static_cast<qint64>(progress.bytesDone * 100 / progress.bytesFound);
    say(tr("%1 · %2 steps · %3 %").arg(name(), countText(count(progress.steps))).arg(percent));
}

void Corpus::finished(const std::shared_ptr<const runlog::ReadResult>& result)
{
    m_problems = result->problems;
    m_session.setRuns(result->runs);
    const auto whole = tr("%1 · %2 runs · %3 steps")
                           .arg(name(), countText(count(result->runs->runs().size())), countText(count(result->runs->decidedStepCount())));
    say(result->runs->damagedLines() > 0 ? tr("%1 · incomplete").arg(whole) : whole);
    emit loaded();
    tell(*result);
}

void Corpus::tell(const runlog::ReadResult& result)
{
    if (!result.unopened.empty())
        emit problem(tr("Cannot open %1").arg(plain(result.unopened.front())));
    else if (result.stopped)
        emit problem(tr("The reading was cancelled; the runs read so far are open"));
    else if (result.runs->damagedLines() > 0)
        emit problem(counted(count(result.runs->damagedLines()), tr("1 damaged line was left out; the rest is open"), tr("%1 damaged lines were left out; the rest is open")));
    else if (result.runs->runs().empty())
        emit problem(tr("There are no runs in %1").arg(name()));
}

QString Corpus::firstDamage() const
{
    const auto found = std::ranges::find(m_problems, true, &runlog::TraceProblem::leftOut);
    return found == m_problems.end() ? QString() : plain(runlog::print(*found), 1000);
}

QString Corpus::problemsText() const
{
    QStringList lines;
    for (const runlog::TraceProblem& problem : m_problems)
        lines.append(plain(runlog::print(problem), 1000));
    return lines.join(u'\n');
}

} // namespace studio
