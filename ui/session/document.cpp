// SPDX-License-Identifier: Apache-2.0
#include "ui/session/document.h"

#include "core/checks/findings.h"
#include "ui/session/savefile.h"

#include <QFileInfo>
#include <QPlainTextDocumentLayout>
#include <QTextBlock>
#include <QTextCursor>
#include <algorithm>

namespace studio {

namespace {

constexpr int PauseMilliseconds = 15;
constexpr qint64 LargestFile = qint64{16} << 20;

// UTF-8 bytes of the first `units` UTF-16 units of a line.
std::size_t bytesOfUnits(std::string_view line, int units)
{
    std::size_t at = 0;
    while (at < line.size() && units > 0) {
        const auto lead = static_cast<unsigned char>(line[at]);
        units -= lead >= 0xF0 ? 2 : 1;
        at += lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    }
    return std::min(at, line.size());
}

// The text with what can be proven of each policy for itself.
runlog::Parsed checked(const runlog::SourcePtr& source)
{
    runlog::Parsed parsed = parse(source);
    const runlog::Engine engine(runlog::PolicySet{{parsed.file}});
    addFindings(parsed.diagnostics, runlog::checks::checkEach(engine), engine, 0);
    return parsed;
}

} // namespace

Document::Document(QObject* parent)
    : QObject(parent)
{
    m_text.setDocumentLayout(new QPlainTextDocumentLayout(&m_text));
    m_parser.setMaxThreadCount(1);
    m_prover.setMaxThreadCount(1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(PauseMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &Document::parseBehind);
    connect(&m_text, &QTextDocument::contentsChange, this, &Document::contentsChanged);
    connect(&m_text, &QTextDocument::modificationChanged, this, &Document::modifiedChanged);
    connect(&m_tests, &FileTests::changed, this, [this] {
        joinDiagnostics();
        emit diagnosticsChanged();
    });
    parseNow();
}

Document::~Document()
{
    m_proving.request_stop();
    m_tests.stop();
    m_parser.waitForDone();
    m_prover.waitForDone();
}

QString Document::open(const QString& path)
{
    const FileBytes file = readFile(path, LargestFile);
    if (!file.reason.isEmpty())
        return file.reason;
    m_path = QFileInfo(path).absoluteFilePath();
    m_title = QFileInfo(path).fileName();
    setBytes(file.bytes);
    emit fileChanged();
    return {};
}

void Document::setText(const QByteArray& bytes, const QString& title)
{
    m_path.clear();
    m_title = title;
    setBytes(bytes);
    emit fileChanged();
}

void Document::setBytes(const QByteArray& bytes)
{
    const DecodedText decoded = decode(bytes);
    m_saved = bytes;
    m_form = decoded.form;
    m_readOnlyReason = decoded.lossReason;
    m_lastValid.clear();
    m_text.setPlainText(decoded.text);
    m_text.clearUndoRedoStacks();
    m_text.setModified(false);
    m_lastText = m_text.toRawText();
    ++m_version;
    if (m_readOnlyReason.isEmpty() && encode(m_lastText, m_form) != bytes)
        m_readOnlyReason = tr("the editor would change other bytes of this file");
    parseNow();
}

void Document::restore(const QByteArray& bytes)
{
    QTextCursor cursor(&m_text);
    cursor.select(QTextCursor::Document);
    cursor.insertText(decode(bytes).text);
    parseNow();
}

QString Document::write(const QString& path)
{
    const QByteArray now = bytes();
    const QString reason = saveFile(path, now);
    if (!reason.isEmpty())
        return reason;
    m_saved = now;
    m_text.setModified(false);
    emit fileChanged();
    return {};
}

QString Document::save()
{
    if (m_path.isEmpty())
        return tr("the text has no file yet");
    if (hasChangedOnDisk())
        return tr("the file was changed by another program");
    return write(m_path);
}

QString Document::saveAs(const QString& path)
{
    const QString reason = saveFile(path, bytes());
    if (!reason.isEmpty())
        return reason;
    m_saved = bytes();
    m_path = QFileInfo(path).absoluteFilePath();
    m_title = QFileInfo(path).fileName();
    m_text.setModified(false);
    emit fileChanged();
    return {};
}

bool Document::hasChangedOnDisk() const
{
    if (m_path.isEmpty())
        return false;
    const FileBytes file = readFile(m_path, LargestFile);
    return !file.reason.isEmpty() || file.bytes != m_saved;
}

void Document::keepMine()
{
    if (!m_readOnlyReason.isEmpty())
        return;
    m_saved = readFile(m_path, LargestFile).bytes;
    m_text.setModified(bytes() != m_saved);
}

QString Document::title() const { return m_title; }
bool Document::isModified() const { return m_text.isModified(); }

QByteArray Document::bytes() const
{
    return m_readOnlyReason.isEmpty() ? encode(m_text.toRawText(), m_form) : m_saved;
}

bool Document::isFormatOnly(int position, int removed, int added) const
{
    if (removed != added || m_text.characterCount() - 1 != m_lastText.size())
        return false;
    const int end = std::min(position + added, static_cast<int>(m_lastText.size()));
    for (int i = position; i < end; ++i) {
        if (m_text.characterAt(i) != m_lastText[i])
            return false;
    }
    return true;
}

void Document::contentsChanged(int position, int removed, int added)
{
    if (isFormatOnly(position, removed, added))
        return;
    m_lastText = m_text.toRawText();
    ++m_version;
    m_pause.start();
}

runlog::SourcePtr Document::snapshot() const
{
    const QByteArray now = bytes();
    return std::make_shared<const runlog::Source>(m_title.toStdString(), now.toStdString());
}

void Document::parseBehind()
{
    m_parser.start([this, version = m_version, source = snapshot()] {
        const runlog::Parsed parsed = checked(source);
        QMetaObject::invokeMethod(this, [this, version, parsed] { take(version, parsed); }, Qt::QueuedConnection);
    });
}

void Document::parseNow()
{
    m_pause.stop();
    if (m_parsedVersion != m_version)
        take(m_version, checked(snapshot()));
}

void Document::take(int version, const runlog::Parsed& parsed)
{
    if (version != m_version || m_parsedVersion == version)
        return;
    m_parsedVersion = version;
    m_parsedSource = parsed.file->source;
    m_file = parsed.file;
    m_parsedDiagnostics = parsed.diagnostics;
    m_recorded.clear();
    m_effective = m_lastValid.update(parsed);
    m_tests.setFile(m_effective);
    joinDiagnostics();
    askCovered();
    emit diagnosticsChanged();
    emit policiesChanged();
}

// Only of a text without an error: what is missing from a broken one could be the policy that matters.
void Document::askCovered()
{
    m_proving.request_stop();
    m_proving = std::stop_source();
    if (!isValid())
        return;
    m_prover.start([this, version = m_version, file = m_file, diagnostics = m_parsedDiagnostics, stop = m_proving.get_token()]() mutable {
        const std::size_t before = diagnostics.size();
        const runlog::Engine engine(runlog::PolicySet{{file}});
        addFindings(diagnostics, runlog::checks::checkCovered(engine, stop), engine, 0);
        if (stop.stop_requested() || diagnostics.size() == before)
            return;
        QMetaObject::invokeMethod(this, [this, version, diagnostics = std::move(diagnostics)] {
            if (version != m_version)
                return;
            m_parsedDiagnostics = diagnostics;
            joinDiagnostics();
            emit diagnosticsChanged();
        }, Qt::QueuedConnection);
    });
}

void Document::setRecorded(const runlog::SourcePtr& source, const runlog::Diagnostics& found)
{
    if (source != m_parsedSource || (found.empty() && m_recorded.empty()))
        return;
    m_recorded = found;
    joinDiagnostics();
    emit diagnosticsChanged();
}

void Document::joinDiagnostics()
{
    m_diagnostics = m_parsedDiagnostics;
    const runlog::Diagnostics failures = m_tests.problems();
    m_diagnostics.insert(m_diagnostics.end(), failures.begin(), failures.end());
    m_diagnostics.insert(m_diagnostics.end(), m_recorded.begin(), m_recorded.end());
    sortByPlace(m_diagnostics);
}

bool Document::isValid() const { return !hasError(m_diagnostics); }

runlog::PolicySet Document::policySet() const { return {{m_effective}}; }

int Document::position(std::size_t offset) const
{
    const runlog::Place place = m_parsedSource->place(std::min(offset, m_parsedSource->bytes().size()));
    const QTextBlock block = m_text.findBlockByNumber(static_cast<int>(place.line) - 1);
    if (!block.isValid())
        return m_text.characterCount() - 1;
    return block.position() + std::min(static_cast<int>(place.utf16Column) - 1, block.length() - 1);
}

std::size_t Document::offset(int position) const
{
    const QTextBlock block = m_text.findBlock(std::clamp(position, 0, m_text.characterCount() - 1));
    const std::size_t line = static_cast<std::size_t>(block.blockNumber()) + 1;
    const std::size_t column = bytesOfUnits(m_parsedSource->line(line), position - block.position());
    return m_parsedSource->offset(line, column + 1);
}

bool Document::applyEdits(const std::vector<runlog::Edit>& edits)
{
    if (m_version != m_parsedVersion || !m_readOnlyReason.isEmpty())
        return false;
    std::vector<runlog::Edit> lastFirst = edits;
    std::sort(lastFirst.begin(), lastFirst.end(),
              [](const runlog::Edit& a, const runlog::Edit& b) { return a.span.begin > b.span.begin; });
    QTextCursor cursor(&m_text);
    cursor.beginEditBlock();
    for (const runlog::Edit& edit : lastFirst) {
        cursor.setPosition(position(edit.span.begin));
        cursor.setPosition(position(edit.span.end), QTextCursor::KeepAnchor);
        cursor.insertText(QString::fromStdString(edit.text));
    }
    cursor.endEditBlock();
    parseNow();
    return true;
}

} // namespace studio
