// SPDX-License-Identifier: Apache-2.0
#include "core/replay/summary.h"

#include "core/language/diagnostic.h"

#include <algorithm>

namespace runlog {

namespace {

constexpr Outcome StrictestFirst[] = {Outcome::Terminate, Outcome::Deny, Outcome::RequireApproval, Outcome::Modify,
                                      Outcome::Log, Outcome::Allow, Outcome::NotReached};

void writePolicies(JsonWriter& json, const Summary& summary)
{
    json.key("policies").beginList();
    for (std::size_t index = 0; index < summary.policies.size(); ++index) {
        const auto& info = summary.policies[index];
        const auto& totals = summary.totals.policies[index];
        json.beginObject()
            .member("id", info.id)
            .member("mode", name(info.mode))
            .member("action", name(info.action))
            .member("matched_steps", totals.matchedSteps)
            .member("matched_runs", totals.matchedRuns)
            .member("decided_steps", totals.decidedSteps)
            .endObject();
    }
    json.endList();
}

std::string padded(std::string text, std::size_t width, bool right)
{
    const auto blanks = std::string(width > text.size() ? width - text.size() : 0, ' ');
    return right ? blanks + text : text + blanks;
}

std::string countLine(std::string_view label, std::size_t count)
{
    return std::string("  ").append(padded(std::string(label), 18, false)).append(padded(std::to_string(count), 9, true)) + "\n";
}

std::string policyLine(const Summary::PolicyInfo& info, const PolicyTotals& totals, std::size_t width)
{
    return std::string("  ") + padded(printable(info.id), width, false) + "  " + padded(std::string(name(info.action)), 16, false)
        + padded(std::to_string(totals.decidedSteps), 9, true) + " decided"
        + padded(std::to_string(totals.matchedSteps), 9, true) + " matched in "
        + std::to_string(totals.matchedRuns) + " runs"
        + (info.mode == Mode::Observe ? " (observed only)" : "") + "\n";
}

} // namespace

std::string_view deciderId(const Replay& replay, const StepOutcome& outcome)
{
    if (outcome.policy == Decision::Default)
        return "default";
    if (outcome.policy == Decision::Nobody)
        return {};
    return replay.engine->policies()[static_cast<std::size_t>(outcome.policy)].policy->id;
}

Summary summaryOf(const Replay& replay, std::string digest)
{
    Summary summary;
    for (const auto& info : replay.engine->policies())
        summary.policies.push_back({info.policy->id, info.mode, info.policy->action});
    summary.totals = replay.totals;
    summary.runs = replay.runs->runs().size();
    summary.damagedLines = replay.runs->damagedLines();
    summary.stopped = replay.stopped;
    summary.digest = std::move(digest);
    return summary;
}

void writeSummary(JsonWriter& json, const Summary& summary)
{
    const auto& totals = summary.totals;
    json.member("runs", summary.runs)
        .member("steps", totals.steps)
        .member("tool_calls", totals.toolCalls)
        .member("llm_calls", totals.llmCalls);
    json.key("outcomes").beginObject();
    for (std::size_t outcome = 0; outcome < OutcomeCount; ++outcome)
        json.member(name(static_cast<Outcome>(outcome)), totals.outcomes[outcome]);
    json.endObject();
    writePolicies(json, summary);
    json.member("exact_steps", totals.exact)
        .member("after_divergence_steps", totals.afterDivergence)
        .member("not_evaluable_steps", totals.notEvaluable)
        .member("saved_at_least_usd", text(totals.stoppedCost))
        .member("saved_at_most_usd", text(totals.laterCost))
        .member("incomplete", summary.stopped || summary.damagedLines != 0)
        .member("damaged_lines", summary.damagedLines)
        .member("digest", summary.digest);
}

std::string summaryText(const Summary& summary)
{
    const auto& totals = summary.totals;
    std::string text = std::to_string(summary.runs) + " runs, " + std::to_string(totals.steps)
        + " decided steps: " + std::to_string(totals.toolCalls) + " tool calls, " + std::to_string(totals.llmCalls)
        + " model calls\n\n";
    for (const auto outcome : StrictestFirst)
        text += countLine(name(outcome), totals.outcomes[static_cast<std::size_t>(outcome)]);
    text.append("\n").append(countLine("exact", totals.exact));
    text.append(countLine("after divergence", totals.afterDivergence));
    text.append(countLine("not evaluable", totals.notEvaluable)).append("\n");
    std::size_t width = 8;
    for (const auto& info : summary.policies)
        width = std::max(width, std::min<std::size_t>(printable(info.id).size(), 40));
    for (std::size_t index = 0; index < summary.policies.size(); ++index)
        text += policyLine(summary.policies[index], totals.policies[index], width);
    text.append("\nsaved: at least $").append(runlog::text(totals.stoppedCost));
    text.append(", at most $").append(runlog::text(totals.laterCost)).append("\n");
    if (summary.damagedLines != 0)
        text += "incomplete: " + std::to_string(summary.damagedLines) + (summary.damagedLines == 1 ? " damaged line was left out\n" : " damaged lines were left out\n");
    return text + "digest " + summary.digest + "\n";
}

void writeSummary(JsonWriter& json, const Replay& replay, const std::string& digest)
{
    writeSummary(json, summaryOf(replay, digest));
}

std::string summaryText(const Replay& replay, const std::string& digest)
{
    return summaryText(summaryOf(replay, digest));
}

} // namespace runlog
