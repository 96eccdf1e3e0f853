// SPDX-License-Identifier: Apache-2.0
#include "core/traces/import.h"

#include "core/language/report.h"
#include "core/traces/numbers.h"

#include <algorithm>

namespace runlog {

namespace {

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

} // namespace

Import::Import(std::string_view name, std::string_view bytes, RunsPart& part) : m_name(name), m_bytes(bytes), m_part(&part)
{
    part.lines = static_cast<std::size_t>(std::ranges::count(bytes, '\n')) + 1;
}

Import::Import(std::string_view name, Value piece, std::uint32_t line, RunsPart& part, Shared& shared)
    : m_shared(&shared), m_shape(Shape::Document), m_line(line), m_first(piece), m_name(name), m_part(&part)
{
}

Import::Import(std::string_view name, std::string_view lines, RunsPart& part, Shared& shared)
    : m_shared(&shared), m_shape(Shape::Lines), m_name(name), m_bytes(lines), m_part(&part)
{
}

std::string_view Import::stem() const
{
    auto stem = m_name.substr(m_name.find_last_of('/') + 1);
    return stem.substr(0, std::max<std::size_t>(stem.find_first_of('.'), 1));
}

void Import::warnRepeated(std::size_t line, std::string_view key)
{
    problems().warning(line, "key-twice", "the key " + inTicks(key) + " stands twice; the last one is kept");
}

bool Import::readFirstOf(int mostLines)
{
    auto rest = m_bytes;
    for (int lines = 0; lines < mostLines && !rest.empty();) {
        const auto length = std::min(rest.find('\n'), rest.size());
        const auto line = rest.substr(0, length);
        rest.remove_prefix(std::min(length + 1, rest.size()));
        if (isBlank(line))
            continue;
        ++lines;
        if (isBlank(rest))
            return false; // one line is a document
        m_first = json().read(line, m_arena);
        if (m_first && m_first->kind() >= Value::Kind::List)
            return true;
    }
    return false;
}

// The first line decides where it is a value and more follows; else the file may be one document; else a later line decides.
void Import::findShape()
{
    constexpr int FewLines = 10;
    if (m_shape != Shape::Unknown)
        return;
    m_shape = Shape::Lines;
    if (readFirstOf(1))
        return;
    m_first = json().read(m_bytes, m_arena);
    m_repeated = json().remarks().repeatedKeys;
    m_shape = Shape::Document;
    if (m_first)
        return;
    m_broken = json().remarks().error;
    const auto before = m_bytes.substr(0, json().remarks().offset);
    m_brokenLine = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1;
    m_shape = readFirstOf(FewLines) ? Shape::Lines : Shape::Broken;
}

bool Import::isLines()
{
    findShape();
    return m_shape == Shape::Lines;
}

std::optional<Value> Import::first()
{
    findShape();
    return m_shape == Shape::Broken ? std::nullopt : m_first;
}

std::optional<Value> Import::document()
{
    findShape();
    if (m_shape == Shape::Document) {
        for (const auto& key : m_repeated)
            warnRepeated(m_line, key);
        return m_first;
    }
    if (m_shape == Shape::Lines)
        problems().damaged(0, "damaged-file", "this file holds several JSON values where one was expected");
    else
        problems().damaged(m_brokenLine, "damaged-file", "this file cannot be read: " + m_broken);
    return std::nullopt;
}

void Import::eachValue(const std::function<void(Value, std::uint32_t)>& use)
{
    if (isLines())
        eachLine(use);
    else if (const auto value = document())
        use(*value, m_line);
}

void Import::eachLine(const std::function<void(Value, std::uint32_t)>& use)
{
    auto rest = m_bytes;
    for (std::uint32_t number = 1; !rest.empty(); ++number) {
        const auto length = std::min(rest.find('\n'), rest.size());
        const auto line = rest.substr(0, length);
        rest.remove_prefix(std::min(length + 1, rest.size()));
        if (isBlank(line))
            continue;
        const auto value = json().read(line, m_arena);
        if (!value) {
            problems().damaged(number, "damaged-line", "this line is left out: " + json().remarks().error);
            continue;
        }
        for (const auto& key : json().remarks().repeatedKeys)
            warnRepeated(number, key);
        use(*value, number);
    }
}

std::optional<Value> Import::parse(std::string_view text)
{
    auto* memory = static_cast<char*>(m_arena.allocate(text.size() + JsonPadding, 1));
    std::ranges::copy(text, memory);
    std::fill_n(memory + text.size(), JsonPadding, ' ');
    return json().read({memory, text.size()}, m_arena);
}

bool Import::isTaken(std::string_view service, std::string_view id) const
{
    return m_shared->runs.contains({std::string(service), std::string(id)});
}

std::string_view Import::freeId(std::string_view service, std::string_view id)
{
    if (id.empty())
        id = stem();
    if (!isTaken(service, id))
        return id;
    std::string free;
    for (int number = 2; free.empty() || isTaken(service, free); ++number)
        free = std::string(id) + '~' + std::to_string(number);
    problems().warning(0, "run-twice", "this file has two runs " + inTicks(id) + "; the later one is called " + inTicks(free));
    return hold(std::move(free));
}

RunsPart::RunRef Import::addRun(std::string_view service, const Run& run)
{
    const auto id = freeId(service, run.id);
    m_shared->runs.emplace(service, id);
    const auto ref = m_part->runOf(name(service), id, 0);
    auto& made = m_part->run(ref);
    made.whole = true;
    made.run.environment = m_part->keep(run.environment);
    made.run.user = m_part->keep(run.user);
    made.run.input = m_part->keep(run.input);
    made.run.startedAt = run.startedAt;
    made.run.status = m_part->keep(run.status);
    made.run.attack = run.attack;
    made.run.attackName = m_part->keep(run.attackName);
    made.run.totalCost = run.totalCost;
    return ref;
}

void Import::add(RunsPart::RunRef run, Step step)
{
    if (step.args.isThere() && step.args.kind() != Value::Kind::Map) {
        std::string odd;
        appendCompactJson(odd, step.args);
        problems().warning(step.line, "odd-arguments", "arguments that are no JSON object count as not recorded: " + inTicks(odd));
        step.args = Value::unrecorded();
    }
    step.args = m_part->keep(step.args);
    step.input = m_part->keep(step.input);
    step.output = m_part->keep(step.output);
    step.error = m_part->keep(step.error);
    step.role = m_part->keep(step.role);
    m_part->append(run, step);
}

std::optional<Money> Import::cost(Value value, std::int64_t tokensIn, std::int64_t tokensOut)
{
    const auto recorded = costOf(value);
    if (!recorded)
        return std::nullopt;
    if (recorded->money.nanos == 0 && (tokensIn > 0 || tokensOut > 0))
        return std::nullopt;
    m_part->roundedCosts += recorded->rounded ? 1 : 0;
    return recorded->money;
}

Time Import::time(Value value)
{
    const auto parsed = parseTime(value.text());
    if (!parsed)
        return NoTime;
    if (!parsed->zoned)
        problems().warnOnce(0, "no-zone", "times without a zone, taken as UTC");
    return parsed->time;
}

std::int64_t tokens(Value value)
{
    constexpr std::int64_t MostTokens = 1'000'000'000'000'000; // so that sums of them fit
    const auto count = wholeNumber(value);
    return count && *count >= 0 && *count <= MostTokens ? *count : -1;
}

Value firstOf(Value map, std::initializer_list<std::string_view> keys)
{
    for (const auto key : keys)
        if (const auto value = map.find(key); !value.isAbsent() && value.kind() != Value::Kind::Null)
            return value;
    return {};
}

} // namespace runlog
