// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/evaluator.h"

#include <variant>
#include <vector>

// Why policies matched, as cheap as it can be had: for a guard that keeps the reasons of every decision. explain.h makes texts of it.
namespace runlog {

// What one condition saw. Views of the request and the program: it lives as long as these.
struct Reason {
    std::uint32_t node = 0; // of the program
    std::uint32_t end = 0;  // the reasons between this one and `end` are its children, in preorder
    Truth truth = Truth::False;

    // What a test compared: a counter, what a window came to (or an item of a list), or a value. Nothing for the others.
    std::variant<std::monostate, Evaluator::Counter, ItemValue, Value> seen;
};

struct PolicyReasons {
    std::uint32_t policy = 0; // index into Engine::policies()
    std::uint32_t when = 0;   // index into Reasons::conditions
    std::optional<std::uint32_t> unless;
};

// Reused from step to step, so that keeping reasons allocates nothing once warm.
struct Reasons {
    std::vector<PolicyReasons> policies;
    std::vector<Reason> conditions;

    void clear();
};

// The reasons of the policies that `decision` names as matched, in its order: `decision` is what the engine said of this request in
// this state. Threads as evaluate(); does not throw. Where a modify has changed the action, guards that matched only then are shown
// with what was asked for.
void reasonsOf(const Engine& engine, const Request& request, const RunState& state, const Decision& decision, Reasons& reasons);

// Appends the reasons of one policy, matched or not.
void addReasons(const Evaluator& evaluator, const Program& program, std::uint32_t policy, Reasons& reasons);

} // namespace runlog
