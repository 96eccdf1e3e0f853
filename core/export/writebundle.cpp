// SPDX-License-Identifier: Apache-2.0
#include "core/export/bundle.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace runlog {

namespace {

namespace fs = std::filesystem;

std::string reason(const std::string& what) { return what + ": " + std::strerror(errno); }

// Closes a file descriptor when it goes out of sight.
class File {
public:
    File(const std::string& path, int flags) : m_fd(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0644)) {}
    ~File()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int fd() const { return m_fd; }

private:
    int m_fd;
};

bool writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool holds(const std::string& path, std::string_view bytes)
{
    const File file(path, O_RDONLY);
    if (file.fd() < 0)
        return false;
    std::string read(bytes.size() + 1, '\0');
    std::size_t size = 0;
    while (size < read.size()) {
        const auto got = ::read(file.fd(), read.data() + size, read.size() - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        size += static_cast<std::size_t>(got);
    }
    return std::string_view(read).substr(0, size) == bytes;
}

std::string writeFile(const std::string& path, std::string_view bytes)
{
    {
        const File file(path, O_WRONLY | O_CREAT | O_EXCL);
        if (file.fd() < 0 || !writeAll(file.fd(), bytes) || ::fsync(file.fd()) != 0)
            return reason("cannot write " + path);
    }
    return holds(path, bytes) ? std::string() : "what was written to " + path + " reads back different";
}

std::string flushFolder(const std::string& path)
{
    const File folder(path, O_RDONLY | O_DIRECTORY);
    return folder.fd() >= 0 && ::fsync(folder.fd()) == 0 ? std::string() : reason("cannot flush " + path);
}

std::string writeFiles(const Bundle& bundle, const std::string& folder)
{
    for (const auto& file : bundle.files)
        if (auto problem = writeFile(folder + "/" + file.name, file.bytes); !problem.empty())
            return problem;
    return flushFolder(folder);
}

} // namespace

std::string writeBundle(const Bundle& bundle, const std::string& folder)
{
    if (!bundle.refusal.empty())
        return bundle.refusal;
    auto target = fs::path(folder).lexically_normal();
    if (!target.has_filename())
        target = target.parent_path();
    const auto parent = target.has_parent_path() ? target.parent_path().string() : std::string(".");
    auto draft = parent + "/." + target.filename().string() + ".XXXXXX";
    if (fs::symlink_status(target).type() != fs::file_type::not_found)
        return target.string() + " exists already; an export never overwrites";
    if (::mkdtemp(draft.data()) == nullptr)
        return reason("cannot make a folder in " + parent);
    auto problem = ::chmod(draft.c_str(), 0755) == 0 ? writeFiles(bundle, draft) : reason("cannot open up " + draft);
    if (problem.empty() && ::renameat2(AT_FDCWD, draft.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) != 0)
        problem = reason("cannot name the folder " + target.string());
    if (problem.empty())
        return flushFolder(parent);
    std::error_code ignored; // the first problem is the one to tell
    fs::remove_all(draft, ignored);
    return problem;
}

} // namespace runlog
