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
    if (type == FieldType::Duration || type == FieldType::TimeOfDay)
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

// Which side the value is on, where it is not known for sure too.
bool isInside(const ExplainedCondition& explained, const Leaf& leaf)
{
    return explained.truth == Truth::Unknown ? numberTest(leaf, *explained.value) == Truth::True : explained.truth == Truth::True;
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
    else if (!isInside(explained, leaf))
        explained.margin = "missed by " + amount;
    else if (leaf.op == Operator::Between)
        explained.margin = "inside by " + amount;
    else
        explained.margin = (isLower(leaf.op) ? "under by " : "over by ") + amount;
}

// Makes the texts of reasons.
class Describing {
public:
    Describing(const Program& program, const Reasons& reasons) : m_program(program), m_reasons(reasons) {}

    ExplainedCondition condition(std::uint32_t index, const Window* window = nullptr) const
    {
        const auto& reason = m_reasons.conditions[index];
        const auto& node = m_program.nodes[reason.node];
        ExplainedCondition explained;
        explained.condition = node.condition;
        explained.truth = reason.truth;
        if (node.kind == Condition::Kind::Test)
            leaf(explained, m_program.leaves[node.index], reason, window);
        else if (node.kind == Condition::Kind::After || node.kind == Condition::Kind::NotAfter)
            history(explained, node.kind);
        else if (node.kind == Condition::Kind::Window)
            children(explained, index, m_program.windows[node.index].window);
        else
            children(explained, index, window);
        const bool isOne = node.kind == Condition::Kind::Window && explained.children.size() == 1;
        return isOne ? ExplainedCondition(std::move(explained.children.front())) : explained;
    }

private:
    void children(ExplainedCondition& explained, std::uint32_t index, const Window* window) const
    {
        for (auto child = index + 1; child < m_reasons.conditions[index].end; child = m_reasons.conditions[child].end)
            explained.children.push_back(condition(child, window));
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

    static void leaf(ExplainedCondition& explained, const Leaf& leaf, const Reason& reason, const Window* window)
    {
        const auto& test = *leaf.condition;
        const auto type = typeOf(test);
        explained.subject = window != nullptr ? windowText(*window) : print(test.field);
        explained.test = testText(test, leaf.literals);
        if (const auto* counter = std::get_if<Evaluator::Counter>(&reason.seen))
            addCounter(explained, *counter, type);
        else if (const auto* item = std::get_if<ItemValue>(&reason.seen))
            addItem(explained, *item);
        else if (const auto* value = std::get_if<Value>(&reason.seen))
            addValue(explained, *value);
        addMargin(explained, leaf, type);
    }

    static void addCounter(ExplainedCondition& explained, const Evaluator::Counter& seen, FieldType type)
    {
        explained.absent = seen.absent;
        explained.observed = seen.absent ? (seen.unrecorded ? "not recorded" : "absent") : counterText(type, seen.value);
        if (seen.absent)
            return;
        if (seen.atLeast)
            explained.observed = "at least " + explained.observed;
        explained.value = baseValue(type, seen.value);
    }

    static void addItem(ExplainedCondition& explained, const ItemValue& item)
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

    static void addValue(ExplainedCondition& explained, Value value)
    {
        explained.absent = value.isAbsent() || value.kind() == Value::Kind::Null;
        if (value.kind() == Value::Kind::Unrecorded)
            explained.observed = "not recorded";
        else
            explained.observed = explained.absent ? "absent" : printable(valueText(value));
        if (value.kind() == Value::Kind::Number)
            explained.value = value.number();
    }

    const Program& m_program;
    const Reasons& m_reasons;
};

ExplainedPolicy explainedPolicy(const Program& program, const Request& request, const Evaluator& evaluator, std::uint32_t index)
{
    const auto& compiled = program.policies[index];
    Reasons reasons;
    addReasons(evaluator, program, index, reasons);
    auto explained = describe(program, reasons, 0);
    explained.concerned =
        contains(compiled.info.concerns, request.kind) && program.governs(compiled.file, request.service);
    explained.truth = explained.concerned ? evaluator.policy(compiled).truth : Truth::False;
    return explained;
}

} // namespace

ExplainedPolicy describe(const Program& program, const Reasons& reasons, std::size_t index)
{
    const auto& policy = reasons.policies[index];
    const Describing describing(program, reasons);
    ExplainedPolicy explained;
    explained.policy = policy.policy;
    explained.truth = reasons.conditions[policy.when].truth;
    explained.when = describing.condition(policy.when);
    if (!policy.unless)
        return explained;
    explained.unless = describing.condition(*policy.unless);
    explained.truth = both(explained.truth, negate(reasons.conditions[*policy.unless].truth));
    return explained;
}

Explanation explain(const Program& program, const Request& request, const RunState& state,
                    std::pmr::memory_resource& scratch)
{
    Explanation explanation;
    decide(program, request, state, explanation.decision, scratch);
    const Evaluator evaluator(program, request, state);
    for (std::uint32_t index = 0; index < program.policies.size(); ++index) {
        explanation.policies.push_back(explainedPolicy(program, request, evaluator, index));
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
