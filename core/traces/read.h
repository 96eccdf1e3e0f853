// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/diagnostic.h"
#include "core/traces/prices.h"
#include "core/traces/runs.h"

#include <functional>
#include <istream>
#include <stop_token>

namespace runlog {

// A problem in a trace, with the file and line it is in. A trace's bytes are not kept, so there is no Span.
struct TraceProblem {
    std::string file;
    std::size_t line = 0; // from 1; 0: the whole file
    std::string code;
    Severity severity = Severity::Error;
    std::string message;
    bool leftOut = false; // what stands there is damaged and is not among the runs
};

std::string print(const TraceProblem& problem); // `file:line: error: message [code]`

struct ReadProgress {
    std::size_t filesDone = 0;
    std::size_t filesFound = 0;
    std::uint64_t bytesDone = 0;
    std::uint64_t bytesFound = 0;
    std::size_t steps = 0;
};

struct ReadOptions {
    std::string from;              // a format's name; empty: detect from the content
    unsigned threads = 0;          // 0: as many as the machine has
    std::function<void(const ReadProgress&)> progress; // called from the reading threads, at most every 100 ms
    std::stop_token stop;          // a stopped read keeps what it has
    std::istream* standardInput = nullptr; // what the path `-` reads
    // A native file of at least this size stays open: its longer texts are read when they are asked for. Nobody may make it shorter while
    // its runs live.
    std::uint64_t mappedSize = 64ULL * 1024 * 1024;
    std::shared_ptr<const PriceTable> prices; // fills unknown costs of model calls with upper bounds, marked as estimates; may be null
};

struct ReadResult {
    RunsPtr runs;                  // never null
    std::vector<TraceProblem> problems; // in order of file, then line
    std::vector<std::string> unopened;  // paths that could not be opened
    bool stopped = false;
};

// Reads files and folders (recursively, in order of name) into one store. Same bytes give the same store, whatever the
// threads. Hidden files are skipped in folders; a file in a folder that is no trace is a warning, a file named by the
// caller that is none is an error.
ReadResult readTraces(const std::vector<std::string>& paths, const ReadOptions& options = {});

// Reads one trace from memory, as if it were the file `name`.
ReadResult readTrace(std::string_view name, std::string_view bytes, const ReadOptions& options = {});

// Names that `from` takes, with one line each of what they are.
struct TraceFormat {
    std::string_view name;
    std::string_view description;
};
std::vector<TraceFormat> traceFormats();

// RFC 3339 with a zone, or without one (taken as UTC; `zoned` tells). nullopt where there is no such time.
struct ParsedTime {
    Time time = NoTime;
    bool zoned = true;
};
std::optional<ParsedTime> parseTime(std::string_view text);
bool isTime(Time time); // whether parseTime() can give it: 1678 to 2261
std::string timeText(Time time); // "2026-03-01T10:00:00.000Z", with nanoseconds where there are some

} // namespace runlog
