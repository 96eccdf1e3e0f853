// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

namespace runlog {

// One step whose outcome differs between two replays of the same runs.
struct ChangedStep {
    enum class Direction : std::uint8_t { Loosened, Tightened, Note, Consequence };

    std::size_t step = 0;
    StepOutcome before;
    StepOutcome after;
    Direction direction = Direction::Tightened;
    std::size_t cause = 0; // of a Consequence: the changed step of the same run it follows from
};
std::string_view name(ChangedStep::Direction direction);

// Two replays compared. Loosenings first, then tightenings, then notes (log against allow); steps that became reached or not
// reached are consequences, listed under their cause and counted apart.
struct Impact {
    std::vector<ChangedStep> changes;      // without consequences
    std::vector<ChangedStep> consequences; // in order of step
    std::size_t loosened = 0;
    std::size_t tightened = 0;
    std::size_t notes = 0;
    std::size_t uncertain = 0;             // changes that are not exact
    std::size_t runs = 0;                  // runs with any change
};

// How strict an outcome is: terminate > deny = refused or expired approval > require_approval > modify > allow = log.
int strictness(const StepOutcome& outcome);

// How many steps of one run differ, by kind; `uncertain` of those that are no consequences.
struct RunChanges {
    std::uint32_t loosened = 0;
    std::uint32_t tightened = 0;
    std::uint32_t notes = 0;
    std::uint32_t uncertain = 0;
    std::uint32_t consequences = 0;

    bool isAny() const { return loosened + tightened + notes + consequences != 0; }
};
RunChanges countRun(const Replay& before, const Replay& after, const Run& run);

// Adds what differs in one run; `changes` and `consequences` in order of step.
void compareRun(Impact& impact, const Replay& before, const Replay& after, const Run& run);

// Puts loosenings first, then tightenings, then notes; each in order of step.
void sortByDirection(Impact& impact);

// Both replays must be of the same Runs. A step that is Undecided in one of them is not compared.
Impact compare(const Replay& before, const Replay& after);

} // namespace runlog
