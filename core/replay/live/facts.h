// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/order.h"
#include "core/traces/runs.h"

#include <cstdint>
#include <limits>
#include <vector>

// What a replay needs of the decided steps of a corpus besides its conditions: it depends on the recording alone.
namespace runlog::live {

constexpr std::uint32_t None = std::numeric_limits<std::uint32_t>::max();

// One decided step, in a line of the processor's cache. Money in 10⁻⁹ dollars, times in nanoseconds.
//
// Positions number the decided steps of a corpus run after run, each run in its order, the run that begins first before all
// others: what is done to one run stays in one stretch of memory, and runs of one hour lie close to each other. Moments number the
// same steps in the order of replay. Within a run both have the same order.
struct alignas(64) StepFact {
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
    std::uint32_t parent = None;   // position of the step it belongs to, where that comes before it in the run
    std::uint32_t lastCall = None; // position of the tool call before it in its run
    std::uint32_t moment = 0;
    StepKind kind = StepKind::ToolCall;
    std::uint16_t flags = 0;

    bool has(Flag flag) const { return (flags & flag) != 0; }
};
static_assert(sizeof(StepFact) == 64);

// Steps of one kind and, where they are tool calls, of one tool: many conditions say the same of them all.
struct Sort {
    StepKind kind = StepKind::ToolCall;
    Value tool;                           // as a request has it
    std::vector<std::uint32_t> positions; // ascending
};

// The decided steps of a corpus. Immutable.
struct Facts {
    std::vector<StepFact> steps;         // by position
    std::vector<std::uint32_t> begins;   // by run: its first position
    std::vector<std::uint32_t> ends;     // by run: past its last one
    std::vector<std::uint32_t> atMoment; // the positions in the order of replay
    std::vector<std::int64_t> batch;     // by position
    std::vector<std::uint8_t> runFlags;  // by run: RunFlag
    std::vector<Sort> sorts;

    enum RunFlag : std::uint8_t {
        NoUser = 1,
        UserUnrecorded = 2,
        Uneven = 4,  // times that come and go within the run, or money past what the fast way adds up
        RanOther = 8 // some step ran with other arguments than it was asked with
    };
    bool has(std::uint32_t run, RunFlag flag) const { return (runFlags[run] & flag) != 0; }
    std::size_t bytes() const;
};

// Whether two tool calls have the same tool and equal arguments.
bool sameCall(const Runs& runs, std::uint32_t a, std::uint32_t b);

Facts factsOf(const Runs& runs, const ReplayOrder& order);

} // namespace runlog::live
