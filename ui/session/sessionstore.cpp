// SPDX-License-Identifier: Apache-2.0
#include "ui/session/sessionstore.h"

#include "ui/session/labelbook.h"
#include "ui/session/notebook.h"
#include "ui/session/people.h"
#include "ui/session/replaysession.h"
#include "ui/session/savefile.h"

#include <QDateTime>
#include <QFileInfo>
#include <QScopedValueRollback>
#include <QSignalBlocker>

namespace studio {

namespace {

constexpr qint64 LargestSession = qint64{64} << 20;
constexpr int SaveMilliseconds = 400;
constexpr runlog::Time NanosPerMillisecond = 1'000'000;

} // namespace

SessionStore::SessionStore(ReplaySession& session, LabelBook& labels, NoteBook& notes, People& people, QObject* parent)
    : QObject(parent), m_session(session), m_labels(labels), m_notes(notes), m_people(people)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(SaveMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &SessionStore::save);
    connect(&session, &ReplaySession::answersChanged, this, &SessionStore::changed);
    connect(&labels, &LabelBook::changed, this, &SessionStore::changed);
    connect(&notes, &NoteBook::changed, this, &SessionStore::changed);
    connect(&people, &People::changed, this, &SessionStore::changed);
}

SessionStore::~SessionStore()
{
    const QSignalBlocker blocked(this); // nobody is left to be told
    save();
}

void SessionStore::open(const QString& path)
{
    save();
    m_path = path;
    read();
}

void SessionStore::moveTo(const QString& path)
{
    if (path == m_path)
        return;
    save();
    m_path = path;
    m_kept = {};
    const FileBytes there = readFile(path, LargestSession);
    m_bytes = there.bytes;
    m_isReadable = true;
    if (!there.bytes.isEmpty() && isUnsaved())
        emit changedOnDisk();
    else
        save();
}

void SessionStore::read()
{
    m_isReadable = true;
    if (m_path.isEmpty() || !QFileInfo::exists(m_path))
        return take({}, {});
    const FileBytes file = readFile(m_path, LargestSession);
    const auto read = file.reason.isEmpty() ? runlog::readSession(file.bytes.toStdString()) : runlog::SessionRead();
    QString reason = file.reason;
    if (!read.problems.empty())
        reason = QString::fromStdString(runlog::print({read.problems.front()}, QFileInfo(m_path).fileName().toStdString())).trimmed();
    take(reason.isEmpty() ? read.file : runlog::SessionFile(), file.bytes);
    m_isReadable = reason.isEmpty();
    if (!m_isReadable)
        emit problem(tr("Labels, answers and notes are not read and not saved: %1").arg(reason));
}

void SessionStore::take(const runlog::SessionFile& file, const QByteArray& bytes)
{
    m_kept = file;
    m_bytes = bytes;
    m_labels.setLabels(file.labels);
    m_notes.setNotes(file.notes);
    m_people.setIdentities(file.identities);
    runlog::Answers answers = m_session.answers();
    if (answers.given != file.answers) {
        answers.given = file.answers;
        m_session.setAnswers(answers);
    }
    m_pause.stop();
    emit opened();
}

runlog::SessionFile SessionStore::now() const
{
    runlog::SessionFile file = m_kept;
    file.labels = m_labels.labels();
    file.answers = m_session.answers().given;
    file.notes = m_notes.notes();
    file.identities = m_people.identities();
    return file;
}

bool SessionStore::isUnsaved() const { return now() != m_kept; }

void SessionStore::changed()
{
    if (!m_path.isEmpty() && isUnsaved())
        m_pause.start();
}

QString SessionStore::save()
{
    m_pause.stop();
    if (m_path.isEmpty() || !isUnsaved())
        return {};
    if (!m_isReadable)
        return tr("the session file could not be read");
    if (readFile(m_path, LargestSession).bytes != m_bytes) {
        emit changedOnDisk();
        return tr("the session file was changed by another program");
    }
    const runlog::SessionFile file = now();
    const QByteArray bytes = QByteArray::fromStdString(runlog::sessionText(file));
    const QString reason = saveFile(m_path, bytes);
    if (!reason.isEmpty()) {
        emit problem(tr("Labels, answers and notes were not saved: %1").arg(reason));
        return reason;
    }
    m_kept = file;
    m_bytes = bytes;
    return {};
}

void SessionStore::readAgain() { read(); }

void SessionStore::keepMine()
{
    m_bytes = readFile(m_path, LargestSession).bytes;
    save();
}

void SessionStore::lookAgain()
{
    if (m_path.isEmpty() || isUnsaved() || readFile(m_path, LargestSession).bytes == m_bytes)
        return;
    read();
}

std::string thisPerson()
{
    for (const char* variable : {"USER", "LOGNAME"})
        if (const QByteArray name = qgetenv(variable); !name.isEmpty())
            return QString::fromLocal8Bit(name).toStdString();
    return "me";
}

runlog::Time thisMoment() { return QDateTime::currentMSecsSinceEpoch() * NanosPerMillisecond; }

} // namespace studio
