// SPDX-License-Identifier: Apache-2.0
#include "core/checks/witness.h"

#include "core/engine/engine.h"
#include "core/engine/evaluator.h"
#include "core/language/diagnostic.h"
#include "core/language/jsonwriter.h"

#include <algorithm>

namespace runlog::checks {

namespace {

constexpr std::size_t LongestList = 64;
constexpr std::size_t LongestShown = 300; // bytes of a step in a message

// `value` with something put at a path below it; maps and lists on the way are made. nullopt where something else
// stands there.
std::optional<Value> with(Value value, const Path& path, std::size_t depth, Value put,
                          std::pmr::memory_resource& arena) {
    if (depth == path.size()) return put;
    const PathStep& step = path[depth];
    if (step.isIndex) {
        const bool list = value.isAbsent() || value.kind() == Value::Kind::List;
        if (!list || step.index >= LongestList) return std::nullopt;
        std::vector<Value> items(value.items().begin(), value.items().end());
        items.resize(std::max(items.size(), step.index + 1), Value::null());
        const auto before = items[step.index].kind() == Value::Kind::Null ? Value() : items[step.index];
        const auto inner = with(before, path, depth + 1, put, arena);
        if (!inner) return std::nullopt;
        items[step.index] = *inner;
        return Value::list(copyItems(items, arena));
    }
    if (!value.isAbsent() && value.kind() != Value::Kind::Map) return std::nullopt;
    const auto inner = with(value.find(step.key), path, depth + 1, put, arena);
    if (!inner) return std::nullopt;
    std::vector<Member> members;
    for (const Member& member : value.members())
        if (member.key != step.key) members.push_back(member);
    members.push_back({copyText(step.key, arena), *inner});
    return Value::map(copyMembers(members, arena));
}

Value sized(Cell::Kind kind, std::size_t size, std::pmr::memory_resource& arena) {
    const auto count = std::min(size, LongestList);
    if (kind == Cell::Kind::List) return Value::list(copyItems(std::vector<Value>(count, Value::null()), arena));
    std::vector<Member> members;
    for (std::size_t i = 0; i < count; ++i)
        members.push_back({copyText("k" + std::to_string(i), arena), Value::null()});
    return Value::map(copyMembers(members, arena));
}

void writeValue(JsonWriter& json, std::string_view key, Value value) {
    if (value.isAbsent()) return;
    std::string text;
    appendCompactJson(text, value);
    json.key(key).raw(text);
}

void writeCounter(JsonWriter& json, Field field, std::int64_t value) {
    const FieldRow& about = row(field);
    json.key(about.name);
    if (about.type == FieldType::Count)
        json.number(value);
    else if (about.type == FieldType::Money)
        json.raw(Decimal(value, -9).text());
    else
        json.text(text(Duration{value}));
}

std::string clock(std::int64_t nanos) {
    const auto seconds = nanos / 1'000'000'000;
    const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(seconds / 3600) + ':' + two(seconds / 60 % 60) + ':' + two(seconds % 60);
}

} // namespace

Witness::Witness(const Engine& engine, const Model& model, const World& world)
    : m_engine(engine)
    , m_model(model)
    , m_world(world)
    , m_shared(engine.shared()) {
    m_request.kind = world.kind;
    const auto& variables = model.variables();
    for (std::size_t index = 0; index < variables.size(); ++index)
        if (world.cells[index] >= 0)
            place(variables[index], variables[index].cells[static_cast<std::size_t>(world.cells[index])], index);
    complete();
}

// What no condition asked about, as an ordinary step has it.
void Witness::complete() {
    const auto& variables = m_model.variables();
    const auto asked = [&](Field field) {
        for (std::size_t index = 0; index < variables.size(); ++index)
            if (variables[index].field.field == field && m_world.cells[index] >= 0) return true;
        return false;
    };
    if (m_request.kind == StepKind::ToolCall && !asked(Field::Tool)) m_request.tool = Value::text("any_tool");
    if (m_request.kind == StepKind::LlmCall && !asked(Field::Model)) m_request.model = Value::text("any_model");
    if (m_request.kind == StepKind::ToolCall && m_request.args.isAbsent()) m_request.args = Value::map({});
    if (m_request.runId.isAbsent()) m_request.runId = Value::text("run");
}

// A text in which a detector finds something, where the world wants that.
Value Witness::detectable(std::size_t variable) const {
    for (const auto index : m_model.variables()[variable].atoms) {
        const Atom& atom = m_model.atoms()[index];
        const bool wanted = atom.free != None && m_world.cells[atom.free] == 1;
        if (wanted && atom.leaf->op == Operator::ContainsPii) return Value::text("ana.lopez@example.com");
    }
    return {};
}

Value Witness::valueOf(const Cell& cell, std::size_t variable) {
    switch (cell.kind) {
    case Cell::Kind::Null:
    case Cell::Kind::Boolean:
    case Cell::Kind::Number: return cell.value;
    case Cell::Kind::Text: {
        const auto found = cell.alone ? Value() : detectable(variable);
        return found.isAbsent() ? cell.value : found;
    }
    case Cell::Kind::List:
    case Cell::Kind::Map: return sized(cell.kind, cell.size, m_arena);
    case Cell::Kind::Absent:
    case Cell::Kind::Counter:
    case Cell::Kind::Day:
    case Cell::Kind::Step:
    case Cell::Kind::Window:
    case Cell::Kind::WindowError:
    case Cell::Kind::Truth: break;
    }
    return {};
}

void Witness::place(const Variable& variable, const Cell& cell, std::size_t index) {
    switch (variable.kind) {
    case Variable::Kind::Counter:
        if (cell.kind == Cell::Kind::Counter && variable.field.field == Field::TimeOfDay)
            m_seen.timeOfDay = cell.low;
        else if (cell.kind == Cell::Kind::Counter)
            m_seen.set(variable.field.field, cell.low);
        return;
    case Variable::Kind::Day: m_seen.weekday = cell.value.text(); return;
    case Variable::Kind::Value:
    case Variable::Kind::Text: placeText(variable, cell, index); return;
    case Variable::Kind::Step:
    case Variable::Kind::Window:
    case Variable::Kind::Free: return;
    }
}

void Witness::placeText(const Variable& variable, const Cell& cell, std::size_t index) {
    const auto value = valueOf(cell, index);
    const auto put = [&](Value& whole) {
        if (value.isAbsent()) return;
        const auto made = with(whole, variable.field.path, 0, value, m_arena);
        whole = made.value_or(whole);
    };
    switch (variable.field.field) {
    case Field::Service: m_request.service = value; return;
    case Field::Environment: m_request.environment = value; return;
    case Field::RunId: m_request.runId = value; return;
    case Field::RunInput: m_request.runInput = value; return;
    case Field::Tool: m_request.tool = value; return;
    case Field::Model: m_request.model = value; return;
    case Field::User: put(m_request.user); return;
    case Field::Args: put(m_request.args); return;
    case Field::Input: put(m_request.input); return;
    case Field::Output:
    case Field::Kind:
    case Field::Cost:
    case Field::CostToday:
    case Field::ToolCallsInRun:
    case Field::LlmCallsInRun:
    case Field::StepsInRun:
    case Field::AttemptsInRun:
    case Field::DenialsInRun:
    case Field::ErrorsInRun:
    case Field::TokensInRun:
    case Field::UnknownCostsInRun:
    case Field::SameCallRepeats:
    case Field::Elapsed:
    case Field::TimeOfDay:
    case Field::Weekday:
    case Field::Item: return;
    }
}

bool Witness::isOrdinary() const {
    const bool calls = m_request.kind == StepKind::ToolCall || (m_request.tool.isAbsent() && m_request.args.isAbsent());
    const bool models = m_request.kind == StepKind::LlmCall || m_request.model.isAbsent();
    return calls && models && m_request.runInput.isAbsent();
}

const Decision& Witness::decide() {
    m_state = std::make_unique<RunState>(m_engine.shared(), m_shared, m_request, Request::NoTime);
    m_state->arrive(m_request, {});
    m_state->see(m_seen);
    m_engine.evaluate(m_request, *m_state, m_decision, m_arena);
    return m_decision;
}

bool Witness::isMatched(std::uint32_t policy) const {
    const auto among = [policy](const std::vector<std::uint32_t>& list) {
        return std::ranges::find(list, policy) != list.end();
    };
    return among(m_decision.matched) || among(m_decision.observed);
}

Truth Witness::truth(std::uint32_t node, const Leaf* held) const {
    Evaluator evaluator(m_engine.program(), m_request, *m_state);
    if (held != nullptr) evaluator.force(*held, Truth::False);
    return evaluator.condition(node).assumed;
}

std::string Witness::json() const {
    JsonWriter json;
    json.beginObject().member("kind", name(m_request.kind));
    writeValue(json, "service", m_request.service);
    writeValue(json, "environment", m_request.environment);
    writeValue(json, "user", m_request.user);
    writeValue(json, "tool", m_request.tool);
    writeValue(json, "model", m_request.model);
    if (m_request.args.size() != 0) writeValue(json, "args", m_request.args);
    writeValue(json, "input", m_request.input);
    for (auto field = Field::Cost; field <= Field::Elapsed; field = static_cast<Field>(static_cast<int>(field) + 1))
        if (m_seen.has(field)) writeCounter(json, field, m_seen.counters[field]);
    if (m_seen.timeOfDay) json.member("time_of_day", clock(*m_seen.timeOfDay));
    if (!m_seen.weekday.empty()) json.member("weekday", m_seen.weekday);
    json.endObject();
    return json.take();
}

std::string stepShown(const std::string& step) {
    return printable(step, LongestShown);
}

} // namespace runlog::checks
