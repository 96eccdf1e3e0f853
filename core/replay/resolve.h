// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"
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

// Asks every policy of `asking` in file order: answers given by hand first, else by the mode. All must approve; the first
// refusal or expiry ends it.
Resolution resolve(const Engine& engine, const std::vector<std::uint32_t>& asking, const AskedStep& step,
                   const Answers& answers);

} // namespace runlog
