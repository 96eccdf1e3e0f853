// SPDX-License-Identifier: Apache-2.0
#include "core/traces/survey.h"

#include <algorithm>

namespace runlog {

namespace {

bool isMissing(Value value) { return value.isAbsent() || value.kind() == Value::Kind::Unrecorded; }

void countGap(Survey& survey, StepKind kind, std::string_view field, bool missing)
{
    const auto known = std::ranges::find_if(survey.gaps, [=](const auto& gap) { return gap.kind == kind && gap.field == field; });
    auto& gap = known != survey.gaps.end() ? *known : survey.gaps.emplace_back(Survey::Gap{field, kind, 0, 0});
    ++gap.steps;
    gap.missing += missing ? 1 : 0;
}

void countGaps(Survey& survey, const Step& step)
{
    countGap(survey, step.kind, "started_at", step.startedAt == NoTime);
    switch (step.kind) {
    case StepKind::ToolCall:
        countGap(survey, step.kind, "args", isMissing(step.args));
        countGap(survey, step.kind, "output", isMissing(step.output));
        break;
    case StepKind::LlmCall:
        countGap(survey, step.kind, "model", step.model <= Names::Unrecorded);
        countGap(survey, step.kind, "input", isMissing(step.input));
        countGap(survey, step.kind, "output", isMissing(step.output));
        countGap(survey, step.kind, "cost", !step.cost);
        countGap(survey, step.kind, "tokens", step.tokensIn < 0 || step.tokensOut < 0);
        break;
    case StepKind::Call:
        countGap(survey, step.kind, "input", isMissing(step.input));
        break;
    case StepKind::Message:
        break;
    }
}

void countKind(Survey& survey, const Runs& runs, const Step& step)
{
    switch (step.kind) {
    case StepKind::Call: ++survey.calls; break;
    case StepKind::Message: ++survey.messages; break;
    case StepKind::LlmCall:
        ++survey.modelCalls;
        ++survey.models[runs.names().name(step.model)];
        break;
    case StepKind::ToolCall:
        ++survey.toolCalls;
        ++survey.tools[runs.names().name(step.tool)];
        break;
    }
}

void countCost(Survey& survey, const Step& step)
{
    if (step.cost) {
        survey.cost = plusSaturating(survey.cost, *step.cost);
        ++survey.knownCosts;
        survey.estimatedCosts += step.costIsEstimate ? 1 : 0;
    } else if (step.kind == StepKind::LlmCall || step.tokensIn > 0 || step.tokensOut > 0) {
        ++survey.unknownCosts;
    }
}

void addRun(Survey& survey, const Runs& runs, const Run& run)
{
    ++survey.runs;
    ++survey.services[runs.names().name(run.service)];
    survey.runsWithoutUser += run.user.isThere() ? 0 : 1;
    survey.runsWithoutService += run.service == Names::Absent ? 1 : 0;
    for (std::uint32_t i = 0; i < run.stepCount; ++i) {
        const auto step = runs.step(run.firstStep + i);
        countKind(survey, runs, step);
        if (step.kind == StepKind::Message)
            continue;
        countCost(survey, step);
        countGaps(survey, step);
        survey.decided += step.decision ? 1 : 0;
        if (step.startedAt == NoTime)
            continue;
        survey.first = survey.first == NoTime ? step.startedAt : std::min(survey.first, step.startedAt);
        survey.last = std::max(survey.last, step.startedAt);
    }
}

} // namespace

Survey survey(const Runs& runs)
{
    Survey all;
    for (const auto& run : runs.runs())
        addRun(all, runs, run);
    return all;
}

Survey survey(const Runs& runs, const Run& run)
{
    Survey one;
    addRun(one, runs, run);
    return one;
}

} // namespace runlog
