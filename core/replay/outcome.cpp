// SPDX-License-Identifier: Apache-2.0
#include "core/replay/replay.h"
#include "core/replay/summary.h"
#include "core/replay/threads.h"

#include <algorithm>

namespace runlog {

namespace {

void appendName(std::string& json, const char* key, std::string_view value)
{
    json.append(json.size() > 1 ? "," : "").append("\"").append(key).append("\":");
    appendJsonText(json, value);
}

void appendIds(std::string& json, const char* key, const Replay& replay, const std::vector<std::uint32_t>& policies,
               bool andDefault)
{
    json.append(json.size() > 1 ? "," : "").append("\"").append(key).append("\":[");
    bool first = true;
    for (const auto policy : policies) {
        json.append(first ? "" : ",");
        appendJsonText(json, replay.engine->policies()[policy].policy->id);
        first = false;
    }
    if (andDefault)
        json.append(first ? "\"default\"" : ",\"default\"");
    json += ']';
}

} // namespace

std::string_view name(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Allow: return "allow";
    case Outcome::Log: return "log";
    case Outcome::Modify: return "modify";
    case Outcome::RequireApproval: return "require_approval";
    case Outcome::Deny: return "deny";
    case Outcome::Terminate: return "terminate";
    case Outcome::NotReached: return "not_reached";
    case Outcome::Undecided: return "undecided";
    }
    return "";
}

std::string_view name(StepClass stepClass)
{
    switch (stepClass) {
    case StepClass::Exact: return "exact";
    case StepClass::AfterDivergence: return "after_divergence";
    case StepClass::NotEvaluable: return "not_evaluable";
    }
    return "";
}

// Keys in order of code point, as RFC 8785 wants them.
std::string outcomeLine(const Replay& replay, std::size_t step)
{
    const auto& outcome = replay.steps[step];
    const auto& matches = replay.matches(step);
    std::string json = "{";
    if (outcome.approval != ApprovalState::None)
        appendName(json, "approval", name(outcome.approval));
    if (const auto args = replay.changedArgs.find(step); args != replay.changedArgs.end())
        json.append(json.size() > 1 ? "," : "").append("\"args\":").append(args->second);
    appendName(json, "class", name(outcome.stepClass));
    appendIds(json, "matched", replay, matches.matched, matches.defaultDenied);
    appendIds(json, "observed", replay, matches.observed, matches.defaultObserved);
    appendName(json, "outcome", name(outcome.outcome));
    if (outcome.policy == Decision::Nobody)
        json += ",\"policy\":null";
    else
        appendName(json, "policy", deciderId(replay, outcome));
    json += ",\"seq\":" + std::to_string(replay.runs->seq()[step]) + "}";
    return json;
}

Sha256::Bytes runDigest(const Replay& replay, std::size_t index)
{
    Sha256 lines;
    const auto& run = replay.runs->run(index);
    for (std::size_t step = run.firstStep; step < run.firstStep + run.stepCount; ++step)
        if (replay.steps[step].outcome != Outcome::Undecided)
            lines.add(outcomeLine(replay, step) + "\n");
    return lines.finish();
}

std::string digestOf(std::span<const Sha256::Bytes> runs)
{
    Sha256 all;
    for (const auto& bytes : runs)
        all.add({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    return hex(all.finish());
}

std::string digest(const Replay& replay, unsigned threads)
{
    constexpr std::size_t AtOnce = 64; // runs of one turn
    std::vector<Sha256::Bytes> runs(replay.runs->runs().size());
    takeTurns(threadsWanted(threads), (runs.size() + AtOnce - 1) / AtOnce, [&](std::size_t turn) {
        for (auto run = turn * AtOnce; run < std::min((turn + 1) * AtOnce, runs.size()); ++run)
            runs[run] = runDigest(replay, run);
    });
    return digestOf(runs);
}

} // namespace runlog
