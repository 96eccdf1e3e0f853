// SPDX-License-Identifier: Apache-2.0
#include "core/replay/resolve.h"

#include "core/engine/program.h"
#include "core/replay/approvals/modelanswer.h"

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
    const auto& timeout = policy.approval().timeout;
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

// By the mode alone. Only a model knows when: an answer of all others comes at once.
ModelAnswer byMode(const Engine& engine, std::uint32_t index, const AskedStep& step, const AnswerKey& key, const Answers& answers)
{
    const auto& policy = *engine.policies()[index].policy;
    if (step.told)
        return {*step.told};
    switch (answers.mode) {
    case ApprovalMode::RecordedElseApprove: return {recordedState(step, policy).value_or(ApprovalState::Approved)};
    case ApprovalMode::ApproveAll: return {ApprovalState::Approved};
    case ApprovalMode::DenyAll: return {ApprovalState::Denied};
    case ApprovalMode::Hold: return {ApprovalState::Pending};
    case ApprovalMode::Model: return modelAnswerOf(answers.model, key, policy, step.time, zoneOf(engine, index));
    }
    return {ApprovalState::Pending};
}

bool endsIt(ApprovalState state) { return state == ApprovalState::Denied || state == ApprovalState::Expired; }

} // namespace

const Zone& zoneOf(const Engine& engine, std::uint32_t policy)
{
    const auto& program = engine.program();
    return *program.zones[program.fileZone[program.policies[policy].file]];
}

Resolution resolve(const Engine& engine, const std::vector<std::uint32_t>& asking, const AskedStep& step,
                   const Answers& answers)
{
    Resolution resolution;
    std::optional<std::pair<std::int64_t, Resolution>> ended; // by the answer that came first
    bool allRecorded = true;
    for (const auto index : asking) {
        const auto& policy = *engine.policies()[index].policy;
        const AnswerKey key{std::string(step.run->id), step.seq, step.action, policy.id};
        const auto given = answers.given.find(key);
        const bool byHand = given != answers.given.end();
        const auto answer = byHand ? ModelAnswer{stateOf(given->second.verdict)} : byMode(engine, index, step, key, answers);
        if (endsIt(answer.state) && (!ended || answer.after < ended->first)) {
            const bool terminates = answer.state == ApprovalState::Expired && policy.approval().onTimeout == Action::Terminate;
            ended = {answer.after, {answer.state, terminates, nullptr}};
        }
        if (answer.state == ApprovalState::Pending)
            resolution.state = answer.state;
        allRecorded &= answer.state == ApprovalState::Recorded;
        if (byHand && given->second.editedArgs)
            resolution.editedArgs = &*given->second.editedArgs;
    }
    if (ended)
        return ended->second;
    if (allRecorded && !asking.empty())
        resolution.state = ApprovalState::Recorded;
    return resolution;
}

} // namespace runlog
