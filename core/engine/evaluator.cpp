// SPDX-License-Identifier: Apache-2.0
#include "core/engine/evaluator.h"

#include "core/engine/state.h"

#include <algorithm>

namespace runlog {

namespace {

Verdict certain(Truth truth) { return {truth, truth}; }

Verdict complement(const Leaf& leaf, Verdict verdict)
{
    return leaf.negative ? Verdict{negate(verdict.truth), negate(verdict.assumed)} : verdict;
}

// What a test says of a field that is not there, before the complement.
Truth absentTest(const Leaf& leaf)
{
    const bool asksForAbsence = leaf.op == Operator::Exists && !leaf.literals.empty() && !leaf.literals.front().boolean;
    return toTruth(asksForAbsence);
}

bool isCounter(Field field) { return field >= Field::Cost && field <= Field::Elapsed; }

bool within(const std::vector<Interval>& intervals, std::int64_t value)
{
    return std::any_of(intervals.begin(), intervals.end(),
                       [=](const Interval& interval) { return interval.low <= value && value <= interval.high; });
}

// Whether every, or no, value from `value` on is inside.
Truth withinFrom(const std::vector<Interval>& intervals, std::int64_t value)
{
    constexpr auto Highest = std::numeric_limits<std::int64_t>::max();
    bool reachable = false;
    for (const auto& interval : intervals) {
        if (interval.low <= value && interval.high == Highest)
            return Truth::True;
        reachable |= interval.high >= value;
    }
    return reachable ? Truth::Unknown : Truth::False;
}

Value kindValue(StepKind kind) { return Value::text(name(kind)); }

std::uint32_t length(Value value)
{
    if (value.kind() != Value::Kind::Text)
        return static_cast<std::uint32_t>(value.size());
    const auto text = value.text();
    return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

} // namespace

Verdict Evaluator::policy(const ProgramPolicy& policy) const { return without(policy, condition(policy.when)); }

Verdict Evaluator::candidate(const ProgramPolicy& policy) const
{
    if (policy.toolNode == ProgramPolicy::NoNode || m_request->tool.kind() != Value::Kind::Text)
        return this->policy(policy);
    if (policy.toolNode == policy.when)
        return without(policy, certain(Truth::True));
    return without(policy, allOf(policy.when, policy.toolNode, nullptr));
}

// Where `unless` does not hold.
Verdict Evaluator::without(const ProgramPolicy& policy, Verdict when) const
{
    if (!policy.unless || when.truth == Truth::False)
        return when;
    const auto exception = condition(*policy.unless);
    return {both(when.truth, negate(exception.truth)), both(when.assumed, negate(exception.assumed))};
}

// `known`: a child that holds.
Verdict Evaluator::allOf(std::uint32_t node, std::uint32_t known, const ItemValue* item) const
{
    auto result = certain(Truth::True);
    for (auto child = node + 1; child < m_program->nodes[node].end && result.truth != Truth::False;
         child = m_program->nodes[child].end) {
        if (child == known)
            continue;
        const auto verdict = condition(child, item);
        result = {both(result.truth, verdict.truth), both(result.assumed, verdict.assumed)};
    }
    return result;
}

Verdict Evaluator::condition(std::uint32_t index, const ItemValue* item) const
{
    const auto& node = m_program->nodes[index];
    switch (node.kind) {
    case Condition::Kind::Test: return leaf(m_program->leaves[node.index], item);
    case Condition::Kind::After: return m_state->after(node.index);
    case Condition::Kind::NotAfter: {
        const auto verdict = m_state->after(node.index);
        return {negate(verdict.truth), negate(verdict.assumed)};
    }
    case Condition::Kind::Window: {
        const auto result = window(node.index);
        return condition(m_program->windows[node.index].tests, &result);
    }
    case Condition::Kind::All: case Condition::Kind::Not: {
        auto result = allOf(index, ProgramPolicy::NoNode, item);
        if (node.kind == Condition::Kind::Not)
            result = {negate(result.truth), negate(result.assumed)};
        return result;
    }
    case Condition::Kind::Any: case Condition::Kind::None: {
        auto result = certain(Truth::False);
        for (auto child = index + 1; child < node.end && result.truth != Truth::True;
             child = m_program->nodes[child].end) {
            const auto verdict = condition(child, item);
            result = {either(result.truth, verdict.truth), either(result.assumed, verdict.assumed)};
        }
        if (node.kind == Condition::Kind::None)
            result = {negate(result.truth), negate(result.assumed)};
        return result;
    }
    }
    return certain(Truth::Error);
}

Value Evaluator::value(const FieldRef& field, const ItemValue* item) const
{
    switch (field.field) {
    case Field::Service: return m_request->service;
    case Field::Environment: return m_request->environment;
    case Field::User: return at(m_request->user, field.path);
    case Field::RunId: return m_request->runId;
    case Field::RunInput: return m_request->runInput;
    case Field::Kind: return kindValue(m_request->kind);
    case Field::Tool: return m_request->tool;
    case Field::Args: return at(m_request->args, field.path);
    case Field::Model: return m_request->model;
    case Field::Input: return at(m_request->input, field.path);
    case Field::Output: return at(m_request->output, field.path);
    case Field::Item: return item != nullptr ? at(item->value, field.path) : Value();
    case Field::Weekday: case Field::TimeOfDay:
    case Field::Cost: case Field::CostToday: case Field::ToolCallsInRun: case Field::LlmCallsInRun:
    case Field::StepsInRun: case Field::AttemptsInRun: case Field::DenialsInRun: case Field::ErrorsInRun:
    case Field::TokensInRun: case Field::UnknownCostsInRun: case Field::SameCallRepeats: case Field::Elapsed:
        return {};
    }
    return {};
}

Evaluator::Counter Evaluator::counter(Field field, std::uint32_t zone) const
{
    if (field == Field::CostToday)
        return {m_state->costToday(zone), m_state->costTodayIsAtLeast(zone), m_state->costTodayIsUnrecorded(), false};
    if (field == Field::TimeOfDay) {
        if (const auto* seen = m_state->seen(); seen != nullptr && seen->timeOfDay)
            return {*seen->timeOfDay, false, false, false};
        if (m_request->time == Request::NoTime)
            return {0, false, true, true};
        return {m_program->zones[zone]->timeOfDay(m_request->time), false, false, false};
    }
    const auto& counters = m_state->counters();
    const auto slot = Counters::slot(field);
    const auto has = [slot](std::uint16_t bits) { return (bits >> slot & 1U) != 0; };
    return {counters.value[slot], has(counters.atLeast), has(counters.unrecorded), has(counters.absent)};
}

std::optional<std::string_view> Evaluator::weekday(std::uint32_t zone) const
{
    if (const auto* seen = m_state->seen(); seen != nullptr && !seen->weekday.empty())
        return seen->weekday;
    return m_request->time == Request::NoTime ? std::nullopt : std::optional(m_program->zones[zone]->weekday(m_request->time));
}

Verdict Evaluator::counterTest(const Leaf& leaf) const
{
    const auto seen = counter(leaf);
    if (leaf.op == Operator::Exists) {
        const auto there = toTruth(leaf.literals.empty() || leaf.literals.front().boolean != seen.absent);
        return {seen.unrecorded ? Truth::Unknown : there, there};
    }
    const auto assumed = seen.absent ? Truth::False : toTruth(within(leaf.intervals, seen.value));
    if (seen.unrecorded)
        return {Truth::Unknown, assumed};
    return {seen.atLeast ? withinFrom(leaf.intervals, seen.value) : assumed, assumed};
}

Verdict Evaluator::leaf(const Leaf& leaf, const ItemValue* item) const
{
    if (&leaf == m_forced)
        return certain(m_forcedTruth);
    if (isCounter(leaf.field) || leaf.field == Field::TimeOfDay)
        return complement(leaf, counterTest(leaf));
    if (leaf.field == Field::Item && item != nullptr && (item->error || item->number || item->unrecorded)) {
        if (item->error)
            return certain(Truth::Error);
        const auto assumed = item->number ? numberTest(leaf, *item->number) : absentTest(leaf);
        return complement(leaf, {item->unrecorded ? Truth::Unknown : assumed, assumed});
    }
    auto seen = value(leaf.condition->field, item);
    if (leaf.field == Field::Weekday) {
        const auto day = weekday(leaf.zone);
        seen = day ? Value::text(*day) : Value::unrecorded();
    }
    if (leaf.op == Operator::Exists) {
        const auto there = toTruth(leaf.literals.empty() || leaf.literals.front().boolean == seen.isThere());
        return {seen.kind() == Value::Kind::Unrecorded ? Truth::Unknown : there, there};
    }
    if (seen.kind() == Value::Kind::Unrecorded)
        return complement(leaf, {Truth::Unknown, absentTest(leaf)});
    const bool asksForNull = leaf.op == Operator::Type && seen.kind() == Value::Kind::Null;
    if (!seen.isThere() && !asksForNull)
        return complement(leaf, certain(absentTest(leaf)));
    if (leaf.op == Operator::AnyItem || leaf.op == Operator::AllItems)
        return complement(leaf, itemsTest(leaf, seen));
    if (leaf.op == Operator::Length)
        return complement(leaf, lengthTest(leaf, seen));
    if (leaf.scanMemo < Leaf::MostMemos)
        return complement(leaf, certain(scan(leaf, seen)));
    return complement(leaf, certain(valueTest(leaf, seen)));
}

// The detector reads a value once for all policies that ask it the same, and once for all replays that keep its answers.
Truth Evaluator::scan(const Leaf& leaf, Value value) const
{
    auto& known = m_scanned[leaf.scanMemo];
    if (known != NotScanned)
        return known;
    const auto* scans = m_state->scansOf(*m_request);
    auto* column = scans != nullptr ? scans->columns[leaf.scanMemo] : nullptr;
    const auto kept = column != nullptr ? column->at(scans->step) : std::nullopt;
    if (kept)
        return known = *kept;
    known = scanTexts(leaf, value);
    if (column != nullptr)
        column->keep(scans->step, known);
    return known;
}

Truth Evaluator::scanTexts(const Leaf& leaf, Value value) const
{
    const auto* scans = m_state->scansOf(*m_request);
    auto* column = scans != nullptr && leaf.scanMemo < Leaf::MostMemos ? scans->columns[leaf.scanMemo] : nullptr;
    return column == nullptr ? valueTest(leaf, value) : recordedEntityTest(leaf, value, column->texts());
}

Truth Evaluator::scanned(const Leaf& leaf) const { return scanTexts(leaf, value(leaf.condition->field, nullptr)); }

Verdict Evaluator::itemsTest(const Leaf& leaf, Value list) const
{
    if (list.kind() != Value::Kind::List)
        return certain(Truth::Error);
    const bool all = leaf.op == Operator::AllItems;
    auto result = certain(toTruth(all));
    for (const auto entry : list.items()) {
        const ItemValue item{entry, std::nullopt, false, false};
        const auto verdict = condition(leaf.itemRoot, &item);
        if (all)
            result = {both(result.truth, verdict.truth), both(result.assumed, verdict.assumed)};
        else
            result = {either(result.truth, verdict.truth), either(result.assumed, verdict.assumed)};
    }
    return result;
}

Verdict Evaluator::lengthTest(const Leaf& leaf, Value value) const
{
    const bool hasLength = value.kind() == Value::Kind::Text || value.kind() >= Value::Kind::List;
    if (!hasLength)
        return certain(Truth::Error);
    const ItemValue item{{}, Decimal(length(value)), false, false};
    return condition(leaf.itemRoot, &item);
}

Truth Evaluator::ownPart(const WindowSlot& slot) const
{
    if (!contains(slot.concerns, m_request->kind))
        return Truth::False;
    return slot.where ? condition(*slot.where).truth : Truth::True;
}

ItemValue Evaluator::window(std::uint32_t index) const
{
    const auto& slot = m_program->windows[index];
    const auto before = m_state->window(index);
    ItemValue result{{}, before.value, before.error, before.unrecorded};
    if (before.absent)
        return {{}, std::nullopt, false, before.unrecorded};
    const auto own = ownPart(slot);
    if (own == Truth::Unknown)
        result.unrecorded = true;
    if (own == Truth::False || own == Truth::Unknown)
        return result;
    if (slot.window->function == Window::Function::Count) {
        result.number = result.number->plus(Decimal(1));
        return result;
    }
    const auto value = this->value(slot.window->of, nullptr);
    if (value.kind() == Value::Kind::Unrecorded)
        result.unrecorded = true;
    if (!value.isThere())
        return result;
    if (slot.window->function == Window::Function::Distinct) {
        if (!m_state->windowHas(index, value))
            result.number = result.number->plus(Decimal(1));
        return result;
    }
    const auto number = value.kind() == Value::Kind::Number ? value.number() : std::nullopt;
    const auto sum = number ? result.number->plus(*number) : std::nullopt;
    result.error |= !sum;
    result.number = sum;
    return result;
}

} // namespace runlog
