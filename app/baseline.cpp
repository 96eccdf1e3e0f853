// SPDX-License-Identifier: Apache-2.0
#include "app/baseline.h"

#include "core/language/parse.h"
#include "ui/session/savefile.h"

#include <QFileInfo>
#include <QProcess>
#include <QTime>

namespace studio {

namespace {

constexpr qint64 LargestFile = qint64{16} << 20;
constexpr int GitMilliseconds = 3000;

} // namespace

Baseline::Baseline(Document& document, ReplaySession& session, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
{
    connect(&document, &Document::fileChanged, this, &Baseline::savedAgain);
    useSaved();
}

void Baseline::set(Kind kind, const QByteArray& bytes, const QString& name)
{
    m_kind = kind;
    m_bytes = bytes;
    m_name = name;
    const auto source = std::make_shared<const runlog::Source>(name.toStdString(), bytes.toStdString());
    m_session.setBaseline({{runlog::parse(source).file}}, name);
    emit changed();
}

void Baseline::useSaved()
{
    set(Kind::Saved, m_document.savedBytes(), tr("the saved file"));
}

void Baseline::useNow()
{
    set(Kind::Moment, m_document.bytes(), tr("the text at %1").arg(QTime::currentTime().toString(QStringLiteral("HH:mm"))));
}

QString Baseline::useFile(const QString& path)
{
    const FileBytes file = readFile(path, LargestFile);
    if (file.reason.isEmpty())
        set(Kind::File, file.bytes, QFileInfo(path).fileName());
    return file.reason;
}

QString Baseline::useCommit()
{
    const QFileInfo about(m_document.path());
    if (m_document.path().isEmpty())
        return tr("the text has no file yet");
    QProcess git;
    git.setWorkingDirectory(about.absolutePath());
    git.start(QStringLiteral("git"), {QStringLiteral("show"), QStringLiteral("HEAD:./") + about.fileName()});
    if (!git.waitForStarted(GitMilliseconds))
        return tr("there is no git program");
    if (!git.waitForFinished(GitMilliseconds))
        return tr("git does not answer");
    if (git.exitCode() != 0)
        return tr("the last commit has no such file");
    set(Kind::Commit, git.readAllStandardOutput(), tr("the last commit"));
    return {};
}

void Baseline::savedAgain()
{
    if (m_kind == Kind::Saved)
        useSaved();
}

} // namespace studio
