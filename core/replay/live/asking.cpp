// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/walk.h"

#include "core/replay/steprequest.h"

#include <algorithm>

// Whom a Walk asks what it does not remember: the engine, and those who approve.
namespace runlog::live {

Record Walk::evaluate(const Arrived& step, bool recorded)
{
    auto seen = looking().seen(step, recorded);
    const auto request = requestOf(*m_board->runs, step.fact->step, step.fact->time);
    const RunState state(m_board->engine->shared(), seen, step.fact->time);
    m_scratch.release();
    m_board->engine->evaluate(request, state, m_decision, m_scratch);
    const auto policies = m_board->engine->policies();
    Record record;
    record.action = m_decision.outcome;
    record.outcome.outcome = static_cast<Outcome>(m_decision.outcome);
    record.outcome.policy = m_decision.policy;
    record.outcome.failedClosed = m_decision.failedClosed;
    record.outcome.matches = m_board->matchSets->indexOf(
        {m_decision.matched, m_decision.observed, m_decision.defaultDenied, m_decision.defaultObserved});
    record.couldDiffer = m_decision.couldDiffer;
    record.changes = std::any_of(m_decision.matched.begin(), m_decision.matched.end(),
                                 [&](auto policy) { return policies[policy].policy->action == Action::Modify; });
    m_isBeyond |= m_decision.changed;
    if (m_decision.asking.empty())
        return record;
    const auto known = std::find(m_table.askings.begin(), m_table.askings.end(), m_decision.asking);
    record.asking = static_cast<std::uint32_t>(known - m_table.askings.begin());
    if (known == m_table.askings.end())
        m_table.askings.push_back(m_decision.asking);
    return record;
}

bool Walk::askApprovers(const Arrived& step, const Record& record, StepOutcome& outcome)
{
    const auto& runs = *m_board->runs;
    const auto decision = runs.decisionOf(step.fact->step);
    AskedStep asked{&runs.run(step.fact->run), runs.seq()[step.fact->step], step.fact->time, decision, {}, true};
    if (!m_board->answers->given.empty() || m_board->answers->mode == ApprovalMode::Model) {
        const auto request = requestOf(runs, step.fact->step, step.fact->time);
        asked.action = actionDigest(request.service, request.kind, request.tool, request.args);
    }
    const auto resolution = resolve(*m_board->engine, m_table.askings[record.asking], asked, *m_board->answers);
    const bool wasEdited =
        resolution.state == ApprovalState::Recorded && decision != nullptr && decision->args.isThere();
    if (resolution.editedArgs != nullptr || wasEdited)
        return false;
    m_terminates = resolution.terminates;
    outcome.approval = resolution.state;
    return true;
}

} // namespace runlog::live
