// SPDX-License-Identifier: Apache-2.0
#include "core/engine/observe.h"

#include "core/engine/evaluator.h"
#include "core/engine/message.h"

namespace runlog {

namespace {

Decimal baseUnits(FieldType type, std::int64_t value)
{
    const bool isNanos = type == FieldType::Money || type == FieldType::Duration || type == FieldType::TimeOfDay;
    return isNanos ? Decimal(value, -9) : Decimal(value);
}

bool isCounterType(FieldType type)
{
    return type == FieldType::Money || type == FieldType::Count || type == FieldType::Duration
        || type == FieldType::TimeOfDay;
}

Observed ofCounter(const Evaluator::Counter& counter, FieldType type)
{
    if (counter.absent)
        return {counter.unrecorded ? Observed::Kind::Unknown : Observed::Kind::Absent, {}, Truth::False};
    return {Observed::Kind::Number, baseUnits(type, counter.value), Truth::False};
}

Observed ofItem(const ItemValue& item)
{
    if (item.error)
        return {Observed::Kind::Error, {}, Truth::Error};
    if (item.number)
        return {Observed::Kind::Number, *item.number, Truth::False};
    return {item.unrecorded ? Observed::Kind::Unknown : Observed::Kind::Absent, {}, Truth::False};
}

Observed ofValue(Value value)
{
    if (value.kind() == Value::Kind::Unrecorded)
        return {Observed::Kind::Unknown, {}, Truth::Unknown};
    if (!value.isThere())
        return {Observed::Kind::Absent, {}, Truth::False};
    if (value.kind() != Value::Kind::Number)
        return {Observed::Kind::Other, {}, Truth::False};
    const auto number = value.number();
    return number ? Observed{Observed::Kind::Number, *number, Truth::False} : Observed{Observed::Kind::Error, {}, Truth::Error};
}

} // namespace

ConditionObserver::ConditionObserver(std::shared_ptr<const Program> program, std::string_view conditionId)
    : m_program(std::move(program))
{
    find(conditionId);
}

void ConditionObserver::find(std::string_view conditionId)
{
    for (std::uint32_t leaf = 0; leaf < m_program->leaves.size() && !m_leaf; ++leaf)
        if (m_program->leaves[leaf].condition->id == conditionId)
            m_leaf = leaf;
    if (!m_leaf)
        return;
    std::uint32_t node = 0;
    while (m_program->nodes[node].kind != Condition::Kind::Test || m_program->nodes[node].index != *m_leaf)
        ++node;
    for (std::uint32_t window = 0; window < m_program->windows.size(); ++window) {
        const auto tests = m_program->windows[window].tests;
        if (tests < node && node < m_program->nodes[tests].end)
            m_window = window;
    }
    for (std::uint32_t policy = 0; policy < m_program->policies.size(); ++policy)
        if (m_program->policies[policy].when <= node)
            m_policy = policy;
}

// Whether the policy's result depends on this condition here: the other conditions leave it open.
bool ConditionObserver::matters(const Request& request, const RunState& state) const
{
    const auto& policy = m_program->policies[m_policy];
    if (!contains(policy.info.concerns, request.kind) || !m_program->governs(policy.file, request.service))
        return false;
    Evaluator evaluator(*m_program, request, state);
    evaluator.force(leaf(), Truth::True);
    const auto ifTrue = evaluator.policy(policy);
    evaluator.force(leaf(), Truth::False);
    return ifTrue != evaluator.policy(policy);
}

Observed ConditionObserver::observe(const Request& request, const RunState& state) const
{
    if (!m_leaf || !matters(request, state))
        return {};
    const Evaluator evaluator(*m_program, request, state);
    const auto type = row(leaf().condition->field.field).type;
    const auto item = m_window ? std::optional(evaluator.window(*m_window)) : std::nullopt;
    auto observed = item ? ofItem(*item)
        : isCounterType(type) ? ofCounter(evaluator.counter(leaf()), type)
                              : ofValue(evaluator.value(leaf().condition->field, nullptr));
    observed.truth = evaluator.leaf(leaf(), item ? &*item : nullptr).truth;
    return observed;
}

} // namespace runlog
