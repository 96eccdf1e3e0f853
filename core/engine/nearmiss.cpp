// SPDX-License-Identifier: Apache-2.0
#include "core/engine/nearmiss.h"

#include "core/engine/truth.h"
#include "core/language/edit.h"

#include <algorithm>
#include <cmath>

namespace runlog {

namespace {

// The truth of a tree in which one leaf has another value.
Truth turned(const ExplainedCondition& tree, const ExplainedCondition* leaf, Truth value)
{
    if (&tree == leaf)
        return value;
    if (tree.children.empty() || tree.condition == nullptr)
        return tree.truth;
    const auto kind = tree.condition->kind;
    const bool any = kind == Condition::Kind::Any || kind == Condition::Kind::None;
    auto truth = toTruth(!any);
    for (const auto& child : tree.children)
        truth = any ? either(truth, turned(child, leaf, value)) : both(truth, turned(child, leaf, value));
    return kind == Condition::Kind::None || kind == Condition::Kind::Not ? negate(truth) : truth;
}

Truth turned(const ExplainedPolicy& policy, const ExplainedCondition* leaf, Truth value)
{
    const auto when = turned(policy.when, leaf, value);
    return policy.unless ? both(when, negate(turned(*policy.unless, leaf, value))) : when;
}

// The leaves that were plainly true or false.
void addLeaves(std::vector<const ExplainedCondition*>& leaves, const ExplainedCondition& tree)
{
    for (const auto& child : tree.children)
        addLeaves(leaves, child);
    if (tree.children.empty() && (tree.truth == Truth::True || tree.truth == Truth::False))
        leaves.push_back(&tree);
}

// How far the value was from the threshold, as a share of it; nullopt where there is no number.
std::optional<double> closeness(const ExplainedCondition& condition)
{
    if (!condition.distance || !condition.value)
        return std::nullopt;
    const auto number = [](const Decimal& decimal) { return std::abs(decimal.approximate()); };
    const double distance = number(*condition.distance);
    const double scale = std::max(number(*condition.value), distance);
    return scale == 0 ? 0 : distance / scale;
}

bool isNearer(const ExplainedCondition& a, const ExplainedCondition& b)
{
    const auto first = closeness(a);
    const auto second = closeness(b);
    return first && (!second || *first < *second);
}

class Nearest {
public:
    Nearest(const Explanation& explanation, const Engine& engine, StepKind kind)
        : m_explanation(explanation), m_engine(engine)
    {
        const auto& files = engine.policySet().files;
        m_denying = std::ranges::count_if(files, [](const auto& file) { return denies(*file); });
        m_isToolCall = kind == StepKind::ToolCall;
        for (const auto& policy : explanation.policies)
            m_truths.push_back(policy.concerned ? policy.truth : Truth::False);
    }

    NearMisses run()
    {
        if (m_explanation.decision.changed || m_denying > 1 || outcome() != m_explanation.decision.outcome)
            return {};
        for (const auto& policy : m_explanation.policies)
            if (policy.concerned && m_engine.policies()[policy.policy].mode == Mode::Enforce)
                look(policy);
        return m_found;
    }

private:
    // What a policy asks for when it has this truth; nullopt: it does not count.
    std::optional<Action> counted(std::uint32_t index) const
    {
        const auto& info = m_engine.policies()[index];
        const auto action = info.policy->action;
        const bool error = m_truths[index] == Truth::Error;
        if (info.mode == Mode::Observe || m_truths[index] == Truth::False || m_truths[index] == Truth::Unknown)
            return std::nullopt;
        if (error && (info.policy->skipOnError || action == Action::Allow))
            return std::nullopt;
        return error && action == Action::Modify ? Action::Deny : action;
    }

    // Section 3 of the language, without what changed arguments would bring.
    Action outcome() const
    {
        auto strictest = Action::Allow;
        bool isLifted = false;
        for (std::uint32_t index = 0; index < m_truths.size(); ++index)
            if (const auto action = counted(index)) {
                strictest = std::max(strictest, *action);
                isLifted = isLifted || (*action == Action::Allow && denies(*m_engine.policies()[index].file));
            }
        return isGoverned() && !isLifted ? std::max(strictest, Action::Deny) : strictest;
    }

    static bool denies(const PolicyFile& file)
    {
        return file.defaultDecision == DefaultDecision::Deny && file.mode == Mode::Enforce;
    }

    // Whether `default: deny` is there for this step, lifted or not.
    bool isGoverned() const
    {
        return m_isToolCall
            && (m_explanation.decision.defaultDenied
                || std::ranges::any_of(m_explanation.policies, [&](const ExplainedPolicy& policy) {
                       return policy.concerned && denies(*m_engine.policies()[policy.policy].file);
                   }));
    }

    void look(const ExplainedPolicy& policy)
    {
        std::vector<const ExplainedCondition*> leaves;
        addLeaves(leaves, policy.when);
        if (policy.unless)
            addLeaves(leaves, *policy.unless);
        for (const auto* leaf : leaves) {
            m_truths[policy.policy] = turned(policy, leaf, negate(leaf->truth));
            const auto now = outcome();
            m_truths[policy.policy] = policy.truth;
            if (now > m_explanation.decision.outcome)
                keep(m_found.stricter, {policy.policy, leaf, now});
            else if (now < m_explanation.decision.outcome)
                keep(m_found.looser, {policy.policy, leaf, now});
        }
    }

    static void keep(std::optional<NearMiss>& nearest, const NearMiss& miss)
    {
        if (!nearest || isNearer(*miss.condition, *nearest->condition))
            nearest = miss;
    }

    const Explanation& m_explanation;
    const Engine& m_engine;
    std::vector<Truth> m_truths; // by policy
    std::ptrdiff_t m_denying = 0; // files
    bool m_isToolCall = false;
    NearMisses m_found;
};

} // namespace

NearMisses nearMisses(const Explanation& explanation, const Engine& engine, StepKind kind)
{
    return Nearest(explanation, engine, kind).run();
}

} // namespace runlog
