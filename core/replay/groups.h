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

// Joins runs that share things, a thing after the other (union-find).
class RunGroups {
public:
    static constexpr std::uint32_t Nothing = 0xFFFFFFFFU;

    explicit RunGroups(std::size_t runs);

    // Things of one kind, by number; a run joins those that had the same thing before it.
    class Things {
    public:
        explicit Things(RunGroups& groups) : m_groups(groups) {}
        void add(std::uint32_t thing, std::uint32_t run); // Nothing: it shares none

    private:
        RunGroups& m_groups;
        std::vector<std::uint32_t> m_first; // by thing
    };

    // The group of each run, counted from 0 in order of run.
    std::vector<std::uint32_t> numbered();

private:
    std::uint32_t find(std::uint32_t run);
    void join(std::uint32_t a, std::uint32_t b);

    std::vector<std::uint32_t> m_parent;
};

} // namespace runlog
