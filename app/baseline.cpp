// SPDX-License-Identifier: Apache-2.0
#include "app/baseline.h"

#include "core/language/parse.h"
#include "core/replay/recorded.h"
#include "ui/session/savefile.h"
#include "ui/theme/paint.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QTime>

namespace studio {

namespace {

constexpr qint64 LargestFile = qint64{16} << 20;

struct KindName {
    Baseline::Kind kind;
    const char* name;
};
constexpr KindName Names[] = {{Baseline::Kind::Saved, "saved"},
                              {Baseline::Kind::Moment, "moment"},
                              {Baseline::Kind::File, "file"},
                              {Baseline::Kind::Commit, "commit"},
                              {Baseline::Kind::Recorded, "recorded"}};

QString nameOf(Baseline::Kind kind)
{
    for (const KindName& row : Names)
        if (row.kind == kind)
            return QLatin1String(row.name);
    return {};
}

Baseline::Kind kindNamed(const QString& name)
{
    for (const KindName& row : Names)
        if (name == QLatin1String(row.name))
            return row.kind;
    return Baseline::Kind::Saved;
}

QString momentFile(const QString& folder) { return folder + QStringLiteral("/baseline.yaml"); }
QString count(std::size_t number) { return countText(static_cast<qint64>(number)); }

} // namespace

Baseline::Baseline(Document& document, ReplaySession& session, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
{
    connect(&document, &Document::fileChanged, this, &Baseline::savedAgain);
    connect(&m_commit, &LastCommit::changed, this, &Baseline::commitFound);
    connect(&session, &ReplaySession::runsChanged, this, [this] {
        emit choicesChanged();
        if (m_kind == Kind::Recorded)
            emit changed(); // of label()
    });
    useSaved();
}

void Baseline::set(Kind kind, const QByteArray& bytes, const QString& name)
{
    m_isCommitWanted = false;
    m_kind = kind;
    m_bytes = bytes;
    m_name = name;
    const auto source = std::make_shared<const runlog::Source>(name.toStdString(), bytes.toStdString());
    m_session.setBaseline({{runlog::parse(source).file}}, name);
    emit changed();
}

QString Baseline::label() const
{
    const runlog::RunsPtr runs = m_session.runs();
    if (m_kind != Kind::Recorded || !runs)
        return m_name;
    return tr("%1, %2 of %3 steps").arg(m_name, count(runlog::recordedDecisions(*runs)), count(runs->decidedStepCount()));
}

QString Baseline::refusal(Kind kind) const
{
    if (kind == Kind::Recorded && (!m_session.runs() || m_session.runs()->decisions().empty()))
        return tr("these runs carry no decisions");
    if (kind == Kind::Commit && !m_commit.isThere())
        return m_commit.isLooking() ? tr("git is asked") : m_commit.reason();
    return {};
}

void Baseline::useSaved()
{
    set(Kind::Saved, m_document.savedBytes(), tr("the saved file"));
}

void Baseline::useNow()
{
    set(Kind::Moment, m_document.bytes(), tr("the text at %1").arg(QTime::currentTime().toString(QStringLiteral("HH:mm"))));
}

void Baseline::useRecorded()
{
    m_isCommitWanted = false;
    m_kind = Kind::Recorded;
    m_bytes.clear();
    m_name = tr("what was recorded");
    m_session.setRecordedBaseline(m_name);
    emit changed();
}

QString Baseline::useFile(const QString& path)
{
    const FileBytes file = readFile(path, LargestFile);
    if (!file.reason.isEmpty())
        return file.reason;
    m_path = QFileInfo(path).absoluteFilePath();
    set(Kind::File, file.bytes, QFileInfo(path).fileName());
    return {};
}

void Baseline::useCommit()
{
    if (m_commit.isThere())
        set(Kind::Commit, m_commit.bytes(), tr("the last commit"));
}

void Baseline::commitFound()
{
    if (m_isCommitWanted && !m_commit.isThere()) {
        m_isCommitWanted = false;
        emit problem(m_commit.reason());
    } else if (m_isCommitWanted || (m_kind == Kind::Commit && m_commit.isThere() && m_commit.bytes() != m_bytes)) {
        useCommit();
    }
    emit choicesChanged();
}

void Baseline::savedAgain()
{
    if (m_kind == Kind::Saved)
        useSaved();
}

QString Baseline::save(QSettings& settings, const QString& folder) const
{
    settings.setValue(QStringLiteral("baseline"), nameOf(m_kind));
    settings.setValue(QStringLiteral("baselineFile"), m_kind == Kind::File ? m_path : QString());
    settings.setValue(QStringLiteral("baselineName"), m_name);
    if (m_kind != Kind::Moment) {
        QFile::remove(momentFile(folder));
        return {};
    }
    QDir().mkpath(folder);
    return saveFile(momentFile(folder), m_bytes, FileMode::Private);
}

QString Baseline::restore(const QSettings& settings, const QString& folder)
{
    switch (kindNamed(settings.value(QStringLiteral("baseline")).toString())) {
    case Kind::Saved: return {};
    case Kind::Recorded: useRecorded(); return {};
    case Kind::File: return useFile(settings.value(QStringLiteral("baselineFile")).toString());
    case Kind::Commit:
        m_isCommitWanted = true;
        lookForCommit();
        return {};
    case Kind::Moment: {
        const FileBytes kept = readFile(momentFile(folder), LargestFile);
        if (kept.reason.isEmpty())
            set(Kind::Moment, kept.bytes, settings.value(QStringLiteral("baselineName")).toString());
        return kept.reason;
    }
    }
    return {};
}

} // namespace studio
