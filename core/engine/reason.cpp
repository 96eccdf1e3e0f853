// SPDX-License-Identifier: Apache-2.0
#include "core/engine/reason.h"

namespace runlog {

namespace {

bool isCounter(FieldType type)
{
    return type == FieldType::Money || type == FieldType::Count || type == FieldType::Duration || type == FieldType::TimeOfDay;
}

// Walks a condition as Evaluator does, but to the end of it: what does not matter for the result is shown, too.
class Reasoning {
public:
    Reasoning(const Evaluator& evaluator, const Program& program, std::vector<Reason>& reasons)
        : m_evaluator(evaluator), m_program(program), m_reasons(reasons)
    {
    }

    Truth add(std::uint32_t index, const ItemValue* item)
    {
        const auto& node = m_program.nodes[index];
        const auto place = m_reasons.size();
        m_reasons.emplace_back().node = index;
        const auto truth = look(node, index, item, place);
        m_reasons[place].truth = truth;
        m_reasons[place].end = static_cast<std::uint32_t>(m_reasons.size());
        return truth;
    }

private:
    Truth look(const ProgramNode& node, std::uint32_t index, const ItemValue* item, std::size_t place)
    {
        switch (node.kind) {
        case Condition::Kind::Test: return test(m_program.leaves[node.index], item, m_reasons[place]);
        case Condition::Kind::After: case Condition::Kind::NotAfter: return m_evaluator.condition(index, item).truth;
        case Condition::Kind::Window: {
            const auto result = m_evaluator.window(node.index);
            const auto tests = m_program.windows[node.index].tests;
            return all(tests, m_program.nodes[tests].end, &result);
        }
        case Condition::Kind::All: return all(index, node.end, item);
        case Condition::Kind::Not: return negate(all(index, node.end, item));
        case Condition::Kind::Any: return any(index, node.end, item);
        case Condition::Kind::None: return negate(any(index, node.end, item));
        }
        return Truth::Error;
    }

    Truth all(std::uint32_t index, std::uint32_t end, const ItemValue* item)
    {
        auto truth = Truth::True;
        for (auto child = index + 1; child < end; child = m_program.nodes[child].end)
            truth = both(truth, add(child, item));
        return truth;
    }

    Truth any(std::uint32_t index, std::uint32_t end, const ItemValue* item)
    {
        auto truth = Truth::False;
        for (auto child = index + 1; child < end; child = m_program.nodes[child].end)
            truth = either(truth, add(child, item));
        return truth;
    }

    Truth test(const Leaf& leaf, const ItemValue* item, Reason& reason) const
    {
        const auto& field = leaf.condition->field;
        if (isCounter(row(field.field).type))
            reason.seen = m_evaluator.counter(leaf);
        else if (item != nullptr && field.field == Field::Item && field.path.empty())
            reason.seen = *item;
        else
            reason.seen = valueOf(leaf, item);
        return m_evaluator.leaf(leaf, item).truth;
    }

    Value valueOf(const Leaf& leaf, const ItemValue* item) const
    {
        const auto day = leaf.field == Field::Weekday ? m_evaluator.weekday(leaf.zone) : std::nullopt;
        return day ? Value::text(*day) : m_evaluator.value(leaf.condition->field, item);
    }

    const Evaluator& m_evaluator;
    const Program& m_program;
    std::vector<Reason>& m_reasons;
};

} // namespace

void Reasons::clear()
{
    policies.clear();
    conditions.clear();
}

void addReasons(const Evaluator& evaluator, const Program& program, std::uint32_t policy, Reasons& reasons)
{
    const auto& compiled = program.policies[policy];
    Reasoning reasoning(evaluator, program, reasons.conditions);
    auto& added = reasons.policies.emplace_back();
    added.policy = policy;
    added.when = static_cast<std::uint32_t>(reasons.conditions.size());
    reasoning.add(compiled.when, nullptr);
    if (!compiled.unless)
        return;
    added.unless = static_cast<std::uint32_t>(reasons.conditions.size());
    reasoning.add(*compiled.unless, nullptr);
}

void reasonsOf(const Engine& engine, const Request& request, const RunState& state, const Decision& decision, Reasons& reasons)
{
    reasons.clear();
    if (decision.matched.empty())
        return;
    const Evaluator evaluator(engine.program(), request, state);
    for (const auto policy : decision.matched)
        addReasons(evaluator, engine.program(), policy, reasons);
}

} // namespace runlog
