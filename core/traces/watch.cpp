// SPDX-License-Identifier: Apache-2.0
#include "core/traces/watch.h"

#include "core/traces/tracefiles.h"

#include <filesystem>

namespace runlog {

namespace {

std::int64_t timeOfFile(const std::string& path)
{
    std::error_code failed;
    const auto time = std::filesystem::last_write_time(path, failed);
    return failed ? 0 : static_cast<std::int64_t>(time.time_since_epoch().count());
}

} // namespace

TraceWatch::TraceWatch(std::vector<std::string> paths) : m_paths(std::move(paths)), m_seen(look())
{
}

std::vector<TraceWatch::Seen> TraceWatch::look() const
{
    std::vector<std::string> unopened;
    std::vector<Seen> seen;
    for (const auto& file : listTraceFiles(m_paths, unopened))
        seen.push_back({file.path, file.size, timeOfFile(file.path)});
    return seen;
}

bool TraceWatch::changed()
{
    auto now = look();
    const bool different = now != m_seen;
    m_seen = std::move(now);
    return different;
}

} // namespace runlog
