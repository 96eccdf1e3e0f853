// SPDX-License-Identifier: Apache-2.0
#include "ui/session/diskwatch.h"

#include "ui/session/document.h"
#include "ui/session/savefile.h"

#include <QFileInfo>

namespace studio {

namespace {
constexpr int SettleMilliseconds = 100; // programs write a file in several steps
}

DiskWatch::DiskWatch(Document& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(SettleMilliseconds);
    connect(&m_settle, &QTimer::timeout, this, &DiskWatch::check);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&document, &Document::fileChanged, this, &DiskWatch::watch);
    watch();
}

void DiskWatch::watch()
{
    const QStringList old = m_watcher.files() + m_watcher.directories();
    if (!old.isEmpty())
        m_watcher.removePaths(old);
    if (m_document.path().isEmpty())
        return;
    const QString target = followLinks(m_document.path());
    m_watcher.addPath(QFileInfo(target).path());
    if (QFileInfo::exists(target))
        m_watcher.addPath(target);
}

void DiskWatch::check()
{
    watch();
    if (m_document.hasChangedOnDisk())
        emit changed();
}

} // namespace studio
