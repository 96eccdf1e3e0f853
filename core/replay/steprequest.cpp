// SPDX-License-Identifier: Apache-2.0
#include "core/replay/steprequest.h"

#include "core/replay/replay.h"

namespace runlog {

namespace {

Value orUnrecorded(Value value) { return value.isAbsent() ? Value::unrecorded() : value; }

Value textOrAbsent(std::string_view text) { return text.empty() ? Value() : Value::text(text); }

} // namespace

Request requestOf(const Runs& runs, std::size_t index, Time time)
{
    return requestOf(runs.names(), runs.run(runs.runOf(index)), runs.step(index), time);
}

Request requestOf(const Names& names, const Run& run, const Step& step, Time time)
{
    Request request;
    request.kind = step.kind;
    request.service = names.value(run.service);
    request.environment = textOrAbsent(run.environment);
    request.runId = Value::text(run.id);
    request.runInput = run.input;
    request.user = orUnrecorded(run.user);
    request.tool = names.value(step.tool);
    request.model = names.value(step.model);
    request.args = step.args;
    request.input = step.input;
    request.time = time;
    if (step.kind == StepKind::ToolCall)
        request.tool = orUnrecorded(request.tool), request.args = orUnrecorded(request.args);
    if (step.kind == StepKind::LlmCall)
        request.model = orUnrecorded(request.model);
    if (step.kind != StepKind::ToolCall)
        request.input = orUnrecorded(request.input);
    return request;
}

std::string actionOf(const Replay& replay, const ApprovalRequest& asked)
{
    if (!asked.action.empty())
        return asked.action;
    return recordedAction(*replay.runs, asked.step);
}

std::size_t askedFor(const Replay& replay, const Answers& answers)
{
    if (answers.given.empty())
        return 0;
    std::size_t count = 0;
    for (const auto& request : replay.requests) {
        const std::string run(replay.runs->run(replay.runs->runOf(request.step)).id);
        const auto action = actionOf(replay, request);
        for (const auto policy : request.asking)
            count += answers.given.count({run, replay.runs->seq()[request.step], action,
                                          replay.engine->policies()[policy].policy->id});
    }
    return count;
}

std::string recordedAction(const Runs& runs, std::size_t step)
{
    const auto request = requestOf(runs, step, NoTime);
    return actionDigest(request.service, request.kind, request.tool, request.args);
}

void takeAsWhole(Request& request)
{
    for (auto* value : {&request.user, &request.tool, &request.model, &request.args, &request.input})
        if (value->kind() == Value::Kind::Unrecorded)
            *value = Value();
}

bool lacksCost(const Step& step)
{
    if (step.cost)
        return false;
    return step.kind == StepKind::LlmCall || step.tokensIn > 0 || step.tokensOut > 0;
}

} // namespace runlog
