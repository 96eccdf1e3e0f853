// SPDX-License-Identifier: Apache-2.0
#include "core/traces/spoolreader.h"

#include "core/traces/native.h"
#include "core/traces/piecewise.h"
#include "core/traces/session.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>

namespace runlog {

namespace {

constexpr std::size_t SniffSize = 64 * 1024;
constexpr std::size_t PartSize = 4 * 1024 * 1024; // of native lines
constexpr std::size_t MostBatched = 256;          // small files that are read together
constexpr std::uint64_t BetweenReports = 4ULL * 1024 * 1024;

std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> source, Packing& packing)
{
    std::string start(4, '\0');
    start.resize(source->read(start.data(), start.size()));
    packing = packingOf(start);
    source = withFront(std::move(start), std::move(source));
    return packing == Packing::Stream ? unpack(std::move(source)) : std::move(source);
}

// Hands files one after the other to a RunSpool, each in the way that takes least memory.
class SpoolReader {
public:
    SpoolReader(std::vector<TraceFile> files, const SpoolOptions& options, std::unique_ptr<Spool> spool, ReadResult& result)
        : m_files(std::move(files)), m_options(options), m_format(formatNamed(options.reading.from)),
          m_spooled(std::make_unique<RunSpool>(std::move(spool), options.reading.prices)), m_runs(*m_spooled), m_result(result)
    {
        m_options.reading.progress = nullptr;
        m_options.reading.mappedSize = std::numeric_limits<std::uint64_t>::max();
        m_progress.filesFound = m_files.size();
        for (const auto& file : m_files)
            m_progress.bytesFound += file.size;
        m_tell = options.reading.progress;
    }

    std::unique_ptr<RunSpool> read();
    bool openedNothing() const { return !m_opened && !m_result.unopened.empty(); }

private:
    enum class Way : std::uint8_t { Unopened, Lines, Pieces, Archive, Whole };

    bool isStopped() const { return m_options.reading.stop.stop_requested(); }
    void keepStandardInput(TraceFile& file);
    std::unique_ptr<ByteSource> open(const TraceFile& file, Packing& packing);
    Pieces::Open opener(const TraceFile& file);
    Way wayOf(const TraceFile& file);
    void readFile(std::size_t index, Way way);
    bool readNative(const TraceFile& file);
    bool endNative(const std::string& error, bool any);
    void takeNative(std::string_view line, std::uint32_t number, RunsPart& part);
    bool readPieces(const TraceFile& file, Way way);
    void readWhole(std::size_t first, std::size_t end);
    void take(ReadFile read, const TraceFile& file);
    void report(std::uint64_t bytesOfFile);

    std::vector<TraceFile> m_files;
    SpoolOptions m_options;
    const Format* m_format;
    std::unique_ptr<RunSpool> m_spooled;
    RunSpool& m_runs;
    ReadResult& m_result;
    bool m_opened = false; // any file
    NativeReader m_native;
    JsonReader m_json;
    std::uint64_t m_inputBegin = 0; // of the standard input in the spool
    std::uint64_t m_inputEnd = 0;
    std::function<void(const ReadProgress&)> m_tell;
    ReadProgress m_progress;
    std::uint64_t m_bytesBefore = 0; // of files that were read
    std::uint64_t m_reported = 0;
    std::size_t m_nativeSteps = 0;
};

// It can be read once only; a second `-` is empty.
void SpoolReader::keepStandardInput(TraceFile& file)
{
    m_inputBegin = m_runs.spool().size();
    std::string bytes(SniffSize, '\0');
    const auto source = m_options.reading.standardInput != nullptr ? openStream(*m_options.reading.standardInput) : openMemory("");
    while (const auto count = source->read(bytes.data(), bytes.size()))
        m_runs.spool().add(std::string_view(bytes).substr(0, count));
    m_inputEnd = m_runs.spool().size();
    file.size = m_inputEnd - m_inputBegin;
}

std::unique_ptr<ByteSource> SpoolReader::open(const TraceFile& file, Packing& packing)
{
    auto source = file.path == "-" ? m_runs.spool().source(m_inputBegin, m_inputEnd) : openFile(file.path);
    return source ? unpacked(std::move(source), packing) : nullptr;
}

Pieces::Open SpoolReader::opener(const TraceFile& file)
{
    return [this, &file] {
        auto packing = Packing::None;
        return open(file, packing);
    };
}

SpoolReader::Way SpoolReader::wayOf(const TraceFile& file)
{
    auto packing = Packing::None;
    const auto source = open(file, packing);
    if (!source)
        return Way::Unopened;
    if (packing == Packing::Zip)
        return file.path != "-" && file.size >= m_options.largeFile ? Way::Archive : Way::Whole;
    std::string start(SniffSize, '\0');
    start.resize(source->read(start.data(), start.size()));
    if (m_format != nullptr ? m_format->importer == nullptr : looksNative(start))
        return Way::Lines;
    return packing == Packing::Stream || file.size >= m_options.largeFile ? Way::Pieces : Way::Whole;
}

void SpoolReader::report(std::uint64_t bytesOfFile)
{
    m_progress.bytesDone = m_bytesBefore + bytesOfFile;
    if (!m_tell || m_progress.bytesDone < m_reported + BetweenReports)
        return;
    m_reported = m_progress.bytesDone;
    m_progress.steps = m_nativeSteps + m_runs.importedSteps();
    m_tell(m_progress);
}

void SpoolReader::takeNative(std::string_view line, std::uint32_t number, RunsPart& part)
{
    if (!m_native.readLine(line, number, part))
        return;
    std::pmr::monotonic_buffer_resource arena;
    if (const auto event = m_json.read(line, arena))
        m_runs.takeLine(event->find("run").text(), number, line);
}

// The lines of a run may be anywhere in a file and in several: they are put aside as they are.
bool SpoolReader::readNative(const TraceFile& file)
{
    Pieces pieces(opener(file));
    std::string line;
    auto part = std::make_unique<RunsPart>(0);
    std::size_t bytes = 0;
    bool any = false;
    pieces.startLines();
    while (!isStopped() && pieces.nextLine(line)) {
        any = true;
        const auto size = line.size();
        bytes += size;
        line.append(JsonPadding, ' ');
        takeNative(std::string_view(line).substr(0, size), pieces.line(), *part);
        if (bytes < PartSize)
            continue;
        bytes = 0;
        m_nativeSteps += part->stepCount();
        m_runs.problems().append(part->problems, 0);
        part = std::make_unique<RunsPart>(0);
        report(pieces.bytesRead());
    }
    m_nativeSteps += part->stepCount();
    m_runs.problems().append(part->problems, 0);
    return endNative(pieces.error(), any);
}

bool SpoolReader::endNative(const std::string& error, bool any)
{
    if (!any && error.empty())
        return false; // empty, which is said elsewhere
    if (error == TooMuchGrowth)
        m_runs.rollBack();
    if (!error.empty())
        m_runs.problems().damaged(1, "damaged-file", error);
    return true;
}

bool SpoolReader::readPieces(const TraceFile& file, Way way)
{
    PiecewiseImport import(file.path, opener(file), m_format, m_runs, [this](std::uint64_t bytes) { report(bytes); },
                           m_options.reading.stop);
    return way == Way::Pieces ? import.read() : import.readArchive(file.path);
}

void SpoolReader::readFile(std::size_t index, Way way)
{
    const auto& file = m_files[index];
    m_opened = true;
    m_runs.begin(file.path);
    const bool done = way == Way::Lines ? readNative(file) : readPieces(file, way);
    if (done) {
        m_runs.commit();
        return;
    }
    m_runs.forget();
    readWhole(index, index + 1);
}

// Files that are next to each other, with several threads.
void SpoolReader::readWhole(std::size_t first, std::size_t end)
{
    const std::vector<TraceFile> files(m_files.begin() + static_cast<std::ptrdiff_t>(first), m_files.begin() + static_cast<std::ptrdiff_t>(end));
    std::string memory;
    if (files.front().path == "-") {
        memory.resize(m_inputEnd - m_inputBegin);
        m_runs.spool().read(m_inputBegin, memory.data(), memory.size());
    }
    ReadSession session(files, m_options.reading, files.front().path == "-" ? std::string_view(memory) : std::string_view());
    session.run();
    auto read = session.take();
    for (std::size_t i = 0; i < read.size(); ++i)
        take(std::move(read[i]), files[i]);
}

void SpoolReader::take(ReadFile read, const TraceFile& file)
{
    m_runs.begin(file.path);
    if (!read.opened)
        m_result.unopened.push_back(file.path);
    m_opened = m_opened || read.opened;
    for (auto& part : read.parts)
        if (part->runCount() > 0 && !part->run(0).whole && readNative(file)) // found out late: native all the same
            break;
        else
            m_runs.takePart(std::move(part));
    if (!read.failure.empty())
        m_runs.problems().damaged(1, "damaged-file", read.failure);
    m_runs.commit();
}

std::unique_ptr<RunSpool> SpoolReader::read()
{
    for (std::size_t i = 0; i < m_files.size() && !isStopped();) {
        if (m_files[i].path == "-")
            keepStandardInput(m_files[i]);
        const auto way = wayOf(m_files[i]);
        auto end = i + 1;
        if (way == Way::Unopened) {
            m_result.unopened.push_back(m_files[i].path);
        } else if (way != Way::Whole) {
            readFile(i, way);
        } else {
            auto bytes = m_files[i].size;
            while (end < m_files.size() && end - i < MostBatched && m_files[i].path != "-" && m_files[end].path != "-" &&
                   (bytes += m_files[end].size) < m_options.largeFile * 2 && wayOf(m_files[end]) == Way::Whole)
                ++end;
            readWhole(i, end);
        }
        for (; i < end; ++i)
            m_bytesBefore += m_files[i].size;
        m_progress.filesDone = end;
        report(0);
    }
    return std::move(m_spooled);
}

} // namespace

std::unique_ptr<RunSpool> readIntoSpool(const std::vector<std::string>& paths, const SpoolOptions& options, SpoolRead& read)
{
    if (!options.reading.from.empty() && formatNamed(options.reading.from) == nullptr) {
        read.result = readTraces({}, options.reading); // which says so
        return nullptr;
    }
    read.result.runs = std::make_shared<Runs>();
    auto files = listTraceFiles(paths, read.result.unopened);
    errno = 0;
    auto spool = Spool::in(options.folder);
    if (!spool) {
        read.failure = std::strerror(errno);
        return nullptr;
    }
    SpoolReader reader(std::move(files), options, std::move(spool), read.result);
    auto runs = reader.read();
    read.refused = reader.openedNothing();
    const bool isArranged = runs->spool().error().empty() && runs->arrange(options.reading.stop);
    runs->takeProblems(read.result.problems);
    read.result.stopped = options.reading.stop.stop_requested();
    read.failure = runs->spool().error();
    return isArranged && read.failure.empty() ? std::move(runs) : nullptr;
}

} // namespace runlog
