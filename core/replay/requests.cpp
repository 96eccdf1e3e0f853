// SPDX-License-Identifier: Apache-2.0
#include "core/replay/requests.h"

namespace runlog {

namespace {

ApprovalRequest requestAt(const Replay& replay, std::size_t step)
{
    ApprovalRequest request;
    request.step = step;
    request.state = replay.steps[step].approval;
    const auto policies = replay.engine->policies();
    for (const auto policy : replay.matches(step).matched)
        if (policies[policy].policy->action == Action::RequireApproval)
            request.asking.push_back(policy);
    return request;
}

} // namespace

std::vector<ApprovalRequest> requestsOf(const Replay& replay, const std::vector<ApprovalRequest>& known)
{
    std::vector<ApprovalRequest> requests;
    auto next = known.begin();
    for (std::size_t step = 0; step < replay.steps.size(); ++step) {
        if (next != known.end() && next->step == step)
            requests.push_back(*next++);
        else if (replay.steps[step].outcome == Outcome::RequireApproval)
            requests.push_back(requestAt(replay, step));
    }
    return requests;
}

} // namespace runlog
