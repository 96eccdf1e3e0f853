// SPDX-License-Identifier: Apache-2.0
#include "core/checks/canonical.h"

#include <algorithm>

namespace runlog::checks {

namespace {

// Text that ends where its length says, so that no two lists of texts look alike.
std::string framed(std::string_view text) {
    return std::to_string(text.size()) + ':' + std::string(text);
}

std::string sorted(std::vector<std::string> parts) {
    std::ranges::sort(parts);
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    std::string text = "(";
    for (const std::string& part : parts)
        text += part + ' ';
    return text + ')';
}

std::string literal(const Literal& value) {
    switch (value.type) {
    case Literal::Type::Null: return "null";
    case Literal::Type::Boolean: return value.boolean ? "true" : "false";
    case Literal::Type::Number: return '#' + value.number.text();
    case Literal::Type::Money:
    case Literal::Type::Duration:
    case Literal::Type::TimeOfDay: return '#' + Decimal(value.nanos, -9).text();
    case Literal::Type::Text: return (value.isGlob ? "~" : "=") + framed(value.text);
    }
    return {};
}

std::string literals(const Condition& test) {
    std::vector<std::string> parts;
    for (const Literal& value : test.literals)
        parts.push_back(literal(value));
    if (test.op != Operator::Between) return sorted(std::move(parts));
    std::string text = "[";
    for (const std::string& part : parts)
        text += part + ' ';
    return text + ']';
}

std::string names(const std::vector<std::string>& list) {
    std::vector<std::string> parts;
    for (const std::string& name : list)
        parts.push_back(framed(name));
    return sorted(std::move(parts));
}

// Without `wanted`: that is the sign of the test.
std::string entities(const EntityTest& test) {
    return names(test.entities) + names(test.except) + framed(test.minLikelihood) + std::to_string(test.minCount);
}

std::string all(const std::vector<Condition>& tests) {
    std::vector<std::string> parts;
    for (const Condition& test : tests)
        parts.push_back(canonical(test));
    return sorted(std::move(parts));
}

// The children of nested `all`s as one list.
void flatten(const Condition& condition, std::vector<std::string>& parts) {
    for (const Condition& child : condition.children)
        if (child.kind == Condition::Kind::All)
            flatten(child, parts);
        else
            parts.push_back(canonical(child));
}

std::string list(const char* name, const Condition& condition) {
    std::vector<std::string> parts;
    for (const Condition& child : condition.children)
        parts.push_back(canonical(child));
    return name + sorted(std::move(parts));
}

} // namespace

std::string canonicalTest(const Condition& test, Operator op) {
    const Operator plain = op == Operator::Eq ? Operator::In : op == Operator::Ne ? Operator::NotIn : op;
    std::string text = framed(print(test.field)) + '/' + std::string(row(plain).name) + literals(test);
    if (test.ignoreCase) text += 'i';
    if (op == Operator::ContainsPii || op == Operator::ContainsSecret) text += entities(test.entities());
    if (!test.itemTests().empty()) text += all(test.itemTests());
    return text;
}

std::string canonicalReach(const Window& window) {
    std::string text = std::to_string(static_cast<int>(window.function)) +
                       std::to_string(static_cast<int>(window.reach)) + std::to_string(static_cast<int>(window.per)) +
                       '@' + std::to_string(window.length.nanos) + framed(print(window.of));
    return text + (window.where ? canonical(*window.where) : "every");
}

std::string canonical(const Condition& condition) {
    switch (condition.kind) {
    case Condition::Kind::All: {
        std::vector<std::string> parts;
        flatten(condition, parts);
        return parts.size() == 1 ? parts.front() : "all" + sorted(std::move(parts));
    }
    case Condition::Kind::Any: return list("any", condition);
    case Condition::Kind::None: return list("none", condition);
    case Condition::Kind::Not: return list("not", condition);
    case Condition::Kind::After: return list("after", condition);
    case Condition::Kind::NotAfter: return list("not_after", condition);
    case Condition::Kind::Window: return "window" + canonicalReach(*condition.window()) + all(condition.window()->tests);
    case Condition::Kind::Test: {
        const bool wanted = condition.entities().wanted;
        return canonicalTest(condition, condition.op) + (wanted ? "" : "!");
    }
    }
    return {};
}

} // namespace runlog::checks
