// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/decision.h"
#include "core/engine/request.h"
#include "core/language/policy.h"

#include <memory>
#include <memory_resource>
#include <span>

namespace runlog {

class RunState;
struct Program;

// A policy as the engine holds it.
struct EnginePolicy {
    const Policy* policy = nullptr;
    const PolicyFile* file = nullptr;
    Mode mode = Mode::Enforce;      // the policy's own, else its file's
    KindSet concerns = KindSet::All;
};

// Decides what happens to one step of an agent's run.
//
// Compiled once from a PolicySet and never changed, so any number of threads may share one. Disabled policies are left out;
// stale ones take part. evaluate() does no I/O, reads no clock and does not throw; given a warm Decision it allocates only where
// a modify changes an action.
class Engine {
public:
    explicit Engine(PolicySet policies);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    const PolicySet& policySet() const;
    std::span<const EnginePolicy> policies() const; // in file order; indexes of Decision

    // The strictest action of the matching policies (section 3 of the language). `state` is what came before in the run, already
    // moved to this step by RunState::arrive. Changed arguments live in `scratch`.
    void evaluate(const Request& request, const RunState& state, Decision& decision,
                  std::pmr::memory_resource& scratch) const;

    // The same decision with the tree of conditions, from the same program. For one step that somebody looks at.
    Explanation explain(const Request& request, const RunState& state, std::pmr::memory_resource& scratch) const;

    // The message of a policy for this step: `{field}` inserted, personal data masked, at most 200 characters each.
    std::string message(std::uint32_t policy, const Request& request, const RunState& state) const;

    // Guards once more on an action that an approver edited (terminate, deny, require_approval; no modify).
    void evaluateChanged(const Request& request, const RunState& state, Decision& decision) const;

    // A copy in which one number of one condition has another value: a draft that is not in the text. `literal` counts the
    // numbers of the condition (Between has two). nullptr when there is no such number.
    std::shared_ptr<const Engine> withThreshold(std::string_view conditionId, std::size_t literal,
                                                const Decimal& value) const;

    // Whether any policy reads what runs share (cost_today, windows per user or service): if not, runs replay alone.
    bool readsSharedState() const;
    bool reads(Field field) const;

    const Program& program() const { return *m_program; }
    std::shared_ptr<const Program> shared() const { return m_program; }

private:
    explicit Engine(std::shared_ptr<const Program> program);
    std::shared_ptr<const Program> m_program;
};

using EnginePtr = std::shared_ptr<const Engine>;

} // namespace runlog
