// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

// What recorded runs say of each condition of the policies that decide them.
namespace runlog {

// One leaf of a policy's conditions (a test of a field, of a window's result, or a history) over the steps that its policy is
// about. The first four add up to those steps.
struct ConditionEvidence {
    const Condition* condition = nullptr;
    const Window* window = nullptr; // whose result it tests; null: none
    std::uint32_t policy = 0;       // index into Engine::policies()
    bool inUnless = false;
    std::size_t isTrue = 0;
    std::size_t isFalse = 0;
    std::size_t inError = 0;
    std::size_t unknown = 0;        // the recording lacks what it asks for
    std::size_t absent = 0;         // of the true and the false ones: the field was not there
    std::optional<std::size_t> whereTrue;  // the first step, in order of replay
    std::optional<std::size_t> whereFalse;
    std::vector<std::size_t> seen;  // by literal, where the values of a list or names are compared: steps with that value
    std::vector<std::size_t> seenEntities; // by entity, where a test names some: steps that hold one, as likely as the test asks

    std::size_t steps() const { return isTrue + isFalse + inError + unknown; }
};

struct PolicyEvidence {
    std::uint32_t policy = 0;
    std::size_t steps = 0;   // decided ones that it is about, by kind and service
    std::size_t matched = 0; // errors that count among them
    std::vector<ConditionEvidence> conditions; // in file order
};

struct Evidence {
    std::vector<PolicyEvidence> policies; // by engine index
    std::size_t steps = 0;                // decided ones
};

// Replays the runs and looks at every condition at every step. Pure; as long as a replay without any index.
Evidence evidenceOf(EnginePtr engine, RunsPtr runs, const Answers& answers, std::stop_token stop = {});

// Whether the literals of a condition are values or names that a step can have: `seen` counts them.
bool comparesNames(const Condition& condition);

} // namespace runlog
