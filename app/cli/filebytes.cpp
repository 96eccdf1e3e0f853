// SPDX-License-Identifier: Apache-2.0
#include "app/cli/filebytes.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace runlog::cli {

namespace fs = std::filesystem;

std::optional<std::string> bytesOf(const std::string& path, std::istream& in, std::string& reason)
{
    if (path == "-")
        return std::string(std::istreambuf_iterator<char>(in), {});
    std::error_code problem;
    if (fs::is_directory(path, problem)) {
        reason = "is a folder";
        return std::nullopt;
    }
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (file && !file.bad())
        return bytes;
    reason = errno != 0 ? std::strerror(errno) : "cannot be read";
    return std::nullopt;
}

} // namespace runlog::cli
