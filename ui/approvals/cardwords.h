// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

#include <QString>

// What a card of the inbox says. All texts are safe to show.
namespace studio {

// "refund-review: args.amount 120.00, gt 50.00": the condition that tells most, with the value it met.
QString askingWords(const runlog::Policy& policy, const runlog::Runs& runs, std::size_t step);

// "support-lead", "2 of security-team", or "anybody".
QString approverWords(const runlog::Policy& policy);

// "recorded: approved by ana, 4 min", "recorded: expired", "no answer recorded".
QString recordedWords(const runlog::Runs& runs, std::size_t step);

// "expires 19:26, after 15 min", by the clock of the recording; empty without a timeout.
QString expiryWords(const runlog::Replay& replay, const runlog::ApprovalRequest& request);

// "approved as recorded", "approved", "denied", "expired", "waits".
QString stateWords(runlog::ApprovalState state);

} // namespace studio
