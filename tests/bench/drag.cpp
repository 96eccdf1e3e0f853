// SPDX-License-Identifier: Apache-2.0
#include "core/replay/livereplay.h"
#include "core/replay/order.h"
#include "core/traces/read.h"
#include "tests/bench/benches.h"
#include "tests/bench/corpus.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

// A threshold dragged over recorded steps: from the new value to the new counts and the heads of the list of changes.
namespace runlog::bench {

namespace {

struct Choice {
    std::size_t steps = 1'000'000;
    std::size_t positions = 200;
    std::string dump;
    std::string only;
};

// A number of the twelve policies, and the range it is dragged over.
struct Dragged {
    const char* what;
    const char* policy;
    std::int64_t from; // thousandths of the unit
    std::int64_t to;
    double bar; // most milliseconds at the 95th percentile, for a million steps
};

constexpr Dragged Numbers[] = {
    {"argument", "amount", 100'000, 990'000, 16},
    {"cost", "run_cost", 100, 700, 16},
    {"cost_today", "day_cost", 100'000, 2'000'000, 33},
    {"count per user", "user_rate", 1'000, 20'000, 33},
};

constexpr std::size_t Heads = 200;

struct Corpus {
    std::string lines;
    RunsPtr runs;
    EnginePtr engine;
    std::shared_ptr<const ReplayOrder> order;
    ReplayPtr baseline;
};

Corpus corpusOf(std::size_t steps)
{
    Corpus corpus;
    corpus.lines = replayLines(steps);
    corpus.runs = readTrace("bench.jsonl", corpus.lines).runs;
    corpus.engine = std::make_shared<const Engine>(PolicySet{{policyFile(replayPolicies())}});
    corpus.order = std::make_shared<const ReplayOrder>(*corpus.runs);
    corpus.baseline = std::make_shared<const Replay>(replay(corpus.engine, corpus.runs, {}));
    return corpus;
}

// The policies with the number where the drag ended, as a file says it.
std::string textAt(const Threshold& threshold, const Decimal& value)
{
    const auto text = replayPolicies();
    const auto file = policyFile(text);
    for (const auto& place : thresholds(*file))
        if (place.threshold == threshold)
            return text.substr(0, place.value->span.begin) + value.text() + text.substr(place.value->span.end);
    return text;
}

void dump(const std::string& folder, const Corpus& corpus, const std::string& what, const std::string& policies)
{
    const auto place = std::filesystem::path(folder) / what;
    std::filesystem::create_directories(place);
    std::ofstream(place / "policy.yaml", std::ios::binary) << policies;
    std::ofstream runs(place / "runs.jsonl", std::ios::binary);
    runs << corpus.lines;
    if (!runs.flush())
        throw std::runtime_error("cannot write " + (place / "runs.jsonl").string());
}

void drag(const Corpus& corpus, const Dragged& number, const Choice& choice, Figures& figures)
{
    const auto threshold = thresholdOf(*corpus.engine->policySet().files.front(), number.policy);
    auto start = std::chrono::steady_clock::now();
    LiveReplay live(corpus.engine, corpus.runs, {}, corpus.order, threshold);
    live.compareWith(corpus.baseline);
    const auto ready = millisecondsSince(start);
    std::vector<double> times;
    std::vector<double> busy; // processor time, all threads
    std::size_t replayed = 0;
    Decimal value;
    for (std::size_t position = 0; position < choice.positions; ++position) {
        const auto thousandth = number.from
                                + (number.to - number.from) * static_cast<std::int64_t>(position)
                                      / static_cast<std::int64_t>(choice.positions - 1);
        value = Decimal(thousandth, -3);
        start = std::chrono::steady_clock::now();
        const auto cpu = processSeconds();
        if (!live.moveTo(value))
            throw std::runtime_error("a number of the bench cannot be dragged");
        const auto heads = live.heads(Heads);
        times.push_back(millisecondsSince(start));
        busy.push_back((processSeconds() - cpu) * 1e3);
        replayed += live.work().replayed;
    }
    const auto policies = textAt(threshold, value);
    const auto whole = replay(std::make_shared<const Engine>(PolicySet{{policyFile(policies)}}), corpus.runs, {});
    const auto wanted = digest(whole);
    const bool isEqual = digest(*live.snapshot()) == wanted;
    if (!choice.dump.empty())
        dump(choice.dump, corpus, number.policy, policies);
    const auto most = *std::max_element(times.begin(), times.end());
    const auto p95 = percentile(times, 95);
    JsonWriter json;
    json.beginObject()
        .member("figure", "drag")
        .member("condition", number.what)
        .member("steps", std::uint64_t(choice.steps));
    json.member("positions", std::uint64_t(choice.positions)).key("p50_ms").raw(rounded(percentile(times, 50), 3));
    json.key("p95_ms").raw(rounded(p95, 3)).key("max_ms").raw(rounded(most, 3)).member("equal_to_full", isEqual);
    json.key("p50_cpu_ms")
        .raw(rounded(percentile(busy, 50), 3))
        .key("p95_cpu_ms")
        .raw(rounded(percentile(busy, 95), 3));
    json.member("digest", wanted)
        .key("ready_ms")
        .raw(rounded(ready, 0))
        .member("groups", std::uint64_t(live.work().groups));
    json.member("steps_begun_at_per_move", std::uint64_t(replayed / choice.positions));
    json.key("whole_replay_ms").raw(rounded(double(whole.took.count()) / 1e6, 1)).member("peak_mib", peakMebibytes());
    const auto bar = choice.steps <= 100'000 ? 1.0 : number.bar;
    json.key("bar_ms").raw(rounded(bar, 0));
    figures.printBar(std::move(json), isEqual && p95 <= bar);
}

} // namespace

void addDrag(CLI::App& program, Figures& figures)
{
    const auto choice = std::make_shared<Choice>();
    auto* command = program.add_subcommand("drag", "drags the number of four conditions over recorded steps");
    command->add_option("--steps", choice->steps, "how many steps")->check(CLI::Range(1, 100'000'000));
    command->add_option("--positions", choice->positions, "how many places each number is put at")
        ->check(CLI::Range(2, 1'000'000));
    command->add_option("--dump", choice->dump, "writes policy and runs of the last place into this folder");
    command->add_option("--only", choice->only, "the policy whose number is dragged: amount, run_cost, day_cost or user_rate");
    command->callback([choice, &figures] {
        const auto corpus = corpusOf(choice->steps);
        for (const auto& number : Numbers)
            if (choice->only.empty() || choice->only == number.policy)
                drag(corpus, number, *choice, figures);
    });
}

} // namespace runlog::bench
