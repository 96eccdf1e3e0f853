// SPDX-License-Identifier: Apache-2.0
#include "core/replay/part.h"

#include "core/traces/nativewriter.h"

namespace runlog {

namespace {

void writeOrigin(JsonWriter& json, const PartOrigin& origin)
{
    json.member("program", origin.program).member("time_zone_rules", origin.zoneRules);
    json.member("policies_sha256", origin.policies).member("corpus_sha256", origin.corpus);
    json.member("answers_sha256", origin.answers);
}

void writeCoupling(JsonWriter& json, const Coupling& coupling)
{
    json.key("coupling").beginObject().member("service_day", coupling.day);
    json.member("service", coupling.service).member("user", coupling.user).endObject();
}

void writePolicies(JsonWriter& json, const Summary& summary)
{
    json.key("policies").beginList();
    for (std::size_t index = 0; index < summary.policies.size(); ++index) {
        const auto& info = summary.policies[index];
        const auto& totals = summary.totals.policies[index];
        json.beginObject().member("id", info.id).member("mode", name(info.mode)).member("action", name(info.action));
        json.member("matched_steps", totals.matchedSteps).member("matched_runs", totals.matchedRuns);
        json.member("decided_steps", totals.decidedSteps).endObject();
    }
    json.endList();
}

void writeTotals(JsonWriter& json, const Totals& totals)
{
    json.key("outcomes").beginObject();
    for (std::size_t outcome = 0; outcome < OutcomeCount; ++outcome)
        json.member(name(static_cast<Outcome>(outcome)), totals.outcomes[outcome]);
    json.endObject().member("steps", totals.steps).member("exact_steps", totals.exact);
    json.member("after_divergence_steps", totals.afterDivergence).member("not_evaluable_steps", totals.notEvaluable);
    json.member("tool_calls", totals.toolCalls).member("llm_calls", totals.llmCalls);
    json.member("saved_at_least_nanos", totals.stoppedCost.nanos).member("saved_at_most_nanos", totals.laterCost.nanos);
    json.member("unknown_costs", totals.unknownCosts);
}

} // namespace

Part partOf(const Replay& replay, const Partition& partition, std::size_t part, PartOrigin origin, std::size_t damagedLines)
{
    Part result;
    result.origin = std::move(origin);
    result.number = part + 1;
    result.of = partition.stepsOf.size();
    result.coupling = partition.coupling;
    result.groups = partition.groups;
    result.summary = summaryOf(replay, {});
    result.summary.runs = partition.partOfRun.size();
    result.summary.damagedLines = damagedLines;
    std::size_t own = 0; // of the replay's runs
    for (std::size_t run = 0; run < partition.partOfRun.size(); ++run)
        if (partition.partOfRun[run] == part)
            result.digests.push_back({run, runDigest(replay, own++)});
    return result;
}

std::string partJson(const Part& part)
{
    JsonWriter json;
    json.beginObject().member("replay_part_version", 1).member("part", part.number).member("of", part.of);
    writeOrigin(json, part.origin);
    writeCoupling(json, part.coupling);
    json.member("groups", part.groups).member("runs", part.summary.runs);
    json.member("damaged_lines", part.summary.damagedLines);
    writeTotals(json, part.summary.totals);
    writePolicies(json, part.summary);
    json.key("run_sha256").beginObject();
    for (const auto& digest : part.digests)
        json.member(std::to_string(digest.run), std::string_view(hex(digest.outcomes)));
    return json.endObject().endObject().take() + "\n";
}

std::string policiesDigest(const PolicySet& set)
{
    std::string digests;
    for (const auto& file : set.files)
        digests += sha256Hex(file->source->bytes());
    return sha256Hex(digests);
}

void CorpusDigest::add(const Runs& runs, const Run& run)
{
    m_lines.clear();
    appendRunLine(m_lines, runs, run);
    for (auto step = run.firstStep; step < run.firstStep + run.stepCount; ++step)
        appendStepLine(m_lines, runs, run, step);
    m_all.add(m_lines);
}

std::string CorpusDigest::finish(std::size_t damagedLines)
{
    m_all.add("damaged " + std::to_string(damagedLines));
    return hex(m_all.finish());
}

std::string answersDigest(const Answers& answers)
{
    JsonWriter json;
    json.beginObject().member("mode", approvalsText(answers)).key("given").beginList();
    for (const auto& [key, answer] : answers.given) {
        json.beginObject().member("run", key.run).member("seq", key.seq).member("action", key.action);
        json.member("policy", key.policy).member("verdict", static_cast<int>(answer.verdict));
        json.member("by", answer.by).member("reason", answer.reason);
        if (answer.editedArgs)
            json.member("args", *answer.editedArgs);
        json.endObject();
    }
    return sha256Hex(json.endList().endObject().json());
}

} // namespace runlog
