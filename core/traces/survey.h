// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/runs.h"

#include <map>

namespace runlog {

// What runs hold and what they lack. A pure function of the store.
struct Survey {
    // One field of a kind of step: how many steps could have it and how many do not.
    struct Gap {
        std::string_view field;
        StepKind kind = StepKind::ToolCall;
        std::size_t steps = 0;
        std::size_t missing = 0;
    };

    std::size_t runs = 0;
    std::size_t calls = 0;
    std::size_t modelCalls = 0;
    std::size_t toolCalls = 0;
    std::size_t messages = 0;
    std::map<std::string_view, std::size_t> services; // runs of each; empty name: without one
    std::map<std::string_view, std::size_t> tools;    // calls of each
    std::map<std::string_view, std::size_t> models;   // calls of each
    Money cost;                                       // known ones, estimates included
    std::size_t knownCosts = 0;                       // model calls and others with a cost of their own
    std::size_t estimatedCosts = 0;                   // of the known ones: from a price table
    std::size_t unknownCosts = 0;                     // model calls, and others with tokens, without one
    Time first = NoTime;
    Time last = NoTime;
    std::size_t runsWithoutUser = 0;
    std::size_t runsWithoutService = 0;
    std::size_t decided = 0;                          // steps with a recorded decision
    std::vector<Gap> gaps;

    // Something cost, and of none of it is the cost known.
    bool isCostUnknown() const { return knownCosts == 0 && unknownCosts > 0; }
};

Survey survey(const Runs& runs);
// The same of one run.
Survey survey(const Runs& runs, const Run& run);

} // namespace runlog
