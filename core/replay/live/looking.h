// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/board.h"

namespace runlog::live {

// One step that has arrived, with what it can look at.
struct Arrived {
    std::uint32_t position = 0;
    const StepFact* fact = nullptr;
    const Shape* shape = nullptr;
    Way* way = nullptr;
    Past* past = nullptr; // null where no policy has a history
};

// Reads the sources of a step. `epoch` is that of the pass: what is older has not happened in it.
class Looking {
public:
    // `anyOrder`: what runs share is looked up in the board's cells, else in its ground, which is right only in order
    // of replay.
    Looking(const Board& board, std::uint32_t epoch, bool anyOrder)
        : m_board(board), m_epoch(epoch), m_anyOrder(anyOrder)
    {
    }

    // What it shares, or nullptr where it shares nothing.
    Day* day(std::uint32_t zone, std::uint32_t position) const;

    // The window as far back as it reaches at this step.
    Log& log(std::uint32_t window, std::uint32_t position) const;

    // Before the step, without its own share; nullopt: beyond the fast way. A window asks nothing of the step's way.
    std::optional<Look> before(std::size_t source, const Arrived& step) const;
    Look withOwn(std::size_t source, const Arrived& step, Look before) const;

    // What a step's key holds of a source that is no counter, and of the moving condition where that reads one; nullopt: beyond the
    // fast way. `seen` becomes what it compares, unless that is a day's money: cells know that.
    std::optional<std::uint16_t> code(std::size_t source, const Arrived& step) const;
    std::optional<std::uint8_t> moving(const Arrived& step, std::int64_t& seen) const;

    // Notes what the step's key holds of days' money and windows, as the cells are now.
    void note(const Arrived& step) const;

    // Whether runs share this source at this step, so that it may differ from the recording before the run itself does.
    bool isShared(std::size_t source, std::uint32_t position) const;

    // What the engine needs to decide this step. `recorded`: with the recorded values of what runs share.
    Seen seen(const Arrived& step, bool recorded) const;

private:
    bool isDay(const Source& source, std::uint32_t position) const
    {
        return source.kind == Source::Kind::CostToday && m_board.layout->dayOf[source.index][position] != None;
    }
    std::uint8_t notedFlags(std::uint32_t zone, const Arrived& step) const;
    Look beforeToday(std::uint32_t zone, const Arrived& step) const;
    Look beforeWindow(std::uint32_t window, const Arrived& step, Look look) const;
    Counters counters(const Arrived& step) const;

    const Board& m_board;
    std::uint32_t m_epoch;
    bool m_anyOrder;
};

inline std::uint8_t with(std::uint8_t flags, Look::Flag flag, bool holds)
{
    return static_cast<std::uint8_t>(flags | (holds ? flag : 0));
}

inline bool isSum(const Window& window) { return window.function == Window::Function::Sum; }

inline bool has(const Look& look, Look::Flag flag) { return (look.flags & flag) != 0; }

// Read for each source of each step of each replay: inline.
inline Day* Looking::day(std::uint32_t zone, std::uint32_t position) const
{
    const auto index = m_board.layout->dayOf[zone][position];
    if (index == None)
        return nullptr;
    auto& day = m_board.ground->days[zone][index];
    if (day.epoch != m_epoch)
        day = {m_epoch, {}};
    return &day;
}

inline Log& Looking::log(std::uint32_t window, std::uint32_t position) const
{
    auto& log = m_board.ground->logs[window][m_board.layout->logOf[window][position]];
    log.begin(m_epoch);
    const auto& slot = m_board.engine->program().windows[window];
    log.advance(*slot.window, m_board.layout->facts[position].time, dayNumberOf(*m_board.layout, slot.zone, position));
    return log;
}

inline bool Looking::isShared(std::size_t index, std::uint32_t position) const
{
    const auto& source = m_board.sources->list[index];
    if (source.kind == Source::Kind::CostToday)
        return m_board.layout->dayOf[source.index][position] != None;
    if (source.kind != Source::Kind::Window)
        return false;
    return m_board.layout->logOf[source.index][position] < m_board.layout->sharedLogs[source.index];
}

inline std::optional<Look> Looking::before(std::size_t index, const Arrived& step) const
{
    const auto& source = m_board.sources->list[index];
    switch (source.kind) {
    case Source::Kind::Counter: return counterLook(source.field, *step.fact, *step.way);
    case Source::Kind::History: return Look{step.past->after[source.index], 0};
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

inline std::optional<std::uint16_t> Looking::code(std::size_t index, const Arrived& step) const
{
    const auto& source = m_board.sources->list[index];
    if (source.kind == Source::Kind::History)
        return step.past->after[source.index];
    if (m_anyOrder && (source.kind == Source::Kind::Window || isDay(source, step.position))) {
        const auto noted = m_board.codes->at(step.position, index).noted;
        return noted != Sources::Beyond ? std::optional(noted) : std::nullopt;
    }
    const auto look = before(index, step);
    return look ? std::optional(source.code(withOwn(index, step, *look))) : std::nullopt;
}

inline std::optional<std::uint8_t> Looking::moving(const Arrived& step, std::int64_t& seen) const
{
    const auto& moving = *m_board.moving;
    if (!moving.readsSource())
        return moving.ofStep(step.position);
    const auto& source = m_board.sources->list[moving.source()];
    if (source.kind == Source::Kind::Counter) {
        const auto look = counterLook(source.field, *step.fact, *step.way);
        seen = look.value;
        return moving.ofSource(look);
    }
    if (m_anyOrder && isDay(source, step.position))
        return moving.ofRank(m_board.cells->movingRank(source.index, step.position), notedFlags(source.index, step));
    const auto before = this->before(moving.source(), step);
    if (!before)
        return std::nullopt;
    const auto look = withOwn(moving.source(), step, *before);
    if (!isDay(source, step.position))
        seen = look.value;
    return moving.ofSource(look);
}

inline std::uint8_t Looking::notedFlags(std::uint32_t zone, const Arrived& step) const
{
    const auto lacking = Look::flagIf(m_board.cells->isLacking(zone, step.position), Look::AtLeast);
    return with(lacking, Look::Unrecorded, step.fact->has(StepFact::Untimed));
}

inline Look Looking::beforeToday(std::uint32_t zone, const Arrived& step) const
{
    Look look;
    if (m_board.layout->dayOf[zone][step.position] == None) {
        look = {step.way->cost, with(0, Look::AtLeast, (*step.way)[Count::UnknownCosts] != 0)};
    } else if (m_anyOrder) {
        look = m_board.cells->day(zone, step.position);
    } else {
        const auto& spent = day(zone, step.position)->spent;
        look = {spent.nanos, with(0, Look::AtLeast, spent.unknown != 0)};
    }
    look.flags = with(look.flags, Look::Unrecorded, step.fact->has(StepFact::Untimed));
    return look;
}

inline Look Looking::beforeWindow(std::uint32_t index, const Arrived& step, Look look) const
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

inline Look Looking::withOwn(std::size_t index, const Arrived& step, Look look) const
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

} // namespace runlog::live
