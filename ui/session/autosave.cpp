// SPDX-License-Identifier: Apache-2.0
#include "ui/session/autosave.h"

#include "core/engine/sha256.h"
#include "ui/session/document.h"
#include "ui/session/savefile.h"

#include <QDir>
#include <QFile>

namespace studio {

namespace {

constexpr int PauseMilliseconds = 1000;
constexpr qint64 LargestFile = qint64{17} << 20;
constexpr char Magic[] = "runlog-unsaved 1";

QByteArray sha256(const QByteArray& bytes)
{
    return QByteArray::fromStdString(runlog::sha256Hex(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

QByteArray header(const char* key, const QByteArray& value) { return QByteArray(key) + ' ' + value + '\n'; }

QByteArray written(const UnsavedText& text)
{
    return QByteArray(Magic) + '\n' + header("base", text.base) + header("length", QByteArray::number(text.bytes.size()))
        + header("sha256", sha256(text.bytes)) + header("title", text.title.toUtf8().toPercentEncoding())
        + header("path", text.path.toUtf8().toPercentEncoding()) + '\n' + text.bytes;
}

QByteArray valueOf(const QList<QByteArray>& lines, const char* key)
{
    const QByteArray start = QByteArray(key) + ' ';
    for (const QByteArray& line : lines) {
        if (line.startsWith(start))
            return line.mid(start.size());
    }
    return {};
}

std::optional<UnsavedText> readBack(const QByteArray& file)
{
    const qsizetype end = file.indexOf("\n\n");
    const QList<QByteArray> lines = file.left(std::max<qsizetype>(end, 0)).split('\n');
    if (end < 0 || lines.first() != Magic)
        return std::nullopt;
    UnsavedText text;
    text.bytes = file.mid(end + 2);
    text.base = valueOf(lines, "base");
    text.title = QString::fromUtf8(QByteArray::fromPercentEncoding(valueOf(lines, "title")));
    text.path = QString::fromUtf8(QByteArray::fromPercentEncoding(valueOf(lines, "path")));
    if (valueOf(lines, "length") != QByteArray::number(text.bytes.size()) || valueOf(lines, "sha256") != sha256(text.bytes))
        return std::nullopt;
    return text;
}

} // namespace

Autosave::Autosave(Document& document, const QString& folder, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_folder(folder)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(PauseMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &Autosave::saveNow);
    connect(&document, &Document::policiesChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&document, &Document::modifiedChanged, this, [this](bool modified) {
        if (!modified)
            documentSaved();
    });
}

QString Autosave::fileFor(const QString& path) const
{
    const QByteArray key = path.isEmpty() ? QByteArray("untitled") : sha256(path.toUtf8()).left(32);
    return m_folder + QLatin1Char('/') + QString::fromLatin1(key) + QStringLiteral(".unsaved");
}

std::optional<UnsavedText> Autosave::find(const QString& path) const
{
    const FileBytes file = readFile(fileFor(path), LargestFile);
    if (!file.reason.isEmpty())
        return std::nullopt;
    auto text = readBack(file.bytes);
    return text && text->path == path ? text : std::nullopt;
}

void Autosave::discard(const QString& path)
{
    QFile::remove(fileFor(path));
}

void Autosave::saveNow()
{
    m_pause.stop();
    if (!m_document.isModified())
        return;
    if (!QDir().mkpath(m_folder) || !QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)) {
        m_failure = tr("the folder for unsaved texts cannot be used");
        emit failed(m_failure);
        return;
    }
    const UnsavedText text{m_document.path(), m_document.title(), sha256(m_document.savedBytes()), m_document.bytes()};
    m_written = fileFor(text.path);
    m_failure = saveFile(m_written, written(text), FileMode::Private);
    if (!m_failure.isEmpty())
        emit failed(m_failure);
}

void Autosave::documentSaved()
{
    m_pause.stop();
    if (!m_written.isEmpty())
        QFile::remove(m_written);
    m_written.clear();
}

} // namespace studio
