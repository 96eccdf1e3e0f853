// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/sources.h"

#include <cstdint>
#include <vector>

namespace runlog::live {

// Which of the things that runs share each step has a part in: a service's day, a user's window.
struct SharedThings {
    std::vector<std::uint32_t> of; // by position; None: none
    std::uint32_t count = 0;
    std::size_t bytes() const { return of.size() * sizeof(std::uint32_t); }
};

// The calendar day of each step in one zone.
struct DayNumbers {
    std::vector<std::int32_t> of; // by position; 0 where no time is known
    std::size_t bytes() const { return of.size() * sizeof(std::int32_t); }
};

// What a window adds up, of one step.
struct Addend {
    enum class Kind : std::uint8_t { NotThere, Unrecorded, Number, NoNumber };
    std::int64_t value = 0; // 10⁻⁹
    Kind kind = Kind::NotThere;
};

struct Addends {
    std::vector<Addend> of;            // by position
    std::vector<std::uint32_t> beyond; // runs with a number that is finer or greater than the fast way counts, ascending
    std::size_t bytes() const { return of.size() * sizeof(Addend) + beyond.size() * sizeof(std::uint32_t); }
};

// What a source that runs share showed while they were recorded: before each step, without its own share.
struct RecordedLooks {
    std::vector<Look> of; // by position; means something where the step shares the source
    bool fits = true;     // false: some sum is greater than the fast way counts
    std::size_t bytes() const { return of.size() * sizeof(Look); }
};

} // namespace runlog::live
