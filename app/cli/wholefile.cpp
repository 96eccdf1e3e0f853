// SPDX-License-Identifier: Apache-2.0
#include "app/cli/wholefile.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace runlog::cli {

namespace {

namespace fs = std::filesystem;

std::string reason() { return errno != 0 ? std::strerror(errno) : "the output ended early"; }

class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return m_number; }

private:
    int m_number;
};

// Where the bytes go in the end: the file behind a symbolic link.
fs::path targetOf(const std::string& path)
{
    std::error_code failed;
    auto target = fs::weakly_canonical(path, failed);
    return failed ? fs::path(path) : target;
}

// As the file has it that is replaced, else as a new file gets it.
::mode_t modeFor(const fs::path& target)
{
    struct stat known{};
    if (::stat(target.c_str(), &known) == 0)
        return known.st_mode & 07777U;
    const auto mask = ::umask(0);
    ::umask(mask);
    return 0666U & ~mask;
}

bool fill(const std::string& path, const std::function<bool(std::ostream&)>& write)
{
    std::ofstream file(path, std::ios::binary);
    const bool written = file && write(file) && file.flush();
    file.close();
    return written && file;
}

std::string writeDraft(const std::string& draft, const Descriptor& file, const fs::path& target,
                       const std::function<bool(std::ostream&)>& write)
{
    errno = 0;
    if (!fill(draft, write))
        return reason();
    if (::fchmod(file.number(), modeFor(target)) != 0 || ::fsync(file.number()) != 0)
        return reason();
    if (::rename(draft.c_str(), target.c_str()) != 0)
        return reason();
    return {};
}

std::string flushFolder(const fs::path& folder)
{
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened.number() >= 0 && ::fsync(opened.number()) == 0 ? std::string() : reason();
}

} // namespace

std::string writeWhole(const std::string& path, const std::function<bool(std::ostream&)>& write)
{
    const auto target = targetOf(path);
    std::error_code failed;
    if (fs::exists(target, failed) && !fs::is_regular_file(target, failed))
        return fill(path, write) ? std::string() : reason();
    const auto folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    auto draft = (folder / ("." + target.filename().string() + ".XXXXXX")).string();
    const Descriptor file(::mkostemp(draft.data(), O_CLOEXEC));
    if (file.number() < 0)
        return reason();
    auto problem = writeDraft(draft, file, target, write);
    if (problem.empty())
        return flushFolder(folder);
    ::unlink(draft.c_str()); // the first problem is the one to tell
    return problem;
}

std::string folderFor(const std::string& target)
{
    namespace fs = std::filesystem;
    std::error_code failed;
    const auto path = fs::weakly_canonical(target, failed);
    if (target == "-" || failed || (fs::exists(path, failed) && !fs::is_regular_file(path, failed)))
        return fs::temp_directory_path(failed).string();
    return path.has_parent_path() ? path.parent_path().string() : ".";
}

} // namespace runlog::cli
