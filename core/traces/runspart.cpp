// SPDX-License-Identifier: Apache-2.0
#include "core/traces/runspart.h"

#include <cstdint>

namespace runlog {

namespace {

constexpr std::size_t ArenaStart = 64 * 1024;
constexpr std::size_t LongText = 64; // shorter texts are copied even where they would last

bool isInside(std::string_view block, const char* at)
{
    return reinterpret_cast<std::uintptr_t>(at) - reinterpret_cast<std::uintptr_t>(block.data()) < block.size();
}

} // namespace

void complete(Run& run, const Run& more)
{
    if (run.environment.empty())
        run.environment = more.environment;
    if (run.user.isAbsent())
        run.user = more.user;
    if (run.input.isAbsent())
        run.input = more.input;
    if (run.startedAt == NoTime)
        run.startedAt = more.startedAt;
    if (!more.status.empty())
        run.status = more.status;
    if (run.attack == Run::Attack::Unknown)
        run.attack = more.attack;
    if (run.attackName.empty())
        run.attackName = more.attackName;
    if (!run.totalCost)
        run.totalCost = more.totalCost;
}

RunsPart::RunsPart(std::uint32_t source)
    : m_source(source), m_arena(std::make_shared<std::pmr::monotonic_buffer_resource>(ArenaStart)),
      m_names(std::make_shared<Names>())
{
}

void RunsPart::setLasting(std::string_view block, const char* lasting, std::shared_ptr<const void> owner)
{
    m_lastingOwner = std::move(owner);
    m_block = block;
    m_lasting = lasting;
}

std::string_view RunsPart::keep(std::string_view text)
{
    if (text.size() >= LongText && isInside(m_block, text.data()))
        return {m_lasting + (text.data() - m_block.data()), text.size()};
    return copyText(text, *m_arena);
}

Value RunsPart::keep(Value value)
{
    switch (value.kind()) {
    case Value::Kind::Absent:
    case Value::Kind::Unrecorded:
    case Value::Kind::Null:
    case Value::Kind::Boolean:
        return value;
    case Value::Kind::Number:
        return Value::number(keep(value.text()));
    case Value::Kind::Text:
        return Value::text(keep(value.text()));
    case Value::Kind::List: {
        const auto size = value.size();
        auto* items = static_cast<Value*>(m_arena->allocate(size * sizeof(Value), alignof(Value)));
        for (std::size_t i = 0; i < size; ++i)
            new (items + i) Value(keep(value.items()[i]));
        return Value::list({items, size});
    }
    case Value::Kind::Map: {
        const auto size = value.size();
        auto* members = static_cast<Member*>(m_arena->allocate(size * sizeof(Member), alignof(Member)));
        for (std::size_t i = 0; i < size; ++i) {
            const Member& member = value.members()[i];
            new (members + i) Member{keep(member.key), keep(member.value)};
        }
        return Value::map({members, size});
    }
    }
    return {};
}

RunsPart::RunRef RunsPart::find(std::uint32_t service, std::string_view id, std::uint32_t line)
{
    if (const auto known = m_byKey.find({service, id}); known != m_byKey.end())
        return known->second;
    const auto ref = static_cast<RunRef>(m_runs.size());
    PartRun made;
    made.run.id = copyText(id, *m_arena);
    made.run.service = service == OpenService ? Names::Absent : service;
    made.run.source = m_source;
    made.serviceKnown = service != OpenService;
    made.line = line;
    m_runs.push_back(made);
    m_byKey.emplace(Key{service, made.run.id}, ref);
    return ref;
}

RunsPart::RunRef RunsPart::runOf(std::uint32_t service, std::string_view id, std::uint32_t line)
{
    const auto ref = find(service, id, line);
    m_current.try_emplace(m_runs[ref].run.id, ref);
    return ref;
}

std::shared_ptr<RunsPart> RunsPart::copied(std::uint32_t source) const
{
    std::shared_ptr<RunsPart> copy(new RunsPart(*this));
    copy->m_source = source;
    for (auto& run : copy->m_runs)
        run.run.source = source;
    return copy;
}

void RunsPart::makeCurrent(RunRef run)
{
    m_current[m_runs[run].run.id] = run;
    m_lastOpen = run;
}

RunsPart::RunRef RunsPart::openRun(std::string_view id, std::uint32_t line)
{
    if (m_lastOpen < m_runs.size() && m_runs[m_lastOpen].run.id == id)
        return m_lastOpen;
    const auto current = m_current.find(id);
    m_lastOpen = current != m_current.end() ? current->second : find(OpenService, id, line);
    return m_lastOpen;
}

void RunsPart::append(RunRef run, const Step& step)
{
    m_columns.append(step);
    m_runOf.push_back(run);
}

std::uint32_t RunsPart::addDecision(RecordedDecision decision)
{
    m_decisions.push_back(std::move(decision));
    return static_cast<std::uint32_t>(m_decisions.size() - 1);
}

} // namespace runlog
