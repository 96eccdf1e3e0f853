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
    const auto index = seq.size();
    seq.push_back(step.seq);
    kind.push_back(step.kind);
    tool.push_back(step.tool);
    model.push_back(step.model);
    args.push_back(step.args);
    cost.push_back(nanosOf(step.cost));
    startedAt.push_back(step.startedAt);
    input.append(index, step.input);
    output.append(index, step.output);
    costEstimate.append(index, nanosOf(step.costEstimate));
    tokensIn.append(index, step.tokensIn);
    tokensOut.append(index, step.tokensOut);
    duration.append(index, step.durationNanos);
    error.append(index, step.error);
    batch.append(index, step.batch);
    parent.append(index, step.parent);
    role.append(index, step.role);
    decision.append(index, step.decision.value_or(NoDecision));
    line.append(index, step.line);
    costIsEstimate.append(index, step.costIsEstimate ? 1 : 0);
}

} // namespace runlog
