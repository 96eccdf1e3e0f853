// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/shapes.h"

#include "core/replay/live/kept.h"

#include <unordered_map>

namespace runlog::live {

namespace {

// Shapes as a tree: one more residue of one more column leads from a shape to another.
class ShapeTree {
public:
    struct Node {
        std::uint32_t parent = 0;
        std::uint32_t column = 0;
        std::uint32_t residue = 0;
    };

    // From now on next() is about this column; each step goes through a column once, so what it comes from is there already.
    void begin(std::uint32_t column, std::size_t residues)
    {
        m_column = column;
        m_residues = residues;
        m_next.clear();
        m_isTable = m_nodes.size() * residues <= MostTable;
        m_table.assign(m_isTable ? m_nodes.size() * residues : 0, 0);
    }

    std::uint32_t next(std::uint32_t shape, std::uint32_t residue)
    {
        auto& next = m_isTable ? m_table[shape * m_residues + residue] : m_next[std::uint64_t(shape) << 32U | residue];
        if (next == 0) {
            next = static_cast<std::uint32_t>(m_nodes.size());
            m_nodes.push_back({shape, m_column, residue});
        }
        return next;
    }

    const std::vector<Node>& nodes() const { return m_nodes; }

private:
    static constexpr std::size_t MostTable = std::size_t(1) << 20U;

    std::vector<Node> m_nodes{Node{}}; // the first: nothing
    std::uint32_t m_column = 0;
    std::size_t m_residues = 0;
    bool m_isTable = false;
    std::vector<std::uint32_t> m_table; // by shape and residue; 0: not come to yet
    std::unordered_map<std::uint64_t, std::uint32_t> m_next;
};

class ShapeMaker {
public:
    ShapeMaker(const Program& program, const Sources& sources, const Columns& columns, const Facts& facts)
        : m_program(program), m_sources(sources), m_facts(facts)
    {
        for (const auto* list : {&columns.policies, &columns.windows, &columns.histories, &columns.services})
            m_columns.insert(m_columns.end(), list->begin(), list->end());
        m_firstWindow = columns.policies.size();
        m_firstHistory = m_firstWindow + columns.windows.size();
        m_firstService = m_firstHistory + columns.histories.size();
    }

    Shapes make()
    {
        m_shapes.of.resize(m_facts.steps.size());
        addSorts();
        for (std::uint32_t column = 0; column < m_columns.size(); ++column)
            addEntries(column);
        finish();
        return std::move(m_shapes);
    }

private:
    // What all steps of a sort have in common.
    void addSorts()
    {
        std::vector<std::uint32_t> shapes(m_facts.sorts.size(), 0);
        for (std::uint32_t column = 0; column < m_columns.size(); ++column) {
            m_tree.begin(column, m_columns[column]->residues.size());
            for (std::size_t sort = 0; sort < shapes.size(); ++sort)
                if (const auto residue = m_columns[column]->parts[sort].residue; residue != 0)
                    shapes[sort] = m_tree.next(shapes[sort], residue);
        }
        for (std::size_t sort = 0; sort < shapes.size(); ++sort)
            for (const auto position : m_facts.sorts[sort].positions)
                m_shapes.of[position] = shapes[sort];
    }

    void addEntries(std::uint32_t column)
    {
        m_tree.begin(column, m_columns[column]->residues.size());
        for (const auto& entry : m_columns[column]->entries) {
            auto& shape = m_shapes.of[entry.position];
            shape = m_tree.next(shape, entry.residue);
        }
    }

    // Only shapes that some step has become real ones.
    void finish()
    {
        std::vector<std::uint32_t> numbers(m_tree.nodes().size(), None);
        for (auto& shape : m_shapes.of) {
            auto& number = numbers[shape];
            if (number == None) {
                number = static_cast<std::uint32_t>(m_shapes.list.size());
                m_shapes.list.push_back(shapeOf(shape));
            }
            shape = number;
        }
    }

    Shape shapeOf(std::uint32_t node) const
    {
        Shape shape;
        for (; node != 0; node = m_tree.nodes()[node].parent)
            add(shape, m_tree.nodes()[node]);
        return shape;
    }

    void add(Shape& shape, const ShapeTree::Node& node) const
    {
        const auto& residue = m_columns[node.column]->residues[node.residue];
        if (node.column < m_firstWindow) {
            for (const auto place : residue.open)
                shape.reads |= readsOf(m_program.policies[node.column].when + place);
        } else if (node.column < m_firstHistory) {
            shape.own[node.column - m_firstWindow] = static_cast<Truth>(residue.key.front() >> 8U);
            shape.entry[node.column - m_firstWindow] = static_cast<std::uint8_t>(residue.key.front() & 0xFFU);
            if (unpacked(shape.entry[node.column - m_firstWindow]).truth != Truth::False)
                shape.enters |= 1U << (node.column - m_firstWindow);
        } else if (node.column < m_firstService) {
            shape.history[node.column - m_firstHistory] = static_cast<std::uint8_t>(residue.key.front());
        }
    }

    std::uint32_t readsOf(std::uint32_t index) const
    {
        const auto& node = m_program.nodes[index];
        if (node.kind == Condition::Kind::Test)
            return node.index == m_sources.moving ? Shape::Moving : 1U << m_sources.ofLeaf[node.index];
        if (node.kind != Condition::Kind::Window)
            return 1U << m_sources.ofHistory[node.index];
        std::uint32_t reads = 0;
        const auto tests = m_program.windows[node.index].tests;
        for (auto child = tests + 1; child < m_program.nodes[tests].end; ++child)
            reads |= m_program.nodes[child].index == m_sources.moving ? Shape::Moving : 1U << m_sources.ofWindow[node.index];
        return reads;
    }

    const Program& m_program;
    const Sources& m_sources;
    const Facts& m_facts;
    std::vector<ColumnPtr> m_columns;
    std::size_t m_firstWindow = 0;
    std::size_t m_firstHistory = 0;
    std::size_t m_firstService = 0;
    ShapeTree m_tree;
    Shapes m_shapes;
};

// What a program's shapes depend on besides the corpus.
std::string shapesContent(const Sources& sources, const Columns& columns)
{
    std::string content;
    const auto add = [&](auto number) { content.append(std::to_string(number)).append(" "); };
    for (const auto& part : columns.contents) {
        add(part.size());
        content.append(part);
    }
    for (const auto* places : {&sources.ofLeaf, &sources.ofHistory, &sources.ofWindow})
        for (const auto place : *places)
            add(place);
    add(sources.moving);
    return content;
}

} // namespace

std::shared_ptr<const Shapes> shapesOf(const std::shared_ptr<const Program>& program, const Sources& sources, const Runs& runs,
                                       const ReplayOrder& order, const std::stop_token& stop)
{
    const auto facts = keptFacts(runs, order);
    const auto columns = columnsOf(program, sources, runs, order, stop);
    if (!columns)
        return nullptr;
    return order.kept().shapes.get(shapesContent(sources, *columns),
                                   [&] { return ShapeMaker(*program, sources, *columns, *facts).make(); });
}

} // namespace runlog::live
