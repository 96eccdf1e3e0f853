// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"
#include "core/replay/live/facts.h"
#include "core/replay/live/sharedcolumns.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

// How a corpus lies in memory for replays that are repeated while policies change.
namespace runlog::live {

// A set of runs that shares nothing which the policies read with any other: it can be replayed alone.
struct Group {
    std::uint32_t begin = 0; // places in Layout::members
    std::uint32_t end = 0;
    bool isPlain = true; // false: something in it is beyond the fast way
};

// The facts of the decided steps with what the program's counters need of them. Immutable once made; the columns belong to `owners`.
struct Layout {
    std::span<const StepFact> facts;                    // by position
    std::span<const std::uint32_t> begins;              // as in Facts
    std::span<const std::uint32_t> ends;                // as in Facts
    std::span<const std::uint32_t> atMoment;            // as in Facts
    std::span<const std::int64_t> batch;                // by position; empty where no policy has a history
    std::span<const std::uint8_t> runFlags;             // by run: Facts::RunFlag
    std::vector<bool> beyond;                           // by run: only the general replay can follow it
    std::vector<std::span<const std::uint32_t>> dayOf;  // by zone, position: the day and service whose money it shares, or None;
                                                        // empty where no policy reads a day's money
    std::vector<std::uint32_t> days;                    // by zone: how many of them
    std::vector<std::span<const std::int32_t>> dayNumber; // by zone, position: for windows of `today`; empty where none asks
    std::vector<std::span<const std::uint32_t>> logOf;  // by window, position: whose window it is; what runs share comes first
    std::vector<std::uint32_t> logs;                    // by window: how many of them
    std::vector<std::uint32_t> sharedLogs;              // by window: how many of them runs share
    std::vector<std::span<const Addend>> addends;       // by window, position; empty where nothing is added up
    std::vector<std::shared_ptr<const void>> owners;

    // Made by addGroups().
    std::vector<Group> groups;
    std::vector<std::uint32_t> groupOfRun;
    std::vector<std::uint32_t> members; // positions, group after group, each in the order of replay

    std::span<const std::uint32_t> positionsOf(const Group& group) const
    {
        return std::span(members).subspan(group.begin, group.end - group.begin);
    }
};

Layout layoutOf(const std::shared_ptr<const Program>& program, const Runs& runs, const ReplayOrder& order);

// As groupsOf(), from the columns.
std::vector<std::uint32_t> groupsOfRuns(const Layout& layout);
void addGroups(Layout& layout);

// The name of one of a program's zones, as the files say it.
std::string_view zoneName(const Program& program, std::uint32_t zone);

} // namespace runlog::live
