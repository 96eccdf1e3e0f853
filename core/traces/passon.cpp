// SPDX-License-Identifier: Apache-2.0
#include "core/traces/passon.h"

#include "core/traces/blocks.h"
#include "core/traces/native.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace runlog {

namespace {

// Blocks are copied and dropped, so a large file need not stay open.
ReadOptions unmapped(ReadOptions options)
{
    options.mappedSize = std::numeric_limits<std::uint64_t>::max();
    return options;
}

std::string_view trimmed(std::string_view line)
{
    constexpr std::string_view blanks = " \t\r";
    const auto begin = line.find_first_not_of(blanks);
    return begin == std::string_view::npos ? std::string_view() : line.substr(begin, line.find_last_not_of(blanks) + 1 - begin);
}

// Whether all files are native and no run is in two of them.
bool areApart(const std::vector<TraceFile>& files, const ReadOptions& options)
{
    TraceBlocks blocks(files, options, {});
    blocks.leaveOthers();
    TraceBlock block;
    NativeReader reader;
    std::unordered_map<std::string, std::size_t> fileOf;
    while (!options.stop.stop_requested() && blocks.next(block)) {
        if (!block.native)
            return false;
        RunsPart part(0);
        reader.readBlock(block.bytes(), part);
        for (RunsPart::RunRef run = 0; run < part.runCount(); ++run)
            if (fileOf.try_emplace(std::string(part.run(run).run.id), block.file).first->second != block.file)
                return false;
    }
    return true;
}

bool mayPassOn(const std::vector<TraceFile>& files, const ReadOptions& options)
{
    const bool readsOnce = std::ranges::find(files, "-", &TraceFile::path) != files.end();
    if (files.empty() || options.prices || (readsOnce && (files.size() > 1 || options.from != "native")))
        return false;
    return files.size() == 1 || areApart(files, options);
}

class LineWriter {
public:
    LineWriter(std::vector<TraceFile> files, const ReadOptions& options, std::ostream& out)
        : m_options(options), m_blocks(std::move(files), options, {}), m_problems(m_blocks.files().size()),
          m_lines(m_blocks.files().size(), 0), m_out(out)
    {
        m_blocks.leaveOthers();
        for (const auto& file : m_blocks.files())
            m_progress.bytesFound += file.size;
    }

    // False where the only file is not native: nothing is written then.
    bool write()
    {
        TraceBlock block;
        while (!m_options.stop.stop_requested() && m_blocks.next(block)) {
            if (!block.native)
                return false;
            writeBlock(block);
            report(block);
        }
        return true;
    }

    void finish(PassedOn& passed)
    {
        passed.result.stopped = m_options.stop.stop_requested();
        for (std::size_t file = 0; file < m_problems.size(); ++file) {
            const auto& path = m_blocks.files()[file].path;
            const auto& end = m_blocks.end(file);
            if (!end.opened)
                passed.result.unopened.push_back(path);
            if (!end.failure.empty())
                m_problems[file].damaged(1, "damaged-file", end.failure);
            passed.whole = passed.whole && end.failure != TooMuchGrowth;
            std::ranges::move(m_problems[file].inFile(path), std::back_inserter(passed.result.problems));
        }
    }

private:
    void writeBlock(const TraceBlock& block)
    {
        RunsPart part(0);
        auto rest = block.bytes();
        std::uint32_t number = 0;
        while (!rest.empty()) {
            const auto end = std::min(rest.find('\n'), rest.size());
            const auto line = trimmed(rest.substr(0, end));
            if (++number; !line.empty() && m_reader.readLine(line, number, part))
                (m_out << line).put('\n');
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        m_problems[block.file].append(part.problems, m_lines[block.file]);
        m_lines[block.file] += number;
        m_progress.steps += part.stepCount();
    }

    // A block is megabytes, so that no clock is needed to call seldom.
    void report(const TraceBlock& block)
    {
        m_progress.filesFound = m_blocks.files().size();
        m_progress.filesDone = m_blocks.filesDone();
        m_progress.bytesDone += block.size;
        if (m_options.progress)
            m_options.progress(m_progress);
    }

    const ReadOptions& m_options;
    ReadProgress m_progress;
    TraceBlocks m_blocks;
    NativeReader m_reader;
    std::vector<Problems> m_problems; // by file
    std::vector<std::size_t> m_lines;
    std::ostream& m_out;
};

} // namespace

std::optional<PassedOn> passOnNative(const std::vector<std::string>& paths, const ReadOptions& options, std::ostream& out)
{
    PassedOn passed;
    passed.result.runs = std::make_shared<Runs>();
    auto files = listTraceFiles(paths, passed.result.unopened);
    const auto unmappedOptions = unmapped(options);
    if (!passed.result.unopened.empty() || !mayPassOn(files, unmappedOptions))
        return std::nullopt;
    LineWriter writer(std::move(files), unmappedOptions, out);
    if (!writer.write())
        return std::nullopt;
    writer.finish(passed);
    return passed;
}

} // namespace runlog
