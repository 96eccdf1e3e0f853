// SPDX-License-Identifier: Apache-2.0
#include "app/cli/replaypart.h"

#include "app/cli/interrupt.h"
#include "app/cli/problems.h"
#include "app/cli/progressline.h"
#include "app/cli/wholefile.h"
#include "core/engine/pii/scanner.h"
#include "core/export/bundle.h"
#include "core/language/diagnostic.h"
#include "core/replay/part.h"
#include "core/replay/parting.h"
#include "core/traces/runsreader.h"
#include "core/traces/spoolreader.h"

#include <charconv>
#include <functional>
#include <numeric>
#include <utility>

namespace runlog::cli {

namespace {

constexpr std::size_t MostParts = 1'000'000;
constexpr std::size_t BytesAtOnce = 1024 * 1024; // of runs that are looked through

std::optional<std::size_t> countOf(std::string_view text)
{
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const bool isCount = error == std::errc() && end == text.data() + text.size() && count >= 1 && count <= MostParts;
    return isCount ? std::optional(count) : std::nullopt;
}

PartOrigin originOf(const Deciding& deciding, std::string corpus)
{
    const auto program = std::string(RUNLOG_VERSION ", detector ") + std::to_string(pii::DetectorVersion);
    return {program, zoneRulesVersion(), policiesDigest(deciding.files.set), std::move(corpus), answersDigest(deciding.answers)};
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

// The runs of some traces, put aside. Answers an exit code instead where there is nothing to decide.
std::variant<std::unique_ptr<RunSpool>, int> spooled(const ReplayInput& input, const std::string& folder, std::istream& in, std::ostream& err,
                                                     SpoolRead& read)
{
    ProgressLine line(err);
    SpoolOptions options;
    options.folder = folder;
    options.reading.from = input.from;
    options.reading.threads = input.threads;
    options.reading.standardInput = &in;
    options.reading.progress = [&](const ReadProgress& progress) { line.show(progress); };
    auto runs = readIntoSpool(input.traces, options, read);
    line.clear();
    printProblems(read.result, err);
    if (!read.failure.empty())
        err << "runlog replay: runs cannot be put aside in " << printable(folder, 500) << ": " << printable(read.failure, 500) << "\n";
    if (!read.result.unopened.empty() || !read.failure.empty())
        return static_cast<int>(Exit::Usage);
    if (!runs || (runs->runCount() == 0 && exitOf(read.result) != Exit::Fine))
        return static_cast<int>(exitOf(read.result));
    return runs;
}

// All runs in their order, some of them at a time as a store of their own. False where the spool failed.
bool eachSome(RunSpool& spool, const std::function<void(const Runs& runs)>& use)
{
    std::string lines;
    std::string some;
    std::size_t count = 0;
    for (std::size_t run = 0; run < spool.runCount(); ++run) {
        if (!spool.read(run, lines))
            return false;
        some += lines;
        ++count;
        if (some.size() < BytesAtOnce && run + 1 < spool.runCount())
            continue;
        const auto runs = runsOfLines(some);
        if (!runs || runs->runs().size() != std::exchange(count, 0))
            return false;
        use(*runs);
        some.clear();
    }
    return true;
}

// The runs of one part. null where the spool failed.
RunsPtr runsOfPart(RunSpool& spool, const Partition& partition, std::size_t part)
{
    RunsReader reader;
    std::string lines;
    for (std::size_t run = 0; run < spool.runCount(); ++run)
        if (partition.partOfRun[run] == part && !(spool.read(run, lines) && reader.add(lines)))
            return nullptr;
    return reader.finish();
}

// nullopt where the spool failed.
std::optional<Part> decided(const Deciding& deciding, RunSpool& spool, const PartChoice& choice, unsigned threads, Partition& partition)
{
    Parting parting(deciding.engine);
    CorpusDigest corpus;
    const auto look = [&](const Runs& runs) {
        parting.add(runs);
        for (const auto& run : runs.runs())
            corpus.add(runs, run);
    };
    if (!eachSome(spool, look))
        return std::nullopt;
    partition = parting.partition(choice.of);
    const auto runs = runsOfPart(spool, partition, choice.number - 1);
    if (!runs)
        return std::nullopt;
    ReplayOptions options;
    options.threads = threads;
    const auto replayed = replay(deciding.engine, runs, deciding.answers, options);
    const auto damaged = spool.damagedLines();
    return partOf(replayed, partition, choice.number - 1, originOf(deciding, corpus.finish(damaged)), damaged);
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

int replayPart(const ReplayInput& input, const PartChoice& choice, const std::string& path, std::istream& in, std::ostream& out,
               std::ostream& err)
{
    const auto deciding = readDeciding(input, in, err);
    if (const auto* code = std::get_if<int>(&deciding))
        return *code;
    SpoolRead read;
    const auto runs = spooled(input, folderFor(path.empty() ? "-" : path), in, err, read);
    if (const auto* code = std::get_if<int>(&runs))
        return *code;
    Partition partition;
    auto& spool = *std::get<std::unique_ptr<RunSpool>>(runs);
    const auto part = decided(std::get<Deciding>(deciding), spool, choice, input.threads, partition);
    if (!part) {
        err << "runlog replay: the runs that were put aside cannot be read again: " << printable(spool.spool().error(), 500) << "\n";
        return Usage;
    }
    err << saidOf(partition, choice, *part);
    const auto write = [&](std::ostream& to) { return bool(to << partJson(*part)); };
    if (path.empty())
        return write(out) ? static_cast<int>(exitOf(read.result)) : static_cast<int>(Usage);
    const Interrupt wholeFirst; // an interrupt waits until the file is there
    if (const auto problem = writeWhole(path, write); !problem.empty()) {
        err << "runlog replay: " << printable(path, 500) << ": " << problem << "\n";
        return Usage;
    }
    return exitOf(read.result);
}

} // namespace runlog::cli
