// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/fields.h"
#include "core/language/value.h"

#include <array>
#include <cstdint>
#include <limits>
#include <span>

namespace runlog {

// What an agent is about to do: one step before it runs. Views only; the caller owns the memory.
// Text fields are Text, Absent or (in a replay) Unrecorded.
struct Request {
    static constexpr std::int64_t NoTime = std::numeric_limits<std::int64_t>::min();

    StepKind kind = StepKind::ToolCall;
    Value service;
    Value environment;
    Value runId;
    Value runInput;
    Value user;   // a map
    Value tool;
    Value model;
    Value args;   // a map
    Value input;
    Value output; // of an executed step; only history conditions read it
    std::int64_t time = NoTime; // nanoseconds since 1970 UTC, never before the step before it in the run
};

// The counters of the contract as this step sees them, its own share included.
// Money in 10⁻⁹ dollars, time in nanoseconds. Values saturate, never wrap.
struct Counters {
    static constexpr std::size_t Size = 12; // Field::Cost to Field::Elapsed

    std::array<std::int64_t, Size> value{};
    std::uint16_t atLeast = 0;    // bit per counter: unknown costs were spent, the true value may be greater
    std::uint16_t unrecorded = 0; // bit per counter: cannot be known (no times, say)
    std::uint16_t absent = 0;     // bit per counter: not there

    static std::size_t slot(Field counter); // Cost … Elapsed
    std::int64_t& operator[](Field counter) { return value[slot(counter)]; }
    std::int64_t operator[](Field counter) const { return value[slot(counter)]; }
};

// What a window condition sees: the executed steps before, without the step under evaluation.
struct WindowValue {
    Decimal value;            // count, sum, or number of distinct values
    bool error = false;       // a sum over what is no number, or past the range
    bool absent = false;      // no user for `per: user`
    bool unrecorded = false;  // a time or a value is not recorded where it matters
    bool ownIsNew = true;     // Distinct: the step's own value was not among them
};

} // namespace runlog
