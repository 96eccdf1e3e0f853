// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/read_bench.h"

#include "core/language/jsonwriter.h"
#include "core/traces/read.h"

#include <simdjson.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <sys/resource.h>

namespace runlog::bench {

namespace {

constexpr std::uint64_t StepsPerRun = 20;
constexpr std::size_t TextBytes = 600;
constexpr double LeastRate = 250;  // MB per second of CPU time
constexpr double LeastShare = 0.25; // of the rate at which the JSON library alone loads and parses the file

// Numbers that only look like chance.
class Sequence {
public:
    std::uint64_t next()
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return m_state >> 33U;
    }

private:
    std::uint64_t m_state = 42;
};

std::string words(Sequence& sequence)
{
    std::string text;
    while (text.size() < TextBytes) {
        for (auto letters = sequence.next() % 8 + 2; letters > 0; --letters)
            text += static_cast<char>('a' + sequence.next() % 26);
        text += ' ';
    }
    text.resize(TextBytes);
    return text;
}

std::string clockOf(std::uint64_t step)
{
    char text[40];
    std::snprintf(text, sizeof text, "2026-03-01T%02u:%02u:%02u.000Z", unsigned(step / 3600 % 24), unsigned(step / 60 % 60),
                  unsigned(step % 60));
    return text;
}

void appendRun(std::string& out, std::uint64_t run)
{
    JsonWriter json;
    json.beginObject().member("type", "run").member("run", "r" + std::to_string(run));
    json.member("service", "service-" + std::to_string(run % 5)).member("started_at", clockOf(run % 80000));
    json.key("user").beginObject().member("id", "u" + std::to_string(run % 97)).endObject().endObject();
    out.append(json.json()).append("\n");
}

void appendStep(std::string& out, std::uint64_t step, std::string_view text)
{
    const auto run = step / StepsPerRun;
    const auto seq = step % StepsPerRun + 1;
    JsonWriter json;
    json.beginObject().member("type", "step").member("run", "r" + std::to_string(run)).member("seq", seq);
    if (seq % 2 == 0) {
        json.member("kind", "tool_call").member("tool", "tool." + std::to_string(step % 200));
        json.key("args").beginObject().member("amount", step % 1000).member("to", "a" + std::to_string(step % 500)).endObject();
        json.member("output", text);
    } else {
        json.member("kind", "llm_call").member("model", "model-" + std::to_string(step % 3)).member("input", text);
        json.key("cost_usd").raw("0.0031").member("tokens_in", 812).member("tokens_out", 40);
    }
    json.member("started_at", clockOf(run % 80000 + seq)).member("duration_ms", 412).endObject();
    out.append(json.json()).append("\n");
}

double cpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double megabytes(const std::string& path)
{
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    return static_cast<double>(file.tellg()) / 1e6;
}

std::int64_t peakMebibytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

struct LibraryRates {
    double file = 0;   // MB per second: the file loaded and parsed
    double memory = 0; // MB per second: only parsed
};

// The library as its manual uses it: a whole file of lines is loaded, then parsed as a stream of documents.
LibraryRates libraryRates(const std::string& path, double size)
{
    constexpr std::size_t BatchSize = 4 * 1024 * 1024;
    const auto start = cpuSeconds();
    simdjson::padded_string bytes;
    simdjson::dom::parser parser;
    simdjson::dom::document_stream documents;
    if (simdjson::padded_string::load(path).get(bytes) != simdjson::SUCCESS)
        return {};
    const auto loaded = cpuSeconds();
    if (parser.parse_many(bytes, BatchSize).get(documents) != simdjson::SUCCESS)
        return {};
    for (auto document : documents)
        if (document.error() != simdjson::SUCCESS)
            return {};
    const auto end = cpuSeconds();
    return {size / (end - start), size / (end - loaded)};
}

} // namespace

bool writeSteps(const std::string& path, std::uint64_t steps)
{
    std::ofstream file(path, std::ios::binary);
    Sequence sequence;
    std::string lines;
    for (std::uint64_t step = 0; step < steps; ++step) {
        if (step % StepsPerRun == 0)
            appendRun(lines, step / StepsPerRun);
        appendStep(lines, step, words(sequence));
        if (lines.size() > 1'000'000 || step + 1 == steps) {
            file.write(lines.data(), static_cast<std::streamsize>(lines.size()));
            lines.clear();
        }
    }
    return file.flush().good();
}

int readSteps(const std::string& path, unsigned threads, std::ostream& out)
{
    const auto size = megabytes(path);
    ReadOptions options;
    options.threads = threads;
    const auto start = cpuSeconds();
    const auto result = readTraces({path}, options);
    const auto rate = size / (cpuSeconds() - start);
    const auto peak = peakMebibytes();
    const auto library = libraryRates(path, size);
    const bool holds = rate >= LeastRate && rate >= LeastShare * library.file && result.problems.empty();
    JsonWriter json;
    json.beginObject().member("bench", "read").member("steps", result.runs->stepCount());
    json.member("mb", static_cast<std::int64_t>(size)).member("mb_per_cpu_second", static_cast<std::int64_t>(rate));
    json.member("simdjson_mb_per_cpu_second", static_cast<std::int64_t>(library.file));
    json.member("simdjson_in_memory_mb_per_cpu_second", static_cast<std::int64_t>(library.memory));
    json.member("percent_of_simdjson", static_cast<std::int64_t>(100 * rate / library.file));
    json.member("percent_of_simdjson_in_memory", static_cast<std::int64_t>(100 * rate / library.memory));
    json.member("peak_mib", peak).member("bars_hold", holds).endObject();
    out << json.json() << "\n";
    return holds ? 0 : 1;
}

} // namespace runlog::bench
