// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

#include <string>
#include <vector>

namespace runlog {

// One kind of recorded action: the calls of a tool, or of a model, or the entries of runs.
struct MediatedAction {
    StepKind kind = StepKind::ToolCall;
    std::string name;          // of the tool or model; empty for entries, and where none is recorded
    std::size_t steps = 0;     // decided ones
    std::size_t unseen = 0;    // … that no enforcing policy is about: by kind, service, or the tool that it names
    std::size_t onDefault = 0; // … that no enforcing policy matched: the default decides, unseen ones among them
    std::size_t refused = 0;   // … of those, by `default: deny`
};

// Which recorded actions the policies come between: most steps first, then by kind and name. Steps that are not reached, and
// messages, are not in it.
std::vector<MediatedAction> mediationOf(const Replay& replay);

} // namespace runlog
