// SPDX-License-Identifier: Apache-2.0
#include "core/language/plainnanos.h"
#include "core/language/valueat.h"
#include "core/traces/read.h"
#include "tests/bench/benches.h"
#include "tests/bench/corpus.h"

#include <memory>
#include <stdexcept>

// Reading one argument of every step: from its column, and by a walk through the arguments of each.
namespace runlog::bench {

namespace {

constexpr int Rounds = 5;
constexpr double LeastTimesFaster = 2;

struct Sum {
    std::int64_t nanos = 0;
    std::size_t numbers = 0;
    bool operator==(const Sum&) const = default;

    void add(std::int64_t more)
    {
        nanos += more;
        ++numbers;
    }
};

Sum sumOfColumn(const ValueColumn& column)
{
    Sum sum;
    for (std::size_t step = 0; step < column.size(); ++step)
        if (const auto nanos = column.nanos(step); nanos != ValueColumn::NotPlain)
            sum.add(nanos);
    return sum;
}

Sum sumOfWalks(const Runs& runs, const Path& path)
{
    Sum sum;
    for (const auto args : runs.args())
        if (const auto value = at(args, path); value.kind() == Value::Kind::Number)
            if (const auto nanos = plainNanos(value.text()))
                sum.add(*nanos);
    return sum;
}

template <typename Work> double leastSeconds(Work work)
{
    double least = 1e18;
    for (int round = 0; round < Rounds; ++round) {
        const auto start = threadSeconds();
        work();
        least = std::min(least, threadSeconds() - start);
    }
    return least;
}

void measure(std::size_t steps, Figures& figures)
{
    const auto runs = readTrace("bench.jsonl", replayLines(steps)).runs;
    const auto path = parsePath("amount").value();
    const auto start = threadSeconds();
    const auto column = runs->argument(path);
    const auto filling = threadSeconds() - start;
    Sum byColumn;
    Sum byWalks;
    const auto reading = leastSeconds([&] { byColumn = sumOfColumn(*column); });
    const auto walking = leastSeconds([&] { byWalks = sumOfWalks(*runs, path); });
    if (byColumn != byWalks || byColumn.numbers == 0)
        throw std::runtime_error("the column and the walks differ");
    const auto perStep = [&](double seconds) { return rounded(seconds * 1e9 / static_cast<double>(runs->stepCount()), 2); };
    JsonWriter json;
    json.beginObject().member("bench", "columns").member("steps", runs->stepCount()).member("numbers", byColumn.numbers);
    json.key("fill_ms").raw(rounded(filling * 1e3, 1)).key("column_ns_per_step").raw(perStep(reading));
    json.key("walk_ns_per_step").raw(perStep(walking)).key("times_faster").raw(rounded(walking / reading, 1));
    figures.printBar(std::move(json), walking / reading >= LeastTimesFaster);
}

} // namespace

void addColumns(CLI::App& program, Figures& figures)
{
    const auto steps = std::make_shared<std::size_t>(1'000'000);
    auto* command = program.add_subcommand("columns", "reads an argument of every step from its column, and by walking to each");
    command->add_option("--steps", *steps, "how many steps")->capture_default_str()->check(CLI::Range(1, 100'000'000));
    command->callback([steps, &figures] { measure(*steps, figures); });
}

} // namespace runlog::bench
