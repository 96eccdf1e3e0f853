// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTimer>
#include <optional>

namespace studio {

class Document;

// Text that was saved aside before its author saved it.
struct UnsavedText {
    QString path;       // of the document; empty: it had no file
    QString title;
    QByteArray base;    // SHA-256, in hex, of the file that was edited
    QByteArray bytes;
};

// Saves a modified document's text aside one second after an edit, in a file that only its owner can read, and takes it away
// when the document is saved or closed. Never loads anything by itself: find() tells what there is, the author decides.
//
// The file has a first line "runlog-unsaved 1", then headers base, length, sha256, title and path, an empty line, the bytes.
class Autosave : public QObject {
    Q_OBJECT
public:
    Autosave(Document& document, const QString& folder, QObject* parent = nullptr);

    // What an earlier session left for a document; a damaged file counts as none.
    std::optional<UnsavedText> find(const QString& path) const;
    void discard(const QString& path);
    void saveNow();
    QString lastFailure() const { return m_failure; } // why the text could not be saved aside; empty: it was

signals:
    void failed(const QString& reason);

private:
    QString fileFor(const QString& path) const;
    void documentSaved();

    Document& m_document;
    QString m_folder;
    QString m_failure;
    QString m_written; // the file there is now
    QTimer m_pause;
};

} // namespace studio
