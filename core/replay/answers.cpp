// SPDX-License-Identifier: Apache-2.0
#include "core/replay/answers.h"

#include "core/engine/sha256.h"

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

std::string_view name(ApprovalMode mode)
{
    switch (mode) {
    case ApprovalMode::RecordedElseApprove: return "recorded";
    case ApprovalMode::ApproveAll: return "approve";
    case ApprovalMode::DenyAll: return "deny";
    case ApprovalMode::Hold: return "hold";
    }
    return "";
}

std::optional<ApprovalMode> approvalModeNamed(std::string_view wanted)
{
    for (const auto mode : {ApprovalMode::RecordedElseApprove, ApprovalMode::ApproveAll, ApprovalMode::DenyAll,
                            ApprovalMode::Hold})
        if (name(mode) == wanted)
            return mode;
    return std::nullopt;
}

std::string actionDigest(Value service, StepKind kind, Value tool, Value args)
{
    const Member members[] = {{"args", args}, {"kind", Value::text(name(kind))}, {"service", service}, {"tool", tool}};
    std::string json;
    appendCanonicalJson(json, Value::map(members));
    return sha256Hex(json);
}

} // namespace runlog
