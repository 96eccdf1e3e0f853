// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"
#include "core/replay/order.h"
#include "core/traces/runs.h"

#include <cstdint>
#include <vector>

namespace runlog {

// What runs share that the policies of a program read. Nothing of it: every run can be replayed alone.
struct Coupling {
    bool day = false;     // `cost_today`: the money of a service's calendar day
    bool service = false; // a window `per: service`
    bool user = false;    // a window `per: user`
    bool operator==(const Coupling&) const = default;
};
Coupling couplingOf(const Program& program);

// The group of each run, counted from 0 in order of run: runs that share a day's money, a user's or a service's window that the
// program reads are in one, and so are those which both share something with a third. A run is never cut: one that passes
// midnight joins two days, and a user's window joins all that the user ever did, however short it is.
std::vector<std::uint32_t> groupsOf(const Program& program, const Runs& runs, const ReplayOrder& order);

} // namespace runlog
