// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/blocks.h"
#include "core/traces/formats.h"
#include "core/traces/native.h"

#include <chrono>
#include <exception>
#include <mutex>

namespace runlog {

// What was read of one file.
struct ReadFile {
    std::string path;
    bool opened = true;
    std::string failure;                          // why it could not be read to its end
    std::uint64_t bytes = 0;                      // of a native file, unpacked
    std::vector<std::shared_ptr<RunsPart>> parts; // in order of its bytes
};

// One store of the files in their order; uses their parts up. `result` gets runs, problems and what could not be opened.
void assemble(std::vector<ReadFile> files, const std::shared_ptr<const PriceTable>& prices, ReadResult& result);

// Reads files with several threads into parts, and puts the parts together in order of file and block, so that the number of
// threads cannot change the result.
class ReadSession {
public:
    // With `memory` every file is read from there instead.
    ReadSession(std::vector<TraceFile> files, const ReadOptions& options, std::string_view memory = {});

    void run();
    // What was read; to be called once, after run().
    std::vector<ReadFile> take();
    bool stopped() const { return m_stopped; }

private:
    using Parts = std::vector<std::shared_ptr<RunsPart>>;

    void work();
    bool next(TraceBlock& block);
    void readBlock(const TraceBlock& block, NativeReader& native);
    void readWhole(const TraceBlock& block, RunsPart& part, NativeReader& native);
    void readArchive(Import& import, const TraceBlock& block) const;
    void refuse(RunsPart& part, std::size_t file, std::size_t line, std::string reason) const;
    void keep(const TraceBlock& block, std::shared_ptr<RunsPart> part);
    unsigned threadCount() const;

    ReadOptions m_options;
    const Format* m_format = nullptr; // what the caller said the files are
    std::uint64_t m_bytesFound = 0;
    std::vector<Parts> m_parts;    // of each file
    std::mutex m_mutex;            // guards m_parts and all below
    TraceBlocks m_blocks;
    ReadProgress m_progress;
    std::chrono::steady_clock::time_point m_reported;
    std::exception_ptr m_failure;
    bool m_stopped = false;
};

} // namespace runlog
