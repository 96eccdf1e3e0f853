// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/truth.h"
#include "core/engine/workspace.h"
#include "core/language/policy.h"

#include <cstdint>
#include <string>
#include <vector>

namespace runlog {

// What the engine says of one request. Reused from step to step, so that deciding allocates nothing once warm.
struct Decision {
    static constexpr std::int32_t Nobody = -1;  // nothing decided: the default, allow
    static constexpr std::int32_t Default = -2; // `default: deny` of the governing file

    Action outcome = Action::Allow;
    std::int32_t policy = Nobody;              // index into Engine::policies(), or one of the above
    std::vector<std::uint32_t> matched;        // enforcing policies that matched, in file order
    std::vector<std::uint32_t> observed;       // observe-mode policies that matched
    std::vector<std::uint32_t> asking;         // require_approval policies among `matched` that must be answered
    bool defaultDenied = false;                // `default: deny` is among the matches
    bool defaultObserved = false;              // `default: deny` under `mode: observe` would have denied
    bool failedClosed = false;                 // the deciding policy counted because a condition was in error
    bool changed = false;                      // a modify changed the action: see args and input
    bool couldDiffer = false;                  // something unrecorded could make the outcome another one
    Value args;                                // as they will run; meaningful when `changed`
    Value input;
    Workspace workspace;                       // the engine's own

    void clear();
};

// One condition of an explanation, in the shape of the policy's own tree.
struct ExplainedCondition {
    const Condition* condition = nullptr;
    Truth truth = Truth::False;
    bool absent = false;                       // the field was not there
    bool evaluated = true;                     // false: the step is not of a kind that this is about
    std::string subject;                       // "cost_today", "args.amount", "count within 10m"
    std::string observed;                      // "74.25", "orders.refund", "absent", "not recorded"
    std::string test;                          // "gt 74.20"
    std::string margin;                        // "over by $0.05", "missed by $0.03", or empty
    std::optional<Decimal> value;              // the observed number, in the unit of the threshold
    std::optional<Decimal> distance;           // to the other side of the threshold, never negative
    bool close = false;                        // within 2 % or one grain of the other side
    std::vector<ExplainedCondition> children;
};

struct ExplainedPolicy {
    std::uint32_t policy = 0;
    Truth truth = Truth::False;
    bool decides = false;
    bool concerned = true;                     // the step is of a kind and service that the policy is about
    ExplainedCondition when;
    std::optional<ExplainedCondition> unless;
};

struct Explanation {
    Decision decision;
    std::vector<ExplainedPolicy> policies;     // all, in file order
    std::string message;                       // the deciding policy's, rendered
};

} // namespace runlog
