// SPDX-License-Identifier: Apache-2.0
#include "core/traces/columns.h"

#include "core/traces/runs.h"

namespace runlog {

namespace {

std::int64_t nanosOf(const std::optional<Money>& money)
{
    return money ? money->nanos : StepColumns::UnknownCost;
}

} // namespace

void StepColumns::append(const Step& step)
{
    seq.push_back(step.seq);
    kind.push_back(step.kind);
    tool.push_back(step.tool);
    model.push_back(step.model);
    args.push_back(step.args);
    input.push_back(step.input);
    output.push_back(step.output);
    cost.push_back(nanosOf(step.cost));
    costEstimate.push_back(nanosOf(step.costEstimate));
    tokensIn.push_back(step.tokensIn);
    tokensOut.push_back(step.tokensOut);
    startedAt.push_back(step.startedAt);
    duration.push_back(step.durationNanos);
    error.push_back(step.error);
    batch.push_back(step.batch);
    parent.push_back(step.parent);
    role.push_back(step.role);
    decision.push_back(step.decision.value_or(NoDecision));
    line.push_back(step.line);
    costIsEstimate.push_back(step.costIsEstimate ? 1 : 0);
}

} // namespace runlog
