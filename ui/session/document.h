// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/edit.h"
#include "core/language/parse.h"
#include "ui/session/filetests.h"
#include "ui/session/lastvalid.h"
#include "ui/session/textbytes.h"

#include <QObject>
#include <QString>
#include <QTextDocument>
#include <QThreadPool>
#include <QTimer>
#include <stop_token>

namespace studio {

// One policy file being edited: its text with undo, its path, and what the language makes of it.
//
// Lives on the window's thread. The QTextDocument is the text while it is edited; bytes() is what save() would write, with the byte
// order mark and line ends of the file. Every change of text is parsed after a pause of a few milliseconds, without blocking
// typing; then policiesChanged() and diagnosticsChanged() say so, once. What policies without an error prove of each other and other
// results of the file's tests come a moment later, with another diagnosticsChanged(), when there is something to say.
class Document : public QObject {
    Q_OBJECT
public:
    explicit Document(QObject* parent = nullptr);
    ~Document() override;

    // Replaces the text by a file's. On failure the document is as before and the answer says why.
    QString open(const QString& path);
    // Text that has no file yet.
    void setText(const QByteArray& bytes, const QString& title);
    // Writes the bytes: counted, flushed to the disk, read back, then renamed over the old file; mode kept. On failure
    // the old file is whole, the document stays modified, and the answer says why. save() also refuses where the file is
    // no longer as it was read, until keepMine() was called; a symbolic link is followed to the file that it names.
    QString save();
    QString saveAs(const QString& path);

    // Whether the file on the disk has other bytes than those last read or written (or is gone). Reads the file.
    bool hasChangedOnDisk() const;
    void keepMine(); // the author has seen the file on the disk: the next save replaces it

    // Text that was saved aside, instead of the text there is; the document counts as modified.
    void restore(const QByteArray& bytes);
    QByteArray savedBytes() const { return m_saved; } // the file as last read or written

    QString path() const { return m_path; }
    QString title() const; // file name, or the title of text without a file
    bool isModified() const;
    // A reason why the text cannot be edited without changing other bytes (kept read-only), or empty.
    QString readOnlyReason() const { return m_readOnlyReason; }

    QTextDocument* textDocument() { return &m_text; }
    QByteArray bytes() const;
    int version() const { return m_version; } // counts changes of text, not of its colours

    // Brings parse results up to date now; what the slots of a gesture and of save need.
    void parseNow();
    // What recorded runs say of the text of `source`: joins the diagnostics as long as that is the text.
    void setRecorded(const runlog::SourcePtr& source, const runlog::Diagnostics& found);
    bool isValid() const; // no error
    runlog::SourcePtr source() const { return m_parsedSource; }
    std::shared_ptr<const runlog::PolicyFile> policyFile() const { return m_file; }
    const runlog::Diagnostics& diagnostics() const { return m_diagnostics; } // failing tests among them, as warnings
    const FileTests& tests() const { return m_tests; }
    // What the replay takes: broken policies in their last valid form, marked stale.
    runlog::PolicySet policySet() const;

    // Positions of the text document (UTF-16) from offsets of source() and back.
    int position(std::size_t offset) const;
    std::size_t offset(int position) const;

    // Edits at offsets of source(), as one undo entry. Refused (false) when the text changed since source() was parsed.
    bool applyEdits(const std::vector<runlog::Edit>& edits);

signals:
    void policiesChanged();
    void diagnosticsChanged();
    void modifiedChanged(bool modified);
    void fileChanged(); // another path, or saved

private:
    void setBytes(const QByteArray& bytes);
    void contentsChanged(int position, int removed, int added);
    bool isFormatOnly(int position, int removed, int added) const;
    void parseBehind();
    void take(int version, const runlog::Parsed& parsed);
    void askCovered();
    void joinDiagnostics();
    runlog::SourcePtr snapshot() const;
    QString write(const QString& path);

    QTextDocument m_text;
    QString m_path;
    QString m_title;
    TextForm m_form;
    QByteArray m_saved;
    QString m_readOnlyReason;
    QString m_lastText;          // of m_version, as QTextDocument::toRawText()
    int m_version = 0;
    int m_parsedVersion = -1;
    QTimer m_pause;
    QThreadPool m_parser;
    QThreadPool m_prover;
    std::stop_source m_proving;  // what the prover is at
    FileTests m_tests{m_parser};
    LastValid m_lastValid;
    std::shared_ptr<const runlog::PolicyFile> m_effective; // with stale policies
    runlog::SourcePtr m_parsedSource;
    std::shared_ptr<const runlog::PolicyFile> m_file;
    runlog::Diagnostics m_parsedDiagnostics;
    runlog::Diagnostics m_recorded; // of m_parsedSource
    runlog::Diagnostics m_diagnostics;
};

} // namespace studio
