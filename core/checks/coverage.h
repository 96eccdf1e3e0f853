// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/policy.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace runlog {

// A leaf of a policy's conditions: a test of a field, of a window's result, or a history.
struct CoveredCondition {
    const Condition* condition = nullptr;
    const Window* window = nullptr; // whose result it tests; null: none
    bool seenTrue = false;
    bool seenFalse = false;

    bool isCovered() const { return seenTrue && seenFalse; }
};

struct CoveredPolicy {
    const Policy* policy = nullptr;
    bool decided = false; // a step of some test
    bool matched = false;
    bool canDecide = true; // allow and observing policies never do: that they matched covers them
    std::vector<CoveredCondition> conditions; // in file order

    bool isCovered() const { return canDecide ? decided : matched; }
};

// What a file's tests exercise: whether each policy decided a step, and each condition was seen true and seen false at
// a step that its policy is about. Policies that are switched off are not in it.
struct Coverage {
    std::shared_ptr<const PolicyFile> file;
    std::vector<CoveredPolicy> policies; // in file order

    std::size_t coveredPolicies() const;
    std::size_t conditions() const;
    std::size_t coveredConditions() const;
};

// Runs the tests and looks on. Pure; safe in any thread.
Coverage coverageOf(std::shared_ptr<const PolicyFile> file, std::stop_token stop = {});

// "args.amount gt 50", "count within 10m gt 8", as the condition is written.
std::string conditionText(const CoveredCondition& covered);

} // namespace runlog
