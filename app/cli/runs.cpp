// SPDX-License-Identifier: Apache-2.0
#include "app/cli/runs.h"

#include "app/cli/interrupt.h"
#include "app/cli/problems.h"
#include "app/cli/progressline.h"
#include "app/cli/traceinput.h"
#include "core/language/diagnostic.h"
#include "core/traces/growing.h"
#include "core/traces/survey.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace runlog::cli {

namespace {

using Counts = std::map<std::string_view, std::size_t>;

std::string shown(std::string_view name, std::string_view otherwise)
{
    return name.empty() ? std::string(otherwise) : printable(name, 80);
}

void writeCounts(JsonWriter& json, std::string_view key, const Counts& counts)
{
    json.key(key).beginObject();
    for (const auto& [name, count] : counts)
        json.member(name, count);
    json.endObject();
}

void writeTime(JsonWriter& json, std::string_view key, Time time)
{
    json.key(key);
    time == NoTime ? json.null() : json.text(timeText(time));
}

void writeCosts(JsonWriter& json, const Survey& found)
{
    json.key("cost_usd").raw(text(found.cost));
    json.member("known_costs", found.knownCosts)
        .member("estimated_costs", found.estimatedCosts)
        .member("unknown_costs", found.unknownCosts);
}

void writeGaps(JsonWriter& json, const Survey& found)
{
    json.key("missing").beginList();
    for (const auto& gap : found.gaps)
        json.beginObject()
            .member("kind", name(gap.kind))
            .member("field", gap.field)
            .member("steps", gap.steps)
            .member("missing", gap.missing)
            .endObject();
    json.endList();
}

void writeSteps(JsonWriter& json, const Survey& found)
{
    json.member("calls", found.calls)
        .member("llm_calls", found.modelCalls)
        .member("tool_calls", found.toolCalls)
        .member("messages", found.messages);
}

void writeRun(JsonWriter& json, const Runs& store, const Run& run)
{
    const auto found = survey(store, run);
    json.beginObject().member("type", "run").member("run", run.id);
    json.key("service");
    run.service == Names::Absent ? json.null() : json.text(store.names().name(run.service));
    writeTime(json, "started_at", run.startedAt != NoTime ? run.startedAt : found.first);
    json.member("status", run.status);
    writeSteps(json, found);
    writeCosts(json, found);
    if (run.totalCost)
        json.key("total_cost_usd").raw(text(*run.totalCost));
    json.endObject();
}

void writeSummary(JsonWriter& json, const ReadResult& result)
{
    const auto found = survey(*result.runs);
    json.beginObject().member("type", "summary").member("runs", found.runs).member("steps", result.runs->stepCount());
    writeSteps(json, found);
    writeCounts(json, "services", found.services);
    writeCounts(json, "tools", found.tools);
    writeCounts(json, "models", found.models);
    writeCosts(json, found);
    json.member("rounded_costs", result.runs->roundedCosts());
    writeTime(json, "first", found.first);
    writeTime(json, "last", found.last);
    json.member("runs_without_user", found.runsWithoutUser)
        .member("runs_without_service", found.runsWithoutService)
        .member("recorded_decisions", found.decided)
        .member("damaged_lines", result.runs->damagedLines());
    writeGaps(json, found);
    json.endObject();
}

void printJson(const ReadResult& result, std::ostream& out)
{
    JsonWriter json;
    json.beginObject().key("runs").beginList();
    for (const auto& run : result.runs->runs())
        writeRun(json, *result.runs, run);
    json.endList().key("summary");
    writeSummary(json, result);
    json.key("diagnostics").beginList();
    writeProblems(json, result.problems);
    out << json.endList().endObject().json() << "\n";
}

void printJsonLines(const ReadResult& result, std::ostream& out)
{
    for (const auto& run : result.runs->runs()) {
        JsonWriter json;
        writeRun(json, *result.runs, run);
        out << json.json() << "\n";
    }
    for (const auto& problem : result.problems) {
        JsonWriter json;
        writeProblems(json, {problem});
        out << json.json() << "\n";
    }
    JsonWriter json;
    writeSummary(json, result);
    out << json.json() << "\n";
}

void printCounts(std::string_view title, const Counts& counts, std::string_view unnamed, std::size_t limit, std::ostream& out)
{
    std::vector<std::pair<std::string_view, std::size_t>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted, std::ranges::greater(), [](const auto& count) { return count.second; });
    out << title << " (" << sorted.size() << ")\n";
    const auto listed = limit == 0 ? sorted.size() : std::min(limit, sorted.size());
    for (std::size_t i = 0; i < listed; ++i)
        out << "  " << std::string(8 - std::min<std::size_t>(8, std::to_string(sorted[i].second).size()), ' ')
            << sorted[i].second << "  " << shown(sorted[i].first, unnamed) << "\n";
    if (listed < sorted.size())
        out << "            and " << sorted.size() - listed << " more\n";
}

void printRuns(const Runs& store, std::size_t limit, std::ostream& out)
{
    const auto listed = limit == 0 ? store.runs().size() : std::min(limit, store.runs().size());
    for (std::size_t i = 0; i < listed; ++i) {
        const auto& run = store.run(i);
        const auto found = survey(store, run);
        out << "  " << shown(store.names().name(run.service), "(no service)") << "  " << printable(run.id) << "  "
            << found.toolCalls << " tool calls, " << found.modelCalls << " model calls, $" << text(found.cost);
        if (found.unknownCosts > 0)
            out << " + " << found.unknownCosts << " unknown";
        if (!run.status.empty())
            out << ", " << printable(run.status);
        out << "\n";
    }
    if (listed < store.runs().size())
        out << "  and " << store.runs().size() - listed << " more; --limit 0 lists all\n";
}

void printGaps(const Survey& found, std::ostream& out)
{
    out << "not recorded\n";
    for (const auto& gap : found.gaps)
        if (gap.missing > 0)
            out << "  " << gap.field << " of " << gap.missing << " of " << gap.steps << " steps of kind " << name(gap.kind)
                << "\n";
    if (found.runsWithoutUser > 0)
        out << "  user of " << found.runsWithoutUser << " of " << found.runs << " runs\n";
    if (found.runsWithoutService > 0)
        out << "  service of " << found.runsWithoutService << " of " << found.runs << " runs\n";
}

void printCost(const Survey& found, const Runs& store, std::ostream& out)
{
    out << "cost      $" << text(found.cost) << " known (" << found.knownCosts << " steps";
    if (found.estimatedCosts > 0)
        out << ", " << found.estimatedCosts << " of them estimated from above";
    out << "), unknown for " << found.unknownCosts << "\n";
    if (store.roundedCosts() > 0)
        out << "          " << store.roundedCosts() << " costs had more than nine decimals and were rounded\n";
}

void printText(const ReadResult& result, std::size_t limit, std::ostream& out)
{
    const auto& store = *result.runs;
    const auto found = survey(store);
    out << "runs      " << found.runs << "\nsteps     " << store.stepCount() << " (" << found.toolCalls << " tool calls, "
        << found.modelCalls << " model calls, " << found.calls << " calls, " << found.messages << " messages)\n";
    printCost(found, store, out);
    out << "time      ";
    if (found.first == NoTime)
        out << "not recorded\n";
    else
        out << timeText(found.first) << " to " << timeText(found.last) << "\n";
    if (store.damagedLines() > 0)
        out << "damaged   " << store.damagedLines() << " lines were left out: these runs are incomplete\n";
    printCounts("services", found.services, "(no service)", limit, out);
    printCounts("tools", found.tools, "(not recorded)", limit, out);
    printCounts("models", found.models, "(not recorded)", limit, out);
    printGaps(found, out);
    out << "runs in order of service and id\n";
    printRuns(store, limit, out);
}

struct Listing {
    std::string format;
    std::size_t limit = 20;
};

void list(const ReadResult& result, const Listing& listing, std::ostream& out, std::ostream& err)
{
    if (listing.format == "text") {
        printText(result, listing.limit, out);
        printProblems(result, err);
        return;
    }
    for (const auto& path : result.unopened)
        err << "runlog: cannot open " << printable(path, 500) << "\n";
    listing.format == "json" ? printJson(result, out) : printJsonLines(result, out);
}

// Lists anew whenever the files have grown, until an interrupt or the end of the output.
int follow(const TraceInput& input, const ReadOptions& options, const Listing& listing, std::ostream& out, std::ostream& err)
{
    constexpr auto betweenLooks = std::chrono::seconds(1);
    const Interrupt interrupt;
    GrowingTraces traces(input.traces, options);
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    while (out && !interrupt.token().stop_requested()) {
        if (const auto result = traces.look(interrupt.token()); result && !result->stopped) {
            list(*result, listing, out, err);
            out << (listing.format == "text" ? "\n" : "") << std::flush;
        }
        wake.wait_for(lock, interrupt.token(), betweenLooks, [] { return false; });
    }
    return out ? Exit::Fine : Exit::Usage;
}

ReadResult readOnce(const TraceInput& input, ReadOptions options, std::ostream& err)
{
    ProgressLine line(err);
    options.progress = [&](const ReadProgress& progress) { line.show(progress); };
    return readTraces(input.traces, options);
}

} // namespace

int runs(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    CLI::App app("lists what traces hold and what they lack", "runlog runs");
    TraceInput input;
    Listing listing;
    bool isFollowing = false;
    input.addTo(app);
    addFormat(app, listing.format, {"text", "json", "jsonl"});
    app.add_option("--limit", listing.limit, "how many runs, tools and models text lists; 0: all")->capture_default_str();
    app.add_flag("--follow", isFollowing, "stay, and list anew whenever the files have grown; Ctrl-C ends it");
    if (const auto ended = readArguments(app, arguments, out, err))
        return *ended;
    if (isFollowing && std::ranges::find(input.traces, "-") != input.traces.end()) {
        err << "runlog runs: the standard input cannot be followed\n";
        return Exit::Usage;
    }
    const auto options = optionsOf(input, in, err);
    if (const auto* code = std::get_if<int>(&options))
        return *code;
    if (isFollowing)
        return follow(input, std::get<ReadOptions>(options), listing, out, err);
    const auto result = readOnce(input, std::get<ReadOptions>(options), err);
    list(result, listing, out, err);
    return exitOf(result);
}

} // namespace runlog::cli
