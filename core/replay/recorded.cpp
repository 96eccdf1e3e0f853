// SPDX-License-Identifier: Apache-2.0
#include "core/replay/recorded.h"

#include "core/replay/matchsets.h"
#include "core/replay/totals.h"

#include <algorithm>
#include <unordered_map>

namespace runlog {

namespace {

Outcome outcomeOf(Action action)
{
    switch (action) {
    case Action::Allow: return Outcome::Allow;
    case Action::Log: return Outcome::Log;
    case Action::Modify: return Outcome::Modify;
    case Action::RequireApproval: return Outcome::RequireApproval;
    case Action::Deny: return Outcome::Deny;
    case Action::Terminate: return Outcome::Terminate;
    }
    return Outcome::Deny;
}

ApprovalState stateOf(RecordedDecision::Approval approval)
{
    switch (approval) {
    case RecordedDecision::Approval::None: case RecordedDecision::Approval::Pending: return ApprovalState::Pending;
    case RecordedDecision::Approval::Approved: return ApprovalState::Recorded;
    case RecordedDecision::Approval::Denied: return ApprovalState::Denied;
    case RecordedDecision::Approval::Expired: return ApprovalState::Expired;
    }
    return ApprovalState::Pending;
}

class Recording {
public:
    Recording(EnginePtr engine, RunsPtr runs)
    {
        const auto policies = engine->policies();
        for (std::uint32_t index = 0; index < policies.size(); ++index)
            m_byId.emplace(policies[index].policy->id, index);
        m_replay.engine = std::move(engine);
        m_replay.runs = std::move(runs);
        m_replay.steps.resize(m_replay.runs->stepCount());
    }

    Replay run()
    {
        for (std::size_t step = 0; step < m_replay.steps.size(); ++step)
            if (const auto* decision = m_replay.runs->decisionOf(step); decision && isDecided(step))
                take(step, *decision);
        m_replay.matchSets = m_matchSets.take();
        m_replay.totals = totalsOf(m_replay);
        return std::move(m_replay);
    }

private:
    bool isDecided(std::size_t step) const { return m_replay.runs->kind()[step] != StepKind::Message; }

    void take(std::size_t step, const RecordedDecision& decision)
    {
        auto& outcome = m_replay.steps[step];
        outcome.outcome = outcomeOf(decision.outcome);
        outcome.policy = decision.policy == "default" ? Decision::Default : indexOf(decision.policy);
        outcome.matches = matchesOf(decision);
        if (outcome.outcome != Outcome::RequireApproval)
            return;
        outcome.approval = stateOf(decision.approval);
        ApprovalRequest request;
        request.step = step;
        request.state = outcome.approval;
        for (const auto policy : m_decision.matched)
            if (m_replay.engine->policies()[policy].policy->action == Action::RequireApproval)
                request.asking.push_back(policy);
        m_replay.requests.push_back(std::move(request));
    }

    std::int32_t indexOf(std::string_view id) const
    {
        const auto found = m_byId.find(id);
        return found == m_byId.end() ? Decision::Nobody : static_cast<std::int32_t>(found->second);
    }

    std::uint32_t matchesOf(const RecordedDecision& decision)
    {
        m_decision.matched.clear();
        m_decision.observed.clear();
        add(m_decision.matched, decision.matched);
        add(m_decision.observed, decision.observed);
        return m_matchSets.of(m_decision);
    }

    void add(std::vector<std::uint32_t>& policies, const std::vector<std::string_view>& ids) const
    {
        for (const auto id : ids)
            if (const auto index = indexOf(id); index >= 0)
                policies.push_back(static_cast<std::uint32_t>(index));
        std::sort(policies.begin(), policies.end());
    }

    std::unordered_map<std::string_view, std::uint32_t> m_byId;
    MatchSets m_matchSets;
    Decision m_decision;
    Replay m_replay;
};

} // namespace

Replay recordedReplay(EnginePtr engine, RunsPtr runs) { return Recording(std::move(engine), std::move(runs)).run(); }

std::size_t recordedDecisions(const Runs& runs)
{
    std::size_t count = 0;
    for (std::size_t step = 0; step < runs.stepCount(); ++step)
        count += runs.decisionOf(step) && runs.kind()[step] != StepKind::Message ? 1 : 0;
    return count;
}

} // namespace runlog
