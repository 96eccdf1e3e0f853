// SPDX-License-Identifier: Apache-2.0
#include "core/replay/answers.h"

#include "core/engine/sha256.h"
#include "core/language/diagnostic.h"

namespace runlog {

std::string_view name(ApprovalState state)
{
    switch (state) {
    case ApprovalState::None: return "";
    case ApprovalState::Recorded: return "recorded";
    case ApprovalState::Approved: return "approved";
    case ApprovalState::Denied: return "denied";
    case ApprovalState::Expired: return "expired";
    case ApprovalState::Pending: return "pending";
    }
    return "";
}

std::string_view name(Answer::Verdict verdict)
{
    switch (verdict) {
    case Answer::Verdict::Approve: return "approve";
    case Answer::Verdict::Deny: return "deny";
    case Answer::Verdict::Expire: return "expire";
    }
    return "";
}

std::optional<Answer::Verdict> verdictNamed(std::string_view wanted)
{
    for (const auto verdict : {Answer::Verdict::Approve, Answer::Verdict::Deny, Answer::Verdict::Expire})
        if (name(verdict) == wanted)
            return verdict;
    return std::nullopt;
}

std::string_view name(ApprovalMode mode)
{
    switch (mode) {
    case ApprovalMode::RecordedElseApprove: return "recorded";
    case ApprovalMode::ApproveAll: return "approve";
    case ApprovalMode::DenyAll: return "deny";
    case ApprovalMode::Hold: return "hold";
    case ApprovalMode::Model: return "model";
    }
    return "";
}

std::string readApprovals(std::string_view text, Answers& answers)
{
    constexpr std::string_view ModelPrefix = "model:";
    if (text.starts_with(ModelPrefix)) {
        std::string problem;
        const auto model = parseApproverModel(text.substr(ModelPrefix.size()), problem);
        if (!model)
            return problem;
        answers.mode = ApprovalMode::Model;
        answers.model = *model;
        return {};
    }
    const auto wanted = text == "all" ? name(ApprovalMode::ApproveAll) : text == "none" ? name(ApprovalMode::DenyAll) : text;
    for (const auto mode : {ApprovalMode::RecordedElseApprove, ApprovalMode::ApproveAll, ApprovalMode::DenyAll, ApprovalMode::Hold,
                            ApprovalMode::Model})
        if (name(mode) == wanted) {
            answers.mode = mode;
            return {};
        }
    return "`" + printable(text) + "` is none of recorded, approve, deny, hold, model";
}

std::string approvalsText(const Answers& answers)
{
    const std::string mode(name(answers.mode));
    return answers.mode == ApprovalMode::Model ? mode + ":" + runlog::text(answers.model) : mode;
}

std::string actionDigest(Value service, StepKind kind, Value tool, Value args)
{
    const Member members[] = {{"args", args}, {"kind", Value::text(name(kind))}, {"service", service}, {"tool", tool}};
    std::string json;
    appendCanonicalJson(json, Value::map(members));
    return sha256Hex(json);
}

} // namespace runlog
