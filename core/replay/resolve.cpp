// SPDX-License-Identifier: Apache-2.0
#include "core/replay/resolve.h"

#include <algorithm>

namespace runlog {

namespace {

ApprovalState stateOf(Answer::Verdict verdict)
{
    switch (verdict) {
    case Answer::Verdict::Approve: return ApprovalState::Approved;
    case Answer::Verdict::Deny: return ApprovalState::Denied;
    case Answer::Verdict::Expire: return ApprovalState::Expired;
    }
    return ApprovalState::Denied;
}

bool concerns(const RecordedDecision& recorded, std::string_view policy)
{
    return recorded.policy == policy
        || std::find(recorded.matched.begin(), recorded.matched.end(), policy) != recorded.matched.end();
}

bool isLate(const RecordedDecision& recorded, const AskedStep& step, const Policy& policy)
{
    const auto& timeout = policy.approval.timeout;
    return timeout && recorded.at != NoTime && step.time != NoTime && recorded.at - step.time > timeout->nanos;
}

// The recorded answer to this policy, or nullopt where none was given to this very action.
std::optional<ApprovalState> recordedState(const AskedStep& step, const Policy& policy)
{
    if (step.recorded == nullptr || !step.asRecorded || !concerns(*step.recorded, policy.id))
        return std::nullopt;
    switch (step.recorded->approval) {
    case RecordedDecision::Approval::None: case RecordedDecision::Approval::Pending: return std::nullopt;
    case RecordedDecision::Approval::Approved:
        return isLate(*step.recorded, step, policy) ? ApprovalState::Expired : ApprovalState::Recorded;
    case RecordedDecision::Approval::Denied:
        return isLate(*step.recorded, step, policy) ? ApprovalState::Expired : ApprovalState::Denied;
    case RecordedDecision::Approval::Expired: return ApprovalState::Expired;
    }
    return std::nullopt;
}

ApprovalState byMode(const AskedStep& step, const Policy& policy, ApprovalMode mode)
{
    if (step.told)
        return *step.told;
    switch (mode) {
    case ApprovalMode::RecordedElseApprove: return recordedState(step, policy).value_or(ApprovalState::Approved);
    case ApprovalMode::ApproveAll: return ApprovalState::Approved;
    case ApprovalMode::DenyAll: return ApprovalState::Denied;
    case ApprovalMode::Hold: return ApprovalState::Pending;
    }
    return ApprovalState::Pending;
}

} // namespace

Resolution resolve(const Engine& engine, const std::vector<std::uint32_t>& asking, const AskedStep& step,
                   const Answers& answers)
{
    Resolution resolution;
    bool allRecorded = true;
    for (const auto index : asking) {
        const auto& policy = *engine.policies()[index].policy;
        const auto given = answers.given.find({std::string(step.run->id), step.seq, step.action, policy.id});
        const bool byHand = given != answers.given.end();
        const auto state = byHand ? stateOf(given->second.verdict) : byMode(step, policy, answers.mode);
        if (state == ApprovalState::Denied || state == ApprovalState::Expired) {
            const bool terminates = state == ApprovalState::Expired && policy.approval.onTimeout == Action::Terminate;
            return {state, terminates, nullptr};
        }
        if (state == ApprovalState::Pending)
            resolution.state = state;
        allRecorded &= state == ApprovalState::Recorded;
        if (byHand && given->second.editedArgs)
            resolution.editedArgs = &*given->second.editedArgs;
    }
    if (allRecorded && !asking.empty())
        resolution.state = ApprovalState::Recorded;
    return resolution;
}

} // namespace runlog
