// SPDX-License-Identifier: Apache-2.0
#include "core/replay/walkexactness.h"

#include <algorithm>

namespace runlog {

namespace {

// Parts of actions that are changed before conditions are asked again.
using Changes = std::vector<FieldRef>;

bool editedByApprovers(const Runs& runs, const Answers& answers)
{
    return std::any_of(answers.given.begin(), answers.given.end(), [](const auto& given) { return given.second.editedArgs.has_value(); })
           || std::any_of(runs.decisions().begin(), runs.decisions().end(), [](const RecordedDecision& decision) {
                  return decision.approval == RecordedDecision::Approval::Approved && decision.args.isThere();
              });
}

Changes changesOf(const PolicySet& set, const Runs& runs, const Answers& answers)
{
    Changes changes;
    for (const auto& file : set.files)
        for (const auto& policy : file->policies)
            for (const auto& change : policy.changes)
                changes.push_back(change.target);
    if (editedByApprovers(runs, answers))
        changes.push_back({Field::Args, {}, {}});
    return changes;
}

bool overlap(const Path& a, const Path& b)
{
    const auto shared = std::min(a.size(), b.size());
    return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shared), b.begin());
}

bool reads(const FieldRef& field, const Changes& changes)
{
    if (field.field == Field::SameCallRepeats) // compares all arguments
        return !changes.empty();
    return std::any_of(changes.begin(), changes.end(), [&](const FieldRef& changed) {
        return field.field == changed.field && overlap(field.path, changed.path);
    });
}

// Whether any part of a condition reads what changes.
bool reads(const Condition& condition, const Changes& changes)
{
    if (condition.kind == Condition::Kind::Test && reads(condition.field, changes))
        return true;
    if (const auto* window = condition.window())
        if (reads(window->of, changes) || (window->where && reads(*window->where, changes)))
            return true;
    return std::any_of(condition.children.begin(), condition.children.end(),
                       [&](const Condition& child) { return reads(child, changes); });
}

// How a number is compared below a condition.
enum class Comparison : std::uint8_t { Absent, OfTheStep, OfOthers };

Comparison stricter(Comparison a, Comparison b) { return std::max(a, b); }

Comparison comparisonIn(const Condition& condition, std::string_view id, const Changes& changes);

template <typename Conditions>
Comparison comparisonInAny(const Conditions& conditions, std::string_view id, const Changes& changes)
{
    auto found = Comparison::Absent;
    for (const Condition& condition : conditions)
        found = stricter(found, comparisonIn(condition, id, changes));
    return found;
}

// With this condition or one below it.
Comparison comparisonIn(const Condition& condition, std::string_view id, const Changes& changes)
{
    const auto ofStep = [&] { return reads(condition, changes) ? Comparison::OfOthers : Comparison::OfTheStep; };
    const auto ifThere = [](Comparison found, Comparison what) { return found == Comparison::Absent ? found : what; };
    if (condition.id == id)
        return ofStep();
    auto found = ifThere(comparisonInAny(condition.itemTests(), id, changes), Comparison::OfOthers);
    if (const auto* window = condition.window()) {
        found = stricter(found, ifThere(comparisonInAny(window->tests, id, changes), ofStep()));
        if (window->where)
            found = stricter(found, ifThere(comparisonIn(*window->where, id, changes), Comparison::OfOthers));
    }
    const bool isHistory = condition.kind == Condition::Kind::After || condition.kind == Condition::Kind::NotAfter;
    const auto below = comparisonInAny(condition.children, id, changes);
    return stricter(found, isHistory ? ifThere(below, Comparison::OfOthers) : below);
}

// Whether the policy is asked again once an action is changed.
bool isAskedAgain(const Policy& policy)
{
    return policy.action == Action::Terminate || policy.action == Action::Deny || policy.action == Action::RequireApproval;
}

} // namespace

bool walksExactly(const PolicySet& set, const Runs& runs, const Answers& answers, std::string_view condition)
{
    const auto changes = changesOf(set, runs, answers);
    auto found = Comparison::Absent;
    for (const auto& file : set.files)
        for (const auto& policy : file->policies) {
            const auto& changed = isAskedAgain(policy) ? changes : Changes();
            found = stricter(found, comparisonIn(policy.when, condition, changed));
            if (policy.unless)
                found = stricter(found, comparisonIn(*policy.unless, condition, changed));
        }
    return found != Comparison::OfOthers;
}

} // namespace runlog
