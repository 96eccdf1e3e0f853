// SPDX-License-Identifier: Apache-2.0
#include "core/traces/growing.h"

#include "core/traces/session.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <unordered_map>
#include <unordered_set>

namespace runlog {

namespace {

constexpr std::size_t SniffSize = 64 * 1024;
constexpr std::uint64_t EdgeSize = 4096; // bytes before the end of what was read, by which a file is known again

std::int64_t timeOf(const std::string& path)
{
    std::error_code failed;
    const auto time = std::filesystem::last_write_time(path, failed);
    return failed ? 0 : static_cast<std::int64_t>(time.time_since_epoch().count());
}

// Bytes [begin, begin + size) of a file, fewer where it ends before.
std::string bytesOf(const std::string& path, std::uint64_t begin, std::uint64_t size)
{
    std::ifstream file(path, std::ios::binary);
    std::string bytes(size, '\0');
    file.seekg(static_cast<std::streamoff>(begin));
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

bool isPlainNative(const std::string& path, const ReadOptions& options)
{
    const auto start = bytesOf(path, 0, SniffSize);
    return packingOf(start) == Packing::None && (options.from.empty() ? looksNative(start) : options.from == "native");
}

} // namespace

struct GrowingTraces::File {
    TraceFile found;
    std::int64_t time = 0;
    ReadFile read;
    std::uint64_t readTo = 0; // behind the last line; 0: it can only be read as a whole
    std::string edge;         // the bytes before that

    // A file of a folder that has nothing to do with runs: the policy, notes beside it, a report.
    bool isNoTrace() const
    {
        return !found.named && read.failure.empty() && std::ranges::all_of(read.parts, [](const auto& part) {
            const auto problems = part->problems.inFile({});
            return part->runCount() == 0 && part->spans.empty() && problems.size() == 1 && problems.front().code == "no-trace";
        });
    }

    bool isAs(const File& other) const { return found.size == other.found.size && time == other.time; }

    void keepEdge()
    {
        const auto size = std::min(readTo, EdgeSize);
        edge = bytesOf(found.path, readTo - size, size);
    }
};

GrowingTraces::GrowingTraces(std::vector<std::string> paths, ReadOptions options)
    : m_paths(std::move(paths)), m_options(std::move(options))
{
}

GrowingTraces::~GrowingTraces() = default;

std::vector<std::shared_ptr<GrowingTraces::File>> GrowingTraces::listed(std::vector<std::string>& unopened) const
{
    std::vector<std::shared_ptr<File>> files;
    for (auto& found : listTraceFiles(m_paths, unopened)) {
        auto file = std::make_shared<File>();
        file->time = timeOf(found.path);
        file->found = std::move(found);
        files.push_back(std::move(file));
    }
    return files;
}

// False where the file has to be read as a whole.
bool GrowingTraces::readGrowth(File& file, const File& known)
{
    const auto edge = known.edge.size();
    if (known.readTo == 0 || file.found.size <= known.readTo)
        return false;
    auto bytes = bytesOf(file.found.path, known.readTo - edge, file.found.size - known.readTo + edge);
    if (!bytes.starts_with(known.edge))
        return false;
    bytes.erase(0, edge);
    bytes.resize(bytes.rfind('\n') + 1); // npos + 1 is 0
    const auto size = bytes.size();
    bytes.append(JsonPadding, ' ');
    file.read = known.read;
    file.readTo = known.readTo + size;
    file.edge = known.edge;
    m_bytesRead += size;
    if (size == 0)
        return true;
    auto part = std::make_shared<RunsPart>(0);
    NativeReader().readBlock(std::string_view(bytes).substr(0, size), *part);
    file.read.parts.push_back(std::move(part));
    file.keepEdge();
    return true;
}

void GrowingTraces::readWhole(const std::vector<std::shared_ptr<File>>& files, const std::stop_token& stop, bool& stopped)
{
    auto options = m_options;
    options.stop = stop;
    std::vector<TraceFile> found;
    for (const auto& file : files)
        found.push_back(file->found);
    ReadSession session(std::move(found), options);
    session.run();
    stopped = session.stopped();
    auto read = session.take();
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto& file = *files[i];
        file.read = std::move(read[i]);
        m_bytesRead += file.found.size;
        if (!file.read.opened || !file.read.failure.empty() || !isPlainNative(file.found.path, options))
            continue;
        file.found.size = file.read.bytes; // it may have grown since it was listed
        file.time = timeOf(file.found.path);
        file.readTo = file.found.size;
        file.keepEdge();
        if (!file.edge.ends_with('\n'))
            file.readTo = 0; // the last line may only be begun
    }
}

ReadResult GrowingTraces::assembled() const
{
    ReadResult result;
    std::vector<ReadFile> files;
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        const auto& read = m_files[i]->read;
        auto& file = files.emplace_back(ReadFile{read.path, read.opened, read.failure, read.bytes, {}});
        for (const auto& part : read.parts)
            file.parts.push_back(part->copied(static_cast<std::uint32_t>(i)));
    }
    assemble(std::move(files), m_options.prices, result);
    return result;
}

// Puts what is as it was in the place of what was listed. What is not is read, or left for readWhole().
GrowingTraces::News GrowingTraces::takeNews(std::vector<std::shared_ptr<File>>& files)
{
    News news;
    std::unordered_map<std::string_view, std::shared_ptr<File>> known; // by path
    for (const auto& file : m_files)
        known.emplace(file->found.path, file);
    std::unordered_set<std::string_view> there;
    for (auto& file : files) {
        const auto before = known.find(file->found.path);
        const bool isKnown = before != known.end();
        if (isKnown)
            there.insert(before->first);
        if (isKnown && file->isAs(*before->second)) {
            file = before->second;
            continue;
        }
        news.files.push_back(file);
        news.isAny |= isKnown && !before->second->isNoTrace();
        if (!isKnown || !readGrowth(*file, *before->second))
            news.whole.push_back(file);
    }
    news.isAny |= std::ranges::any_of(m_files, [&](const auto& file) {
        return !there.contains(file->found.path) && !file->isNoTrace();
    });
    return news;
}

std::optional<ReadResult> GrowingTraces::look(std::stop_token stop)
{
    std::vector<std::string> unopened;
    auto files = listed(unopened);
    const auto news = takeNews(files);
    bool stopped = false;
    if (!news.whole.empty())
        readWhole(news.whole, stop, stopped);
    const bool changed = !m_looked || stopped || news.isAny
                         || std::ranges::any_of(news.files, [](const auto& file) { return !file->isNoTrace(); });
    m_files = std::move(files);
    if (!changed)
        return std::nullopt;
    auto result = assembled();
    result.stopped = stopped;
    result.unopened.insert(result.unopened.end(), unopened.begin(), unopened.end());
    m_looked = !stopped;
    if (stopped)
        m_files.clear();
    return result;
}

} // namespace runlog
