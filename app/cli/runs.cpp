// SPDX-License-Identifier: Apache-2.0
#include "app/cli/runs.h"

#include "app/cli/interrupt.h"
#include "app/cli/problems.h"
#include "app/cli/progressline.h"
#include "app/cli/runstext.h"
#include "app/cli/traceinput.h"
#include "core/language/diagnostic.h"
#include "core/traces/growing.h"
#include "core/traces/survey.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace runlog::cli {

namespace {

void writeCounts(JsonWriter& json, std::string_view key, const std::map<std::string_view, std::size_t>& counts)
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
    json.key("cost_usd");
    found.isCostUnknown() ? json.null() : json.raw(text(found.cost));
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

struct Listing {
    std::string format;
    std::size_t limit = 20;
};

void list(const ReadResult& result, const Listing& listing, std::ostream& out, std::ostream& err)
{
    if (listing.format == "text") {
        printRunsText(result, listing.limit, out);
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
