// SPDX-License-Identifier: Apache-2.0
#include "core/engine/state.h"

#include "core/engine/evaluator.h"

#include <algorithm>
#include <limits>

namespace runlog {

namespace {

std::int64_t plusSaturating(std::int64_t a, std::int64_t b)
{
    std::int64_t sum = 0;
    if (!__builtin_add_overflow(a, b, &sum))
        return sum;
    return b > 0 ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min();
}

void add(Counters& counters, Field field, std::int64_t amount)
{
    counters[field] = plusSaturating(counters[field], amount);
}

void mark(std::uint16_t& bits, Field field) { bits = static_cast<std::uint16_t>(bits | 1U << Counters::slot(field)); }

Verdict eitherOf(Verdict a, Verdict b) { return {either(a.truth, b.truth), either(a.assumed, b.assumed)}; }

// A past step counts when it matched, and when it cannot be told because of an error.
Verdict counted(Verdict verdict)
{
    const auto settle = [](Truth truth) { return truth == Truth::Error ? Truth::True : truth; };
    return {settle(verdict.truth), settle(verdict.assumed)};
}

std::int64_t nanosOf(const Departure& departure)
{
    return departure.cost ? std::max<std::int64_t>(0, departure.cost->nanos) : 0;
}

void spend(DayCost* day, const Departure& departure)
{
    if (day == nullptr)
        return;
    day->nanos = plusSaturating(day->nanos, nanosOf(departure));
    day->unknown += departure.costIsMissing ? 1 : 0;
}

} // namespace

SharedState::SharedState(std::shared_ptr<const Program> program)
    : m_program(std::move(program)), m_windows(m_program->windows.size())
{
}

SharedState::Service& SharedState::service(Value service)
{
    const auto key = (service.kind() == Value::Kind::Text ? "=" : "") + std::string(service.text());
    const auto [entry, isNew] = m_services.try_emplace(key);
    auto& found = entry->second;
    if (!isNew)
        return found;
    found.days.resize(m_program->zones.size());
    if (!m_program->hasServices)
        return found;
    found.governed.resize((m_program->policies.size() + 63) / 64);
    for (std::size_t policy = 0; policy < m_program->policies.size(); ++policy)
        if (m_program->governs(m_program->policies[policy].file, service))
            found.governed[policy / 64] |= std::uint64_t{1} << (policy % 64);
    return found;
}

WindowLog& SharedState::window(std::uint32_t slot, const std::string& key)
{
    const auto& window = m_program->windows[slot];
    return m_windows[slot].try_emplace(key, window, *m_program->zones[window.zone]).first->second;
}

RunState::RunState(std::shared_ptr<const Program> program, SharedState& shared, const Request& run,
                   std::int64_t startedAt)
    : m_program(std::move(program)), m_shared(&shared), m_shares(&shared.service(run.service)),
      m_service(run.service.text()), m_startedAt(startedAt)
{
    const auto id = run.user.kind() == Value::Kind::Map ? run.user.find("id") : run.user;
    m_userIsUnrecorded = id.kind() == Value::Kind::Unrecorded;
    if (id.kind() == Value::Kind::Text || id.kind() == Value::Kind::Number)
        m_user = std::string(id.text());
    m_today.resize(m_program->zones.size());
    m_after.resize(m_program->histories.size());
    m_afterBatch.resize(m_program->histories.size());
    m_logs.resize(m_program->windows.size());
}

RunState::RunState(std::shared_ptr<const Program> program, Seen& seen, std::int64_t now)
    : m_program(std::move(program)), m_now(now), m_counters(seen.counters), m_estimate(seen.estimate),
      m_after(seen.after), m_seenWindows(&seen.windows)
{
    for (auto& today : seen.today)
        m_today.emplace_back().cost = &today;
}

void RunState::settleBatch(std::int64_t batch)
{
    if (batch >= 0 && batch == m_batch)
        return;
    for (std::size_t history = 0; history < m_after.size(); ++history) {
        m_after[history] = eitherOf(m_after[history], m_afterBatch[history]);
        m_afterBatch[history] = {};
    }
    m_batch = batch;
}

void RunState::arrive(const Request& request, const Arrival& arrival)
{
    settleBatch(arrival.batch);
    m_seen = nullptr;
    m_scanned = nullptr;
    m_now = request.time;
    m_estimate = arrival.estimate ? arrival.estimate->nanos : 0;
    if (m_startedAt == Request::NoTime)
        m_startedAt = m_now;
    m_counters = m_before;
    add(m_counters, Field::Cost, m_estimate);
    add(m_counters, Field::StepsInRun, 1);
    if (request.kind == StepKind::LlmCall)
        add(m_counters, Field::LlmCallsInRun, 1);
    if (request.kind == StepKind::ToolCall)
        arriveTool(request);
    else
        mark(m_counters.absent, Field::SameCallRepeats);
    if (isTimed())
        m_counters[Field::Elapsed] = std::max<std::int64_t>(0, m_now - m_startedAt);
    else
        mark(m_counters.unrecorded, Field::Elapsed), mark(m_counters.absent, Field::Elapsed);
    if (m_unknownCosts != 0)
        mark(m_counters.atLeast, Field::Cost);
    if (m_unknownTokens)
        mark(m_counters.atLeast, Field::TokensInRun);
    findShared();
}

void RunState::see(const SeenFields& seen)
{
    m_seen = &seen;
    for (std::size_t slot = 0; slot < Counters::Size; ++slot) {
        const auto bit = static_cast<std::uint16_t>(1U << slot);
        if ((seen.written & bit) == 0)
            continue;
        m_counters.value[slot] = seen.counters.value[slot];
        for (auto* bits : {&m_counters.atLeast, &m_counters.unrecorded, &m_counters.absent})
            *bits = static_cast<std::uint16_t>(*bits & ~bit);
    }
}

void RunState::arriveTool(const Request& request)
{
    add(m_counters, Field::ToolCallsInRun, 1);
    add(m_before, Field::AttemptsInRun, 1);
    m_counters[Field::AttemptsInRun] = m_before[Field::AttemptsInRun];
    const bool again = m_repeats != 0 && equal(m_lastTool, request.tool) && equal(m_lastArgs, request.args);
    m_repeats = again ? m_repeats + 1 : 1;
    m_lastTool = request.tool;
    m_lastArgs = request.args;
    m_counters[Field::SameCallRepeats] = m_repeats;
    if (request.args.kind() == Value::Kind::Unrecorded)
        mark(m_counters.unrecorded, Field::SameCallRepeats);
}

void RunState::findShared()
{
    findDays();
    for (std::uint32_t slot = 0; slot < m_logs.size(); ++slot) {
        m_logs[slot].now = &logOf(slot);
        m_logs[slot].now->advance(m_now);
    }
}

void RunState::findDays()
{
    const bool shares = isTimed() && !m_service.empty();
    for (std::uint32_t zone = 0; zone < m_today.size(); ++zone) {
        auto& today = m_today[zone];
        today.cost = today.beside = nullptr;
        if (!shares)
            continue;
        const auto day = m_program->zones[zone]->day(m_now);
        if (today.found == nullptr || today.day != day) {
            today.found = &m_shares->days[zone][day];
            today.foundBeside = m_beside != nullptr ? &m_beside->days[zone][day] : nullptr;
            today.day = day;
        }
        today.cost = today.found;
        today.beside = today.foundBeside;
    }
}

WindowLog& RunState::logOf(std::uint32_t slot)
{
    auto& log = m_logs[slot];
    const auto& window = m_program->windows[slot];
    if (isTimed() && log.shared != nullptr)
        return *log.shared;
    if (const auto key = windowKey(window)) {
        log.shared = &m_shared->window(slot, *key);
        return *log.shared;
    }
    if (!log.own)
        log.own = std::make_unique<WindowLog>(window, *m_program->zones[window.zone]);
    return *log.own;
}

// What the window is kept under; nullopt: it is the run's own.
std::optional<std::string> RunState::windowKey(const WindowSlot& slot) const
{
    if (!isTimed())
        return std::nullopt;
    switch (slot.window->per) {
    case Window::Scope::Run: return std::nullopt;
    case Window::Scope::User: return m_user;
    case Window::Scope::Service: return m_service.empty() ? std::nullopt : std::optional(m_service);
    }
    return std::nullopt;
}

std::int64_t RunState::costToday(std::uint32_t zone) const
{
    if (seesCostToday())
        return m_seen->counters[Field::CostToday];
    const auto before = m_today[zone].cost != nullptr ? m_today[zone].cost->nanos : m_before[Field::Cost];
    return plusSaturating(before, m_estimate);
}

bool RunState::costTodayIsUnrecorded() const { return m_now == Request::NoTime && !seesCostToday(); }

bool RunState::costTodayIsAtLeast(std::uint32_t zone) const
{
    if (seesCostToday())
        return false;
    return m_today[zone].cost != nullptr ? m_today[zone].cost->unknown != 0 : m_unknownCosts != 0;
}

WindowValue RunState::window(std::uint32_t index) const
{
    if (m_seenWindows != nullptr)
        return (*m_seenWindows)[index];
    const auto& slot = m_program->windows[index];
    const bool perUser = slot.window->per == Window::Scope::User;
    WindowValue value = m_logs[index].now->value();
    value.absent = perUser && !m_user;
    value.unrecorded |= perUser && m_userIsUnrecorded;
    value.unrecorded |= !isTimed() && slot.window->reach != Window::Reach::Run;
    return value;
}

bool RunState::windowHas(std::uint32_t slot, Value value) const
{
    m_key.clear();
    appendCanonicalJson(m_key, value);
    return m_logs[slot].now->has(m_key);
}

bool RunState::seesSameAs(const RunState& other) const
{
    for (std::size_t zone = 0; zone < m_today.size(); ++zone)
        if (m_today[zone].cost != nullptr && other.m_today[zone].cost != nullptr && *m_today[zone].cost != *other.m_today[zone].cost)
            return false;
    for (std::size_t slot = 0; slot < m_logs.size(); ++slot)
        if (m_logs[slot].now != m_logs[slot].own.get() && !m_logs[slot].now->looksLike(*other.m_logs[slot].now))
            return false;
    return true;
}

void RunState::lookBeside(std::int64_t time)
{
    m_now = time;
    findDays();
}

void RunState::spendBeside(const Departure& departure)
{
    if (departure.ran)
        for (const auto& today : m_today)
            spend(today.beside, departure);
}

bool RunState::seesSameBeside() const
{
    return std::ranges::all_of(m_today, [](const Today& today) { return today.cost == nullptr || *today.cost == *today.beside; });
}

void RunState::swapBeside()
{
    for (auto& today : m_today)
        std::swap(today.cost, today.beside);
}

void RunState::depart(const Request& request, const Departure& departure)
{
    if (departure.waiting) {
        addCost({true, true, departure.estimate, false, 0, false, false, std::nullopt});
    } else if (departure.ran) {
        recordHistory(request);
        recordWindows(request);
        addCost(departure);
        add(m_before, Field::TokensInRun, departure.tokens);
        m_unknownTokens |= departure.tokensAreMissing;
        add(m_before, Field::ErrorsInRun, departure.failed ? 1 : 0);
    } else {
        add(m_before, Field::DenialsInRun, 1);
    }
    if (!departure.ran && !departure.waiting)
        return;
    add(m_before, Field::StepsInRun, 1);
    if (request.kind == StepKind::ToolCall)
        add(m_before, Field::ToolCallsInRun, 1);
    if (request.kind == StepKind::LlmCall)
        add(m_before, Field::LlmCallsInRun, 1);
}

void RunState::addCost(const Departure& departure)
{
    add(m_before, Field::Cost, nanosOf(departure));
    for (const auto& today : m_today)
        spend(today.cost, departure);
    if (!departure.costIsMissing)
        return;
    ++m_unknownCosts;
    add(m_before, Field::UnknownCostsInRun, 1);
}

void RunState::recordHistory(const Request& request)
{
    const Evaluator evaluator(*m_program, request, *this);
    for (std::size_t history = 0; history < m_afterBatch.size(); ++history) {
        const auto& slot = m_program->histories[history];
        if (contains(slot.concerns, request.kind))
            m_afterBatch[history] = eitherOf(m_afterBatch[history], counted(evaluator.condition(slot.root)));
    }
}

void RunState::recordWindows(const Request& request)
{
    const Evaluator evaluator(*m_program, request, *this);
    for (std::uint32_t index = 0; index < m_program->windows.size(); ++index) {
        const auto& slot = m_program->windows[index];
        if (!contains(slot.concerns, request.kind))
            continue;
        const auto verdict = counted(slot.where ? evaluator.condition(*slot.where) : Verdict{Truth::True, Truth::True});
        if (verdict.truth == Truth::False)
            continue;
        WindowLog::Entry entry;
        entry.time = m_now;
        entry.counts = verdict.assumed == Truth::True;
        entry.unrecorded = verdict.truth == Truth::Unknown;
        if (slot.window->function != Window::Function::Count) {
            const auto value = evaluator.value(slot.window->of, nullptr);
            entry.unrecorded |= value.kind() == Value::Kind::Unrecorded;
            if (!value.isThere() && !entry.unrecorded)
                continue;
            if (slot.window->function == Window::Function::Distinct)
                appendCanonicalJson(entry.key, value);
            else if (value.isThere()) {
                entry.number = value.kind() == Value::Kind::Number ? value.number() : std::nullopt;
                entry.error = !entry.number;
            }
        }
        m_logs[index].now->add(std::move(entry));
    }
}

} // namespace runlog
