// SPDX-License-Identifier: Apache-2.0
#include "core/checks/cells.h"

#include "core/checks/deadregex.h"
#include "core/language/utf8.h"

#include <algorithm>

namespace runlog::checks {

namespace {

bool isContent(Operator op) {
    return op == Operator::ContainsPii || op == Operator::ContainsSecret;
}
bool isItems(Operator op) {
    return op == Operator::AnyItem || op == Operator::AllItems;
}
bool asksFlag(const Leaf& leaf) {
    return leaf.literals.empty() || leaf.literals.front().boolean;
}

bool isStructured(Operator op) {
    return op == Operator::Matches || op == Operator::UrlHost || op == Operator::PathUnder || op == Operator::IpIn;
}

bool isPattern(Operator op) {
    return op == Operator::Contains || op == Operator::StartsWith || op == Operator::EndsWith || op == Operator::Glob;
}

} // namespace

TruthSet CellMaker::truth(const Atom& atom, const Cell& cell) const {
    TruthSet truths = Nothing;
    if (atom.file != None) {
        const bool governs = cell.kind == Cell::Kind::Text && !cell.open && m_program.governs(atom.file, cell.value);
        truths = cell.open ? Plain : governs ? Trues : Falses;
    } else if (atom.root != None) {
        const ItemValue item{{},
                             cell.kind == Cell::Kind::Window ? std::optional(cell.number) : std::nullopt,
                             cell.kind == Cell::Kind::WindowError,
                             false};
        truths = cell.open ? Anything : only(m_evaluator.condition(atom.root, &item).truth);
    } else if (cell.kind == Cell::Kind::Truth) {
        return Nothing;
    } else {
        truths = leafTruth(*atom.leaf, cell);
    }
    return (truths & Open) != 0 || !atom.negative ? truths : negated(truths);
}

TruthSet CellMaker::lengthTruth(const Leaf& leaf, std::size_t length) const {
    const ItemValue item{{}, Decimal(static_cast<std::int64_t>(length)), false, false};
    return only(m_evaluator.condition(leaf.itemRoot, &item).truth);
}

TruthSet CellMaker::leafTruth(const Leaf& leaf, const Cell& cell) const {
    const bool there = cell.kind != Cell::Kind::Absent && cell.kind != Cell::Kind::Null;
    if (leaf.op == Operator::Exists) return only(toTruth(asksFlag(leaf) == there));
    if (!there && !(cell.kind == Cell::Kind::Null && leaf.op == Operator::Type)) return Falses;
    if (cell.kind == Cell::Kind::Counter)
        return only(toTruth(std::ranges::any_of(leaf.intervals, [&](const Interval& interval) {
            return interval.low <= cell.low && cell.high <= interval.high;
        })));
    if (cell.open && leaf.op == Operator::Type)
        return only(valueTest(leaf, cell.kind == Cell::Kind::Number ? Value::number("0") : Value::text("")));
    if (cell.open) return Open;
    const bool list = cell.kind == Cell::Kind::List;
    const bool holdsTexts = list || cell.kind == Cell::Kind::Map;
    if (isItems(leaf.op)) return list ? Open : Errors;
    if (leaf.op == Operator::Length && holdsTexts) return lengthTruth(leaf, cell.size);
    if (isContent(leaf.op) && cell.kind != Cell::Kind::Boolean && !cell.alone) return Open;
    if (holdsTexts &&
        ((leaf.op == Operator::Contains && list) || (leaf.everyText && (isPattern(leaf.op) || isStructured(leaf.op)))))
        return Open;
    return cell.kind == Cell::Kind::Text ? textTruth(leaf, cell)
           : leaf.op == Operator::Length ? Errors
                                         : only(valueTest(leaf, cell.value));
}

TruthSet CellMaker::textTruth(const Leaf& leaf, const Cell& cell) const {
    if (leaf.op == Operator::Length) return lengthTruth(leaf, countCharacters(cell.value.text()));
    const bool dead =
        leaf.op == Operator::Matches && !leaf.condition->ignoreCase &&
        std::ranges::all_of(leaf.literals, [](const Literal& literal) { return matchesNoText(literal.text); });
    if (isStructured(leaf.op) && !cell.alone && !dead) return Open;
    return only(valueTest(leaf, cell.value));
}

// Cells that no test tells apart are one.
void CellMaker::mergeEqual(Variable& variable) {
    if (variable.kind == Variable::Kind::Free) return;
    auto& cells = variable.cells;
    std::size_t kept = 0;
    const auto same = [&](std::size_t a, std::size_t b) {
        return cells[a].kinds == cells[b].kinds && std::ranges::all_of(variable.atoms, [&](std::uint32_t atom) {
                   return m_atoms[atom].byCell[a] == m_atoms[atom].byCell[b];
               });
    };
    for (std::size_t at = 0; at < cells.size(); ++at) {
        bool known = cells[at].kinds == KindSet::None;
        for (std::size_t other = 0; other < kept && !known; ++other)
            known = same(other, at);
        if (known) continue;
        cells[kept] = cells[at];
        for (const auto atom : variable.atoms)
            m_atoms[atom].byCell[kept] = m_atoms[atom].byCell[at];
        ++kept;
    }
    cells.resize(kept);
    for (const auto atom : variable.atoms)
        m_atoms[atom].byCell.resize(kept);
}

} // namespace runlog::checks
