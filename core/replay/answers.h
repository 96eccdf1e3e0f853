// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/value.h"
#include "core/traces/runs.h"

#include <compare>
#include <map>
#include <optional>
#include <string>

namespace runlog {

// The state of an approval in a replay.
enum class ApprovalState : std::uint8_t { None, Recorded, Approved, Denied, Expired, Pending };
std::string_view name(ApprovalState state); // "recorded", "approved" …; empty for None

// What an answer is given to. It survives every edit that keeps the policy's id, and asks again when the arguments change.
struct AnswerKey {
    std::string run;
    std::int64_t seq = 0;
    std::string action; // actionDigest()
    std::string policy;
    auto operator<=>(const AnswerKey&) const = default;
};

struct Answer {
    enum class Verdict : std::uint8_t { Approve, Deny, Expire };

    Verdict verdict = Verdict::Approve;
    std::string by;
    std::string reason;
    std::optional<std::string> editedArgs; // JSON of the arguments as the approver changed them
};

// How requests are answered that nobody answered by hand.
enum class ApprovalMode : std::uint8_t { RecordedElseApprove, ApproveAll, DenyAll, Hold };
std::string_view name(ApprovalMode mode); // "recorded", "approve", "deny", "hold"
std::optional<ApprovalMode> approvalModeNamed(std::string_view name);

struct Answers {
    ApprovalMode mode = ApprovalMode::RecordedElseApprove;
    std::map<AnswerKey, Answer> given; // wins over the mode
};

// SHA-256, in hex, of the canonical JSON of {service, kind, tool, args as seen}.
std::string actionDigest(Value service, StepKind kind, Value tool, Value args);

} // namespace runlog
