// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/runs.h"

#include <string>

namespace runlog::bench {

// Recorded runs of 20 steps for replays: five services over ten days, 500 users, 200 tools, costs in thousandths of a cent. The
// same bytes on any machine.
std::string replayLines(std::size_t steps);

// The twelve policies that are replayed over them: an argument, money per run and per day and service, a window of ten minutes per
// user, counters of the run, tools and globs.
std::string replayPolicies();

} // namespace runlog::bench
