// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/naive.h"

#include "core/engine/engine.h"
#include "core/engine/program.h"
#include "core/engine/zone.h"

#include <algorithm>
#include <map>
#include <set>

using namespace runlog;

namespace {

template <typename A>
A notA(A a)
{
    return a == A::True ? A::False : a == A::False ? A::True : a;
}

std::string jsonOf(Value value)
{
    std::string json;
    appendCanonicalJson(json, value);
    return json;
}

// `*` by trying every length; the patterns here are short.
bool globOf(const std::string& pattern, const std::string& text)
{
    if (pattern.empty())
        return text.empty();
    if (pattern[0] == '*')
        return globOf(pattern.substr(1), text) || (!text.empty() && globOf(pattern, text.substr(1)));
    return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) && globOf(pattern.substr(1), text.substr(1));
}

bool isText(Value value) { return value.kind() == Value::Kind::Text; }
bool isNumber(Value value) { return value.kind() == Value::Kind::Number; }
bool isList(Value value) { return value.kind() == Value::Kind::List; }

bool equalsLiteral(const Literal& literal, Value value)
{
    if (literal.type == Literal::Type::Number)
        return isNumber(value) && *value.number() == literal.number;
    if (literal.type != Literal::Type::Text || !isText(value))
        return false;
    const std::string text(value.text());
    return literal.isGlob ? globOf(literal.text, text) : literal.text == text;
}

bool equalsAny(const std::vector<Literal>& literals, Value value)
{
    return std::any_of(literals.begin(), literals.end(), [&](const Literal& literal) { return equalsLiteral(literal, value); });
}

Decimal numberOf(const Literal& literal)
{
    return literal.type == Literal::Type::Number ? literal.number : Decimal(literal.nanos, -9);
}

bool isPositive(Operator op)
{
    return op != Operator::Ne && op != Operator::NotIn && op != Operator::NotContains && op != Operator::NoItem;
}

} // namespace

std::int64_t Naive::day(std::int64_t time) const { return Zone(m_file.timezone).day(time); }

Naive::View Naive::pastView(std::size_t index) const { return {index, m_done[index].args, true}; }

bool Naive::ended(std::size_t run) const
{
    for (std::size_t past = 0; past < m_done.size(); ++past)
        if (m_done[past].ends && m_world.events[past].run == run)
            return true;
    return false;
}

// Counters of section 2 and 4, counted again from the beginning.
std::int64_t Naive::counter(Field field, const View& view, bool& absent) const
{
    const auto& now = m_world.events[view.index];
    const auto kind = now.request.kind;
    const bool money = field == Field::Cost || field == Field::CostToday;
    std::int64_t value = money && now.estimate ? now.estimate->nanos : 0;
    if (field == Field::Elapsed)
        return now.request.time - m_world.runs[now.run].startedAt;
    if (field == Field::TimeOfDay)
        return Zone(m_file.timezone).timeOfDay(now.request.time);
    if (field == Field::SameCallRepeats) {
        absent = kind != StepKind::ToolCall;
        for (auto past = view.index + 1; past-- > 0;) {
            const auto& event = m_world.events[past];
            if (event.run != now.run || event.request.kind != StepKind::ToolCall || !m_done[past].decided)
                continue;
            if (jsonOf(event.request.args) != jsonOf(now.request.args) || event.request.tool.text() != now.request.tool.text())
                break;
            ++value;
        }
        return value + (m_done[view.index].decided ? 0 : 1);
    }
    for (std::size_t past = 0; past < view.index; ++past) {
        const auto& event = m_world.events[past];
        const bool sameRun = event.run == now.run;
        const bool ran = m_done[past].ran;
        const auto cost = event.cost ? event.cost->nanos : 0;
        if (!m_done[past].decided)
            continue;
        if (field == Field::Cost && sameRun && ran)
            value += cost;
        if (field == Field::CostToday && ran && event.request.service.text() == now.request.service.text()
            && day(event.request.time) == day(now.request.time))
            value += cost;
        if (!sameRun)
            continue;
        const auto past_kind = event.request.kind;
        value += field == Field::ToolCallsInRun && ran && past_kind == StepKind::ToolCall;
        value += field == Field::LlmCallsInRun && ran && past_kind == StepKind::LlmCall;
        value += field == Field::StepsInRun && ran;
        value += field == Field::AttemptsInRun && past_kind == StepKind::ToolCall;
        value += field == Field::DenialsInRun && !ran;
        value += field == Field::ErrorsInRun && ran && event.failed;
        value += field == Field::TokensInRun && ran ? event.tokens : 0;
    }
    value += field == Field::ToolCallsInRun && kind == StepKind::ToolCall;
    value += field == Field::LlmCallsInRun && kind == StepKind::LlmCall;
    value += field == Field::StepsInRun;
    value += field == Field::AttemptsInRun && kind == StepKind::ToolCall;
    return value;
}

Value Naive::valueOf(const FieldRef& field, const View& view) const
{
    const auto& request = m_world.events[view.index].request;
    const auto below = [&](Value value) { return field.path.empty() ? value : value.kind() == Value::Kind::Map ? value.find(field.path[0].key) : Value(); };
    if (field.field == Field::Tool)
        return request.tool;
    if (field.field == Field::Model)
        return request.model;
    if (field.field == Field::Kind)
        return Value::text(name(request.kind));
    if (field.field == Field::User)
        return below(request.user);
    if (field.field == Field::Args)
        return below(view.args);
    if (field.field == Field::Output && view.past)
        return m_world.events[view.index].output;
    return {};
}

Naive::Answer Naive::numberTest(const Condition& test, const Decimal& number) const
{
    const auto answer = [](bool holds) { return holds ? Answer::True : Answer::False; };
    const auto first = numberOf(test.literals.at(0));
    switch (test.op) {
    case Operator::Gt: return answer(number > first);
    case Operator::Gte: return answer(number >= first);
    case Operator::Lt: return answer(number < first);
    case Operator::Lte: return answer(number <= first);
    case Operator::Eq: return answer(number == first);
    case Operator::Ne: return answer(!(number == first));
    case Operator::Between: return answer(number >= first && number <= numberOf(test.literals.at(1)));
    default: return Answer::Error;
    }
}

Naive::Answer Naive::itemTests(const std::vector<Condition>& tests, Value item) const
{
    auto answer = Answer::True;
    for (const auto& test : tests) {
        const auto one = valueTest(test, item);
        if (one == Answer::False)
            return one;
        answer = one == Answer::Error ? one : answer;
    }
    return answer;
}

Naive::Answer Naive::valueTest(const Condition& test, Value value) const
{
    const auto answer = [](bool holds) { return holds ? Answer::True : Answer::False; };
    const bool there = value.kind() > Value::Kind::Null;
    if (test.op == Operator::Exists)
        return answer(there == test.literals.at(0).boolean);
    if (!there && test.op == Operator::ContainsPii)
        return answer(!test.entities().wanted);
    if (!there)
        return answer(!isPositive(test.op));
    switch (test.op) {
    case Operator::Eq: case Operator::In: return answer(equalsAny(test.literals, value));
    case Operator::Ne: case Operator::NotIn: return answer(!equalsAny(test.literals, value));
    case Operator::Gt: case Operator::Gte: case Operator::Lt: case Operator::Lte: case Operator::Between:
        return isNumber(value) ? numberTest(test, *value.number()) : Answer::Error;
    case Operator::Contains: case Operator::NotContains: {
        if (!isText(value) && !isList(value))
            return Answer::Error;
        bool found = false;
        if (isText(value))
            found = value.text().find(test.literals.at(0).text) != std::string_view::npos;
        else
            for (const auto item : value.items())
                found |= equalsLiteral(test.literals.at(0), item);
        return answer(found == (test.op == Operator::Contains));
    }
    case Operator::StartsWith: return isText(value) ? answer(value.text().substr(0, test.literals.at(0).text.size()) == test.literals.at(0).text) : Answer::Error;
    case Operator::EndsWith: return isText(value) ? answer(value.text().back() == test.literals.at(0).text.back()) : Answer::Error;
    case Operator::Type: return answer(test.literals.at(0).text == (isNumber(value) ? "number" : isList(value) ? "list" : "?"));
    case Operator::Length: {
        if (!isText(value) && !isList(value))
            return Answer::Error;
        const auto length = isText(value) ? value.text().size() : value.items().size();
        const auto written = std::to_string(length);
        return itemTests(test.itemTests(), Value::number(written));
    }
    case Operator::AnyItem: case Operator::NoItem: case Operator::AllItems: {
        if (!isList(value))
            return Answer::Error;
        const bool all = test.op == Operator::AllItems;
        auto result = all ? Answer::True : Answer::False;
        for (const auto item : value.items()) {
            const auto one = itemTests(test.itemTests(), item);
            if (one == (all ? Answer::False : Answer::True)) {
                result = one;
                break;
            }
            result = one == Answer::Error ? one : result;
        }
        return test.op == Operator::NoItem ? notA(result) : result;
    }
    case Operator::ContainsPii: {
        std::string all = jsonOf(value);
        return answer((all.find("a@example.com") != std::string::npos) == test.entities().wanted);
    }
    default: return Answer::Error;
    }
}

Naive::Answer Naive::test(const Condition& test, const View& view) const
{
    const auto type = row(test.field.field).type;
    const bool counts = type == FieldType::Money || type == FieldType::Count || type == FieldType::Duration;
    if (!counts)
        return valueTest(test, valueOf(test.field, view));
    bool absent = false;
    const auto value = counter(test.field.field, view, absent);
    if (absent)
        return isPositive(test.op) ? Answer::False : Answer::True;
    return numberTest(test, type == FieldType::Count ? Decimal(value) : Decimal(value, -9));
}

Naive::Answer Naive::after(const Condition& inner, const View& view) const
{
    const auto& now = m_world.events[view.index];
    for (std::size_t past = 0; past < view.index; ++past) {
        const auto& event = m_world.events[past];
        if (event.run != now.run || !m_done[past].ran)
            continue;
        bool sameBatch = now.batch >= 0 && event.batch == now.batch;
        for (auto between = past + 1; between < view.index; ++between) // one batch is what stands together
            if (m_world.events[between].run == now.run && m_done[between].decided && m_world.events[between].batch != now.batch)
                sameBatch = false;
        const auto kind = event.request.kind;
        if (sameBatch || kind != StepKind::ToolCall) // the conditions made here concern tool calls
            continue;
        if (holds(inner, pastView(past)) != Answer::False)
            return Answer::True;
    }
    return Answer::False;
}

bool Naive::inWindow(const Window& window, const View& view, std::size_t past) const
{
    const auto& now = m_world.events[view.index];
    const auto& event = m_world.events[past];
    if (!m_done[past].ran)
        return false;
    if (window.per == Window::Scope::Run && event.run != now.run)
        return false;
    if (window.per == Window::Scope::Service && event.request.service.text() != now.request.service.text())
        return false;
    if (window.per == Window::Scope::User && event.request.user.find("id").text() != now.request.user.find("id").text())
        return false;
    if (window.reach == Window::Reach::Today)
        return day(event.request.time) == day(now.request.time);
    return window.reach == Window::Reach::Run || now.request.time - event.request.time <= window.length.nanos;
}

Naive::Answer Naive::windowTest(const Window& window, const View& view) const
{
    const bool noUser = m_world.events[view.index].request.user.kind() != Value::Kind::Map;
    if (window.per == Window::Scope::User && noUser)
        return Answer::False;
    std::int64_t count = 0;
    Decimal sum;
    std::set<std::string> values;
    bool error = false;
    for (std::size_t step = 0; step <= view.index; ++step) {
        const auto& event = m_world.events[step];
        const bool own = step == view.index;
        if (event.request.kind != StepKind::ToolCall || (!own && !inWindow(window, view, step)))
            continue;
        const auto seen = own ? view : pastView(step);
        if (holds(*window.where, seen) == Answer::False)
            continue;
        ++count;
        if (window.function == Window::Function::Count)
            continue;
        const auto value = valueOf(window.of, seen);
        if (value.kind() <= Value::Kind::Null)
            continue;
        values.insert(jsonOf(value));
        if (window.function == Window::Function::Sum && !isNumber(value))
            error = true;
        else if (isNumber(value))
            sum = *sum.plus(*value.number());
    }
    if (error)
        return Answer::Error;
    const auto result = window.function == Window::Function::Count ? Decimal(count)
        : window.function == Window::Function::Sum                 ? sum
                                                                   : Decimal(static_cast<std::int64_t>(values.size()));
    return numberTest(window.tests.at(0), result);
}

Naive::Answer Naive::holds(const Condition& condition, const View& view) const
{
    switch (condition.kind) {
    case Condition::Kind::Test: return test(condition, view);
    case Condition::Kind::After: return after(condition.children.at(0), view);
    case Condition::Kind::NotAfter: return notA(after(condition.children.at(0), view));
    case Condition::Kind::Window: return windowTest(*condition.window(), view);
    case Condition::Kind::All: case Condition::Kind::Not: {
        std::set<Answer> seen;
        for (const auto& child : condition.children)
            seen.insert(holds(child, view));
        const auto all = seen.contains(Answer::False) ? Answer::False : seen.contains(Answer::Error) ? Answer::Error : Answer::True;
        return condition.kind == Condition::Kind::Not ? notA(all) : all;
    }
    case Condition::Kind::Any: case Condition::Kind::None: {
        std::set<Answer> seen;
        for (const auto& child : condition.children)
            seen.insert(holds(child, view));
        const auto any = seen.contains(Answer::True) ? Answer::True : seen.contains(Answer::Error) ? Answer::Error : Answer::False;
        return condition.kind == Condition::Kind::None ? notA(any) : any;
    }
    }
    return Answer::Error;
}

Naive::Answer Naive::policyHolds(const Policy& policy, const View& view) const
{
    if (!contains(concerns(policy.when), m_world.events[view.index].request.kind))
        return Answer::False;
    const auto when = holds(policy.when, view);
    if (!policy.unless || when == Answer::False)
        return when;
    const auto exception = notA(holds(*policy.unless, view));
    if (exception == Answer::False)
        return exception;
    return when == Answer::Error || exception == Answer::Error ? Answer::Error : Answer::True;
}

bool Naive::governsService(Value service) const
{
    return m_file.services.empty() || std::any_of(m_file.services.begin(), m_file.services.end(), [&](const Literal& glob) {
        return globOf(glob.text, std::string(service.text()));
    });
}

NaiveDecision Naive::decide(std::size_t index)
{
    const auto& event = m_world.events[index];
    const View asked{index, event.request.args, false};
    NaiveDecision decision;
    decision.args = event.request.args;
    auto strictest = Action::Allow;
    bool lifted = false;
    std::vector<const Policy*> modifies;
    std::map<Action, std::string> first;
    const bool governs = governsService(event.request.service);
    for (const auto& policy : m_file.policies) {
        const auto holds = governs ? policyHolds(policy, asked) : Answer::False;
        if (holds == Answer::False)
            continue;
        if (policy.mode.value_or(m_file.mode) == Mode::Observe) {
            if (holds == Answer::True)
                decision.observed.push_back(policy.id);
            continue;
        }
        if (holds == Answer::Error && (policy.skipOnError || policy.action == Action::Allow))
            continue;
        const auto action = policy.action == Action::Modify && holds == Answer::Error ? Action::Deny : policy.action;
        decision.matched.push_back(policy.id);
        lifted |= action == Action::Allow;
        strictest = std::max(strictest, action);
        first.try_emplace(action, policy.id);
        if (action == Action::Modify)
            modifies.push_back(&policy);
    }
    if (governs && m_file.defaultDecision == DefaultDecision::Deny && event.request.kind == StepKind::ToolCall && !lifted) {
        strictest = std::max(strictest, Action::Deny);
        first.try_emplace(Action::Deny, "default");
        decision.matched.push_back("default");
    }
    decision.outcome = name(strictest);
    decision.policy = strictest == Action::Allow ? "" : first[strictest];
    if (strictest <= Action::RequireApproval && !modifies.empty()) {
        std::map<std::string, Value> args;
        for (const auto& member : event.request.args.members())
            args[std::string(member.key)] = member.value;
        std::optional<Value> set;
        bool conflict = false;
        for (const auto* policy : modifies)
            for (const auto& change : policy->changes) {
                const auto key = change.target.path.at(0).key;
                if (change.kind == Change::Kind::Set) {
                    conflict |= set && !equal(*set, change.value);
                    set = change.value;
                    args[key] = change.value;
                } else if (args.contains(key) && args[key].kind() > Value::Kind::Null) {
                    if (!isNumber(args[key]))
                        conflict = true;
                    else if (*args[key].number() > change.max->number)
                        args[key] = Value::number("2");
                }
            }
        std::vector<Member> members;
        for (const auto& [key, value] : args)
            members.push_back({copyText(key, m_world.arena), value});
        const auto changed = event.request.kind == StepKind::ToolCall || set ? Value::map(copyMembers(members, m_world.arena)) : event.request.args;
        if (conflict) {
            decision.outcome = "deny";
            decision.policy = first[Action::Modify];
        } else if (equal(changed, event.request.args)) {
            if (strictest == Action::Modify) {
                decision.outcome = first.contains(Action::Log) ? "log" : "allow";
                decision.policy = first.contains(Action::Log) ? first[Action::Log] : "";
            }
        } else {
            decision.args = changed;
            const View now{index, changed, false};
            std::vector<std::string> again;
            for (const auto& policy : m_file.policies) {
                if (policy.action < Action::RequireApproval || policy.mode.value_or(m_file.mode) == Mode::Observe)
                    continue;
                const auto holds = policyHolds(policy, now);
                if (holds == Answer::False || (holds == Answer::Error && policy.skipOnError))
                    continue;
                again.push_back(policy.id);
                if (policy.action > strictest) {
                    strictest = policy.action;
                    decision.outcome = name(strictest);
                    decision.policy = policy.id;
                }
            }
            std::vector<std::string> all;
            for (const auto& policy : m_file.policies)
                if (std::count(again.begin(), again.end(), policy.id) + std::count(decision.matched.begin(), decision.matched.end(), policy.id) > 0)
                    all.push_back(policy.id);
            if (std::count(decision.matched.begin(), decision.matched.end(), "default") != 0)
                all.push_back("default");
            decision.matched = all;
        }
    }
    decision.ran = decision.outcome != "deny" && decision.outcome != "terminate";
    m_done[index] = {true, decision.ran, decision.outcome == "terminate", decision.args};
    return decision;
}
