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

// Marks in a key; conditions and verdicts are small numbers.
constexpr std::uint32_t PolicyMark = 0x80000000U;
constexpr std::uint32_t OpenMark = 0xC0000000U;
constexpr std::uint32_t GovernsMark = 0xA0000000U;

} // namespace

std::uint32_t Residual::describe(std::vector<std::uint32_t>& key)
{
    m_reads = 0;
    for (const auto index : m_program.candidates(m_request.kind, m_request.tool)) {
        const auto& each = m_program.policies[index];
        if (!m_program.governs(each.file, m_request.service))
            continue;
        const auto reads = m_reads;
        const auto size = key.size();
        key.push_back(OpenMark | index);
        const auto part = policy(each, key);
        if (part.open)
            continue;
        m_reads = reads;
        key.resize(size);
        if (part.verdict.truth != Truth::False)
            key.insert(key.end(), {PolicyMark | index, packed(part.verdict)});
    }
    if (m_program.hasDefaultDeny && m_request.kind == StepKind::ToolCall)
        for (std::uint32_t file = 0; file < m_program.set.files.size(); ++file)
            if (m_program.governs(file, m_request.service))
                key.push_back(GovernsMark | file);
    return m_reads;
}

Residual::Part Residual::policy(const ProgramPolicy& policy, std::vector<std::uint32_t>& key)
{
    const auto when = condition(policy.when, key);
    if (!policy.unless || (!when.open && when.verdict.truth == Truth::False))
        return when;
    const auto exception = condition(*policy.unless, key);
    if (!exception.open && exception.verdict.truth == Truth::True)
        return {false, {Truth::False, Truth::False}};
    if (when.open || exception.open)
        return {true, {}};
    const auto unless = negated(exception.verdict);
    return {false, {both(when.verdict.truth, unless.truth), both(when.verdict.assumed, unless.assumed)}};
}

Residual::Part Residual::condition(std::uint32_t index, std::vector<std::uint32_t>& key)
{
    const auto& node = m_program.nodes[index];
    switch (node.kind) {
    case Condition::Kind::Test: return test(node.index, key);
    case Condition::Kind::After:
    case Condition::Kind::NotAfter: m_reads |= 1U << m_sources.ofHistory[node.index]; return {true, {}};
    case Condition::Kind::Window: {
        const auto tests = m_program.windows[node.index].tests;
        for (auto child = tests + 1; child < m_program.nodes[tests].end; ++child)
            m_reads |=
                m_program.nodes[child].index == m_sources.moving ? Shape::Moving : 1U << m_sources.ofWindow[node.index];
        return {true, {}};
    }
    case Condition::Kind::All: return several(index, true, key);
    case Condition::Kind::Any: return several(index, false, key);
    case Condition::Kind::Not:
    case Condition::Kind::None: {
        auto part = several(index, node.kind == Condition::Kind::Not, key);
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
Residual::Part Residual::several(std::uint32_t index, bool all, std::vector<std::uint32_t>& key)
{
    const auto decisive = all ? Truth::False : Truth::True;
    const auto reads = m_reads;
    Part result{false, {negate(decisive), negate(decisive)}};
    for (const bool plain : {true, false}) {
        for (auto child = index + 1; child < m_program.nodes[index].end; child = m_program.nodes[child].end) {
            if (isStaticTest(child) != plain)
                continue;
            const auto part = condition(child, key);
            if (part.open) {
                result.open = true;
                continue;
            }
            if (part.verdict.truth == decisive) {
                m_reads = reads;
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

Residual::Part Residual::test(std::uint32_t leaf, std::vector<std::uint32_t>& key)
{
    if (leaf == m_sources.moving) {
        m_reads |= Shape::Moving;
        return {true, {}};
    }
    if (m_sources.ofLeaf[leaf] != Sources::Static) {
        m_reads |= 1U << m_sources.ofLeaf[leaf];
        return {true, {}};
    }
    const auto verdict = m_evaluator.leaf(m_program.leaves[leaf], nullptr);
    key.push_back(leaf << 4U | packed(verdict));
    return {false, verdict};
}

void Residual::events(Shape& shape, const Request& ran, const RunState& blank) const
{
    const Evaluator departing(m_program, ran, blank);
    const Verdict always{Truth::True, Truth::True};
    for (std::size_t index = 0; index < m_program.windows.size(); ++index) {
        const auto& slot = m_program.windows[index];
        if (!contains(slot.concerns, m_request.kind))
            continue;
        shape.own[index] = slot.where ? m_evaluator.condition(*slot.where).truth : Truth::True;
        shape.entry[index] = packed(counted(slot.where ? departing.condition(*slot.where) : always));
    }
    for (std::size_t index = 0; index < m_program.histories.size(); ++index)
        if (contains(m_program.histories[index].concerns, m_request.kind))
            shape.history[index] = packed(counted(departing.condition(m_program.histories[index].root)));
}

} // namespace runlog::live
