// SPDX-License-Identifier: Apache-2.0
#include "core/engine/program.h"
#include "core/engine/structured.h"

#include <algorithm>
#include <limits>

namespace runlog {

namespace {

// The tool names that a test is limited to, where it says so in so many words.
std::optional<std::vector<std::string>> toolsOfTest(const Condition& test)
{
    const bool lists = test.op == Operator::Eq || test.op == Operator::In || test.op == Operator::InGroup;
    if (test.kind != Condition::Kind::Test || test.field.field != Field::Tool || !lists || test.ignoreCase)
        return std::nullopt;
    std::vector<std::string> tools;
    for (const auto& literal : test.literals) {
        if (literal.type != Literal::Type::Text)
            return std::nullopt;
        const auto plain = literal.isGlob ? globLiteral(literal.text) : std::optional(literal.text);
        if (!plain)
            return std::nullopt;
        tools.push_back(*plain);
    }
    return tools;
}

// The same of a whole `when`: one of the tests that must all hold.
std::optional<std::vector<std::string>> toolsOf(const Condition& when)
{
    if (when.kind != Condition::Kind::All)
        return toolsOfTest(when);
    for (const auto& child : when.children)
        if (auto tools = toolsOf(child))
            return tools;
    return std::nullopt;
}

// The node of such a test right under the root of `when`, or the root itself.
std::uint32_t toolNodeOf(const Program& program, const ProgramPolicy& policy)
{
    const auto isOfTools = [&](std::uint32_t at) {
        const auto& node = program.nodes[at];
        return node.kind == Condition::Kind::Test && toolsOfTest(*program.leaves[node.index].condition);
    };
    if (program.nodes[policy.when].kind != Condition::Kind::All)
        return isOfTools(policy.when) ? policy.when : ProgramPolicy::NoNode;
    for (auto at = policy.when + 1; at < program.nodes[policy.when].end; at = program.nodes[at].end)
        if (isOfTools(at))
            return at;
    return ProgramPolicy::NoNode;
}

bool isOneSided(const Leaf& leaf)
{
    const bool isOrder = leaf.op == Operator::Gt || leaf.op == Operator::Gte || leaf.op == Operator::Lt || leaf.op == Operator::Lte;
    const bool isCounter = leaf.field >= Field::Cost && leaf.field <= Field::Elapsed;
    return isOrder && isCounter && !leaf.negative && leaf.intervals.size() == 1;
}

// The only comparison of a policy which, besides it, names its tool at most. Null where the policy is anything else.
const Leaf* onlyComparison(const Program& program, const ProgramPolicy& policy)
{
    const Leaf* only = nullptr;
    std::size_t tools = 0;
    if (policy.unless)
        return nullptr;
    for (auto at = policy.when; at < program.nodes[policy.when].end; ++at) {
        const auto& node = program.nodes[at];
        if (node.kind == Condition::Kind::All)
            continue;
        if (node.kind != Condition::Kind::Test)
            return nullptr;
        const auto& leaf = program.leaves[node.index];
        if (toolsOfTest(*leaf.condition)) {
            ++tools;
            continue;
        }
        if (only != nullptr || !isOneSided(leaf))
            return nullptr;
        only = &leaf;
    }
    return tools <= 1 ? only : nullptr;
}

LimitList& listOf(Bucket& bucket, const Leaf& leaf)
{
    const auto zone = leaf.field == Field::CostToday ? leaf.zone : 0;
    for (auto& list : bucket.limits)
        if (list.field == leaf.field && list.zone == zone)
            return list;
    return bucket.limits.emplace_back(LimitList{leaf.field, zone, {}, {}});
}

void add(Bucket& bucket, std::uint32_t policy, const Leaf* comparison)
{
    if (comparison == nullptr) {
        bucket.walked.push_back(policy);
        return;
    }
    const auto& interval = comparison->intervals.front();
    auto& list = listOf(bucket, *comparison);
    if (interval.high == std::numeric_limits<std::int64_t>::max())
        list.from.push_back({interval.low, policy});
    else
        list.upTo.push_back({interval.high, policy});
}

void sortLimits(Bucket& bucket)
{
    for (auto& list : bucket.limits) {
        std::ranges::stable_sort(list.from, std::less<>(), &Limit::value);
        std::ranges::stable_sort(list.upTo, std::greater<>(), &Limit::value);
    }
}

void indexPolicy(Program& program, std::uint32_t index)
{
    auto& policy = program.policies[index];
    const auto* comparison = onlyComparison(program, policy);
    for (const auto kind : {StepKind::Call, StepKind::LlmCall})
        if (contains(policy.info.concerns, kind))
            add(program.byKind[static_cast<std::size_t>(kind)], index, comparison);
    if (!contains(policy.info.concerns, StepKind::ToolCall))
        return;
    program.forAnyTool.push_back(index);
    auto tools = toolsOf(policy.info.policy->when);
    if (!tools) {
        add(program.byKind[static_cast<std::size_t>(StepKind::ToolCall)], index, comparison);
        return;
    }
    policy.toolNode = toolNodeOf(program, policy);
    std::ranges::sort(*tools);
    tools->erase(std::unique(tools->begin(), tools->end()), tools->end());
    for (const auto& tool : *tools)
        add(program.byTool[tool], index, comparison);
}

void append(std::vector<std::uint32_t>& policies, const Bucket& bucket)
{
    policies.insert(policies.end(), bucket.walked.begin(), bucket.walked.end());
    for (const auto& list : bucket.limits)
        for (const auto* limits : {&list.from, &list.upTo})
            for (const auto& limit : *limits)
                policies.push_back(limit.policy);
}

} // namespace

std::vector<std::uint32_t> Program::candidates(StepKind kind, Value tool) const
{
    const bool isToolCall = kind == StepKind::ToolCall;
    if (isToolCall && tool.kind() == Value::Kind::Unrecorded)
        return forAnyTool;
    std::vector<std::uint32_t> all;
    append(all, byKind[static_cast<std::size_t>(kind)]);
    if (const auto found = byTool.find(tool.text()); isToolCall && found != byTool.end())
        append(all, found->second);
    std::ranges::sort(all);
    return all;
}

void indexPolicies(Program& program)
{
    program.byKind = {};
    program.byTool.clear();
    program.forAnyTool.clear();
    for (std::uint32_t policy = 0; policy < program.policies.size(); ++policy)
        indexPolicy(program, policy);
    for (auto& bucket : program.byKind)
        sortLimits(bucket);
    for (auto& [tool, bucket] : program.byTool)
        sortLimits(bucket);
}

} // namespace runlog
