// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

#include <span>

namespace runlog {

// Counts a finished replay.
Totals totalsOf(const Replay& replay);

// What one run adds to the totals of a replay.
struct RunCounts {
    static constexpr std::size_t Classes = 3;

    struct Policy {
        std::uint32_t policy = 0; // index into Engine::policies()
        std::uint32_t matchedSteps = 0;
        std::uint32_t decidedSteps = 0;
    };

    std::array<std::uint32_t, (OutcomeCount + 1) * Classes> outcomes{}; // by Outcome, StepClass
    std::array<std::uint32_t, 4> kinds{};                               // by StepKind
    std::uint32_t unknownCosts = 0;                                     // these three as in Totals
    Money stoppedCost;
    Money laterCost;
    std::vector<Policy> policies; // that have a part in it
};

// Counts single runs of a replay, which outlives it. One per thread.
class RunCounter {
public:
    explicit RunCounter(const Replay& replay);

    // Overwrites `counts`.
    void count(std::size_t run, RunCounts& counts);

private:
    RunCounts::Policy& of(std::uint32_t policy);
    void countMatches(const MatchSet& matches);
    void countCost(std::size_t step, const StepOutcome& outcome);

    const Replay& m_replay;
    std::vector<std::uint32_t> m_place; // by policy: its place in m_counts->policies, where that is its
    RunCounts* m_counts = nullptr;
    bool m_stoppedHere = false;
};

// Runs that were added and taken away again, so that it may stand below zero: how totals change.
class TotalsChange {
public:
    explicit TotalsChange(std::size_t policies) : m_policies(policies) {}

    void add(const RunCounts& run);
    void takeAway(const RunCounts& run);

    // A sum of money that ran into its limit does not come back down.
    void applyTo(Totals& totals) const;

private:
    struct Policy {
        std::int64_t matchedSteps = 0;
        std::int64_t matchedRuns = 0;
        std::int64_t decidedSteps = 0;
    };
    template <int Sign>
    void change(const RunCounts& run);

    std::array<std::int64_t, (OutcomeCount + 1) * RunCounts::Classes> m_outcomes{};
    std::array<std::int64_t, 4> m_kinds{};
    std::int64_t m_unknownCosts = 0;
    Money m_stoppedCost;
    Money m_laterCost;
    std::vector<Policy> m_policies;
};

// Totals of disjoint runs joined.
void add(Totals& totals, const Totals& more);

// Asks for the memory of a run's outcomes, and for what counting it reads besides.
void fetchOutcomes(const Replay& replay, std::size_t run);
void fetchCounting(const Replay& replay, std::size_t run);

} // namespace runlog
