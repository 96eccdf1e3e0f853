// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/workloadreplay.h"

#include "core/replay/livereplay.h"
#include "core/replay/order.h"
#include "core/replay/replay.h"
#include "core/traces/read.h"

#include <stdexcept>

namespace runlog::bench {

namespace {

constexpr std::size_t Rounds = 7;
constexpr double LeastStepsPerSecond = 20e6;
constexpr double MostNanosecondsPerChange = 4;

void appendStep(std::string& lines, const Action& action, std::size_t index)
{
    JsonWriter json;
    std::string args;
    std::string cost = text(Money{action.cost});
    appendCompactJson(args, action.request.args);
    json.beginObject().member("type", "step").member("run", action.run).member("seq", index).member("kind", "tool_call");
    json.member("tool", action.request.tool.text()).member("input", action.request.input.text());
    json.key("args").raw(args).key("cost_usd").raw(cost);
    json.member("started_at", timeText(1'772'323'200'000'000'000 + static_cast<std::int64_t>(index) * 10'000'000)).endObject();
    lines.append(json.json()).append("\n");
}

std::string traceOf(const Actions& actions)
{
    std::string lines;
    std::string_view run;
    for (std::size_t index = 0; index < actions.list.size(); ++index) {
        const auto& action = actions.list[index];
        if (action.run != run) {
            run = action.run;
            JsonWriter json;
            json.beginObject().member("type", "run").member("run", run).member("service", run).endObject();
            lines.append(json.json()).append("\n");
        }
        appendStep(lines, action, index);
    }
    return lines;
}

} // namespace

namespace {

RunsPtr runsOf(const Actions& actions)
{
    const auto read = readTrace("workload.jsonl", traceOf(actions));
    if (!read.problems.empty())
        throw std::runtime_error("the workload's trace has a problem: " + print(read.problems.front()));
    return read.runs;
}

} // namespace

void measureChanges(const std::string& workload, EnginePtr engine, const Actions& actions, const Threshold& threshold,
                    const std::vector<std::string>& values, Figures& figures)
{
    const auto runs = runsOf(actions);
    LiveReplay live(engine, runs, {}, std::make_shared<const ReplayOrder>(*runs), threshold);
    const auto steps = static_cast<double>(live.current().totals.steps);
    std::vector<double> perStep;
    bool isEqual = true;
    for (const auto& value : values) {
        const auto start = processSeconds();
        if (!live.moveTo(*Decimal::parse(value)))
            throw std::runtime_error("the workload's number cannot be moved");
        perStep.push_back((processSeconds() - start) * 1e9 / steps);
        const auto draft = engine->withThreshold(threshold.condition, threshold.literal, *Decimal::parse(value));
        isEqual &= digest(*live.snapshot()) == digest(replay(draft, runs, {}));
    }
    const auto median = percentile(perStep, 50);
    JsonWriter json;
    json.beginObject().member("peer", "runlog").member("workload", workload).member("n", live.current().totals.steps);
    json.member("changes", values.size()).key("ns_per_step_and_change_median").raw(rounded(median, 2));
    json.key("most").raw(rounded(percentile(perStep, 100), 2)).member("equal_to_full", isEqual);
    figures.printBar(std::move(json), isEqual && median <= MostNanosecondsPerChange);
}

void measureReplay(const std::string& workload, EnginePtr engine, const Actions& actions, Figures& figures)
{
    const auto runs = runsOf(actions);
    const auto order = std::make_shared<const ReplayOrder>(*runs);
    ReplayOptions options;
    options.order = order;
    const auto first = replay(engine, runs, {}, options);
    std::vector<double> rates;
    for (std::size_t round = 0; round < Rounds; ++round) {
        const auto start = threadSeconds();
        const auto again = replay(engine, runs, {}, options);
        rates.push_back(static_cast<double>(again.totals.steps) / (threadSeconds() - start));
    }
    const bool equal = digest(replay(engine, runs, {})) == digest(replay(engine, runs, {}, options));
    const auto rate = percentile(rates, 50);
    JsonWriter json;
    json.beginObject().member("peer", "runlog").member("workload", workload).member("n", first.totals.steps).member("runs", Rounds);
    json.key("steps_per_second").raw(rounded(rate, 0)).key("ns_per_decision_median").raw(rounded(1e9 / rate, 1));
    json.key("first_ms").raw(rounded(static_cast<double>(first.took.count()) * 1e-6, 1)).member("equal_to_scanned_anew", equal);
    figures.printBar(std::move(json), equal && rate >= LeastStepsPerSecond);
}

} // namespace runlog::bench
