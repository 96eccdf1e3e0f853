// SPDX-License-Identifier: Apache-2.0
#include "ui/step/explainrows.h"

#include "core/engine/nearmiss.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace studio {

using runlog::Condition;
using runlog::ExplainedCondition;
using runlog::ExplainedPolicy;
using runlog::Truth;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::Step)
};

runlog::Outcome outcomeOf(runlog::Action action)
{
    switch (action) {
    case runlog::Action::Allow: return runlog::Outcome::Allow;
    case runlog::Action::Log: return runlog::Outcome::Log;
    case runlog::Action::Modify: return runlog::Outcome::Modify;
    case runlog::Action::RequireApproval: return runlog::Outcome::RequireApproval;
    case runlog::Action::Deny: return runlog::Outcome::Deny;
    case runlog::Action::Terminate: return runlog::Outcome::Terminate;
    }
    return runlog::Outcome::Allow;
}

Tick tickOf(const ExplainedCondition& condition)
{
    if (!condition.evaluated)
        return Tick::False;
    return condition.truth == Truth::True ? Tick::True : condition.truth == Truth::False ? Tick::False : Tick::Unknown;
}

QString groupName(const ExplainedCondition& group)
{
    if (group.condition == nullptr)
        return {};
    switch (group.condition->kind) {
    case Condition::Kind::All: return Words::tr("all of");
    case Condition::Kind::Any: return Words::tr("any of");
    case Condition::Kind::None: return Words::tr("none of");
    case Condition::Kind::Not: return Words::tr("not");
    case Condition::Kind::Test: case Condition::Kind::After: case Condition::Kind::NotAfter:
    case Condition::Kind::Window: break;
    }
    return plain(group.subject);
}

ExplainNode leafNode(const ExplainedCondition& leaf)
{
    ExplainNode node;
    node.row.tick = tickOf(leaf);
    node.row.subject = plain(leaf.subject, 80);
    node.row.observed = plain(leaf.observed, 160);
    node.row.test = plain(leaf.test, 120);
    node.row.margin = plain(leaf.margin, 60);
    node.row.close = leaf.close;
    return node;
}

void addCondition(std::vector<ExplainNode>& nodes, const ExplainedCondition& condition)
{
    if (condition.children.empty() && !condition.subject.empty())
        return nodes.push_back(leafNode(condition));
    const bool isAll = condition.condition == nullptr || condition.condition->kind == Condition::Kind::All;
    if (isAll) {
        for (const auto& child : condition.children)
            addCondition(nodes, child);
        return;
    }
    ExplainNode group;
    group.row.kind = ExplainRow::Kind::Group;
    group.row.tick = tickOf(condition);
    group.row.subject = groupName(condition);
    for (const auto& child : condition.children)
        addCondition(group.children, child);
    nodes.push_back(std::move(group));
}

void addUnless(std::vector<ExplainNode>& nodes, const ExplainedCondition& unless)
{
    ExplainNode group;
    group.row.kind = ExplainRow::Kind::Group;
    group.row.tick = tickOf(unless);
    group.row.subject = Words::tr("unless");
    addCondition(group.children, unless);
    nodes.push_back(std::move(group));
}

QString stateText(const ExplainedPolicy& policy, runlog::Mode mode)
{
    const bool matches = policy.truth != Truth::False;
    if (!policy.concerned)
        return Words::tr("not about this step");
    if (mode == runlog::Mode::Observe)
        return matches ? Words::tr("observed, would match") : Words::tr("observed, no match");
    if (policy.decides)
        return Words::tr("decides");
    if (policy.truth == Truth::True)
        return Words::tr("matches");
    return matches ? Words::tr("in error, counts as matched") : Words::tr("no match");
}

ExplainNode policyNode(const ExplainedPolicy& policy, const runlog::Engine& engine)
{
    const runlog::EnginePolicy& entry = engine.policies()[policy.policy];
    ExplainNode node;
    node.row.kind = ExplainRow::Kind::Policy;
    node.row.outcome = outcomeOf(entry.policy->action);
    node.row.matches = policy.concerned && policy.truth != Truth::False;
    node.row.subject = plain(entry.policy->id, 128);
    node.row.policy = entry.policy->id;
    node.row.margin = stateText(policy, entry.mode);
    node.row.close = policy.decides;
    addCondition(node.children, policy.when);
    if (policy.unless)
        addUnless(node.children, *policy.unless);
    return node;
}

bool anyHolds(const ExplainNode& node)
{
    if (node.row.kind == ExplainRow::Kind::Condition && (node.row.tick != Tick::False || node.row.close))
        return true;
    return std::any_of(node.children.begin(), node.children.end(), anyHolds);
}

int rank(const ExplainedPolicy& policy, const ExplainNode& node)
{
    if (policy.decides)
        return 0;
    if (node.row.matches)
        return 1;
    return policy.concerned && anyHolds(node) ? 2 : 3;
}

ExplainNode restNode(std::vector<ExplainNode> rest)
{
    QStringList ids;
    for (const ExplainNode& node : rest)
        ids << node.row.subject;
    ExplainNode node;
    node.row.kind = ExplainRow::Kind::Rest;
    node.row.subject = Words::tr("No condition holds in %1").arg(ids.join(QStringLiteral(", ")));
    node.children = std::move(rest);
    return node;
}

ExplainNode nearestNode(const runlog::NearMiss& miss, const runlog::Engine& engine)
{
    const auto& policy = *engine.policies()[miss.policy].policy;
    ExplainNode node;
    node.row.kind = ExplainRow::Kind::Group;
    node.row.tick = tickOf(*miss.condition);
    node.row.subject = Words::tr("nearest to %1: %2").arg(plain(name(miss.outcome)), plain(policy.id, 128));
    node.children.push_back(leafNode(*miss.condition));
    return node;
}

} // namespace

std::vector<ExplainNode> explainRows(const runlog::Explanation& explanation, const runlog::Engine& engine, runlog::StepKind kind)
{
    std::array<std::vector<ExplainNode>, 4> byRank;
    for (const ExplainedPolicy& policy : explanation.policies) {
        ExplainNode node = policyNode(policy, engine);
        byRank[static_cast<std::size_t>(rank(policy, node))].push_back(std::move(node));
    }
    std::vector<ExplainNode> rows;
    for (std::size_t i = 0; i < 3; ++i)
        std::move(byRank[i].begin(), byRank[i].end(), std::back_inserter(rows));
    const auto misses = runlog::nearMisses(explanation, engine, kind);
    for (const auto* miss : {&misses.stricter, &misses.looser})
        if (*miss)
            rows.push_back(nearestNode(**miss, engine));
    if (!byRank[3].empty())
        rows.push_back(restNode(std::move(byRank[3])));
    return rows;
}

std::vector<ExplainNode> stoppedRows(const StepEntry& stop, const std::string& policy)
{
    ExplainNode node;
    node.row.kind = ExplainRow::Kind::Policy;
    node.row.outcome = stop.now.outcome;
    node.row.matches = true;
    const QString what = policy.empty() ? outcomeWords(stop.now) : plain(policy, 128);
    node.row.subject = Words::tr("%1 stopped the run at step %2").arg(what).arg(stop.seq);
    node.row.policy = policy;
    return {node};
}

} // namespace studio
