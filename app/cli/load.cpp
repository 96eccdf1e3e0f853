// SPDX-License-Identifier: Apache-2.0
#include "app/cli/load.h"

#include "app/cli/problems.h"
#include "app/cli/replayinput.h"
#include "core/language/diagnostic.h"
#include "core/replay/approvals/approvalload.h"

namespace runlog::cli {

namespace {

void writeTime(JsonWriter& json, const char* key, Time time)
{
    time == NoTime ? json.key(key).null() : json.member(key, timeText(time));
}

// Seconds with up to nine decimals.
void writeSeconds(JsonWriter& json, const char* key, Duration wait) { json.key(key).raw(Decimal(wait.nanos, -9).text()); }

void writePool(JsonWriter& json, const PoolLoad& pool)
{
    json.beginObject().member("approvers", pool.pool).member("requests", pool.requests);
    json.member("time_outs", pool.timeOuts).member("never_answered", pool.neverAnswered);
    json.member("peak_per_hour", pool.peak.arrivals);
    writeTime(json, "peak_at", pool.peak.begins);
    json.member("longest_queue", pool.longestQueue);
    writeTime(json, "longest_queue_at", pool.longestQueueAt);
    writeSeconds(json, "median_wait_seconds", pool.medianWait);
    writeSeconds(json, "p90_wait_seconds", pool.longWait);
    writeSeconds(json, "longest_wait_seconds", pool.longestWait);
    json.key("hours").beginList();
    for (const auto& hour : pool.hours)
        json.beginObject().member("begins", timeText(hour.begins)).member("arrivals", hour.arrivals).endObject();
    json.endList().endObject();
}

void writeLoad(JsonWriter& json, const ApprovalLoad& load)
{
    json.member("requests", load.requests).member("requests_without_time", load.withoutTime);
    json.key("approvers").beginList();
    for (const auto& pool : load.pools)
        writePool(json, pool);
    json.endList();
}

std::string jsonOf(const ApprovalLoad& load, const std::optional<ApprovalLoad>& before, const ReplayReady& ready)
{
    JsonWriter json;
    json.beginObject().member("simulation", true).member("model", text(load.model));
    writeLoad(json, load);
    if (before) {
        json.key("baseline").beginObject();
        writeLoad(json, *before);
        json.endObject();
    }
    json.member("incomplete", ready.read.runs->damagedLines() != 0).key("diagnostics").beginList();
    writeDiagnostics(json, ready.files);
    writeProblems(json, ready.read.problems);
    return json.endList().endObject().take() + "\n";
}

// In whole seconds: a simulation is not more exact.
std::string waitText(Duration wait)
{
    constexpr std::int64_t NanosPerSecond = 1'000'000'000;
    return text(Duration{wait.nanos / NanosPerSecond * NanosPerSecond});
}

std::string poolText(const PoolLoad& pool)
{
    std::string line = printable(pool.pool, 80) + "\n  " + std::to_string(pool.requests) + " requests, at most "
                       + std::to_string(pool.peak.arrivals) + " an hour (" + timeText(pool.peak.begins) + ")\n  queue at most "
                       + std::to_string(pool.longestQueue);
    if (pool.longestQueueAt != NoTime)
        line += " (" + timeText(pool.longestQueueAt) + ")";
    line += "\n  wait: median " + waitText(pool.medianWait) + ", nine of ten within " + waitText(pool.longWait) + ", longest "
            + waitText(pool.longestWait) + "\n  " + std::to_string(pool.timeOuts) + " time-outs\n";
    if (pool.neverAnswered != 0)
        line += "  " + std::to_string(pool.neverAnswered) + " never answered: more people must approve than there are\n";
    return line;
}

std::string loadText(const ApprovalLoad& load)
{
    std::string text;
    for (const auto& pool : load.pools)
        text += "\n" + poolText(pool);
    if (load.pools.empty())
        text += "\nno step needs approval\n";
    if (load.withoutTime != 0)
        text += "\n" + std::to_string(load.withoutTime) + " requests without a time are left out\n";
    return text;
}

std::string textOf(const ApprovalLoad& load, const std::optional<ApprovalLoad>& before)
{
    std::string all = "simulation, not a finding: " + text(load.model) + "\n";
    if (before)
        all += "\n== baseline\n" + loadText(*before) + "\n== policy\n";
    return all + loadText(load);
}

} // namespace

int load(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    CLI::App app("Simulates the people who would answer a policy's requests for approval: arrivals, queue, waiting time, time-outs. "
                 "The approvers are those of `--approvals model:…`; without it the model's defaults.",
                 "runlog load");
    ReplayInput input;
    input.approvals = "model";
    std::vector<std::string> old;
    std::string format;
    input.addTo(app);
    app.add_option("--baseline", old, "policy file or folder to compare with; repeat it for several")->allow_extra_args(false);
    addFormat(app, format, {"text", "json"});
    if (const auto code = readArguments(app, arguments, out, err))
        return *code;
    const auto oldFiles = readPolicyFiles(old, in);
    if (const auto refused = old.empty() ? std::nullopt : refusePolicies(oldFiles, err))
        return *refused;
    auto ready = readInput(input, in, err);
    if (const auto* code = std::get_if<int>(&ready))
        return *code;
    auto& parts = std::get<ReplayReady>(ready);
    const auto loadBy = [&](const EnginePtr& engine) {
        return loadOf(runlog::replay(engine, parts.read.runs, parts.answers), parts.answers.model);
    };
    std::optional<ApprovalLoad> before;
    if (!old.empty())
        before = loadBy(std::make_shared<const Engine>(oldFiles.set));
    const auto now = loadBy(parts.engine);
    out << (format == "text" ? textOf(now, before) + incompleteText(*parts.read.runs) : jsonOf(now, before, parts));
    return exitOf(parts.read);
}

} // namespace runlog::cli
