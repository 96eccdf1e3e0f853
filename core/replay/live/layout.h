// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"
#include "core/replay/order.h"
#include "core/traces/runs.h"

#include <cstdint>
#include <limits>
#include <vector>

// How a corpus lies in memory for replays that are repeated while a number moves.
namespace runlog::live {

constexpr std::uint32_t None = std::numeric_limits<std::uint32_t>::max();

// What a replay needs of one decided step besides its conditions: it depends on the recording alone.
// Money in 10⁻⁹ dollars, times in nanoseconds.
struct StepFact {
    enum Flag : std::uint16_t {
        CostMissing = 1, // when it runs, its cost is unknown
        TokensMissing = 2,
        Failed = 4,
        WasRun = 8,          // in the recording
        SameAsLastCall = 16, // tool and arguments equal those of `lastCall`
        ArgsUnrecorded = 32,
        Entry = 64, // a call that belongs to nothing
        Untimed = 128,
        RanOther = 256 // in the recording, with other arguments than it was asked with
    };

    std::int64_t time = NoTime;
    std::int64_t cost = 0; // what it adds when it runs
    std::int64_t estimate = 0;
    std::int64_t tokens = 0;
    std::int64_t elapsed = 0;
    std::uint32_t step = 0; // of the store
    std::uint32_t run = 0;
    std::uint32_t parent = None;   // position of the step it belongs to, where that comes before it
    std::uint32_t lastCall = None; // position of the tool call before it in its run
    StepKind kind = StepKind::ToolCall;
    std::uint16_t flags = 0;

    bool has(Flag flag) const { return (flags & flag) != 0; }
};

// A set of runs that shares nothing which the policies read with any other: it can be replayed alone.
struct Group {
    std::uint32_t begin = 0; // positions
    std::uint32_t end = 0;
    bool isPlain = true; // false: something in it is beyond the fast way (times that come and go within one run)
};

// Decided steps by position: group after group, within a group in the order of replay. Immutable.
struct Layout {
    std::vector<StepFact> facts; // by position
    std::vector<Group> groups;
    std::vector<std::uint32_t> groupOfRun;
    std::vector<std::uint32_t> placesBegin; // by run, and one more: where its part of `places` begins
    std::vector<std::uint32_t> places;      // positions, run after run
    std::vector<std::int64_t> batch;        // by position; empty where no policy has a history
    std::vector<std::vector<std::uint32_t>>
        dayOf;                       // by zone, position: the day and service whose money it shares, or None
    std::vector<std::uint32_t> days; // by zone: how many of them
    std::vector<std::vector<std::int32_t>>
        dayNumber;                                 // by zone, position: for windows of `today`; empty where none asks
    std::vector<std::vector<std::uint32_t>> logOf; // by window, position: whose window it is
    std::vector<std::uint32_t> logs;               // by window: how many of them
    std::vector<std::uint8_t> runFlags;            // by run: NoUser, UserUnrecorded

    static constexpr std::uint8_t NoUser = 1;
    static constexpr std::uint8_t UserUnrecorded = 2;
};

// Whether two tool calls have the same tool and equal arguments.
bool sameCall(const Runs& runs, std::uint32_t a, std::uint32_t b);

Layout layoutOf(const Program& program, const Runs& runs, const ReplayOrder& order);

} // namespace runlog::live
