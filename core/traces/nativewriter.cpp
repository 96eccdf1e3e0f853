// SPDX-License-Identifier: Apache-2.0
#include "core/traces/nativewriter.h"

#include "core/language/jsonwriter.h"
#include "core/traces/read.h"

namespace runlog {

namespace {

void addText(JsonWriter& json, std::string_view key, std::string_view text)
{
    if (!text.empty())
        json.member(key, text);
}

void addTime(JsonWriter& json, std::string_view key, Time time)
{
    if (time != NoTime)
        json.member(key, std::string_view(timeText(time)));
}

void addValue(JsonWriter& json, std::string_view key, Value value)
{
    if (value.isAbsent() || value.kind() == Value::Kind::Unrecorded)
        return;
    std::string text;
    appendCompactJson(text, value);
    json.key(key).raw(text);
}

void addMoney(JsonWriter& json, std::string_view key, const std::optional<Money>& money)
{
    if (money)
        json.key(key).raw(text(*money));
}

void addCount(JsonWriter& json, std::string_view key, std::int64_t count)
{
    if (count >= 0)
        json.member(key, count);
}

void addDuration(JsonWriter& json, std::int64_t nanos)
{
    if (nanos >= 0)
        json.key("duration_ms").raw(Decimal(nanos, -6).text());
}

void addIds(JsonWriter& json, std::string_view key, const std::vector<std::string_view>& ids)
{
    json.key(key).beginList();
    for (const auto id : ids)
        json.text(id);
    json.endList();
}

std::string_view stateOf(RecordedDecision::Approval approval)
{
    switch (approval) {
    case RecordedDecision::Approval::None: return {};
    case RecordedDecision::Approval::Pending: return "pending";
    case RecordedDecision::Approval::Approved: return "approved";
    case RecordedDecision::Approval::Denied: return "denied";
    case RecordedDecision::Approval::Expired: return "expired";
    }
    return {};
}

void addDecision(JsonWriter& json, const RecordedDecision& decision)
{
    json.key("decision").beginObject().member("outcome", name(decision.outcome));
    addText(json, "policy", decision.policy);
    addIds(json, "matched", decision.matched);
    addIds(json, "observed", decision.observed);
    if (decision.approval != RecordedDecision::Approval::None) {
        json.key("approval").beginObject().member("state", stateOf(decision.approval));
        addText(json, "by", decision.by);
        addTime(json, "at", decision.at);
        addText(json, "reason", decision.reason);
        json.endObject();
    }
    addValue(json, "args", decision.args);
    json.endObject();
}

std::string_view nameOf(Run::Attack attack)
{
    switch (attack) {
    case Run::Attack::Unknown: return {};
    case Run::Attack::None: return "none";
    case Run::Attack::Failed: return "failed";
    case Run::Attack::Succeeded: return "succeeded";
    }
    return {};
}

} // namespace

void appendRunLine(std::string& out, const Runs& runs, const Run& run)
{
    JsonWriter json;
    json.beginObject().member("type", "run").member("run", run.id);
    addText(json, "service", runs.names().name(run.service));
    addText(json, "environment", run.environment);
    addTime(json, "started_at", run.startedAt);
    addValue(json, "user", run.user);
    addValue(json, "input", run.input);
    addText(json, "status", run.status);
    addText(json, "attack", nameOf(run.attack));
    addText(json, "attack_name", run.attackName);
    addMoney(json, "total_cost_usd", run.totalCost);
    out.append(json.endObject().json()).append("\n");
}

void appendStepLine(std::string& out, const Runs& runs, const Run& run, std::size_t index)
{
    const auto step = runs.step(index);
    JsonWriter json;
    json.beginObject().member("type", "step").member("run", run.id).member("seq", step.seq).member("kind", name(step.kind));
    addText(json, "role", step.role);
    addText(json, "tool", runs.names().name(step.tool));
    addText(json, "model", runs.names().name(step.model));
    addValue(json, "args", step.args);
    addValue(json, "input", step.input);
    addValue(json, "output", step.output);
    addMoney(json, "cost_usd", step.cost);
    if (step.costIsEstimate)
        json.member("cost_is_estimate", true);
    addMoney(json, "cost_estimate_usd", step.costEstimate);
    addCount(json, "tokens_in", step.tokensIn);
    addCount(json, "tokens_out", step.tokensOut);
    addTime(json, "started_at", step.startedAt);
    addDuration(json, step.durationNanos);
    addText(json, "error", step.error);
    addCount(json, "batch", step.batch);
    addCount(json, "parent", step.parent);
    if (step.decision)
        addDecision(json, runs.decisions()[*step.decision]);
    out.append(json.endObject().json()).append("\n");
}

void appendEndLine(std::string& out, const Run& run)
{
    JsonWriter json;
    json.beginObject().member("type", "end").member("run", run.id);
    addText(json, "status", run.status);
    out.append(json.endObject().json()).append("\n");
}

void appendRun(std::string& out, const Runs& runs, const Run& run)
{
    appendRunLine(out, runs, run);
    for (std::uint32_t i = 0; i < run.stepCount; ++i)
        appendStepLine(out, runs, run, run.firstStep + i);
    if (!run.status.empty())
        appendEndLine(out, run);
}

bool writeNative(std::ostream& out, const Runs& runs)
{
    std::string lines;
    for (const auto& run : runs.runs()) {
        appendRun(lines, runs, run);
        out.write(lines.data(), static_cast<std::streamsize>(lines.size()));
        lines.clear();
    }
    return out.good();
}

} // namespace runlog
