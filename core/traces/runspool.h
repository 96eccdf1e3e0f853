// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/builder.h"
#include "core/traces/spool.h"

#include <map>

namespace runlog {

// Puts aside what files of any size say about runs, and gives the runs back one by one, in the order of a store. In memory stay the names
// of the runs and where their parts lie, and while a run is made all that was put aside of it and of runs with the same id.
//
// Files are handed over one after the other: begin(), what they hold, then commit(), or rollBack() which forgets it. Then arrange()
// makes runs of it.
class RunSpool {
public:
    RunSpool(std::unique_ptr<Spool> spool, std::shared_ptr<const PriceTable> prices);

    void begin(const std::string& path);
    // What an importer made of a file or of a piece of one: whole runs, or spans of traces that may be anywhere.
    void takePart(std::shared_ptr<RunsPart> part);
    // A native line that can be used, of the run with that id.
    void takeLine(std::string_view run, std::uint32_t number, std::string_view line);
    Problems& problems() { return m_files.back().problems; } // of the file at hand
    void commit();
    void rollBack();
    void forget();     // rollBack(), and as if begin() had not been called

    // False where it was stopped.
    bool arrange(const std::stop_token& stop);

    // Of what was arranged: the runs in the order of a store, each as writeNative() writes it. False where the spool failed.
    std::size_t runCount() const { return m_ready.size(); }
    bool read(std::size_t run, std::string& lines);
    std::size_t damagedLines() const; // of all files
    void takeProblems(std::vector<TraceProblem>& problems) const; // of all files, in their order
    std::size_t importedSteps() const { return m_importedSteps; }
    Spool& spool() { return *m_spool; } // for what else is to be put aside

private:
    enum class Kind : std::uint8_t { Lines, Spans, Whole };

    // Bytes of one run that follow each other.
    struct Chunk {
        Kind kind;
        std::uint32_t file;
        std::uint32_t firstLine; // of Lines
        std::uint32_t lines;
        std::uint64_t begin;
        std::uint64_t size;
        std::string id;          // of Whole
        std::string service;     // of Whole
    };
    struct File {
        std::string path;
        Problems problems;
    };
    // A run that is written already, as it stands in the spool.
    struct Ready {
        std::string service;
        std::string id;
        std::uint64_t begin;
        std::uint64_t size;
    };
    using Chunks = std::vector<Chunk>;
    struct Group;

    void add(std::string_view id, Chunk chunk);
    void takeSpans(const RunsPart& part);
    void takeRuns(std::shared_ptr<RunsPart> part);
    void addProblems(Problems& to, const std::vector<TraceProblem>& found, bool imported) const;
    void writeGroup(const Chunks& chunks);
    static bool areApart(const Chunks& chunks);

    std::unique_ptr<Spool> m_spool;
    std::shared_ptr<const PriceTable> m_prices;
    std::vector<File> m_files;
    std::map<std::string, Chunks, std::less<>> m_fresh;  // of the file at hand, by run
    std::map<std::string, Chunks, std::less<>> m_chunks; // by run
    std::vector<Ready> m_ready;
    std::size_t m_importedSteps = 0;
    std::string m_text; // used again
};

} // namespace runlog
