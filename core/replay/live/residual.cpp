// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/residual.h"

#include "core/engine/state.h"

namespace runlog::live {

namespace {

Verdict negated(Verdict verdict) { return {negate(verdict.truth), negate(verdict.assumed)}; }

Verdict counted(Verdict verdict)
{
    const auto settle = [](Truth truth) { return truth == Truth::Error ? Truth::True : truth; };
    return {settle(verdict.truth), settle(verdict.assumed)};
}

// Marks a key that is nothing but the settled verdict.
constexpr std::uint32_t SettledMark = 0x80000000U;

bool isOfSort(Field field) { return field == Field::Kind || field == Field::Tool; }

} // namespace

Residue Residual::policy(const ProgramPolicy& policy) { return finished(parts(policy)); }

std::optional<Residue> Residual::policyOfSort(const ProgramPolicy& policy)
{
    m_forSort = true;
    m_asksContent = false;
    const auto part = parts(policy);
    m_forSort = false;
    if (part.open && m_asksContent)
        return std::nullopt;
    return finished(part);
}

bool Residual::isFalseForSort(std::uint32_t root)
{
    m_residue = {};
    m_root = root;
    m_forSort = true;
    const auto part = condition(root);
    m_forSort = false;
    return !part.open && part.verdict.truth == Truth::False;
}

Residue Residual::finished(const Part& part)
{
    if (!part.open) {
        m_residue = {};
        if (part.verdict.truth != Truth::False)
            m_residue.key.push_back(SettledMark | packed(part.verdict));
    }
    return std::move(m_residue);
}

Residual::Part Residual::parts(const ProgramPolicy& policy)
{
    m_residue = {};
    m_root = policy.when;
    const auto when = condition(policy.when);
    if (!policy.unless || (!when.open && when.verdict.truth == Truth::False))
        return when;
    const auto exception = condition(*policy.unless);
    if (!exception.open && exception.verdict.truth == Truth::True)
        return {false, {Truth::False, Truth::False}};
    if (when.open || exception.open)
        return {true, {}};
    const auto unless = negated(exception.verdict);
    return {false, {both(when.verdict.truth, unless.truth), both(when.verdict.assumed, unless.assumed)}};
}

Residual::Part Residual::condition(std::uint32_t index)
{
    const auto& node = m_program.nodes[index];
    switch (node.kind) {
    case Condition::Kind::Test: return test(index);
    case Condition::Kind::After:
    case Condition::Kind::NotAfter:
    case Condition::Kind::Window: leaveOpen(index); return {true, {}};
    case Condition::Kind::All: return several(index, true);
    case Condition::Kind::Any: return several(index, false);
    case Condition::Kind::Not:
    case Condition::Kind::None: {
        auto part = several(index, node.kind == Condition::Kind::Not);
        part.verdict = negated(part.verdict);
        return part;
    }
    }
    return {false, {Truth::Error, Truth::Error}};
}

bool Residual::isStaticTest(std::uint32_t index) const
{
    const auto& node = m_program.nodes[index];
    return node.kind == Condition::Kind::Test && m_sources.ofLeaf[node.index] == Sources::Static
           && node.index != m_sources.moving;
}

// An All (or an Any): plain tests first, so that the rest is asked only where they leave it open.
Residual::Part Residual::several(std::uint32_t index, bool all)
{
    const auto decisive = all ? Truth::False : Truth::True;
    const auto opened = m_residue.open.size();
    Part result{false, {negate(decisive), negate(decisive)}};
    for (const bool plain : {true, false}) {
        for (auto child = index + 1; child < m_program.nodes[index].end; child = m_program.nodes[child].end) {
            if (isStaticTest(child) != plain)
                continue;
            const auto part = condition(child);
            if (part.open) {
                result.open = true;
                continue;
            }
            if (part.verdict.truth == decisive) {
                m_residue.open.resize(opened);
                return {false, {decisive, decisive}};
            }
            result.verdict = all ? Verdict{both(result.verdict.truth, part.verdict.truth),
                                           both(result.verdict.assumed, part.verdict.assumed)}
                                 : Verdict{either(result.verdict.truth, part.verdict.truth),
                                           either(result.verdict.assumed, part.verdict.assumed)};
        }
    }
    return result;
}

Residual::Part Residual::test(std::uint32_t node)
{
    const auto leaf = m_program.nodes[node].index;
    if (!isStaticTest(node)) {
        leaveOpen(node);
        return {true, {}};
    }
    const auto& each = m_program.leaves[leaf];
    if (m_forSort && !isOfSort(each.field)) {
        m_asksContent = true;
        return {true, {}};
    }
    auto verdict = m_known[leaf] == NotAsked ? packed(m_evaluator.leaf(each, nullptr)) : m_known[leaf];
    if (m_forSort)
        m_known[leaf] = verdict;
    m_residue.key.push_back((node - m_root) << 4U | verdict);
    return {false, unpacked(verdict)};
}

std::uint8_t Residual::event(std::uint32_t root) const { return packed(counted(m_evaluator.condition(root))); }

} // namespace runlog::live
