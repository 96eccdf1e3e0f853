// SPDX-License-Identifier: Apache-2.0
#include "app/lastcommit.h"

#include "ui/theme/paint.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace studio {

namespace {

constexpr int Milliseconds = 5000;
constexpr qint64 LargestFile = qint64{16} << 20;

QProcessEnvironment quietEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C")); // its messages are told apart by their words
    environment.insert(QStringLiteral("GIT_OPTIONAL_LOCKS"), QStringLiteral("0"));
    environment.insert(QStringLiteral("GIT_TERMINAL_PROMPT"), QStringLiteral("0"));
    environment.insert(QStringLiteral("GIT_NO_LAZY_FETCH"), QStringLiteral("1"));
    return environment;
}

QString reasonOf(const QByteArray& told)
{
    if (told.contains("not a git repository"))
        return LastCommit::tr("the file is in no git repository");
    if (told.contains("does not exist in") || told.contains("but not in"))
        return LastCommit::tr("the last commit has no such file");
    if (told.contains("HEAD"))
        return LastCommit::tr("the repository has no commit yet");
    const QByteArray first = told.trimmed().split('\n').value(0);
    return first.isEmpty() ? LastCommit::tr("git gives no reason") : plain(first.toStdString(), 120);
}

} // namespace

LastCommit::LastCommit(QObject* parent) : QObject(parent)
{
    m_reason = tr("the text has no file yet");
    m_git.setProcessEnvironment(quietEnvironment());
    m_limit.setSingleShot(true);
    m_limit.setInterval(Milliseconds);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        m_git.kill();
        answer({}, tr("git does not answer"));
    });
    connect(&m_git, &QProcess::finished, this, [this](int exitCode, QProcess::ExitStatus status) {
        if (status == QProcess::NormalExit)
            finish(exitCode);
        else if (m_isLooking)
            answer({}, tr("git broke off"));
    });
    connect(&m_git, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            answer({}, tr("the git program cannot be started"));
    });
}

LastCommit::~LastCommit()
{
    m_git.disconnect(this);
    m_git.kill();
    m_git.waitForFinished(1000);
}

void LastCommit::look(const QString& path)
{
    if (m_isLooking && path == m_path)
        return;
    m_isLooking = false;
    if (m_git.state() != QProcess::NotRunning) {
        const QSignalBlocker quiet(m_git);
        m_git.kill();
        m_git.waitForFinished(1000);
    }
    if (path != m_path) {
        m_bytes.clear();
        m_reason = tr("not looked at yet");
    }
    m_path = path;
    const QFileInfo about(path);
    const QString program = QStandardPaths::findExecutable(QStringLiteral("git"));
    if (path.isEmpty())
        return answer({}, tr("the text has no file yet"));
    if (program.isEmpty())
        return answer({}, tr("there is no git program"));
    m_isLooking = true;
    m_git.setWorkingDirectory(about.absolutePath());
    m_git.start(program, {QStringLiteral("cat-file"), QStringLiteral("blob"), QStringLiteral("HEAD:./") + about.fileName()});
    m_git.closeWriteChannel();
    m_limit.start();
}

void LastCommit::finish(int exitCode)
{
    if (!m_isLooking)
        return;
    const QByteArray bytes = m_git.readAllStandardOutput();
    if (exitCode != 0)
        return answer({}, reasonOf(m_git.readAllStandardError()));
    if (bytes.size() > LargestFile)
        return answer({}, tr("the file of the last commit is larger than a policy file can be"));
    answer(bytes, {});
}

void LastCommit::answer(const QByteArray& bytes, const QString& reason)
{
    m_limit.stop();
    m_isLooking = false;
    m_bytes = bytes;
    m_reason = reason;
    emit changed();
}

} // namespace studio
