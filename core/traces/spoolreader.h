// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/read.h"
#include "core/traces/runspool.h"

namespace runlog {

struct SpoolOptions {
    ReadOptions reading;
    std::string folder;                           // where what does not fit into the memory is put aside
    std::uint64_t largeFile = 4ULL * 1024 * 1024; // a file of this size or more is read piece by piece
};

// What came of it; `result.runs` is empty.
struct SpoolRead {
    ReadResult result;
    bool refused = false; // no input could be opened; the problems say why
    std::string failure;  // why it could not be finished; empty: it was, or it was stopped
};

// Reads traces of any format and size into a spool of runs, which are arranged. In memory are, at a time, one small file, or one piece of
// a large one (a line, an item of a list, a session), or one run; all else is put aside in a file without a name. null where there
// is no such spool: a format that is not known, a stop, a failure.
std::unique_ptr<RunSpool> readIntoSpool(const std::vector<std::string>& paths, const SpoolOptions& options, SpoolRead& read);

} // namespace runlog
