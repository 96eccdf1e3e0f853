// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/looking.h"

namespace runlog::live {

namespace {

std::uint8_t with(std::uint8_t flags, Look::Flag flag, bool holds)
{
    return static_cast<std::uint8_t>(flags | (holds ? flag : 0));
}

bool isSum(const Window& window) { return window.function == Window::Function::Sum; }

bool has(const Look& look, Look::Flag flag) { return (look.flags & flag) != 0; }

} // namespace

Day* Looking::day(std::uint32_t zone, std::uint32_t position) const
{
    const auto index = m_board.layout->dayOf[zone][position];
    if (index == None)
        return nullptr;
    auto& day = m_board.ground->days[zone][index];
    if (day.epoch != m_epoch)
        day = {m_epoch, {}};
    return &day;
}

Log& Looking::log(std::uint32_t window, std::uint32_t position) const
{
    auto& log = m_board.ground->logs[window][m_board.layout->logOf[window][position]];
    log.begin(m_epoch);
    const auto& slot = m_board.engine->program().windows[window];
    log.advance(*slot.window, m_board.layout->facts[position].time, dayNumberOf(*m_board.layout, slot.zone, position));
    return log;
}

bool Looking::isShared(std::size_t index, std::uint32_t position) const
{
    const auto& source = m_board.sources->list[index];
    if (source.kind == Source::Kind::CostToday)
        return m_board.layout->dayOf[source.index][position] != None;
    if (source.kind != Source::Kind::Window)
        return false;
    return m_board.layout->logOf[source.index][position] < m_board.layout->sharedLogs[source.index];
}

std::optional<Look> Looking::before(std::size_t index, const Arrived& step) const
{
    const auto& source = m_board.sources->list[index];
    switch (source.kind) {
    case Source::Kind::Counter: return counterLook(source.field, *step.fact, *step.way);
    case Source::Kind::History: return Look{step.way->after[source.index], 0};
    case Source::Kind::CostToday: return beforeToday(source.index, step);
    case Source::Kind::Window: {
        const auto look =
            m_anyOrder ? m_board.cells->window(source.index, step.position)
                       : log(source.index, step.position).look(*m_board.engine->program().windows[source.index].window);
        return look ? std::optional(beforeWindow(source.index, step, *look)) : std::nullopt;
    }
    }
    return std::nullopt;
}

Look Looking::beforeToday(std::uint32_t zone, const Arrived& step) const
{
    Look look;
    if (m_board.layout->dayOf[zone][step.position] == None) {
        look = {step.way->cost, with(0, Look::AtLeast, step.way->unknownCosts != 0)};
    } else if (m_anyOrder) {
        look = m_board.cells->day(zone, step.position);
    } else {
        const auto& spent = day(zone, step.position)->spent;
        look = {spent.nanos, with(0, Look::AtLeast, spent.unknown != 0)};
    }
    look.flags = with(look.flags, Look::Unrecorded, step.fact->has(StepFact::Untimed));
    return look;
}

Look Looking::beforeWindow(std::uint32_t index, const Arrived& step, Look look) const
{
    const auto& window = *m_board.engine->program().windows[index].window;
    const auto user = m_board.layout->runFlags[step.fact->run];
    const bool perUser = window.per == Window::Scope::User;
    look.flags = with(look.flags, Look::Absent, perUser && (user & Facts::NoUser) != 0);
    look.flags = with(look.flags, Look::Unrecorded, perUser && (user & Facts::UserUnrecorded) != 0);
    look.flags =
        with(look.flags, Look::Unrecorded, step.fact->has(StepFact::Untimed) && window.reach != Window::Reach::Run);
    return look;
}

Look Looking::withOwn(std::size_t index, const Arrived& step, Look look) const
{
    const auto& source = m_board.sources->list[index];
    if (source.kind == Source::Kind::CostToday)
        look.value = plusSaturating(Money{look.value}, Money{step.fact->estimate}).nanos;
    if (source.kind != Source::Kind::Window)
        return look;
    if (has(look, Look::Absent))
        return {0, static_cast<std::uint8_t>(look.flags & (Look::Absent | Look::Unrecorded))};
    const auto own = step.shape->own[source.index];
    look.flags = with(look.flags, Look::Unrecorded, own == Truth::Unknown);
    if (own == Truth::False || own == Truth::Unknown)
        return look;
    if (!isSum(*m_board.engine->program().windows[source.index].window)) {
        ++look.value;
        return look;
    }
    const auto& addend = m_board.layout->addends[source.index][step.position];
    look.flags = with(look.flags, Look::Unrecorded, addend.kind == Addend::Kind::Unrecorded);
    look.flags = with(look.flags, Look::Error, addend.kind == Addend::Kind::NoNumber);
    look.value += addend.kind == Addend::Kind::Number ? addend.value : 0;
    return look;
}

Counters Looking::counters(const Arrived& step) const
{
    Counters counters;
    for (auto field = Field::Cost; field <= Field::Elapsed; field = static_cast<Field>(static_cast<int>(field) + 1)) {
        if (field == Field::CostToday)
            continue;
        const auto look = counterLook(field, *step.fact, *step.way);
        const auto bit = static_cast<unsigned>(1U << Counters::slot(field));
        const auto mark = [bit](std::uint16_t& bits, bool holds) {
            bits = static_cast<std::uint16_t>(bits | (holds ? bit : 0U));
        };
        counters[field] = look.value;
        mark(counters.atLeast, has(look, Look::AtLeast));
        mark(counters.unrecorded, has(look, Look::Unrecorded));
        mark(counters.absent, has(look, Look::Absent));
    }
    return counters;
}

Seen Looking::seen(const Arrived& step, bool recorded) const
{
    const auto& program = m_board.engine->program();
    Seen seen;
    seen.counters = counters(step);
    seen.estimate = step.fact->estimate;
    seen.today.assign(program.zones.size(), {step.way->cost, static_cast<std::size_t>(step.way->unknownCosts)});
    seen.after.resize(program.histories.size());
    seen.windows.resize(program.windows.size());
    for (std::size_t history = 0; history < seen.after.size(); ++history)
        seen.after[history] = unpacked(step.way->after[history]);
    for (std::size_t index = 0; index < m_board.sources->list.size(); ++index) {
        const auto& source = m_board.sources->list[index];
        const bool isWindow = source.kind == Source::Kind::Window;
        if (!isWindow && source.kind != Source::Kind::CostToday)
            continue;
        const auto look = recorded && isShared(index, step.position) ? m_board.recorded->before[index]->of[step.position]
                                                                     : before(index, step).value_or(Look{});
        if (isWindow)
            seen.windows[source.index] = {
                Decimal(look.value, isSum(*program.windows[source.index].window) ? -SumScale : 0),
                has(look, Look::Error), has(look, Look::Absent), has(look, Look::Unrecorded), true};
        else
            seen.today[source.index] = {look.value, has(look, Look::AtLeast) ? std::size_t(1) : std::size_t(0)};
    }
    return seen;
}

} // namespace runlog::live
