// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/scanner.h"
#include "tests/bench/allocations.h"
#include "tests/bench/benches.h"
#include "tests/bench/piitexts.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <stdexcept>

// How fast the scanner is, beside RE2 over patterns for the same entities in the same run.
namespace runlog::bench {

namespace {

using namespace runlog::pii;
using Clock = std::chrono::steady_clock;

constexpr std::size_t TextBytes = 200;
constexpr double MostNanoseconds = 1000; // median for one text
constexpr double LeastGigabytes = 0.25;  // per second
constexpr double MostReadyMs = 1;
constexpr double MostTimesHalf = 3; // 1 MB beside half of it; 2 is linear, the rest is for a busy machine

// Nanoseconds of `work(text)` for each text: the best of several tries, since others use the machine too.
template <typename Work> std::vector<double> nanosecondsEach(const std::vector<std::string>& texts, Work work)
{
    constexpr int tries = 7;
    std::vector<double> best(texts.size(), 1e18);
    for (int i = 0; i < tries; ++i)
        for (std::size_t t = 0; t < texts.size(); ++t) {
            const auto start = Clock::now();
            work(texts[t]);
            best[t] = std::min(best[t], std::chrono::duration<double, std::nano>(Clock::now() - start).count());
        }
    return best;
}

double secondsOf(const std::string& text, const ScanOptions& options)
{
    std::vector<Finding> findings;
    double best = 1e18;
    for (int i = 0; i < 5; ++i) {
        findings.clear();
        const auto start = threadSeconds();
        scan(text, options, findings);
        best = std::min(best, threadSeconds() - start);
    }
    return best;
}

std::string repeated(std::string_view unit, std::size_t size)
{
    std::string text;
    while (text.size() < size)
        text += unit;
    return text;
}

JsonWriter figure(std::string_view what)
{
    JsonWriter json;
    json.beginObject().member("bench", "pii").member("what", what);
    return json;
}

JsonWriter timesOf(std::string_view what, std::vector<double>& nanoseconds)
{
    auto json = figure(what);
    json.member("texts", nanoseconds.size()).member("bytes", TextBytes);
    json.key("median_ns").raw(rounded(percentile(nanoseconds, 50), 0));
    json.key("p90_ns").raw(rounded(percentile(nanoseconds, 90), 0));
    return json;
}

void measureReady(Figures& figures)
{
    const auto start = Clock::now();
    const bool found = contains("ssn 536-22-8145", {});
    const double ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    auto json = figure("first scan of all");
    json.member("found", found).key("ms").raw(rounded(ms, 3));
    figures.printBar(std::move(json), found && ms < MostReadyMs);
}

void measureScanner(const std::vector<std::string>& texts, Figures& figures)
{
    const ScanOptions people;
    const ScanOptions secrets{EntitySet::secrets(), {}};
    std::vector<Finding> findings;
    auto scanning = nanosecondsEach(texts, [&](const std::string& text) {
        findings.clear();
        scan(text, people, findings);
    });
    auto json = timesOf("scan, contains_pii: true", scanning);
    figures.printBar(std::move(json), percentile(scanning, 50) <= MostNanoseconds);
    auto answering = nanosecondsEach(texts, [&](const std::string& text) { return contains(text, people); });
    figures.print(timesOf("contains, contains_pii: true", answering).endObject());
    answering = nanosecondsEach(texts, [&](const std::string& text) { return contains(text, secrets); });
    figures.print(timesOf("contains, contains_secret: true", answering).endObject());
}

// Of texts without a finding, after the tables of words were built.
void measureAllocations(const std::vector<std::string>& texts, Figures& figures)
{
    const ScanOptions all{EntitySet::everything(), "note"};
    std::vector<Finding> findings;
    std::size_t scanned = 0;
    std::size_t most = 0;
    for (const auto& text : texts) {
        const auto before = allocations();
        findings.clear();
        scan(text, all, findings);
        if (!findings.empty())
            continue;
        ++scanned;
        most = std::max(most, allocations() - before);
    }
    auto json = figure("allocations where nothing is found");
    json.member("texts", scanned).member("most", most);
    figures.printBar(std::move(json), scanned > 0 && most == 0);
}

void measureRe2(const std::vector<std::string>& texts, Figures& figures)
{
    std::vector<std::unique_ptr<RE2>> each;
    RE2::Set set(RE2::DefaultOptions, RE2::UNANCHORED);
    std::string problem;
    for (const auto* pattern : formPatterns()) {
        each.push_back(std::make_unique<RE2>(pattern));
        if (set.Add(pattern, &problem) < 0)
            throw std::runtime_error("RE2 refuses " + std::string(pattern) + ": " + problem);
    }
    if (!set.Compile())
        throw std::runtime_error("RE2 has no memory for the set of patterns");
    std::vector<int> matched;
    auto times = nanosecondsEach(texts, [&](const std::string& text) {
        return std::ranges::count_if(each, [&](const auto& re) { return RE2::PartialMatch(text, *re); });
    });
    figures.print(timesOf("RE2, one pattern after the other", times).member("patterns", each.size()).endObject());
    times = nanosecondsEach(texts, [&](const std::string& text) { return set.Match(text, &matched); });
    figures.print(timesOf("RE2::Set of the patterns", times).member("patterns", each.size()).endObject());
}

void measureThroughput(const std::vector<std::string>& texts, Figures& figures)
{
    std::string all;
    while (all.size() < 4'000'000)
        for (const auto& text : texts)
            all += text + "\n";
    const double rate = static_cast<double>(all.size()) / secondsOf(all, {}) * 1e-9;
    auto json = figure("one long text");
    json.member("bytes", all.size()).key("gb_per_second").raw(rounded(rate, 3));
    figures.printBar(std::move(json), rate >= LeastGigabytes);
}

void measureHostile(Figures& figures)
{
    for (const std::string_view unit :
         {"1", "@", "a", "1 ", "415-555-2671 ", "1990-04-05 ", "\"password\": \"", "-----BEGIN "}) {
        const double half = secondsOf(repeated(unit, 500'000), {EntitySet::everything(), {}});
        const double whole = secondsOf(repeated(unit, 1'000'000), {EntitySet::everything(), {}});
        auto json = figure("1 MB of the same");
        json.member("unit", unit).key("ms").raw(rounded(whole * 1e3, 2));
        json.key("times_half_of_it").raw(rounded(whole / half, 2));
        figures.printBar(std::move(json), whole / half <= MostTimesHalf);
    }
}

void measure(Figures& figures)
{
    measureReady(figures);
    const auto texts = someTexts(2000, TextBytes);
    measureScanner(texts, figures);
    measureAllocations(texts, figures);
    measureRe2(texts, figures);
    measureThroughput(texts, figures);
    measureHostile(figures);
}

} // namespace

void addPii(CLI::App& program, Figures& figures)
{
    auto* command = program.add_subcommand("pii", "the scanner for personal data, beside RE2 over patterns of the same forms");
    command->callback([&figures] { measure(figures); });
}

} // namespace runlog::bench
