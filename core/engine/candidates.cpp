// SPDX-License-Identifier: Apache-2.0
#include "core/engine/candidates.h"

#include "core/engine/evaluator.h"
#include "core/engine/state.h"

namespace runlog {

namespace {

void lookAtAll(const LimitList& list, Marks& marks)
{
    for (const auto& limit : list.from)
        marks.look(limit.policy);
    for (const auto& limit : list.upTo)
        marks.look(limit.policy);
}

// Only limits that the value has reached are walked: what is skipped costs nothing.
void holdReached(const LimitList& list, std::int64_t value, Marks& marks)
{
    for (auto limit = list.from.begin(); limit != list.from.end() && limit->value <= value; ++limit)
        marks.hold(limit->policy);
    for (auto limit = list.upTo.begin(); limit != list.upTo.end() && limit->value >= value; ++limit)
        marks.hold(limit->policy);
}

void mark(const Bucket& bucket, const Evaluator& evaluator, Marks& marks)
{
    for (const auto policy : bucket.walked)
        marks.look(policy);
    for (const auto& list : bucket.limits) {
        const auto seen = evaluator.counter(list.field, list.zone);
        if (seen.atLeast || seen.unrecorded || seen.absent)
            lookAtAll(list, marks);
        else
            holdReached(list, seen.value, marks);
    }
}

void markAll(const Program& program, const Request& request, const RunState& state, Marks& marks)
{
    const bool isToolCall = request.kind == StepKind::ToolCall;
    if (isToolCall && request.tool.kind() == Value::Kind::Unrecorded) {
        for (const auto policy : program.forAnyTool)
            marks.look(policy);
        return;
    }
    const Evaluator evaluator(program, request, state);
    mark(program.byKind[static_cast<std::size_t>(request.kind)], evaluator, marks);
    if (!isToolCall)
        return;
    if (const auto found = program.byTool.find(request.tool.text()); found != program.byTool.end())
        mark(found->second, evaluator, marks);
}

void keepGoverning(const Program& program, const Request& request, const RunState& state, Marks& marks)
{
    if (const auto* governed = state.governed()) {
        marks.keep(*governed);
        return;
    }
    marks.visit([&](std::uint32_t policy, bool) {
        if (!program.governs(program.policies[policy].file, request.service))
            marks.forget(policy);
    });
}

} // namespace

void markCandidates(const Program& program, const Request& request, const RunState& state, Marks& marks)
{
    marks.clear(program.policies.size());
    markAll(program, request, state, marks);
    if (program.hasServices)
        keepGoverning(program, request, state, marks);
}

} // namespace runlog
