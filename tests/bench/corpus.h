// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/sweep.h"
#include "core/traces/runs.h"

#include <string>

namespace runlog::bench {

// Recorded runs of 20 steps for replays: five services over ten days, 500 users, 200 tools, costs in thousandths of a cent. The
// same bytes on any machine.
std::string replayLines(std::size_t steps);

// The twelve policies that are replayed over them: an argument, money per run and per day and service, a window of ten minutes per
// user, counters of the run, tools and globs.
std::string replayPolicies();

// Four of them that read nothing which runs share.
std::string lonePolicies();

// Both stop the bench where a text is wrong or a policy is not there; the threshold is the policy's first number.
std::shared_ptr<const PolicyFile> policyFile(const std::string& text);
Threshold thresholdOf(const PolicyFile& file, std::string_view policy);

} // namespace runlog::bench
