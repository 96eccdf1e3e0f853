// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"
#include "core/engine/zone.h"
#include "core/replay/answers.h"

namespace runlog {

// What became of a request for approval.
struct Resolution {
    ApprovalState state = ApprovalState::Approved;
    bool terminates = false;                // expired, and the policy's `on_timeout` is terminate
    const std::string* editedArgs = nullptr; // JSON that an approver changed the arguments to
};

// A step that waits for its approvers.
struct AskedStep {
    const Run* run = nullptr;
    std::int64_t seq = 0;
    Time time = NoTime;
    const RecordedDecision* recorded = nullptr; // null: nothing was recorded
    std::string action;                         // actionDigest of what the approvers see
    bool asRecorded = true;                     // it is the action that the recorded answer was given to
    std::optional<ApprovalState> told{};        // how every policy is answered, whatever the mode
};

// Asks every policy of `asking`: answers given by hand first, else by the mode. All must approve; the first refusal or expiry ends
// it: the first in time by an approver model, else in file order.
Resolution resolve(const Engine& engine, const std::vector<std::uint32_t>& asking, const AskedStep& step,
                   const Answers& answers);

// The time zone of a policy's file.
const Zone& zoneOf(const Engine& engine, std::uint32_t policy);

} // namespace runlog
