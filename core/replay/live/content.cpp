// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/content.h"

#include "core/replay/live/layout.h"

namespace runlog::live {

namespace {

// Each part with its length or of fixed length, so that no two rows of parts give one text.
class ContentWriter {
public:
    ContentWriter(const Program& program, const Sources& sources) : m_program(program), m_sources(sources) {}

    ContentWriter& number(std::uint64_t value)
    {
        m_content.append(std::to_string(value)).append(" ");
        return *this;
    }

    ContentWriter& text(std::string_view text)
    {
        number(text.size());
        m_content.append(text);
        return *this;
    }

    // A tree of conditions; places in it are counted, so that a residue's places mean the same in each.
    ContentWriter& tree(std::uint32_t root)
    {
        const auto end = m_program.nodes[root].end;
        number(end - root);
        for (auto node = root; node < end; ++node) {
            const auto& each = m_program.nodes[node];
            number(static_cast<std::uint64_t>(each.kind)).number(each.end - node);
            if (each.kind == Condition::Kind::Test)
                test(each.index);
        }
        return *this;
    }

    ContentWriter& field(const FieldRef& field)
    {
        return number(static_cast<std::uint64_t>(field.field)).text(print(field.path));
    }

    std::string take() { return std::move(m_content); }

private:
    void test(std::uint32_t index)
    {
        if (m_sources.ofLeaf[index] != Sources::Static || index == m_sources.moving) {
            number(0);
            return;
        }
        const auto& leaf = m_program.leaves[index];
        const auto& condition = *leaf.condition;
        number(1).field(condition.field).number(static_cast<std::uint64_t>(leaf.op));
        number(leaf.negative ? 1 : 0).number(leaf.everyText ? 1 : 0).number(condition.ignoreCase ? 1 : 0);
        if (leaf.field == Field::TimeOfDay || leaf.field == Field::Weekday)
            text(zoneName(m_program, leaf.zone));
        number(leaf.literals.size());
        for (const auto& each : leaf.literals)
            literal(each);
        if (leaf.op == Operator::ContainsPii || leaf.op == Operator::ContainsSecret)
            entities(leaf);
        if (leaf.op == Operator::Length || leaf.op == Operator::AnyItem || leaf.op == Operator::AllItems)
            tree(leaf.itemRoot);
    }

    void literal(const Literal& literal)
    {
        number(static_cast<std::uint64_t>(literal.type)).number(literal.boolean ? 1 : 0).number(literal.isGlob ? 1 : 0);
        number(static_cast<std::uint64_t>(literal.nanos)).text(literal.number.text()).text(literal.text);
    }

    void entities(const Leaf& leaf)
    {
        number(static_cast<std::uint64_t>(leaf.tools->minLikelihood)).number(leaf.tools->minCount);
        for (std::size_t entity = 0; entity < pii::entityCount; ++entity)
            m_content += leaf.tools->scan.wanted.contains(static_cast<pii::Entity>(entity)) ? '1' : '0';
    }

    const Program& m_program;
    const Sources& m_sources;
    std::string m_content;
};

} // namespace

std::string policyContent(const Program& program, const Sources& sources, std::uint32_t policy)
{
    const auto& each = program.policies[policy];
    ContentWriter writer(program, sources);
    writer.text("policy").text(servicesContent(*each.info.file)).number(static_cast<std::uint64_t>(each.info.concerns));
    writer.tree(each.when).number(each.unless ? 1 : 0);
    if (each.unless)
        writer.tree(*each.unless);
    return writer.take();
}

std::string windowContent(const Program& program, const Sources& sources, std::uint32_t slot)
{
    const auto& window = program.windows[slot];
    ContentWriter writer(program, sources);
    writer.text("window").number(static_cast<std::uint64_t>(window.concerns)).number(window.where ? 1 : 0);
    if (window.where)
        writer.tree(*window.where);
    return writer.take();
}

std::string historyContent(const Program& program, const Sources& sources, std::uint32_t slot)
{
    const auto& history = program.histories[slot];
    ContentWriter writer(program, sources);
    writer.text("history").number(static_cast<std::uint64_t>(history.concerns)).tree(history.root);
    return writer.take();
}

std::string reachContent(const Program& program, const Sources& sources, std::uint32_t slot)
{
    const auto& window = *program.windows[slot].window;
    ContentWriter writer(program, sources);
    writer.text(windowContent(program, sources, slot)).number(static_cast<std::uint64_t>(window.function)).field(window.of);
    writer.number(static_cast<std::uint64_t>(window.reach)).number(static_cast<std::uint64_t>(window.length.nanos));
    writer.number(static_cast<std::uint64_t>(window.per)).text(zoneName(program, program.windows[slot].zone));
    return writer.take();
}

std::string servicesContent(const PolicyFile& file)
{
    std::string content;
    for (const auto& glob : file.services)
        content.append(std::to_string(glob.text.size())).append(" ").append(glob.text);
    return content;
}

} // namespace runlog::live
