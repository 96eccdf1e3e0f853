// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/groups.h"
#include "core/replay/replay.h"

#include <string>

namespace runlog {

// A corpus cut into parts for as many machines, each of which looks through the corpus and replays its own part. Parts are made of whole
// groups of runs (see groupsOf), so no counter is cut; the same policies and runs give the same parts everywhere.
struct Partition {
    Coupling coupling;
    std::size_t groups = 0;
    std::vector<std::uint32_t> partOfRun; // from 0
    std::vector<std::size_t> stepsOf;     // by part: decided steps
};

// The largest groups first, each to the part with the fewest steps so far. Where there are fewer groups than parts, some parts are
// empty.
Partition partitionOf(const Engine& engine, const Runs& runs, const ReplayOrder& order, std::size_t parts);

// The same of groups that are known already; `stepsOfRun` counts decided steps. Leaves `coupling` open.
Partition partitionOf(const std::vector<std::uint32_t>& groupOfRun, const std::vector<std::size_t>& stepsOfRun, std::size_t parts);

// For people: `runs are coupled by the money of their service's day (cost_today) and by windows per user`.
std::string couplingText(const Coupling& coupling);

} // namespace runlog
