// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"
#include "core/language/diagnostic.h"

#include <stop_token>

// What can be said of policies without a recording: that one never matches, always does, is always overruled, repeats
// another. Each finding is proven over all steps there can be; where the budget ends first nothing is said.
namespace runlog::checks {

struct Finding {
    enum class Kind : std::uint8_t {
        NeverMatches,    // no step matches the policy
        OnlyInError,     // it counts as matched only where a test is in error
        AlwaysMatches,   // every step of the kinds that it concerns
        NeverTrue,       // a part of it that cannot hold
        AlwaysTrue,      // a part of it that always holds
        DeadUnless,      // `unless` never applies
        EqualConditions, // the same condition and action as `others`
        MatchesAbsent,   // it holds where the field is not there
        Covered          // `others`, or the default, decide every step that it matches
    };

    Kind kind = Kind::NeverMatches;
    std::uint32_t policy = 0; // index into Engine::policies()
    std::size_t file = 0;     // of the diagnostic's places
    Diagnostic diagnostic;
    std::vector<std::uint32_t> others; // policies that are named
    std::vector<const Condition*>
        conditions;         // NeverTrue: cannot all hold; AlwaysTrue: one holds always; MatchesAbsent: the test
    bool byDefault = false; // Covered: `default: deny` is among them
    // A step that shows it, as `tests:` takes it; the engine was asked. MatchesAbsent has one always; OnlyInError, Covered
    // and EqualConditions by a stricter policy have one where such a step can be written down.
    std::string witness;
};

struct Findings {
    std::vector<Finding> found;
    std::size_t notProven = 0;       // questions that the budget left open
    std::vector<std::uint32_t> open; // the policies that they are about, ascending; empty where `tooMany`
    bool tooMany = false;            // more than MostPolicies: nothing was asked
    bool stopped = false;
};

// Counts a question about a policy that the budget left open.
void leaveOpen(Findings& findings, std::uint32_t policy);

// Of more policies than this nothing is said: all of them count as not proven.
constexpr std::size_t MostPolicies = 20'000;

// Looks at each policy for itself and for equal conditions. Cheap: a thousand policies in a few hundredths of a second.
// Stale policies are left out.
Findings checkEach(const Engine& engine, std::stop_token stop = {});

// Whether stricter policies decide every step of a policy. `budget` is the number of looks per policy; a thousand
// policies take well under a second in a worker.
Findings checkCovered(const Engine& engine, std::stop_token stop = {}, std::size_t budget = 20'000);

// Adds the diagnostics of one file to those of its text, in order of place, and one that says what was left open. What the
// text's own diagnostics say already of the same policy is left out.
void addFindings(Diagnostics& diagnostics, const Findings& findings, const Engine& engine, std::size_t file);

} // namespace runlog::checks
