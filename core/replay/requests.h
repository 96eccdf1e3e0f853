// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

namespace runlog {

// The requests for approval of a finished replay, in order of step, from its outcomes. `known`, in order of step: requests about
// actions that were changed, which the outcomes do not tell.
std::vector<ApprovalRequest> requestsOf(const Replay& replay, const std::vector<ApprovalRequest>& known);

} // namespace runlog
