// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

namespace runlog {

// Counts a finished replay.
Totals totalsOf(const Replay& replay);

// Counts single runs of a replay, which outlives it.
class RunTally {
public:
    explicit RunTally(const Replay& replay);

    void add(std::size_t run);
    Totals totals() const;

private:
    void countMatches(std::size_t run, const MatchSet& matches);
    void countMatch(std::size_t run, std::uint32_t policy);
    void countCost(std::size_t step, const StepOutcome& outcome);

    const Replay& m_replay;
    std::vector<std::size_t> m_seenIn; // by policy: the last run it matched in, plus one
    std::array<std::size_t, OutcomeCount + 1> m_outcomes{};
    std::array<std::size_t, 3> m_classes{}; // by StepClass
    std::array<std::size_t, 8> m_kinds{};   // by StepKind
    Totals m_totals;                        // the rest
    bool m_stoppedHere = false;
};

// Asks for the memory that counting a run reads.
void fetchOutcomes(const Replay& replay, std::size_t run);

// Totals of disjoint runs joined, and taken out again. A sum of money that ran into its limit does not come back down.
void add(Totals& totals, const Totals& more);
void subtract(Totals& totals, const Totals& part);

} // namespace runlog
