// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/bytes.h"
#include "core/traces/read.h"
#include "core/traces/tracefiles.h"

namespace runlog {

// A piece of a file: whole lines of a native one, else all of it. JsonPadding bytes follow. The memory is used again.
struct TraceBlock {
    std::vector<char> memory;
    std::size_t size = 0;
    std::size_t file = 0;
    std::size_t number = 0;     // in its file
    bool native = false;
    bool zipped = false;
    std::shared_ptr<const char> mapping; // all of a large file, else null; texts may stay there
    std::size_t offset = 0;              // of the block in its file

    std::string_view bytes() const; // without a byte order mark at the start of the file
    void readFrom(ByteSource& source, std::size_t most); // appends
};

// Opens files one after the other and cuts them into blocks, at places that depend on their bytes alone. Not for several threads at
// a time.
class TraceBlocks {
public:
    struct FileEnd {
        bool opened = true;
        std::string failure; // why the file could not be read to its end
        std::uint64_t bytes = 0; // of a native file, unpacked
    };

    TraceBlocks(std::vector<TraceFile> files, const ReadOptions& options, std::string_view memory);

    // Files that are not native give one empty block each from now on, without being read.
    void leaveOthers() { m_leavesOthers = true; }
    // The next block; false where there is none.
    bool next(TraceBlock& block);
    void stop();

    const std::vector<TraceFile>& files() const { return m_files; }
    const FileEnd& end(std::size_t file) const { return m_ends[file]; }
    std::size_t filesDone() const { return m_nextFile - (m_source ? 1 : 0); }

private:
    std::unique_ptr<ByteSource> open(const TraceFile& file) const;
    bool openNext(TraceBlock& block);
    bool cut(TraceBlock& block);
    void takeAll(TraceBlock& block);
    void endFile();

    std::vector<TraceFile> m_files;
    std::vector<FileEnd> m_ends;
    std::string m_from;
    std::uint64_t m_mappedSize;
    std::istream* m_standardInput;
    std::string_view m_memory;
    bool m_leavesOthers = false;
    std::size_t m_nextFile = 0;
    std::unique_ptr<ByteSource> m_source; // of the native file that is being cut
    std::vector<char> m_rest;             // the start of a line whose end is in the next block
    std::size_t m_blocks = 0;             // of that file so far
    std::shared_ptr<const char> m_mapping;
    std::size_t m_offset = 0;
};

} // namespace runlog
