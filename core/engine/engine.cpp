// SPDX-License-Identifier: Apache-2.0
#include "core/engine/engine.h"

#include "core/engine/decide.h"
#include "core/engine/draft.h"
#include "core/engine/explain.h"
#include "core/engine/message.h"
#include "core/engine/program.h"

namespace runlog {

void Decision::clear()
{
    outcome = Action::Allow;
    policy = Nobody;
    matched.clear();
    observed.clear();
    asking.clear();
    defaultDenied = defaultObserved = failedClosed = changed = couldDiffer = false;
    args = input = Value();
}

Engine::Engine(PolicySet policies) : m_program(compile(std::move(policies))) {}
Engine::Engine(std::shared_ptr<const Program> program) : m_program(std::move(program)) {}
Engine::~Engine() = default;

const PolicySet& Engine::policySet() const { return m_program->set; }
std::span<const EnginePolicy> Engine::policies() const { return m_program->infos; }

void Engine::evaluate(const Request& request, const RunState& state, Decision& decision,
                      std::pmr::memory_resource& scratch) const
{
    decide(*m_program, request, state, decision, scratch);
}

void Engine::evaluateChanged(const Request& request, const RunState& state, Decision& decision) const
{
    decideChanged(*m_program, request, state, decision);
}

Explanation Engine::explain(const Request& request, const RunState& state, std::pmr::memory_resource& scratch) const
{
    return runlog::explain(*m_program, request, state, scratch);
}

std::string Engine::message(std::uint32_t policy, const Request& request, const RunState& state) const
{
    const auto& compiled = m_program->policies[policy];
    return renderMessage(compiled.info.policy->message, *m_program, m_program->fileZone[compiled.file], request, state);
}

bool Engine::reads(Field field) const { return (m_program->fieldsRead >> static_cast<unsigned>(field) & 1U) != 0; }
bool Engine::readsSharedState() const { return m_program->sharesWindows || reads(Field::CostToday); }

std::shared_ptr<const Engine> Engine::withThreshold(std::string_view conditionId, std::size_t literal,
                                                    const Decimal& value) const
{
    auto draft = withDraft(*m_program, conditionId, literal, value);
    if (!draft)
        return nullptr;
    return std::shared_ptr<const Engine>(new Engine(std::move(draft)));
}

} // namespace runlog
