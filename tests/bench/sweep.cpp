// SPDX-License-Identifier: Apache-2.0
#include "core/replay/flipwalk.h"
#include "core/replay/order.h"
#include "core/replay/sweep.h"
#include "core/traces/read.h"
#include "tests/bench/benches.h"
#include "tests/bench/corpus.h"

#include <memory>

// The next flips of a number, a walk from flip to flip, and its curve over 50 values.
namespace runlog::bench {

namespace {

constexpr std::size_t Points = 50;
constexpr std::size_t WalkSteps = 40;
constexpr double MostPerStep = 50; // milliseconds, for the next flip of a walk

struct Swept {
    const char* what;
    const char* policy;
    const char* value; // where the number stands
    const char* grain;
    std::int64_t from; // thousandths
    std::int64_t to;
    double bar; // most milliseconds for both next flips
};

constexpr Swept Numbers[] = {
    {"argument", "amount", "900", "1", 100'000, 990'000, 500},
    {"cost", "run_cost", "0.55", "0.01", 100, 700, 500},
};

// Each step to the next flip below, once the walk stands: milliseconds.
std::vector<double> walk(const Swept& number, const RunsPtr& runs, const EnginePtr& engine, const std::shared_ptr<const ReplayOrder>& order)
{
    const Answers answers;
    const auto threshold = thresholdOf(*engine->policySet().files.front(), number.policy);
    FlipWalk walk(engine, runs, answers, threshold, *Decimal::parse(number.value), *Decimal::parse(number.grain), {}, order);
    std::vector<double> times;
    for (std::size_t step = 0; step < WalkSteps; ++step) {
        const auto start = std::chrono::steady_clock::now();
        if (!walk.next(FlipWalk::Side::Below))
            break;
        times.push_back(millisecondsSince(start));
    }
    return times;
}

// As the window does it: after a replay, whose order is kept.
void measure(const Swept& number, const RunsPtr& runs, Figures& figures)
{
    const auto engine = std::make_shared<const Engine>(PolicySet{{policyFile(replayPolicies())}});
    ReplayOptions options;
    options.order = std::make_shared<const ReplayOrder>(*runs);
    replay(engine, runs, {}, options);
    const auto threshold = thresholdOf(*engine->policySet().files.front(), number.policy);
    auto start = std::chrono::steady_clock::now();
    const auto flips = nextFlips(engine, runs, {}, threshold, *Decimal::parse(number.value), *Decimal::parse(number.grain),
                                 {}, options.order);
    const auto flipping = millisecondsSince(start);
    auto steps = walk(number, runs, engine, options.order);
    const auto perStep = percentile(steps, 95);
    std::vector<Decimal> values;
    for (std::size_t point = 0; point < Points; ++point)
        values.emplace_back(number.from + (number.to - number.from) * static_cast<std::int64_t>(point) / static_cast<std::int64_t>(Points - 1), -3);
    start = std::chrono::steady_clock::now();
    const auto curve = sweep(engine, runs, {}, threshold, values, {}, options.order);
    const auto sweeping = millisecondsSince(start);
    const auto draft = engine->withThreshold(threshold.condition, threshold.literal, values.back());
    const bool isEqual = curve.size() == Points && curve.back().totals.outcomes == replay(draft, runs, {}).totals.outcomes;
    JsonWriter json;
    json.beginObject().member("figure", "sweep").member("condition", number.what).member("steps", runs->decidedStepCount());
    json.key("next_flips_ms").raw(rounded(flipping, 0)).key("curve_ms").raw(rounded(sweeping, 0)).member("points", Points);
    json.member("walked", steps.size()).key("walk_step_p95_ms").raw(rounded(perStep, 1)).key("walk_step_bar_ms").raw(rounded(MostPerStep, 0));
    json.key("below").raw(flips.below ? flips.below->value.text() : "null");
    json.key("above").raw(flips.above ? flips.above->value.text() : "null").member("equal_to_full", isEqual);
    json.key("bar_ms").raw(rounded(number.bar, 0));
    figures.printBar(std::move(json), isEqual && flipping <= number.bar && perStep <= MostPerStep);
}

} // namespace

void addSweep(CLI::App& program, Figures& figures)
{
    const auto steps = std::make_shared<std::size_t>(1'000'000);
    auto* command = program.add_subcommand("sweep", "finds the next flips of two numbers, and their curves over 50 values");
    command->add_option("--steps", *steps, "how many steps")->check(CLI::Range(1, 100'000'000));
    command->callback([steps, &figures] {
        const auto runs = readTrace("bench.jsonl", replayLines(*steps)).runs;
        for (const auto& number : Numbers)
            measure(number, runs, figures);
    });
}

} // namespace runlog::bench
