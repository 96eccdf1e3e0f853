// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/value.h"
#include "core/replay/approvals/approvermodel.h"
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
    Time at = NoTime;                      // when it was given; for people, a replay does not look at it
    bool operator==(const Answer&) const = default;
};
std::string_view name(Answer::Verdict verdict); // "approve", "deny", "expire"
std::optional<Answer::Verdict> verdictNamed(std::string_view name);

// How requests are answered that nobody answered by hand.
enum class ApprovalMode : std::uint8_t { RecordedElseApprove, ApproveAll, DenyAll, Hold, Model };
std::string_view name(ApprovalMode mode); // "recorded", "approve", "deny", "hold", "model"

struct Answers {
    ApprovalMode mode = ApprovalMode::RecordedElseApprove;
    ApproverModel model;               // of ApprovalMode::Model
    std::map<AnswerKey, Answer> given; // wins over the mode
};

// Reads a mode into `answers`: its name, `all` for approve, `none` for deny, or `model:` with what parseApproverModel() reads. What
// is wrong, or nothing.
std::string readApprovals(std::string_view text, Answers& answers);
std::string approvalsText(const Answers& answers); // what readApprovals() reads back to the same

// SHA-256, in hex, of the canonical JSON of {service, kind, tool, args as seen}.
std::string actionDigest(Value service, StepKind kind, Value tool, Value args);

} // namespace runlog
