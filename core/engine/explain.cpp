// SPDX-License-Identifier: Apache-2.0
#include "core/engine/explain.h"

#include "core/engine/decide.h"
#include "core/engine/message.h"
#include "core/language/edit.h"

#include <algorithm>

namespace runlog {

namespace {

FieldType typeOf(const Condition& test) { return row(test.field.field).type; }

// A counter in base units: dollars, seconds, plain numbers.
Decimal baseValue(FieldType type, std::int64_t value)
{
    const bool isNanos = type == FieldType::Money || type == FieldType::Duration || type == FieldType::TimeOfDay;
    return isNanos ? Decimal(value, -9) : Decimal(value);
}

// A distance in dollars to the cent, as people say it; below a cent in full. The exact values stand beside it.
std::string dollars(std::int64_t nanos)
{
    constexpr std::int64_t Cent = 10'000'000;
    const auto shown = nanos < Cent ? nanos : nanos / Cent * Cent + (nanos % Cent >= Cent / 2 ? Cent : 0);
    return text(Money{shown}).insert(0, 1, '$');
}

std::string amountText(FieldType type, const Decimal& amount)
{
    if (type == FieldType::Money)
        if (const auto nanos = amount.scaled(9))
            return dollars(*nanos);
    if (type == FieldType::Duration)
        if (const auto nanos = amount.scaled(9))
            return text(Duration{*nanos});
    return amount.text();
}

bool isLower(Operator op) { return op == Operator::Lt || op == Operator::Lte; }

bool hasOrder(Operator op)
{
    return isLower(op) || op == Operator::Gt || op == Operator::Gte || op == Operator::Between;
}

Decimal magnitude(const Decimal& value) { return value.coefficient() < 0 ? Decimal(-value.coefficient(), value.exponent()) : value; }

// The literal whose side the value is nearest to, and how far away it is.
struct Nearest {
    const Literal* literal = nullptr;
    Decimal distance;
};

std::optional<Nearest> nearest(std::span<const Literal> literals, const Decimal& value)
{
    std::optional<Nearest> best;
    for (const auto& literal : literals) {
        const auto distance = value.minus(valueOf(literal));
        if (distance && (!best || magnitude(*distance) < best->distance))
            best = Nearest{&literal, magnitude(*distance)};
    }
    return best;
}

bool isClose(const Nearest& nearest)
{
    const auto limit = magnitude(valueOf(*nearest.literal));
    const auto twoPercent = Decimal(limit.coefficient() * 2, limit.exponent() - 2);
    return nearest.distance <= twoPercent || nearest.distance <= grain(*nearest.literal);
}

void addMargin(ExplainedCondition& explained, const Leaf& leaf, FieldType type)
{
    if (!explained.value || !hasOrder(leaf.op))
        return;
    const auto near = nearest(leaf.literals, *explained.value);
    if (!near)
        return;
    explained.distance = near->distance;
    explained.close = isClose(*near);
    const auto amount = amountText(type, near->distance);
    if (near->distance.coefficient() == 0)
        explained.margin = "exactly on it";
    else if (explained.truth != Truth::True)
        explained.margin = "missed by " + amount;
    else if (leaf.op == Operator::Between)
        explained.margin = "inside by " + amount;
    else
        explained.margin = (isLower(leaf.op) ? "under by " : "over by ") + amount;
}

class Explaining {
public:
    Explaining(const Program& program, const Request& request, const RunState& state)
        : m_program(program), m_request(request), m_evaluator(program, request, state)
    {
    }

    ExplainedPolicy policy(std::uint32_t index) const
    {
        const auto& compiled = m_program.policies[index];
        ExplainedPolicy explained;
        explained.policy = index;
        explained.concerned = contains(compiled.info.concerns, m_request.kind)
            && m_program.governs(compiled.file, m_request.service);
        explained.truth = explained.concerned ? m_evaluator.policy(compiled).truth : Truth::False;
        explained.when = condition(compiled.when, nullptr);
        if (compiled.unless)
            explained.unless = condition(*compiled.unless, nullptr);
        return explained;
    }

private:
    ExplainedCondition condition(std::uint32_t index, const ItemValue* item) const
    {
        const auto& node = m_program.nodes[index];
        ExplainedCondition explained;
        explained.condition = node.condition;
        explained.truth = m_evaluator.condition(index, item).truth;
        if (node.kind == Condition::Kind::Test)
            leaf(explained, m_program.leaves[node.index], item);
        else if (node.kind == Condition::Kind::Window)
            window(explained, node.index);
        else if (node.kind == Condition::Kind::After || node.kind == Condition::Kind::NotAfter)
            history(explained, node.kind);
        else
            children(explained, index, node.end, item);
        return explained;
    }

    void children(ExplainedCondition& explained, std::uint32_t index, std::uint32_t end, const ItemValue* item) const
    {
        for (auto child = index + 1; child < end; child = m_program.nodes[child].end)
            explained.children.push_back(condition(child, item));
    }

    static void history(ExplainedCondition& explained, Condition::Kind kind)
    {
        const bool wanted = kind == Condition::Kind::After;
        explained.subject = wanted ? "after" : "not_after";
        if (explained.truth == Truth::True || explained.truth == Truth::False)
            explained.observed = (explained.truth == Truth::True) == wanted ? "an earlier step matches" : "no earlier step matches";
        else
            explained.observed = "not recorded";
    }

    void window(ExplainedCondition& explained, std::uint32_t slot) const
    {
        const auto& window = m_program.windows[slot];
        const auto result = m_evaluator.window(slot);
        const auto& tests = m_program.nodes[window.tests];
        children(explained, window.tests, tests.end, &result);
        for (auto& child : explained.children)
            child.subject = windowText(*window.window);
        if (explained.children.size() != 1)
            return;
        auto only = std::move(explained.children.front());
        explained = std::move(only);
    }

    void leaf(ExplainedCondition& explained, const Leaf& leaf, const ItemValue* item) const
    {
        const auto& test = *leaf.condition;
        const auto type = typeOf(test);
        explained.subject = print(test.field);
        explained.test = testText(test, leaf.literals);
        if (type == FieldType::Money || type == FieldType::Count || type == FieldType::Duration
            || type == FieldType::TimeOfDay)
            counterLeaf(explained, leaf, type);
        else if (item != nullptr && test.field.path.empty() && test.field.field == Field::Item)
            itemLeaf(explained, *item);
        else
            valueLeaf(explained, leaf, item);
        addMargin(explained, leaf, type);
    }

    void counterLeaf(ExplainedCondition& explained, const Leaf& leaf, FieldType type) const
    {
        const auto seen = m_evaluator.counter(leaf);
        explained.absent = seen.absent;
        explained.observed = seen.absent ? (seen.unrecorded ? "not recorded" : "absent") : counterText(type, seen.value);
        if (seen.absent)
            return;
        if (seen.atLeast)
            explained.observed = "at least " + explained.observed;
        explained.value = baseValue(type, seen.value);
    }

    static void itemLeaf(ExplainedCondition& explained, const ItemValue& item)
    {
        explained.value = item.number;
        if (!item.number && item.value.kind() == Value::Kind::Number)
            explained.value = item.value.number();
        explained.absent = !item.number && !item.value.isThere() && !item.error;
        explained.observed = item.error ? "no number" : item.number ? item.number->text()
            : item.unrecorded             ? "not recorded"
            : explained.absent            ? "absent"
                                          : printable(valueText(item.value));
    }

    void valueLeaf(ExplainedCondition& explained, const Leaf& leaf, const ItemValue* item) const
    {
        auto value = m_evaluator.value(leaf.condition->field, item);
        if (const auto day = leaf.condition->field.field == Field::Weekday ? m_evaluator.weekday(leaf.zone) : std::nullopt)
            value = Value::text(*day);
        explained.absent = value.isAbsent() || value.kind() == Value::Kind::Null;
        if (value.kind() == Value::Kind::Unrecorded)
            explained.observed = "not recorded";
        else
            explained.observed = explained.absent ? "absent" : printable(valueText(value));
        if (value.kind() == Value::Kind::Number)
            explained.value = value.number();
    }

    const Program& m_program;
    const Request& m_request;
    Evaluator m_evaluator;
};

} // namespace

Explanation explain(const Program& program, const Request& request, const RunState& state,
                    std::pmr::memory_resource& scratch)
{
    Explanation explanation;
    decide(program, request, state, explanation.decision, scratch);
    const Explaining explaining(program, request, state);
    for (std::uint32_t index = 0; index < program.policies.size(); ++index) {
        explanation.policies.push_back(explaining.policy(index));
        explanation.policies.back().decides = explanation.decision.policy == static_cast<std::int32_t>(index);
    }
    if (explanation.decision.policy >= 0) {
        const auto& decider = program.policies[static_cast<std::size_t>(explanation.decision.policy)];
        explanation.message = renderMessage(decider.info.policy->message, program, program.fileZone[decider.file],
                                            request, state);
    }
    return explanation;
}

} // namespace runlog
