// SPDX-License-Identifier: Apache-2.0
#include "core/checks/unrecordedentities.h"

#include "core/engine/program.h"
#include "core/language/report.h"

#include <algorithm>

namespace runlog::checks {

namespace {

void look(const ConditionEvidence& evidence, Diagnostics& found)
{
    const auto& condition = *evidence.condition;
    const auto there = evidence.steps() - evidence.unknown - evidence.absent;
    for (std::size_t at = 0; at < evidence.seenEntities.size() && there > 0; ++at) {
        if (evidence.seenEntities[at] != 0)
            continue;
        const auto message = "no " + inTicks(condition.entities().entities[at]) + " is in " + inTicks(print(condition.field)) + " of "
            + std::to_string(there) + (there == 1 ? " step" : " steps");
        found.push_back({"entity-not-recorded", Severity::Note, condition.entities().entitySpans[at], message, {}, {}});
    }
}

} // namespace

bool namesEntities(const Engine& engine)
{
    return std::ranges::any_of(engine.program().leaves, [](const Leaf& leaf) { return !leaf.condition->entities().entities.empty(); });
}

std::vector<Diagnostics> unrecordedEntities(const Evidence& evidence, const Engine& engine)
{
    std::vector<Diagnostics> found(engine.policySet().files.size());
    for (const auto& policy : evidence.policies) {
        const auto& compiled = engine.program().policies[policy.policy];
        if (compiled.info.policy->stale)
            continue;
        for (const auto& condition : policy.conditions)
            look(condition, found[compiled.file]);
    }
    return found;
}

} // namespace runlog::checks
