// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace runlog {

// A file to read.
struct TraceFile {
    std::string path;
    bool named = false;        // by the caller, not found in a folder
    std::uint64_t size = 0;    // packed; 0 where it is not known
};

// The files of paths, folders searched recursively in order of name, hidden ones left out; `-` stays as it is. What cannot be
// opened is added to `unopened`.
std::vector<TraceFile> listTraceFiles(const std::vector<std::string>& paths, std::vector<std::string>& unopened);

} // namespace runlog
