// SPDX-License-Identifier: Apache-2.0
#include "core/checks/explaintext.h"

#include "core/language/diagnostic.h"
#include "core/language/report.h"

namespace runlog {

namespace {

constexpr std::size_t LongestText = 300;

std::string_view words(Condition::Kind kind)
{
    switch (kind) {
    case Condition::Kind::All: return "all of";
    case Condition::Kind::Any: return "any of";
    case Condition::Kind::None: return "none of";
    case Condition::Kind::Not: return "not";
    case Condition::Kind::Test: return "test";
    case Condition::Kind::After: return "after";
    case Condition::Kind::NotAfter: return "not_after";
    case Condition::Kind::Window: return "window";
    }
    return {};
}

std::string_view decider(const Decision& decision, const Engine& engine)
{
    if (decision.policy == Decision::Default)
        return "default";
    if (decision.policy == Decision::Nobody)
        return {};
    return engine.policies()[static_cast<std::size_t>(decision.policy)].policy->id;
}

std::string conditionWords(const ExplainedCondition& condition)
{
    if (condition.subject.empty())
        return std::string(words(condition.condition->kind));
    std::string text = printable(condition.subject, LongestText);
    if (!condition.test.empty())
        text += ' ' + printable(condition.test, LongestText);
    if (!condition.observed.empty())
        text += ": " + printable(condition.observed, LongestText);
    return condition.margin.empty() ? text : text + ", " + condition.margin;
}

void appendCondition(std::string& text, const ExplainedCondition& condition, std::size_t depth)
{
    const std::string truth(name(condition.truth));
    text += std::string(2 * depth, ' ') + truth + std::string(8 - truth.size(), ' ') + conditionWords(condition) + '\n';
    for (const auto& child : condition.children)
        appendCondition(text, child, depth + 1);
}

std::string_view verdictWords(const ExplainedPolicy& policy, Mode mode)
{
    if (!policy.concerned)
        return "is not about this step";
    if (policy.decides)
        return "decides";
    switch (policy.truth) {
    case Truth::True: return mode == Mode::Observe ? "matches, and only observes" : "matches";
    case Truth::False: return "does not match";
    case Truth::Error: return "is in error";
    case Truth::Unknown: return "cannot be told: something is not recorded";
    }
    return {};
}

void writeCondition(JsonWriter& json, const ExplainedCondition& condition)
{
    json.beginObject()
        .member("id", condition.condition->id)
        .member("kind", words(condition.condition->kind))
        .member("truth", name(condition.truth));
    if (!condition.subject.empty())
        json.member("subject", condition.subject).member("test", condition.test).member("observed", condition.observed);
    if (condition.value)
        json.member("value", condition.value->text());
    if (condition.distance)
        json.member("margin", condition.margin)
            .member("distance", condition.distance->text())
            .member("close", condition.close);
    if (!condition.children.empty()) {
        json.key("conditions").beginList();
        for (const auto& child : condition.children)
            writeCondition(json, child);
        json.endList();
    }
    json.endObject();
}

void writePolicy(JsonWriter& json, const ExplainedPolicy& explained, const Engine& engine)
{
    const auto& policy = engine.policies()[explained.policy];
    json.beginObject()
        .member("id", policy.policy->id)
        .member("action", name(policy.policy->action))
        .member("mode", name(policy.mode))
        .member("concerned", explained.concerned)
        .member("truth", name(explained.truth))
        .member("decides", explained.decides)
        .key("when");
    writeCondition(json, explained.when);
    if (explained.unless) {
        json.key("unless");
        writeCondition(json, *explained.unless);
    }
    json.endObject();
}

std::string lineOf(const std::optional<NearMiss>& miss, const Engine& engine)
{
    if (!miss)
        return {};
    return "nearest to `" + std::string(name(miss->outcome)) + "`: "
        + inTicks(engine.policies()[miss->policy].policy->id) + ' ' + conditionWords(*miss->condition) + '\n';
}

void writeMiss(JsonWriter& json, std::string_view key, const std::optional<NearMiss>& miss, const Engine& engine)
{
    json.key(key);
    if (!miss) {
        json.null();
        return;
    }
    const auto& condition = *miss->condition;
    json.beginObject()
        .member("outcome", name(miss->outcome))
        .member("policy", engine.policies()[miss->policy].policy->id)
        .member("condition", condition.condition->id)
        .member("observed", condition.observed);
    if (condition.distance)
        json.member("margin", condition.margin).member("distance", condition.distance->text());
    json.endObject();
}

} // namespace

std::string nearMissText(const NearMisses& misses, const Engine& engine)
{
    return lineOf(misses.stricter, engine) + lineOf(misses.looser, engine);
}

void writeNearMisses(JsonWriter& json, const NearMisses& misses, const Engine& engine)
{
    json.key("nearest").beginObject();
    writeMiss(json, "stricter", misses.stricter, engine);
    writeMiss(json, "looser", misses.looser, engine);
    json.endObject();
}

std::string_view name(Truth truth)
{
    switch (truth) {
    case Truth::False: return "false";
    case Truth::True: return "true";
    case Truth::Error: return "error";
    case Truth::Unknown: return "unknown";
    }
    return {};
}

std::string decisionText(const Decision& decision, const Engine& engine)
{
    const auto by = decider(decision, engine);
    return '`' + std::string(name(decision.outcome)) + "` by " + (by.empty() ? "no policy" : inTicks(by));
}

std::string policyText(const ExplainedPolicy& explained, const Engine& engine)
{
    const auto& policy = engine.policies()[explained.policy];
    std::string text = inTicks(policy.policy->id) + ' ' + std::string(verdictWords(explained, policy.mode))
        + " (" + std::string(name(policy.policy->action)) + ")\n";
    appendCondition(text, explained.when, 1);
    if (!explained.unless)
        return text;
    text += "  unless\n";
    appendCondition(text, *explained.unless, 1);
    return text;
}

void writeExplanation(JsonWriter& json, const Explanation& explanation, const Engine& engine)
{
    const auto& decision = explanation.decision;
    json.member("decision", name(decision.outcome)).key("policy");
    const auto by = decider(decision, engine);
    if (by.empty())
        json.null();
    else
        json.text(by);
    json.member("failed_closed", decision.failedClosed)
        .member("default_denied", decision.defaultDenied)
        .member("message", explanation.message)
        .key("policies")
        .beginList();
    for (const auto& policy : explanation.policies)
        writePolicy(json, policy, engine);
    json.endList();
}

} // namespace runlog
