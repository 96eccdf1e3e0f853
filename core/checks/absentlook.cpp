// SPDX-License-Identifier: Apache-2.0
#include "core/checks/policylook.h"
#include "core/checks/said.h"
#include "core/checks/witness.h"
#include "core/language/report.h"

#include <algorithm>

namespace runlog::checks {

namespace {

// Fields that a step may well lack. A tool call has its tool and a model call its model, or the recording is damaged.
bool isOftenAbsent(const FieldRef& field) {
    const bool named = field.field == Field::Tool || field.field == Field::Model || field.field == Field::Service;
    return row(field.field).mayBeAbsent && !named;
}

// Where the operator's own line begins, blanks included, when nothing else stands before it there.
std::optional<std::string> ownLine(const Source& source, std::size_t at) {
    const auto place = source.place(at);
    const auto before = source.line(place.line).substr(0, place.byteColumn - 1);
    return before.find_first_not_of(' ') == std::string_view::npos ? std::optional(std::string(before)) : std::nullopt;
}

} // namespace

bool PolicyLook::asksExists(std::uint32_t variable) const {
    const auto& atoms = m_model.variables()[variable].atoms;
    return std::ranges::any_of(atoms, [&](std::uint32_t atom) {
        const Leaf* leaf = m_model.atoms()[atom].leaf;
        return leaf != nullptr && (leaf->op == Operator::Exists || leaf->op == Operator::Type);
    });
}

// Complements that count as written: not below a `not` or `none`.
void PolicyLook::absentFields(std::uint32_t root, bool inUnless) {
    for (auto index = root; index < part(root).end; ++index) {
        if (part(index).kind == Part::Kind::Not)
            index = part(index).end - 1;
        else if (part(index).kind == Part::Kind::Atom)
            absentField(index, inUnless);
    }
}

void PolicyLook::absentField(std::uint32_t index, bool inUnless) {
    const Atom& atom = m_model.atoms()[part(index).atom];
    const auto& variable = m_model.variables()[atom.variable];
    const bool value = variable.kind == Variable::Kind::Value || variable.kind == Variable::Kind::Text;
    if (!value || atom.leaf == nullptr || !atom.leaf->negative || !isOftenAbsent(variable.field) ||
        asksExists(atom.variable))
        return;
    const auto absent =
        std::ranges::find_if(variable.cells, [](const Cell& cell) { return cell.kind == Cell::Kind::Absent; });
    if (absent == variable.cells.end()) return;
    const std::vector<Goal> goals = inUnless ? governed({{m_parts.when, Trues}, {m_parts.unless, Trues}})
                                             : std::vector<Goal>{{m_parts.root, Trues}};
    const auto cell = static_cast<std::uint32_t>(absent - variable.cells.begin());
    if (m_search->find(goals, m_parts.concerns, atom.variable, cell) != Answer::Found) return;
    Witness witness(m_engine, m_model, m_search->found());
    witness.decide();
    const auto& compiled = m_model.program().policies[m_policy];
    const auto asked = inUnless ? *compiled.unless : compiled.when;
    const bool holds = witness.isOrdinary() && witness.truth(compiled.when) == Truth::True &&
                       witness.isMatched(m_policy) != inUnless && witness.truth(asked) == Truth::True &&
                       witness.truth(asked, atom.leaf) != Truth::True;
    if (!holds) return;
    const Condition& test = *part(index).condition;
    const auto name = inTicks(print(test.field));
    Finding& finding = report(
        Finding::Kind::MatchesAbsent, Code::MatchesAbsent, test.span,
        said(test) + (inUnless ? " excuses a step without " : " holds for a step without ") + name + " too",
        "such as " + stepShown(witness.json()) + "; add `exists: true` beside it to ask for one that has it");
    finding.witness = witness.json();
    finding.conditions = {&test};
    const auto& source = *m_info->file->source;
    if (test.op == Operator::ContainsPii || test.opSpan.begin == test.field.span.begin) return;
    const auto line = ownLine(source, test.opSpan.begin);
    finding.diagnostic.fixes.push_back(
        {"add `exists: true`",
         {{{test.opSpan.begin, test.opSpan.begin}, line ? "exists: true\n" + *line : "exists: true, "}}});
}

} // namespace runlog::checks
