// SPDX-License-Identifier: Apache-2.0
#include "core/traces/read.h"

#include "core/traces/tracefiles.h"
#include "tests/bench/benches.h"
#include "tests/bench/readdigest.h"
#include "tests/bench/readsteps.h"

#include <simdjson.h>

#include <filesystem>
#include <limits>
#include <memory>
#include <stdexcept>
#include <unistd.h>

// Reading traces: native JSON Lines beside the JSON library alone over the same file, or a folder of small files.
namespace runlog::bench {

namespace {

constexpr double LeastRate = 250;    // MB (10⁶ bytes) per second of CPU time
constexpr double LeastShare = 25;    // percent of the rate at which the JSON library alone loads and parses the same file
constexpr double LeastFiles = 3000;  // per second of CPU time
constexpr int FolderTries = 5;

// Peak memory by the number of steps; no bar below a million.
constexpr std::uint64_t ManySteps = 1'000'000;
constexpr std::int64_t MostMebibytes = 1536;

struct Choice {
    std::uint64_t steps = 1'000'000;
    unsigned threads = 1;
    std::string file;
    std::string folder;
    bool compare = false;
};

// The file of the steps: the caller's, which stays, or one of our own, which goes.
class StepsFile {
public:
    explicit StepsFile(const Choice& choice)
        : m_kept(!choice.file.empty())
        , m_path(m_kept ? choice.file : ownPath())
    {
        if (!writeSteps(m_path, choice.steps))
            throw std::runtime_error("cannot write " + m_path);
    }
    ~StepsFile()
    {
        std::error_code ignored;
        if (!m_kept)
            std::filesystem::remove(m_path, ignored);
    }
    StepsFile(const StepsFile&) = delete;
    StepsFile& operator=(const StepsFile&) = delete;

    const std::string& path() const { return m_path; }
    double megabytes() const { return static_cast<double>(std::filesystem::file_size(m_path)) / 1e6; }

private:
    static std::string ownPath()
    {
        const auto name = "runlog-bench-" + std::to_string(::getpid()) + ".jsonl";
        return std::filesystem::temp_directory_path() / name;
    }

    bool m_kept;
    std::string m_path;
};

struct LibrarySeconds {
    double loading = 0;
    double parsing = 0;
};

// The library as its manual uses it: a whole file of lines is loaded, then parsed as a stream of documents.
LibrarySeconds librarySeconds(const std::string& path)
{
    constexpr std::size_t BatchSize = 4 * 1024 * 1024;
    LibrarySeconds seconds;
    const auto start = processSeconds();
    simdjson::padded_string bytes = simdjson::padded_string::load(path);
    seconds.loading = processSeconds() - start;
    simdjson::dom::parser parser;
    simdjson::dom::document_stream documents = parser.parse_many(bytes, BatchSize);
    for (auto document : documents)
        if (document.error() != simdjson::SUCCESS)
            throw std::runtime_error("the JSON library refuses a line");
    seconds.parsing = processSeconds() - start - seconds.loading;
    return seconds;
}

void measureFile(const Choice& choice, Figures& figures)
{
    const StepsFile file(choice);
    ReadOptions options;
    options.threads = choice.threads;
    const auto start = processSeconds();
    const auto result = readTraces({file.path()}, options);
    const auto seconds = processSeconds() - start;
    const auto peak = peakMebibytes();
    const auto library = librarySeconds(file.path());
    const auto size = file.megabytes();
    const auto share = 100 * (library.loading + library.parsing) / seconds;
    const bool small = choice.steps > ManySteps || peak <= MostMebibytes;
    JsonWriter json;
    json.beginObject().member("bench", "read").member("steps", result.runs->stepCount()).member("threads", choice.threads);
    json.key("mb").raw(rounded(size, 1)).key("mb_per_cpu_second").raw(rounded(size / seconds, 0));
    json.key("simdjson_mb_per_cpu_second").raw(rounded(size / library.parsing, 0));
    json.key("simdjson_with_loading_mb_per_cpu_second").raw(rounded(size / (library.loading + library.parsing), 0));
    json.key("percent_of_simdjson").raw(rounded(100 * library.parsing / seconds, 1));
    json.key("percent_of_simdjson_with_loading").raw(rounded(share, 1));
    json.member("peak_mib", peak).member("problems", result.problems.size());
    figures.printBar(std::move(json), size / seconds >= LeastRate && share >= LeastShare && small && result.problems.empty());
}

// Texts that are read from the file when they are asked for, beside all of them in memory.
void compareInMemory(const Choice& choice, Figures& figures)
{
    const StepsFile file(choice);
    ReadOptions options;
    options.threads = choice.threads;
    options.mappedSize = 0;
    const auto fromFile = digestOf(*readTraces({file.path()}, options).runs);
    const auto peak = peakMebibytes();
    options.mappedSize = std::numeric_limits<std::uint64_t>::max();
    const auto inMemory = digestOf(*readTraces({file.path()}, options).runs);
    JsonWriter json;
    json.beginObject().member("bench", "read_compare").member("steps", choice.steps);
    json.member("from_file", fromFile).member("in_memory", inMemory);
    json.member("from_file_peak_mib", peak).member("in_memory_peak_mib", peakMebibytes());
    figures.printBar(std::move(json), fromFile == inMemory);
}

void measureFolder(const Choice& choice, Figures& figures)
{
    std::vector<std::string> unopened;
    const auto files = listTraceFiles({choice.folder}, unopened).size();
    if (files == 0 || !unopened.empty())
        throw std::runtime_error("no traces in " + choice.folder);
    ReadOptions options;
    options.threads = choice.threads;
    std::size_t steps = readTraces({choice.folder}, options).runs->stepCount();
    std::vector<double> seconds;
    for (int i = 0; i < FolderTries; ++i) {
        const auto start = processSeconds();
        steps = readTraces({choice.folder}, options).runs->stepCount();
        seconds.push_back(processSeconds() - start);
    }
    const auto rate = static_cast<double>(files) / percentile(seconds, 50);
    JsonWriter json;
    json.beginObject().member("bench", "read_folder").member("files", files).member("steps", steps);
    json.member("threads", choice.threads).key("files_per_cpu_second").raw(rounded(rate, 0));
    figures.printBar(std::move(json), rate >= LeastFiles);
}

} // namespace

void addRead(CLI::App& program, Figures& figures)
{
    auto choice = std::make_shared<Choice>();
    auto* read = program.add_subcommand("read", "native JSON Lines into the store, beside the JSON library alone");
    read->add_option("--steps", choice->steps, "how many steps the file has")->capture_default_str()->check(CLI::PositiveNumber);
    read->add_option("--threads", choice->threads, "that read")->capture_default_str()->check(CLI::PositiveNumber);
    read->add_option("--file", choice->file, "where the steps are written, and stay");
    read->add_option("--folder", choice->folder, "a folder of small traces to be read instead");
    read->add_flag("--compare", choice->compare, "read twice: texts from the file when they are asked for, and all in memory");
    read->callback([choice, &figures] {
        if (choice->compare)
            compareInMemory(*choice, figures);
        else if (choice->folder.empty())
            measureFile(*choice, figures);
        else
            measureFolder(*choice, figures);
    });
}

} // namespace runlog::bench
