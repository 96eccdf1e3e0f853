// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/diagnostic.h"
#include "core/language/policy.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

// Mutation testing: the file is changed in one place at a time; tests that still pass do not hold that place.
namespace runlog {

struct Mutant {
    enum class Kind : std::uint8_t { Threshold, Operator, Action };

    Kind kind = Kind::Threshold;
    std::string policy;  // id
    Span span;           // what is changed
    Edit edit;
    std::string change;  // "`50.00` to `50.01`"
    bool survived = false;
};
std::string_view name(Mutant::Kind kind); // "threshold", "operator", "action"

// Every change whose text is a valid file, in order of place: each number one grain up and down; each operator to its
// neighbour (gt and gte, lt and lte, eq and ne, in and not_in, any and all, …); each action to a weaker or stricter
// one, and each policy off.
std::vector<Mutant> mutantsOf(const PolicyFile& file);

struct Mutation {
    std::vector<Mutant> mutants;
    bool baseFails = false;   // a test fails as the file stands: nothing was tried
    bool stopped = false;     // a stop was asked for: the last mutants were not tried and are not in it

    std::size_t killed() const;
};

// Runs the tests against every mutant of the file. Pure; safe in any thread.
Mutation mutate(const std::shared_ptr<const PolicyFile>& file, std::stop_token stop = {});

} // namespace runlog
