// SPDX-License-Identifier: Apache-2.0
#include "core/engine/decide.h"

#include "core/engine/candidates.h"
#include "core/engine/change.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

// A policy in error counts as matched, unless it permits or says `on_error: skip`.
bool counts(Truth truth, const ProgramPolicy& policy)
{
    return truth == Truth::True || (truth == Truth::Error && policy.action != Action::Allow && !policy.skipOnError);
}

// A modify that cannot tell whether it applies becomes a deny.
Action actionOf(const ProgramPolicy& policy, Truth truth)
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

// What an allow policy lifts of its file's `default: deny`.
enum Lift : std::uint8_t { Surely = 1, Assumedly = 2, Possibly = 4 };

constexpr Verdict Holds{Truth::True, Truth::True};

class Deciding {
public:
    Deciding(const Program& program, const Request& request, const RunState& state, Decision& decision)
        : m_program(program), m_request(request), m_state(state), m_evaluator(program, request, state), m_decision(decision)
    {
    }

    void all()
    {
        auto& [marks, lifts] = m_decision.workspace;
        if (m_program.hasDefaultDeny)
            lifts.assign(m_program.set.files.size(), 0);
        markCandidates(m_program, m_request, m_state, marks);
        marks.visit([this](std::uint32_t index, bool isKnown) {
            add(index, isKnown ? Holds : m_evaluator.candidate(m_program.policies[index]));
        });
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
        const bool logs = m_first[static_cast<std::size_t>(Action::Log)].has_value();
        m_decision.outcome = logs ? Action::Log : Action::Allow;
        m_decision.policy = logs ? first(Action::Log) : Decision::Nobody;
    }

private:
    bool isOpen() const { return m_decision.outcome <= Action::RequireApproval; }

    void add(std::uint32_t index, Verdict verdict)
    {
        const auto& policy = m_program.policies[index];
        if (verdict.truth == Truth::False)
            return;
        if (policy.observes) {
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
            auto& lifts = m_decision.workspace.lifts[policy.file];
            lifts = static_cast<std::uint8_t>(lifts | (surely ? Surely : 0) | (assumedly ? Assumedly : 0) | (possibly ? Possibly : 0));
        }
        if (assumedly)
            addMatch(index, action, verdict.assumed == Truth::Error);
    }

    void addMatch(std::uint32_t index, Action action, bool inError)
    {
        m_decision.matched.push_back(index);
        name(action, static_cast<std::int32_t>(index), inError);
        if (action == Action::RequireApproval)
            m_decision.asking.push_back(index);
        if (action == Action::Modify)
            m_modifying.push_back(m_program.policies[index].info.policy);
    }

    void addDefaults()
    {
        for (std::uint32_t index = 0; index < m_program.set.files.size(); ++index) {
            const auto& file = *m_program.set.files[index];
            if (file.defaultDecision != DefaultDecision::Deny || !m_program.governs(index, m_request.service))
                continue;
            const auto lifts = m_decision.workspace.lifts[index];
            const bool assumedly = (lifts & Assumedly) != 0;
            if (file.mode == Mode::Observe) {
                m_decision.defaultObserved |= !assumedly;
                continue;
            }
            m_strictest.add(Action::Deny, (lifts & Possibly) == 0, !assumedly, (lifts & Surely) == 0);
            if (assumedly)
                continue;
            m_decision.defaultDenied = true;
            name(Action::Deny, Decision::Default, false);
        }
    }

    // Among equals the first in the file is named.
    void name(Action action, std::int32_t policy, bool inError)
    {
        auto& first = m_first[static_cast<std::size_t>(action)];
        if (!first)
            first = Named{policy, inError};
    }

    std::int32_t first(Action action)
    {
        const auto& first = m_first[static_cast<std::size_t>(action)];
        if (!first || action == Action::Allow)
            return Decision::Nobody;
        m_decision.failedClosed = first->inError;
        return first->policy;
    }

    struct Named {
        std::int32_t policy;
        bool inError;
    };

    const Program& m_program;
    const Request& m_request;
    const RunState& m_state;
    Evaluator m_evaluator;
    Decision& m_decision;
    Strictest m_strictest;
    std::array<std::optional<Named>, static_cast<std::size_t>(Action::Terminate) + 1> m_first;
    std::vector<const Policy*> m_modifying;
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
    auto& marks = decision.workspace.marks;
    markCandidates(program, request, state, marks);
    marks.visit([&](std::uint32_t index, bool isKnown) {
        const auto& policy = program.policies[index];
        if (policy.action < Action::RequireApproval || policy.observes)
            return;
        const auto verdict = isKnown ? Holds : evaluator.candidate(policy);
        const bool assumedly = counts(verdict.assumed, policy);
        if (assumedly || verdict.truth == Truth::Unknown)
            most = std::max(most, policy.action);
        if (assumedly && verdict.truth != Truth::Unknown)
            least = std::max(least, policy.action);
        if (!assumedly)
            return;
        insertSorted(decision.matched, index);
        if (policy.action == Action::RequireApproval)
            insertSorted(decision.asking, index);
        if (policy.action > decision.outcome) {
            decision.outcome = policy.action;
            decision.policy = static_cast<std::int32_t>(index);
            decision.failedClosed = verdict.assumed == Truth::Error;
        }
    });
    decision.couldDiffer |= least != most;
}

} // namespace runlog
