// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QTimer>

namespace studio {

// A file as the last git commit has it, read through the git program without blocking.
//
// The program is called with a list of arguments, never through a shell, asks for nothing, and fetches nothing. Where there is no answer,
// reason() says why, as a sentence. Lives on the window's thread.
class LastCommit : public QObject {
    Q_OBJECT
public:
    explicit LastCommit(QObject* parent = nullptr);
    ~LastCommit() override;

    // Asks anew; changed() follows, at once or later. The former answer stands until then, unless it was of another file.
    void look(const QString& path);

    bool isLooking() const { return m_isLooking; }
    bool isThere() const { return m_reason.isEmpty(); }
    QString reason() const { return m_reason; }
    QByteArray bytes() const { return m_bytes; }

signals:
    void changed();

private:
    void finish(int exitCode);
    void answer(const QByteArray& bytes, const QString& reason);

    QProcess m_git;
    QTimer m_limit;
    QString m_path;
    QString m_reason;
    QByteArray m_bytes;
    bool m_isLooking = false;
};

} // namespace studio
