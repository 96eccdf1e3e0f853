// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

// Files that are whole at every moment: the old bytes or the new ones, never a part of either.
namespace studio {

struct FileBytes {
    QByteArray bytes;
    QString reason; // why it could not be read; empty: it was
};
FileBytes readFile(const QString& path, qint64 limit);

// The file that a path names, symbolic links followed even where the last one leads to no file yet.
QString followLinks(const QString& path);

enum class FileMode { AsBefore, Private }; // Private: 0600

// Replaces a file: written beside it, counted, flushed, read back, renamed over it, the folder flushed. The mode of the old file
// is kept. Answers why not, or nothing. May be called from any thread.
QString saveFile(const QString& path, const QByteArray& bytes, FileMode mode = FileMode::AsBefore);

} // namespace studio
