// SPDX-License-Identifier: Apache-2.0
#include "core/checks/coverage.h"

#include "core/checks/testcase.h"
#include "core/engine/explain.h"

#include <algorithm>
#include <unordered_map>

namespace runlog {

namespace {

void addLeaves(std::vector<CoveredCondition>& leaves, const Condition& condition)
{
    switch (condition.kind) {
    case Condition::Kind::Test: case Condition::Kind::After: case Condition::Kind::NotAfter:
        leaves.push_back({&condition, nullptr, false, false});
        return;
    case Condition::Kind::Window:
        for (const auto& test : condition.window()->tests)
            leaves.push_back({&test, condition.window(), false, false});
        return;
    case Condition::Kind::All: case Condition::Kind::Any: case Condition::Kind::None: case Condition::Kind::Not:
        for (const auto& child : condition.children)
            addLeaves(leaves, child);
        return;
    }
}

// Marks what the steps of all tests saw.
class CoverageWatcher : public StepWatcher {
public:
    CoverageWatcher(const Engine& engine, std::vector<CoveredPolicy>& policies) : m_engine(engine), m_policies(policies)
    {
        for (auto& policy : m_policies)
            for (auto& covered : policy.conditions)
                m_leaves[covered.condition] = &covered;
    }

    bool wants(std::size_t) override { return true; }

    void decided(std::size_t, const Request& request, const RunState& state, const Decision& decision) override
    {
        for (const auto matched : decision.matched)
            m_policies[matched].matched = true;
        for (const auto matched : decision.observed)
            m_policies[matched].matched = true;
        const auto explanation = m_engine.explain(request, state, m_scratch);
        for (const auto& policy : explanation.policies) {
            if (!policy.concerned)
                continue;
            mark(policy.when);
            if (policy.unless)
                mark(*policy.unless);
        }
        m_scratch.release();
    }

private:
    void mark(const ExplainedCondition& explained)
    {
        for (const auto& child : explained.children)
            mark(child);
        const auto leaf = m_leaves.find(explained.condition);
        if (leaf == m_leaves.end())
            return;
        leaf->second->seenTrue |= explained.truth == Truth::True;
        leaf->second->seenFalse |= explained.truth == Truth::False;
    }

    const Engine& m_engine;
    std::vector<CoveredPolicy>& m_policies;
    std::unordered_map<const Condition*, CoveredCondition*> m_leaves;
    std::pmr::monotonic_buffer_resource m_scratch;
};

std::vector<CoveredPolicy> uncovered(const Engine& engine)
{
    std::vector<CoveredPolicy> policies;
    for (const auto& info : engine.policies()) {
        CoveredPolicy covered;
        covered.policy = info.policy;
        covered.canDecide = info.mode == Mode::Enforce && info.policy->action != Action::Allow;
        addLeaves(covered.conditions, info.policy->when);
        if (info.policy->unless)
            addLeaves(covered.conditions, *info.policy->unless);
        policies.push_back(std::move(covered));
    }
    return policies;
}

template <typename Items, typename Holds>
std::size_t countOf(const Items& items, Holds holds)
{
    return static_cast<std::size_t>(std::count_if(items.begin(), items.end(), holds));
}

} // namespace

std::size_t Coverage::coveredPolicies() const
{
    return countOf(policies, [](const CoveredPolicy& policy) { return policy.isCovered(); });
}

std::size_t Coverage::conditions() const
{
    std::size_t count = 0;
    for (const auto& policy : policies)
        count += policy.conditions.size();
    return count;
}

std::size_t Coverage::coveredConditions() const
{
    std::size_t count = 0;
    for (const auto& policy : policies)
        count += countOf(policy.conditions, [](const CoveredCondition& condition) { return condition.isCovered(); });
    return count;
}

Coverage coverageOf(std::shared_ptr<const PolicyFile> file, std::stop_token stop)
{
    const auto engine = std::make_shared<const Engine>(PolicySet{{file}});
    Coverage coverage{file, uncovered(*engine)};
    CoverageWatcher watcher(*engine, coverage.policies);
    for (const auto& test : file->tests) {
        const auto made = testCase(*file, test);
        if (stop.stop_requested())
            break;
        if (!made.problems.empty())
            continue;
        const auto replayed = replayTest(engine, made, &watcher);
        for (const auto& outcome : replayed.steps)
            if (outcome.policy >= 0)
                coverage.policies[static_cast<std::size_t>(outcome.policy)].decided = true;
    }
    return coverage;
}

std::string conditionText(const CoveredCondition& covered)
{
    const auto& condition = *covered.condition;
    if (condition.kind == Condition::Kind::After)
        return "after";
    if (condition.kind == Condition::Kind::NotAfter)
        return "not_after";
    const auto subject = covered.window == nullptr ? print(condition.field) : windowText(*covered.window);
    return subject + ' ' + testText(condition, condition.literals);
}

} // namespace runlog
