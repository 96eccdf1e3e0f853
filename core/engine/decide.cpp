// SPDX-License-Identifier: Apache-2.0
#include "core/engine/decide.h"

#include "core/engine/change.h"

#include <algorithm>

namespace runlog {

namespace {

// A policy in error counts as matched, unless it permits or says `on_error: skip`.
bool counts(Truth truth, const Policy& policy)
{
    return truth == Truth::True || (truth == Truth::Error && policy.action != Action::Allow && !policy.skipOnError);
}

// A modify that cannot tell whether it applies becomes a deny.
Action actionOf(const Policy& policy, Truth truth)
{
    return policy.action == Action::Modify && truth == Truth::Error ? Action::Deny : policy.action;
}

// The strictest outcome three times: with nothing that is unknown, with it taken as absent, and with all of it.
struct Strictest {
    Action least = Action::Allow;
    Action assumed = Action::Allow;
    Action most = Action::Allow;

    void add(Action action, bool surely, bool assumedly, bool possibly)
    {
        least = surely ? std::max(least, action) : least;
        assumed = assumedly ? std::max(assumed, action) : assumed;
        most = possibly ? std::max(most, action) : most;
    }
};

// `default: deny` of the files that govern a tool call: which an allow policy lifted.
struct Lifted {
    bool surely = false;
    bool assumedly = false;
    bool possibly = false;
};

class Deciding {
public:
    Deciding(const Program& program, const Request& request, const RunState& state, Decision& decision)
        : m_program(program), m_request(request), m_evaluator(program, request, state), m_decision(decision)
    {
    }

    void all()
    {
        if (m_program.hasDefaultDeny)
            m_lifted.assign(m_program.set.files.size(), {});
        for (const auto index : m_program.candidates(m_request.kind, m_request.tool))
            if (governs(m_program.policies[index].file))
                add(index);
        if (m_program.hasDefaultDeny && m_request.kind == StepKind::ToolCall)
            addDefaults();
        m_decision.outcome = m_strictest.assumed;
        m_decision.couldDiffer = m_strictest.least != m_strictest.most || (m_maybeModified && isOpen());
        m_decision.policy = first(m_decision.outcome);
    }

    void modify(std::pmr::memory_resource& scratch)
    {
        if (m_modifying.empty() || !isOpen())
            return;
        const auto changed = applyChanges(m_modifying, m_request, scratch);
        if (changed.conflict) {
            m_decision.outcome = Action::Deny;
            m_decision.policy = first(Action::Modify);
            m_decision.failedClosed = true;
            return;
        }
        m_decision.changed = changed.changed;
        m_decision.args = changed.args;
        m_decision.input = changed.input;
        if (changed.changed || m_decision.outcome != Action::Modify)
            return;
        m_decision.outcome = m_logs ? Action::Log : Action::Allow;
        m_decision.policy = m_logs ? first(Action::Log) : Decision::Nobody;
    }

private:
    bool isOpen() const { return m_decision.outcome <= Action::RequireApproval; }

    bool governs(std::uint32_t file)
    {
        if (m_program.set.files[file]->services.empty())
            return true;
        if (file != m_file) {
            m_file = file;
            m_fileGoverns = m_program.governs(file, m_request.service);
        }
        return m_fileGoverns;
    }

    void add(std::uint32_t index)
    {
        const auto& compiled = m_program.policies[index];
        const auto& policy = *compiled.info.policy;
        const auto verdict = m_evaluator.policy(compiled);
        if (verdict.truth == Truth::False)
            return;
        if (compiled.info.mode == Mode::Observe) {
            if (verdict.assumed == Truth::True)
                m_decision.observed.push_back(index);
            return;
        }
        const bool assumedly = counts(verdict.assumed, policy);
        const bool possibly = assumedly || verdict.truth == Truth::Unknown;
        const bool surely = verdict.truth != Truth::Unknown && assumedly;
        const auto action = actionOf(policy, verdict.assumed);
        m_strictest.add(action, surely, assumedly, possibly);
        m_maybeModified |= policy.action == Action::Modify && verdict.truth == Truth::Unknown;
        if (policy.action == Action::Allow && m_program.hasDefaultDeny) {
            auto& lifted = m_lifted[compiled.file];
            lifted = {lifted.surely || surely, lifted.assumedly || assumedly, lifted.possibly || possibly};
        }
        if (assumedly)
            addMatch(index, action, verdict.assumed == Truth::Error);
    }

    void addMatch(std::uint32_t index, Action action, bool inError)
    {
        m_decision.matched.push_back(index);
        m_first.push_back({action, static_cast<std::int32_t>(index), inError});
        m_logs |= action == Action::Log;
        if (action == Action::RequireApproval)
            m_decision.asking.push_back(index);
        if (action == Action::Modify)
            m_modifying.push_back(m_program.policies[index].info.policy);
    }

    void addDefaults()
    {
        for (std::uint32_t index = 0; index < m_program.set.files.size(); ++index) {
            const auto& file = *m_program.set.files[index];
            if (file.defaultDecision != DefaultDecision::Deny || !governs(index))
                continue;
            const auto& lifted = m_lifted[index];
            if (file.mode == Mode::Observe) {
                m_decision.defaultObserved |= !lifted.assumedly;
                continue;
            }
            m_strictest.add(Action::Deny, !lifted.possibly, !lifted.assumedly, !lifted.surely);
            if (lifted.assumedly)
                continue;
            m_decision.defaultDenied = true;
            m_first.push_back({Action::Deny, Decision::Default, false});
        }
    }

    // Among equals the first in the file is named.
    std::int32_t first(Action action)
    {
        for (const auto& match : m_first)
            if (match.action == action && action != Action::Allow) {
                m_decision.failedClosed = match.inError;
                return match.policy;
            }
        return Decision::Nobody;
    }

    struct Match {
        Action action;
        std::int32_t policy;
        bool inError;
    };

    const Program& m_program;
    const Request& m_request;
    Evaluator m_evaluator;
    Decision& m_decision;
    Strictest m_strictest;
    std::vector<Lifted> m_lifted;
    std::vector<Match> m_first;
    std::vector<const Policy*> m_modifying;
    std::uint32_t m_file = std::numeric_limits<std::uint32_t>::max();
    bool m_fileGoverns = false;
    bool m_logs = false;
    bool m_maybeModified = false;
};

void insertSorted(std::vector<std::uint32_t>& list, std::uint32_t index)
{
    const auto place = std::lower_bound(list.begin(), list.end(), index);
    if (place == list.end() || *place != index)
        list.insert(place, index);
}

} // namespace

void decide(const Program& program, const Request& request, const RunState& state, Decision& decision,
            std::pmr::memory_resource& scratch)
{
    decision.clear();
    if (request.kind == StepKind::Message)
        return;
    Deciding deciding(program, request, state, decision);
    deciding.all();
    deciding.modify(scratch);
    if (!decision.changed)
        return;
    auto changed = request;
    changed.args = decision.args;
    changed.input = decision.input;
    decideChanged(program, changed, state, decision);
}

void decideChanged(const Program& program, const Request& request, const RunState& state, Decision& decision)
{
    const Evaluator evaluator(program, request, state);
    auto least = decision.outcome;
    auto most = decision.outcome;
    for (const auto index : program.candidates(request.kind, request.tool)) {
        const auto& compiled = program.policies[index];
        const auto& policy = *compiled.info.policy;
        if (policy.action < Action::RequireApproval || compiled.info.mode == Mode::Observe
            || !program.governs(compiled.file, request.service))
            continue;
        const auto verdict = evaluator.policy(compiled);
        const bool assumedly = counts(verdict.assumed, policy);
        if (assumedly || verdict.truth == Truth::Unknown)
            most = std::max(most, policy.action);
        if (assumedly && verdict.truth != Truth::Unknown)
            least = std::max(least, policy.action);
        if (!assumedly)
            continue;
        insertSorted(decision.matched, index);
        if (policy.action == Action::RequireApproval)
            insertSorted(decision.asking, index);
        if (policy.action > decision.outcome) {
            decision.outcome = policy.action;
            decision.policy = static_cast<std::int32_t>(index);
            decision.failedClosed = verdict.assumed == Truth::Error;
        }
    }
    decision.couldDiffer |= least != most;
}

} // namespace runlog
