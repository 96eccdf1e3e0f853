// SPDX-License-Identifier: Apache-2.0
#include "core/traces/tracefiles.h"

#include <algorithm>
#include <filesystem>

namespace runlog {

namespace {

namespace fs = std::filesystem;

bool isHidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

std::uint64_t sizeOf(const fs::path& path)
{
    std::error_code failed;
    const auto size = fs::file_size(path, failed);
    return failed ? 0 : size;
}

void listFolder(const std::string& folder, std::vector<TraceFile>& files, std::vector<std::string>& unopened)
{
    std::vector<TraceFile> found;
    std::error_code failed;
    for (fs::recursive_directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        if (isHidden(at->path())) {
            at.disable_recursion_pending();
            continue;
        }
        std::error_code unknown;
        if (at->is_regular_file(unknown))
            found.push_back({at->path().native(), false, sizeOf(at->path())});
    }
    if (failed)
        unopened.push_back(folder);
    std::ranges::sort(found, {}, &TraceFile::path);
    std::ranges::move(found, std::back_inserter(files));
}

} // namespace

std::vector<TraceFile> listTraceFiles(const std::vector<std::string>& paths, std::vector<std::string>& unopened)
{
    std::vector<TraceFile> files;
    for (const auto& path : paths) {
        std::error_code failed;
        if (path == "-")
            files.push_back({path, true, 0});
        else if (fs::is_directory(path, failed))
            listFolder(path, files, unopened);
        else if (fs::exists(path, failed))
            files.push_back({path, true, sizeOf(path)});
        else
            unopened.push_back(path);
    }
    return files;
}

} // namespace runlog
