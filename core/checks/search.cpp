// SPDX-License-Identifier: Apache-2.0
#include "core/checks/search.h"

#include <algorithm>

namespace runlog::checks {

namespace {

TruthSet truthOfCell(std::int32_t cell) {
    return static_cast<TruthSet>(1U << static_cast<unsigned>(cell));
}

TruthSet allOf(const Variable& free) {
    return free.cells.size() == 3 ? Anything : Plain;
}

} // namespace

Search::Search(const Model& model, std::size_t budget, std::stop_token stop)
    : m_model(model)
    , m_left(budget)
    , m_stop(std::move(stop)) {}

Answer Search::find(std::vector<Goal> goals, KindSet kinds) {
    return find(std::move(goals), kinds, None, 0);
}

Answer Search::find(std::vector<Goal> goals, KindSet kinds, std::uint32_t variable, std::uint32_t cell) {
    m_goals = std::move(goals);
    m_heldVariable = variable;
    m_heldCell = cell;
    Answer answer = Answer::Impossible;
    for (const auto kind : {StepKind::ToolCall, StepKind::LlmCall, StepKind::Call}) {
        if (!contains(kinds, kind)) continue;
        const auto here = findAtKind(kind);
        if (here == Answer::Found) return here;
        answer = here == Answer::NotProven ? here : answer;
    }
    return answer;
}

bool Search::isAllowed(const Cell& cell) const {
    return contains(cell.kinds, m_world.kind);
}

void Search::look(StepKind kind) {
    m_world.kind = kind;
    m_world.cells.assign(m_model.variables().size(), -1);
    if (m_heldVariable != None) m_world.cells[m_heldVariable] = static_cast<std::int32_t>(m_heldCell);
    m_anyCell.clear();
    for (const Atom& atom : m_model.atoms()) {
        TruthSet truths = Nothing;
        const auto& cells = m_model.variables()[atom.variable].cells;
        for (std::size_t cell = 0; cell < atom.byCell.size(); ++cell)
            if (isAllowed(cells[cell])) truths |= atom.byCell[cell];
        m_anyCell.push_back(truths);
    }
}

Answer Search::findAtKind(StepKind kind) {
    look(kind);
    if (m_heldVariable != None && !isAllowed(m_model.variables()[m_heldVariable].cells[m_heldCell]))
        return Answer::Impossible;
    return descend();
}

TruthSet Search::atomTruths(std::uint32_t index) const {
    const Atom& atom = m_model.atoms()[index];
    const auto cell = m_world.cells[atom.variable];
    const Variable& variable = m_model.variables()[atom.variable];
    TruthSet truths = Nothing;
    if (variable.kind == Variable::Kind::Free) {
        truths = cell >= 0 ? truthOfCell(cell) : allOf(variable);
        return atom.negative ? negated(truths) : truths;
    }
    truths = cell >= 0 ? atom.byCell[static_cast<std::size_t>(cell)] : m_anyCell[index];
    if ((truths & Open) == 0) return truths;
    const auto chosen = m_world.cells[atom.free];
    const TruthSet free = chosen >= 0 ? truthOfCell(chosen) : allOf(m_model.variables()[atom.free]);
    return static_cast<TruthSet>((truths & Anything) | (atom.negative ? negated(free) : free));
}

TruthSet Search::eval(std::uint32_t index) const {
    const auto& parts = m_model.parts();
    const Part& part = parts[index];
    switch (part.kind) {
    case Part::Kind::Atom: return atomTruths(part.atom);
    case Part::Kind::Not: return negated(eval(index + 1));
    case Part::Kind::All: {
        TruthSet truths = Trues;
        for (auto child = index + 1; child < part.end && truths != Falses; child = parts[child].end)
            truths = bothOf(truths, eval(child));
        return truths;
    }
    case Part::Kind::Any: {
        TruthSet truths = Falses;
        for (auto child = index + 1; child < part.end && truths != Trues; child = parts[child].end)
            truths = eitherOf(truths, eval(child));
        return truths;
    }
    }
    return Anything;
}

// A variable without a cell that an undecided atom below asks; None where all are decided.
std::uint32_t Search::undecided(std::uint32_t index) const {
    const auto& parts = m_model.parts();
    for (auto at = index; at < parts[index].end; ++at) {
        if (parts[at].kind != Part::Kind::Atom) continue;
        const auto truths = atomTruths(parts[at].atom);
        const bool decided = truths == Falses || truths == Trues || truths == Errors;
        if (decided) continue;
        const Atom& atom = m_model.atoms()[parts[at].atom];
        if (m_world.cells[atom.variable] < 0) return atom.variable;
        if (atom.free != None && m_world.cells[atom.free] < 0) return atom.free;
    }
    return None;
}

Answer Search::descend() {
    if (m_left == 0 || ((m_left & 0xFFU) == 0 && m_stop.stop_requested())) {
        m_left = 0;
        return Answer::NotProven;
    }
    --m_left;
    std::uint32_t variable = None;
    bool settled = true;
    for (const Goal& goal : m_goals) {
        const auto truths = eval(goal.part);
        if ((truths & goal.truths) == 0) return Answer::Impossible;
        const bool open = (truths & ~goal.truths) != 0;
        settled = settled && !open;
        if (open && variable == None) variable = undecided(goal.part);
    }
    if (settled) return Answer::Found;
    if (variable == None) return Answer::NotProven;
    const auto& cells = m_model.variables()[variable].cells;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        if (!isAllowed(cells[cell])) continue;
        m_world.cells[variable] = static_cast<std::int32_t>(cell);
        const auto answer = descend();
        if (answer != Answer::Impossible) return answer;
    }
    m_world.cells[variable] = -1;
    return Answer::Impossible;
}

} // namespace runlog::checks
