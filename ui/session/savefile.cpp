// SPDX-License-Identifier: Apache-2.0
#include "ui/session/savefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace studio {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("studio::SaveFile", text); }

QString because(const QString& what) { return tr("%1: %2").arg(what, QString::fromLocal8Bit(std::strerror(errno))); }

// A file beside the target that disappears unless it was renamed.
class Beside {
public:
    explicit Beside(const QByteArray& target)
        : m_name(target + ".XXXXXX")
        , m_file(::mkostemp(m_name.data(), O_CLOEXEC))
    {
    }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;
    ~Beside()
    {
        if (m_file < 0)
            return;
        ::close(m_file);
        if (!m_renamed)
            ::unlink(m_name.constData());
    }

    bool isOpen() const { return m_file >= 0; }
    int file() const { return m_file; }
    bool renameTo(const QByteArray& target)
    {
        m_renamed = ::rename(m_name.constData(), target.constData()) == 0;
        return m_renamed;
    }

private:
    QByteArray m_name;
    int m_file;
    bool m_renamed = false;
};

bool writeAll(int file, const QByteArray& bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t wrote = ::write(file, bytes.constData() + done, static_cast<std::size_t>(bytes.size() - done));
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return false;
        done += wrote;
    }
    return true;
}

bool holds(int file, const QByteArray& bytes)
{
    QByteArray found(bytes.size() + 1, Qt::Uninitialized);
    qsizetype done = 0;
    while (done < found.size()) {
        const ssize_t got = ::pread(file, found.data() + done, static_cast<std::size_t>(found.size() - done), done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += got;
    }
    found.truncate(done);
    return found == bytes;
}

mode_t newFileMode()
{
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

// The mode of the file there is; nothing where there is a thing that is no file.
bool chooseMode(const QByteArray& target, FileMode wanted, mode_t& mode)
{
    struct stat old = {};
    mode = wanted == FileMode::Private ? mode_t{0600} : newFileMode();
    if (::stat(target.constData(), &old) != 0)
        return errno == ENOENT;
    if (!S_ISREG(old.st_mode)) {
        errno = EEXIST;
        return false;
    }
    if (wanted == FileMode::AsBefore)
        mode = old.st_mode & 07777;
    return true;
}

bool flushFolder(const QByteArray& folder)
{
    const int file = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool flushed = ::fsync(file) == 0;
    ::close(file);
    return flushed;
}

} // namespace

FileBytes readFile(const QString& path, qint64 limit)
{
    FileBytes result;
    const QFileInfo about(path);
    if (about.exists() && !about.isFile()) {
        result.reason = tr("this is not a file");
        return result;
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        result.reason = file.errorString();
        return result;
    }
    if (file.size() > limit) {
        result.reason = tr("the file is larger than %1 MiB").arg(limit >> 20);
        return result;
    }
    result.bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        result.reason = file.errorString();
    return result;
}

QString followLinks(const QString& path)
{
    constexpr int MostLinks = 40;
    QString target = QFileInfo(path).absoluteFilePath();
    for (int i = 0; i < MostLinks; ++i) {
        const QFileInfo about(target);
        if (!about.isSymLink())
            break;
        target = about.symLinkTarget();
    }
    return target;
}

QString saveFile(const QString& path, const QByteArray& bytes, FileMode mode)
{
    const QString whole = followLinks(path);
    const QByteArray target = QFile::encodeName(whole);
    const QByteArray folder = QFile::encodeName(QFileInfo(whole).path());
    mode_t permissions = 0;
    if (!chooseMode(target, mode, permissions))
        return because(tr("the file cannot be replaced"));
    Beside beside(target);
    if (!beside.isOpen())
        return because(tr("the folder cannot be written to"));
    if (!writeAll(beside.file(), bytes))
        return because(tr("not everything could be written"));
    if (::fchmod(beside.file(), permissions) != 0)
        return because(tr("the permissions could not be kept"));
    if (::fsync(beside.file()) != 0)
        return because(tr("the disk did not take the file"));
    if (!holds(beside.file(), bytes))
        return tr("the disk does not give back what was written");
    if (!beside.renameTo(target))
        return because(tr("the file could not be replaced"));
    if (!flushFolder(folder))
        return because(tr("the file was written, but the disk did not confirm its folder"));
    return {};
}

} // namespace studio
