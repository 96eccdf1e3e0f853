// SPDX-License-Identifier: Apache-2.0
#include "core/traces/session.h"

#include "core/traces/builder.h"
#include "core/traces/importers.h"

#include <algorithm>
#include <thread>

namespace runlog {

namespace {

constexpr std::uint64_t SmallInput = 1024 * 1024; // not worth a second thread
constexpr auto BetweenReports = std::chrono::milliseconds(100);

bool isBlank(std::string_view bytes) { return bytes.find_first_not_of(" \t\r\n") == std::string_view::npos; }

} // namespace

ReadSession::ReadSession(std::vector<TraceFile> files, const ReadOptions& options, std::string_view memory)
    : m_options(options), m_format(formatNamed(options.from)), m_parts(files.size()), m_blocks(std::move(files), options, memory)
{
    for (const auto& file : m_blocks.files())
        m_bytesFound += file.size;
    m_progress.filesFound = m_blocks.files().size();
    m_progress.bytesFound = m_bytesFound;
}

unsigned ReadSession::threadCount() const
{
    constexpr unsigned most = 64;
    if (m_bytesFound < SmallInput)
        return 1;
    return std::clamp(m_options.threads != 0 ? m_options.threads : std::thread::hardware_concurrency(), 1U, most);
}

void ReadSession::run()
{
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threadCount(); ++i)
        others.emplace_back([this] { work(); });
    work();
    others.clear();
    if (m_failure)
        std::rethrow_exception(m_failure);
}

void ReadSession::work()
{
    try {
        TraceBlock block;
        NativeReader native;
        while (next(block))
            readBlock(block, native);
    } catch (...) {
        const std::scoped_lock lock(m_mutex);
        m_failure = std::current_exception();
        m_blocks.stop();
    }
}

bool ReadSession::next(TraceBlock& block)
{
    const std::scoped_lock lock(m_mutex);
    if (m_options.stop.stop_requested()) {
        m_stopped = true;
        m_blocks.stop();
    }
    return m_blocks.next(block);
}

void ReadSession::keep(const TraceBlock& block, std::shared_ptr<RunsPart> part)
{
    const std::scoped_lock lock(m_mutex);
    auto& parts = m_parts[block.file];
    if (parts.size() <= block.number)
        parts.resize(block.number + 1);
    m_progress.filesDone = m_blocks.filesDone();
    m_progress.bytesDone += block.size;
    m_progress.steps += part->stepCount();
    parts[block.number] = std::move(part);
    const auto now = std::chrono::steady_clock::now();
    if (m_options.progress && now - m_reported >= BetweenReports) {
        m_reported = now;
        m_options.progress(m_progress);
    }
}

void ReadSession::readBlock(const TraceBlock& block, NativeReader& native)
{
    auto part = std::make_shared<RunsPart>(static_cast<std::uint32_t>(block.file));
    if (block.mapping)
        part->setLasting({block.memory.data(), block.size}, block.mapping.get() + block.offset, block.mapping);
    if (block.native && !isBlank(block.bytes()))
        native.readBlock(block.bytes(), *part);
    else
        readWhole(block, *part, native);
    keep(block, std::move(part));
}

// A file in a folder may be anything; one that the caller named should have been a trace.
void ReadSession::refuse(RunsPart& part, std::size_t file, std::size_t line, std::string reason) const
{
    if (m_blocks.files()[file].named)
        part.problems.error(line, "no-trace", std::move(reason));
    else
        part.problems.warning(line, "no-trace", std::move(reason));
}

void ReadSession::readWhole(const TraceBlock& block, RunsPart& part, NativeReader& native)
{
    const auto& name = m_blocks.files()[block.file].path;
    const auto bytes = block.bytes();
    if (isBlank(bytes)) {
        refuse(part, block.file, 0, "this file is empty");
        return;
    }
    Import import(name, bytes, part);
    if (block.zipped) {
        readArchive(import, block);
        return;
    }
    if (m_format != nullptr && m_format->importer != nullptr) {
        m_format->importer(import);
        return;
    }
    const auto first = import.first();
    const auto* format = first ? formatOf(*first) : nullptr;
    if (format == nullptr)
        refuse(part, block.file, 1, first ? "no trace format looks like this file" : "this file is no trace: " + import.broken());
    else if (format->importer == nullptr)
        native.readBlock(bytes, part);
    else
        format->importer(import);
}

void ReadSession::readArchive(Import& import, const TraceBlock& block) const
{
    std::string error;
    const auto entries = unzip(block.bytes(), error);
    if (!error.empty())
        import.problems().damaged(1, "damaged-file", error);
    if (error != TooMuchGrowth && !importInspectArchive(import, entries))
        refuse(import.part(), block.file, 1, "this archive is no Inspect AI log");
}

std::vector<ReadFile> ReadSession::take()
{
    std::vector<ReadFile> files;
    for (std::size_t file = 0; file < m_parts.size(); ++file) {
        const auto& end = m_blocks.end(file);
        std::erase(m_parts[file], nullptr);
        if (end.failure == TooMuchGrowth)
            m_parts[file].clear();
        files.push_back({m_blocks.files()[file].path, end.opened, end.failure, end.bytes, std::move(m_parts[file])});
    }
    if (m_options.progress)
        m_options.progress(m_progress);
    return files;
}

namespace {

// What is said of a file that could not be read to its end.
std::shared_ptr<RunsPart> failurePart(std::size_t file, const std::string& failure)
{
    auto part = std::make_shared<RunsPart>(static_cast<std::uint32_t>(file));
    part->problems.damaged(1, "damaged-file", failure);
    return part;
}

} // namespace

void assemble(std::vector<ReadFile> files, const std::shared_ptr<const PriceTable>& prices, ReadResult& result)
{
    std::vector<std::shared_ptr<RunsPart>> all;
    for (const auto& file : files)
        all.insert(all.end(), file.parts.begin(), file.parts.end());
    assembleSpans(all);
    all.clear();
    RunsBuilder builder;
    builder.usePrices(prices);
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto& file = files[i];
        builder.addSource(file.path);
        if (!file.opened)
            result.unopened.push_back(file.path);
        for (auto& part : file.parts)
            builder.add(std::move(part));
        if (!file.failure.empty())
            builder.add(failurePart(i, file.failure));
    }
    files.clear();
    result.runs = builder.finish(result.problems);
}

} // namespace runlog
