// SPDX-License-Identifier: Apache-2.0
#include "tests/replay/printing.h"

#include "core/language/parse.h"
#include "core/replay/summary.h"
#include "core/traces/read.h"

#include <QtGlobal>

using namespace runlog;

namespace {

std::string ids(const Replay& replay, const std::vector<std::uint32_t>& policies, bool andDefault)
{
    std::string text;
    for (const auto policy : policies)
        text += (text.empty() ? "" : ",") + replay.engine->policies()[policy].policy->id;
    if (andDefault)
        text += text.empty() ? "default" : ",default";
    return text;
}

std::string printStep(const Replay& replay, std::size_t step)
{
    const auto& outcome = replay.steps[step];
    const auto& matches = replay.matches(step);
    const auto& runs = *replay.runs;
    const auto decider = deciderId(replay, outcome);
    std::string line(runs.run(runs.runOf(step)).id);
    line += "#" + std::to_string(runs.seq()[step]) + " " + std::string(name(outcome.outcome)) + " "
        + (decider.empty() ? "-" : std::string(decider)) + " matched=" + ids(replay, matches.matched, matches.defaultDenied);
    if (const auto observed = ids(replay, matches.observed, matches.defaultObserved); !observed.empty())
        line += " observed=" + observed;
    line += " " + std::string(name(outcome.stepClass));
    if (outcome.approval != ApprovalState::None)
        line += " " + std::string(name(outcome.approval));
    if (outcome.failedClosed)
        line += " failed_closed";
    if (const auto args = replay.changedArgs.find(step); args != replay.changedArgs.end())
        line += " args=" + args->second;
    return line + "\n";
}

} // namespace

std::string print(const Replay& replay)
{
    std::string text;
    for (std::size_t step = 0; step < replay.steps.size(); ++step)
        if (replay.steps[step].outcome != Outcome::Undecided)
            text += printStep(replay, step);
    return text;
}

EnginePtr engineOf(const std::string& policies)
{
    const auto source = std::make_shared<const Source>("policies.yaml", policies);
    const auto parsed = parse(source);
    if (hasError(parsed.diagnostics))
        qFatal("the policies of this test have an error:\n%s", print(parsed.diagnostics, *source).c_str());
    return std::make_shared<const Engine>(PolicySet{{parsed.file}});
}

RunsPtr runsOf(const std::string& lines)
{
    const auto result = readTrace("runs.jsonl", lines);
    for (const auto& problem : result.problems)
        if (problem.severity == Severity::Error)
            qFatal("the runs of this test have an error: %s", print(problem).c_str());
    return result.runs;
}
