// SPDX-License-Identifier: Apache-2.0
#include "core/checks/said.h"

#include "core/engine/explain.h"
#include "core/language/report.h"

namespace runlog::checks {

namespace {

std::string testSaid(const Condition& test) {
    auto text = testText(test, test.literals);
    const auto subject = print(test.field);
    if (test.op == Operator::Eq && test.literals.size() == 1) return inTicks(subject + ": " + text);
    const auto name = row(test.op).name;
    if (text.starts_with(name) && text.size() > name.size()) text.insert(name.size(), ":");
    return inTicks(subject + ": { " + text + " }");
}

} // namespace

std::string said(const Condition& condition) {
    switch (condition.kind) {
    case Condition::Kind::Test: return testSaid(condition);
    case Condition::Kind::Window: return inTicks(windowText(*condition.window()));
    case Condition::Kind::All: return "`all`";
    case Condition::Kind::Any: return "`any`";
    case Condition::Kind::None: return "`none`";
    case Condition::Kind::Not: return "`not`";
    case Condition::Kind::After: return "`after`";
    case Condition::Kind::NotAfter: return "`not_after`";
    }
    return {};
}

std::string stepsNamed(KindSet kinds) {
    if (kinds == KindSet::ToolCall) return "every tool call";
    if (kinds == KindSet::LlmCall) return "every model call";
    return kinds == KindSet::Call ? "every call" : "every step";
}

} // namespace runlog::checks
