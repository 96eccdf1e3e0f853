// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"

#include <optional>

namespace runlog {

// One condition of one policy that, had it alone come out the other way, would have given the step another outcome.
struct NearMiss {
    std::uint32_t policy = 0;                      // index into Engine::policies()
    const ExplainedCondition* condition = nullptr; // of the explanation
    Action outcome = Action::Allow;                // what would have come
};

struct NearMisses {
    std::optional<NearMiss> stricter;
    std::optional<NearMiss> looser;
};

// What stood nearest between a step and a stricter, and a looser, outcome. Of several conditions the one whose value was nearest
// to its threshold, measured by the threshold; what is no number comes last, in file order. A condition that was in error or
// could not be told is none. Nothing is said where the action was changed, or several files deny by default, or two conditions
// would have to turn. The explanation outlives the answer.
NearMisses nearMisses(const Explanation& explanation, const Engine& engine, StepKind kind);

} // namespace runlog
