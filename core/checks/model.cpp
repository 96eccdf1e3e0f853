// SPDX-License-Identifier: Apache-2.0
#include "core/checks/model.h"

#include "core/checks/canonical.h"
#include "core/checks/cells.h"

#include <algorithm>

namespace runlog::checks {

namespace {

Variable::Kind kindOf(const FieldRef& field) {
    switch (row(field.field).type) {
    case FieldType::Money:
    case FieldType::Count:
    case FieldType::Duration:
    case FieldType::TimeOfDay: return Variable::Kind::Counter;
    case FieldType::Weekday: return Variable::Kind::Day;
    case FieldType::Text: return field.field == Field::Kind ? Variable::Kind::Step : Variable::Kind::Text;
    case FieldType::Map:
    case FieldType::Any: return Variable::Kind::Value;
    }
    return Variable::Kind::Value;
}

bool dependsOnZone(Field field) {
    return field == Field::CostToday || field == Field::TimeOfDay || field == Field::Weekday;
}

// Whether a cell of the variable can leave the test open, and what the test may be there.
bool mayBeOpen(const Leaf& leaf, Variable::Kind kind) {
    const bool value = kind == Variable::Kind::Value || kind == Variable::Kind::Text;
    return value && leaf.op != Operator::Exists && leaf.op != Operator::Type;
}

TruthSet truthsOfFree(const Leaf& leaf) {
    const bool plain =
        leaf.op == Operator::Matches || leaf.op == Operator::ContainsPii || leaf.op == Operator::ContainsSecret;
    return plain ? Plain : Anything;
}

} // namespace

Model::Model(std::shared_ptr<const Program> program)
    : m_program(std::move(program))
    , m_maker(std::make_unique<CellMaker>(m_program, m_atoms, m_arena)) {}

Model::~Model() = default;

void Model::clear() {
    m_parts.clear();
    m_atoms.clear();
    m_variables.clear();
    m_arena.release();
}

std::uint32_t Model::open(Part::Kind kind, const Condition* condition) {
    m_parts.push_back({kind, 0, None, condition});
    return static_cast<std::uint32_t>(m_parts.size() - 1);
}

PolicyParts Model::addPolicy(std::uint32_t policy) {
    const auto& compiled = m_program->policies[policy];
    PolicyParts parts;
    parts.policy = policy;
    parts.concerns = compiled.info.concerns;
    m_zone = m_program->fileZone[compiled.file];
    parts.root = open(Part::Kind::All);
    parts.governs = addGoverns(compiled.file);
    parts.when = add(compiled.when);
    if (compiled.unless) {
        const auto exception = open(Part::Kind::Not);
        parts.unless = add(*compiled.unless);
        close(exception);
    }
    close(parts.root);
    return parts;
}

// Holds where no policy of the file lifts the default; what lifts it in error does not.
PolicyParts Model::addDefault(std::uint32_t file) {
    PolicyParts parts;
    parts.concerns = KindSet::ToolCall;
    parts.root = open(Part::Kind::All);
    parts.governs = addGoverns(file);
    for (std::uint32_t index = 0; index < m_program->policies.size(); ++index) {
        const auto& compiled = m_program->policies[index];
        const bool lifts = compiled.info.policy->action == Action::Allow && compiled.info.mode == Mode::Enforce;
        if (!lifts || compiled.file != file || !contains(compiled.info.concerns, StepKind::ToolCall)) continue;
        const auto exception = open(Part::Kind::Not);
        addPolicy(index);
        close(exception);
    }
    close(parts.root);
    return parts;
}

std::uint32_t Model::addGoverns(std::uint32_t file) {
    if (m_program->set.files[file]->services.empty()) return None;
    Variable wanted;
    wanted.kind = Variable::Kind::Text;
    wanted.field.field = Field::Service;
    Atom atom;
    atom.variable = variable(std::move(wanted));
    atom.file = file;
    return push(std::move(atom), nullptr);
}

std::uint32_t Model::add(std::uint32_t index) {
    const auto& node = m_program->nodes[index];
    if (node.kind == Condition::Kind::Test || node.kind == Condition::Kind::Window ||
        node.kind == Condition::Kind::After || node.kind == Condition::Kind::NotAfter) {
        addAtom(index, node.condition);
        return static_cast<std::uint32_t>(m_parts.size() - 1);
    }
    const bool any = node.kind == Condition::Kind::Any || node.kind == Condition::Kind::None;
    const bool turned = node.kind == Condition::Kind::Not || node.kind == Condition::Kind::None;
    const auto outside = turned ? open(Part::Kind::Not, node.condition) : None;
    const auto inside =
        node.kind == Condition::Kind::Not ? None : open(any ? Part::Kind::Any : Part::Kind::All, node.condition);
    for (auto child = index + 1; child < node.end; child = m_program->nodes[child].end)
        add(child);
    if (inside != None) close(inside);
    if (turned) close(outside);
    return turned ? outside : inside;
}

void Model::addAtom(std::uint32_t index, const Condition* condition) {
    const auto& node = m_program->nodes[index];
    Atom atom;
    switch (node.kind) {
    case Condition::Kind::Window: {
        const auto& slot = m_program->windows[node.index];
        Variable wanted;
        wanted.kind = Variable::Kind::Window;
        wanted.key = canonicalReach(*slot.window) + '@' + std::to_string(slot.zone);
        wanted.slot = node.index;
        atom.variable = variable(std::move(wanted));
        atom.root = slot.tests;
        break;
    }
    case Condition::Kind::After:
    case Condition::Kind::NotAfter: {
        const auto& inner = condition->children.front();
        atom.variable = freeVariable("after " + canonical(inner) + '@' + std::to_string(m_zone), Plain);
        atom.negative = node.kind == Condition::Kind::NotAfter;
        break;
    }
    case Condition::Kind::Test: {
        const Leaf& leaf = m_program->leaves[node.index];
        atom.leaf = &leaf;
        atom.negative = leaf.negative;
        atom.variable = testVariable(leaf);
        if (mayBeOpen(leaf, m_variables[atom.variable].kind))
            atom.free = freeVariable(canonicalTest(*condition, leaf.op), truthsOfFree(leaf));
        break;
    }
    case Condition::Kind::All:
    case Condition::Kind::Any:
    case Condition::Kind::None:
    case Condition::Kind::Not: break;
    }
    push(std::move(atom), condition);
}

std::uint32_t Model::push(Atom atom, const Condition* condition) {
    const auto part = open(Part::Kind::Atom, condition);
    m_parts[part].atom = static_cast<std::uint32_t>(m_atoms.size());
    close(part);
    m_variables[atom.variable].atoms.push_back(m_parts[part].atom);
    m_atoms.push_back(std::move(atom));
    return part;
}

std::uint32_t Model::testVariable(const Leaf& leaf) {
    Variable wanted;
    wanted.field = leaf.condition->field;
    wanted.kind = kindOf(wanted.field);
    wanted.zone = dependsOnZone(wanted.field.field) ? leaf.zone : 0;
    return variable(std::move(wanted));
}

std::uint32_t Model::variable(Variable wanted) {
    const auto same = std::ranges::find_if(m_variables, [&](const Variable& other) {
        return other.kind == wanted.kind && other.field.field == wanted.field.field && other.zone == wanted.zone &&
               other.key == wanted.key && other.field.path == wanted.field.path;
    });
    if (same != m_variables.end()) return static_cast<std::uint32_t>(same - m_variables.begin());
    m_variables.push_back(std::move(wanted));
    return static_cast<std::uint32_t>(m_variables.size() - 1);
}

std::uint32_t Model::freeVariable(std::string key, TruthSet truths) {
    Variable wanted;
    wanted.kind = Variable::Kind::Free;
    wanted.key = std::move(key);
    const auto found = variable(std::move(wanted));
    auto& cells = m_variables[found].cells;
    const std::size_t count = (truths & Errors) != 0 ? 3 : 2;
    cells.resize(std::max(cells.size(), count));
    for (Cell& cell : cells)
        cell.kind = Cell::Kind::Truth;
    return found;
}

void Model::settle() {
    for (Variable& variable : m_variables)
        m_maker->fill(variable);
}

} // namespace runlog::checks
