// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/read.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace runlog {

// Files and folders of traces that may grow: a recorder appends lines, or starts a new file.
//
// The first look reads everything, as readTraces() does. Later ones read only what is new: of a native file that has grown the bytes
// behind the last line that was read, of any other change the file as a whole; what was read before is kept for that, besides the runs.
// A line without its end is read when it has one. The runs of each look are a store of their own; those of earlier looks stay as they
// are. A file that was written anew is noticed where it is not longer than before, or where the bytes around its last read line differ.
//
// Looks only when it is asked; for one thread at a time.
class GrowingTraces {
public:
    explicit GrowingTraces(std::vector<std::string> paths, ReadOptions options = {});
    ~GrowingTraces();
    GrowingTraces(const GrowingTraces&) = delete;
    GrowingTraces& operator=(const GrowingTraces&) = delete;

    // All runs, where anything has changed since the last look; nullopt where nothing has, or only files in folders that were and are no
    // traces. A stopped look is forgotten.
    std::optional<ReadResult> look(std::stop_token stop = {});

    std::uint64_t bytesRead() const { return m_bytesRead; } // of all looks

private:
    struct File;
    struct News {
        std::vector<std::shared_ptr<File>> files; // not as they were, or new
        std::vector<std::shared_ptr<File>> whole; // of them, those still to be read
        bool isAny = false;                       // some trace was there that is another now, or gone
    };

    std::vector<std::shared_ptr<File>> listed(std::vector<std::string>& unopened) const;
    News takeNews(std::vector<std::shared_ptr<File>>& files);
    bool readGrowth(File& file, const File& known);
    void readWhole(const std::vector<std::shared_ptr<File>>& files, const std::stop_token& stop, bool& stopped);
    ReadResult assembled() const;

    std::vector<std::string> m_paths;
    ReadOptions m_options;
    std::vector<std::shared_ptr<File>> m_files;
    std::uint64_t m_bytesRead = 0;
    bool m_looked = false;
};

} // namespace runlog
