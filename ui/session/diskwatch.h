// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace studio {

class Document;

// Notices when another program changes the document's file, also by replacing it whole.
//
// Watches the file and its folder, since a replaced file is lost to a watcher; what counts is whether the bytes differ.
class DiskWatch : public QObject {
    Q_OBJECT
public:
    explicit DiskWatch(Document& document, QObject* parent = nullptr);

public slots:
    void check(); // also when the window becomes active

signals:
    void changed();

private:
    void watch();

    Document& m_document;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
};

} // namespace studio
