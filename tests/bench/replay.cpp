// SPDX-License-Identifier: Apache-2.0
#include "core/replay/order.h"
#include "core/replay/replay.h"
#include "core/traces/read.h"
#include "tests/bench/benches.h"
#include "tests/bench/corpus.h"

#include <memory>

// A whole replay, again and again with the same order, as the window does; and once on two threads.
namespace runlog::bench {

namespace {

constexpr std::size_t Rounds = 5;
constexpr double LeastStepsPerSecond = 10e6;

double fastestOf(const EnginePtr& engine, const RunsPtr& runs, const ReplayOptions& options)
{
    double least = 0;
    for (std::size_t round = 0; round < Rounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        const auto again = replay(engine, runs, {}, options);
        const auto took = millisecondsSince(start);
        least = round == 0 ? took : std::min(least, took);
    }
    return least;
}

void measure(const char* what, const std::string& policies, const RunsPtr& runs, Figures& figures)
{
    const auto engine = std::make_shared<const Engine>(PolicySet{{policyFile(policies)}});
    ReplayOptions options;
    options.order = std::make_shared<const ReplayOrder>(*runs);
    const auto first = replay(engine, runs, {}, options);
    std::vector<double> rates;
    for (std::size_t round = 0; round < Rounds; ++round) {
        const auto start = threadSeconds();
        const auto again = replay(engine, runs, {}, options);
        rates.push_back(static_cast<double>(again.totals.steps) / (threadSeconds() - start));
    }
    const auto rate = percentile(rates, 50);
    const auto one = fastestOf(engine, runs, options);
    options.threads = 2;
    const auto two = fastestOf(engine, runs, options);
    const auto start = std::chrono::steady_clock::now();
    const auto wanted = digest(first);
    const auto digesting = millisecondsSince(start);
    const bool isEqual = digest(replay(engine, runs, {}, options), 2) == wanted;
    const auto plain = replay(engine, runs, {});
    JsonWriter json;
    json.beginObject().member("figure", "replay").member("policies", what).member("steps", first.totals.steps);
    json.key("first_ms").raw(rounded(static_cast<double>(first.took.count()) * 1e-6, 1));
    json.key("steps_per_second").raw(rounded(rate, 0)).key("ns_per_step").raw(rounded(1e9 / rate, 1));
    json.key("one_thread_ms").raw(rounded(one, 1)).key("two_threads_ms").raw(rounded(two, 1));
    json.key("two_to_one").raw(rounded(one / two, 2)).key("digest_ms").raw(rounded(digesting, 1));
    json.key("without_memory_ms").raw(rounded(static_cast<double>(plain.took.count()) * 1e-6, 1));
    const bool isEqualToPlain = digest(plain) == wanted;
    json.member("digest", wanted).member("equal_on_two_threads", isEqual).member("equal_without_memory", isEqualToPlain);
    json.member("peak_mib", peakMebibytes());
    json.key("bar_steps_per_second").raw(rounded(LeastStepsPerSecond, 0));
    figures.printBar(std::move(json), isEqual && isEqualToPlain && rate >= LeastStepsPerSecond);
}

} // namespace

void addReplay(CLI::App& program, Figures& figures)
{
    const auto steps = std::make_shared<std::size_t>(1'000'000);
    auto* command = program.add_subcommand("replay", "replays recorded steps: twelve policies whose counters couple all runs, four that couple none");
    command->add_option("--steps", *steps, "how many steps")->check(CLI::Range(1, 100'000'000));
    command->callback([steps, &figures] {
        const auto runs = readTrace("bench.jsonl", replayLines(*steps)).runs;
        measure("twelve, coupled", replayPolicies(), runs, figures);
        measure("four, not coupled", lonePolicies(), runs, figures);
    });
}

} // namespace runlog::bench
