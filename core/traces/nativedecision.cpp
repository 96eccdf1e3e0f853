// SPDX-License-Identifier: Apache-2.0
#include "core/traces/nativekeys.h"

// The `decision` of a native line.
namespace runlog {

namespace {

std::optional<RecordedDecision::Approval> approvalNamed(std::string_view name)
{
    using Approval = RecordedDecision::Approval;
    if (name == "pending")
        return Approval::Pending;
    if (name == "approved")
        return Approval::Approved;
    if (name == "denied")
        return Approval::Denied;
    if (name == "expired")
        return Approval::Expired;
    return std::nullopt;
}

} // namespace

bool NativeLine::readApproval(Value approval, RecordedDecision& decision)
{
    if (isMissing(approval))
        return true;
    const auto state = approvalNamed(approval.find("state").text());
    if (!state)
        return refuse("`decision.approval.state` is none of pending, approved, denied and expired");
    decision.approval = *state;
    decision.by = m_part->keep(approval.find("by").text());
    decision.reason = m_part->keep(approval.find("reason").text());
    return readTimeOf(approval.find("at"), "decision.approval.at", decision.at);
}

bool NativeLine::readDecision(std::optional<std::uint32_t>& index)
{
    const auto value = at(Key::Decision);
    if (isMissing(value))
        return true;
    const auto outcome = actionNamed(value.find("outcome").text());
    if (!outcome)
        return refuse("`decision.outcome` is no action");
    RecordedDecision decision;
    decision.outcome = *outcome;
    decision.policy = m_part->keep(value.find("policy").text());
    for (const auto& id : value.find("matched").items())
        decision.matched.push_back(m_part->keep(id.text()));
    for (const auto& id : value.find("observed").items())
        decision.observed.push_back(m_part->keep(id.text()));
    if (const auto args = value.find("args"); !isMissing(args))
        decision.args = m_part->keep(args);
    if (!readApproval(value.find("approval"), decision))
        return false;
    index = m_part->addDecision(std::move(decision));
    return true;
}

} // namespace runlog
