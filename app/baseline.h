// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/document.h"
#include "ui/session/replaysession.h"

#include <QObject>

namespace studio {

// What the text is compared with: the file as saved (and as it is saved next), the text at one moment, another file, or the file
// as the last git commit has it. Sets the session's baseline; lives on the window's thread.
class Baseline : public QObject {
    Q_OBJECT
public:
    enum class Kind { Saved, Moment, File, Commit };

    Baseline(Document& document, ReplaySession& session, QObject* parent = nullptr);

    Kind kind() const { return m_kind; }
    QString name() const { return m_name; } // "the saved file"
    QByteArray bytes() const { return m_bytes; }

    void useSaved();
    void useNow();
    // These answer why not; then the baseline is as before.
    QString useFile(const QString& path);
    QString useCommit();

signals:
    void changed();

private:
    void set(Kind kind, const QByteArray& bytes, const QString& name);
    void savedAgain();

    Document& m_document;
    ReplaySession& m_session;
    Kind m_kind = Kind::Saved;
    QByteArray m_bytes;
    QString m_name;
};

} // namespace studio
