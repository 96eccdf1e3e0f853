// SPDX-License-Identifier: Apache-2.0
#include "app/cli/replaypart.h"

#include "app/cli/interrupt.h"
#include "app/cli/problems.h"
#include "app/cli/wholefile.h"
#include "core/engine/pii/scanner.h"
#include "core/export/bundle.h"
#include "core/language/diagnostic.h"
#include "core/replay/order.h"
#include "core/replay/part.h"

#include <charconv>
#include <numeric>

namespace runlog::cli {

namespace {

constexpr std::size_t MostParts = 1'000'000;

std::optional<std::size_t> countOf(std::string_view text)
{
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const bool isCount = error == std::errc() && end == text.data() + text.size() && count >= 1 && count <= MostParts;
    return isCount ? std::optional(count) : std::nullopt;
}

PartOrigin originOf(const ReplayReady& ready)
{
    const auto program = std::string(RUNLOG_VERSION ", detector ") + std::to_string(pii::DetectorVersion);
    return {program, zoneRulesVersion(), policiesDigest(ready.files.set), corpusDigest(*ready.read.runs),
            answersDigest(ready.answers)};
}

std::string saidOf(const Partition& partition, const PartChoice& choice, const Part& part)
{
    const auto steps = partition.stepsOf[choice.number - 1];
    const auto all = std::accumulate(partition.stepsOf.begin(), partition.stepsOf.end(), std::size_t(0));
    return couplingText(partition.coupling) + "; " + std::to_string(part.summary.runs) + " runs fall into "
           + std::to_string(partition.groups) + " groups\npart " + std::to_string(choice.number) + "/"
           + std::to_string(choice.of) + ": " + std::to_string(part.digests.size())
           + (part.digests.size() == 1 ? " run, " : " runs, ") + std::to_string(steps)
           + " of " + std::to_string(all) + " decided steps\n";
}

} // namespace

std::optional<PartChoice> partNamed(std::string_view text)
{
    const auto slash = text.find('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    const auto number = countOf(text.substr(0, slash));
    const auto of = countOf(text.substr(slash + 1));
    return number && of && *number <= *of ? std::optional(PartChoice{*number, *of}) : std::nullopt;
}

int replayPart(const ReplayReady& ready, const PartChoice& choice, const std::string& path, std::ostream& out,
               std::ostream& err)
{
    const auto& runs = *ready.read.runs;
    ReplayOptions options;
    options.order = std::make_shared<const ReplayOrder>(runs);
    const auto partition = partitionOf(*ready.engine, runs, *options.order, choice.of);
    const auto steps = stepsOfPart(partition, choice.number - 1, runs, *options.order);
    options.steps = &steps;
    const auto replayed = replay(ready.engine, ready.read.runs, ready.answers, options);
    const auto part = partOf(replayed, partition, choice.number - 1, originOf(ready));
    err << saidOf(partition, choice, part);
    const auto write = [&](std::ostream& to) { return bool(to << partJson(part)); };
    if (path.empty())
        return write(out) ? static_cast<int>(exitOf(ready.read)) : static_cast<int>(Usage);
    const Interrupt wholeFirst; // an interrupt waits until the file is there
    if (const auto problem = writeWhole(path, write); !problem.empty()) {
        err << "runlog replay: " << printable(path, 500) << ": " << problem << "\n";
        return Usage;
    }
    return exitOf(ready.read);
}

} // namespace runlog::cli
