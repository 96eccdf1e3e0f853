// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/sources.h"

#include <algorithm>
#include <limits>

namespace runlog::live {

namespace {

bool isCounter(Field field) { return field >= Field::Cost && field <= Field::Elapsed; }

bool isComparison(Operator op)
{
    return op == Operator::Eq || op == Operator::In || op == Operator::Gt || op == Operator::Gte || op == Operator::Lt
           || op == Operator::Lte || op == Operator::Between;
}

class SourceFinder {
public:
    SourceFinder(const Program& program, std::optional<std::uint32_t> moving) : m_program(program), m_moving(moving)
    {
        m_sources.moving = moving.value_or(0xFFFFFFFFU);
        m_sources.ofLeaf.resize(program.leaves.size(), Sources::Static);
        m_sources.ofHistory.resize(program.histories.size(), Sources::Static);
        m_sources.ofWindow.resize(program.windows.size(), Sources::Static);
        m_sources.insideEvents.resize(program.leaves.size(), false);
    }

    std::optional<Sources> run()
    {
        for (std::uint32_t leaf = 0; leaf < m_program.leaves.size(); ++leaf)
            addCounter(leaf);
        for (std::uint32_t history = 0; history < m_program.histories.size(); ++history)
            addHistory(history);
        for (std::uint32_t window = 0; window < m_program.windows.size(); ++window)
            addWindow(window);
        m_fits &= !m_moving || canMove(*m_moving);
        if (!m_fits || m_sources.list.size() > Sources::MostSources)
            return std::nullopt;
        for (std::size_t index = 0; index < m_sources.list.size(); ++index) {
            auto& source = m_sources.list[index];
            if (source.kind == Source::Kind::Counter)
                m_sources.counters |= 1U << index;
            if (source.kind == Source::Kind::CostToday || source.kind == Source::Kind::Window)
                m_sources.shared |= 1U << index;
            std::sort(source.cuts.begin(), source.cuts.end());
            source.cuts.erase(std::unique(source.cuts.begin(), source.cuts.end()), source.cuts.end());
            if (source.cuts.size() > 4000) // a code has 12 bits for the rank
                return std::nullopt;
        }
        return std::move(m_sources);
    }

private:
    // The number of a test that stands by itself: not of one inside another (an item, a length), nor a time of day.
    bool canMove(std::uint32_t index) const
    {
        const auto field = m_program.leaves[index].condition->field.field;
        return m_sources.ofLeaf[index] != Sources::Static || (field != Field::Item && field != Field::TimeOfDay);
    }

    std::uint8_t sourceFor(Source::Kind kind, Field field, std::uint32_t index)
    {
        auto& list = m_sources.list;
        const auto known = std::find_if(list.begin(), list.end(), [&](const Source& source) {
            return source.kind == kind && source.field == field && source.index == index;
        });
        const auto place = static_cast<std::uint8_t>(known - list.begin());
        if (known == list.end() && list.size() < Sources::Static - 1)
            list.push_back({kind, field, index, {}, countOf(field)});
        return place;
    }

    void addCounter(std::uint32_t index)
    {
        const auto& leaf = m_program.leaves[index];
        const auto field = leaf.condition->field.field;
        if (!isCounter(field))
            return;
        const bool isDay = field == Field::CostToday;
        const auto place =
            sourceFor(isDay ? Source::Kind::CostToday : Source::Kind::Counter, field, isDay ? leaf.zone : 0);
        m_sources.ofLeaf[index] = place;
        if (index == m_sources.moving)
            return;
        for (const auto& interval : leaf.intervals) {
            m_sources.list[place].cuts.push_back(interval.low);
            if (interval.high != std::numeric_limits<std::int64_t>::max())
                m_sources.list[place].cuts.push_back(interval.high + 1);
        }
    }

    void addHistory(std::uint32_t index)
    {
        m_sources.ofHistory[index] = sourceFor(Source::Kind::History, Field::Output, index);
        markEvents(m_program.histories[index].root);
    }

    void addWindow(std::uint32_t index)
    {
        const auto& slot = m_program.windows[index];
        m_fits &= slot.window->function != Window::Function::Distinct;
        m_sources.ofWindow[index] = sourceFor(Source::Kind::Window, Field::Item, index);
        if (slot.where)
            markEvents(*slot.where);
        const int scale = slot.window->function == Window::Function::Sum ? SumScale : 0;
        for (auto node = slot.tests; node < m_program.nodes[slot.tests].end; ++node)
            if (m_program.nodes[node].kind == Condition::Kind::Test)
                addWindowTest(m_program.nodes[node].index, m_sources.ofWindow[index], scale);
    }

    void addWindowTest(std::uint32_t index, std::uint8_t place, int scale)
    {
        const auto& leaf = m_program.leaves[index];
        m_sources.ofLeaf[index] = place;
        m_fits &= isComparison(leaf.op);
        for (const auto& literal : leaf.literals) {
            const auto floor = floorOf(literal, scale);
            m_fits &= floor.has_value();
            if (!floor || index == m_sources.moving)
                continue;
            m_sources.list[place].cuts.push_back(*floor);
            m_sources.list[place].cuts.push_back(*floor + 1);
        }
    }

    // What past steps are tested with must depend on those steps alone.
    void markEvents(std::uint32_t root)
    {
        for (auto node = root; node < m_program.nodes[root].end; ++node) {
            const auto& each = m_program.nodes[node];
            const bool isTest = each.kind == Condition::Kind::Test;
            m_fits &= each.kind != Condition::Kind::After && each.kind != Condition::Kind::NotAfter
                      && each.kind != Condition::Kind::Window;
            if (!isTest)
                continue;
            m_fits &= !isCounter(m_program.leaves[each.index].condition->field.field) && each.index != m_sources.moving;
            m_sources.insideEvents[each.index] = true;
        }
    }

    const Program& m_program;
    std::optional<std::uint32_t> m_moving;
    Sources m_sources;
    bool m_fits = true;
};

} // namespace

Count countOf(Field field)
{
    switch (field) {
    case Field::StepsInRun: return Count::Steps;
    case Field::ToolCallsInRun: return Count::ToolCalls;
    case Field::LlmCallsInRun: return Count::LlmCalls;
    case Field::AttemptsInRun: return Count::Attempts;
    case Field::DenialsInRun: return Count::Denials;
    case Field::ErrorsInRun: return Count::Errors;
    case Field::UnknownCostsInRun: return Count::UnknownCosts;
    default: return Count::Nothing;
    }
}

std::optional<std::int64_t> floorOf(const Literal& literal, int scale)
{
    if (literal.type != Literal::Type::Number)
        return std::nullopt;
    const auto isInside = [](Int128 value) {
        return value < std::numeric_limits<std::int64_t>::max() - 2
               && value > std::numeric_limits<std::int64_t>::min() + 2;
    };
    if (const auto whole = literal.number.scaled(scale))
        return isInside(*whole) ? whole : std::nullopt;
    auto quotient = literal.number.coefficient();
    const auto drop = -literal.number.exponent() - scale;
    if (drop <= 0 || drop > 36)
        return std::nullopt;
    for (int digit = 0; digit < drop; ++digit)
        quotient /= 10;
    if (!isInside(quotient))
        return std::nullopt;
    return static_cast<std::int64_t>(quotient) - (literal.number.coefficient() < 0 ? 1 : 0);
}

int scaleOf(const Source& source, const Program& program)
{
    if (source.kind == Source::Kind::Window)
        return program.windows[source.index].window->function == Window::Function::Sum ? SumScale : 0;
    const auto type = row(source.kind == Source::Kind::CostToday ? Field::CostToday : source.field).type;
    return type == FieldType::Money || type == FieldType::Duration ? 9 : 0;
}

std::optional<Sources> sourcesOf(const Program& program, std::optional<std::uint32_t> moving)
{
    return SourceFinder(program, moving).run();
}

std::optional<std::uint32_t> leafOf(const Program& program, std::string_view conditionId)
{
    const auto found = std::find_if(program.leaves.begin(), program.leaves.end(),
                                    [&](const Leaf& leaf) { return leaf.condition->id == conditionId; });
    if (found == program.leaves.end())
        return std::nullopt;
    return static_cast<std::uint32_t>(found - program.leaves.begin());
}

} // namespace runlog::live
