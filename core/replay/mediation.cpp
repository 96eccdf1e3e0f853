// SPDX-License-Identifier: Apache-2.0
#include "core/replay/mediation.h"

#include "core/engine/evaluator.h"
#include "core/engine/state.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace runlog {

namespace {

// What a condition comes to where only the step's kind, tool, model and service are known.
Truth sight(const Program& program, std::uint32_t index, const Evaluator& evaluator)
{
    const auto& node = program.nodes[index];
    const auto fold = [&](Truth start, auto join) {
        for (auto child = index + 1; child < node.end; child = program.nodes[child].end)
            start = join(start, sight(program, child, evaluator));
        return start;
    };
    switch (node.kind) {
    case Condition::Kind::Test: {
        const Leaf& leaf = program.leaves[node.index];
        const bool isKnown = leaf.field == Field::Tool || leaf.field == Field::Model || leaf.field == Field::Kind
            || leaf.field == Field::Service;
        return isKnown ? evaluator.leaf(leaf, nullptr).truth : Truth::Unknown;
    }
    case Condition::Kind::After: case Condition::Kind::NotAfter: case Condition::Kind::Window: return Truth::Unknown;
    case Condition::Kind::All: return fold(Truth::True, both);
    case Condition::Kind::Any: return fold(Truth::False, either);
    case Condition::Kind::Not: return negate(fold(Truth::True, both));
    case Condition::Kind::None: return negate(fold(Truth::False, either));
    }
    return Truth::Unknown;
}

class Mediation {
public:
    explicit Mediation(const Replay& replay) : m_replay(replay), m_program(replay.engine->program()) {}

    std::vector<MediatedAction> run()
    {
        for (std::size_t run = 0; run < m_replay.runs->runs().size(); ++run) {
            const auto& about = m_replay.runs->run(run);
            for (auto step = about.firstStep; step < about.firstStep + about.stepCount; ++step)
                if (m_replay.steps[step].outcome < Outcome::NotReached)
                    add(step, about.service);
        }
        std::vector<MediatedAction> actions;
        for (auto& [key, action] : m_actions)
            actions.push_back(std::move(action));
        std::ranges::sort(actions, [](const MediatedAction& a, const MediatedAction& b) {
            return std::tie(b.steps, a.kind, a.name) < std::tie(a.steps, b.kind, b.name);
        });
        return actions;
    }

private:
    void add(std::size_t step, std::uint32_t service)
    {
        const auto kind = m_replay.runs->kind()[step];
        const auto name = nameOf(step, kind);
        auto& action = m_actions[{kind, name}];
        if (action.steps == 0) {
            action.kind = kind;
            action.name = m_replay.runs->names().name(name);
        }
        ++action.steps;
        action.unseen += !isSeen(kind, name, service);
        const auto& outcome = m_replay.steps[step];
        const bool matched = !m_replay.matches(step).matched.empty();
        action.onDefault += !matched;
        action.refused += !matched && outcome.policy == Decision::Default;
    }

    std::uint32_t nameOf(std::size_t step, StepKind kind) const
    {
        const auto& runs = *m_replay.runs;
        if (kind == StepKind::ToolCall)
            return runs.tool()[step];
        return kind == StepKind::LlmCall ? runs.model()[step] : std::uint32_t{Names::Absent};
    }

    // Asked once for each kind, name and service.
    bool isSeen(StepKind kind, std::uint32_t name, std::uint32_t service)
    {
        const auto [place, isNew] = m_seen.try_emplace({kind, name, service}, false);
        if (isNew)
            place->second = canBeSeen(kind, m_replay.runs->names().value(name), m_replay.runs->names().value(service));
        return place->second;
    }

    bool canBeSeen(StepKind kind, Value name, Value service) const
    {
        Request request;
        request.kind = kind;
        request.service = service;
        (kind == StepKind::LlmCall ? request.model : request.tool) = name;
        SharedState shared(m_replay.engine->shared());
        const RunState state(m_replay.engine->shared(), shared, request, Request::NoTime);
        const Evaluator evaluator(m_program, request, state);
        return std::ranges::any_of(m_program.policies, [&](const ProgramPolicy& policy) {
            return !policy.observes && contains(policy.info.concerns, kind) && m_program.governs(policy.file, service)
                && sight(m_program, policy.when, evaluator) != Truth::False;
        });
    }

    const Replay& m_replay;
    const Program& m_program;
    std::map<std::pair<StepKind, std::uint32_t>, MediatedAction> m_actions; // by kind and name
    std::map<std::tuple<StepKind, std::uint32_t, std::uint32_t>, bool> m_seen;
};

} // namespace

std::vector<MediatedAction> mediationOf(const Replay& replay) { return Mediation(replay).run(); }

} // namespace runlog
