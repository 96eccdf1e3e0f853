// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/request.h"

#include <optional>
#include <string>

namespace runlog {

// What a test of a policy file says that one step sees, instead of what its run and its time add up to. Its own share is
// included, as in Counters; no other step is touched.
struct SeenFields {
    Counters counters;                     // those of `written` count
    std::uint16_t written = 0;             // bit per counter, `cost_today` among them
    std::optional<std::int64_t> timeOfDay; // nanoseconds since midnight
    std::string weekday;                   // "mon" … "sun"; empty: that of the time

    void set(Field counter, std::int64_t value);
    bool has(Field counter) const { return (written >> Counters::slot(counter) & 1U) != 0; }
};

} // namespace runlog
