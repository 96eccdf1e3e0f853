// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/looking.h"

#include <bit>

namespace runlog::live {

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

void Looking::note(const Arrived& step) const
{
    for (auto reads = step.shape->reads & m_board.sources->shared; reads != 0; reads &= reads - 1) {
        const auto index = static_cast<std::size_t>(std::countr_zero(reads));
        const auto& source = m_board.sources->list[index];
        auto& noted = m_board.codes->at(step.position, index).noted;
        if (isDay(source, step.position)) {
            noted = Source::codeOf(m_board.cells->rank(source.index, step.position), notedFlags(source.index, step));
        } else if (source.kind == Source::Kind::Window) {
            const auto look = before(index, step);
            noted = look ? source.code(withOwn(index, step, *look)) : Sources::Beyond;
        }
    }
}

Seen Looking::seen(const Arrived& step, bool recorded) const
{
    const auto& program = m_board.engine->program();
    Seen seen;
    seen.counters = counters(step);
    seen.estimate = step.fact->estimate;
    seen.today.assign(program.zones.size(), {step.way->cost, static_cast<std::size_t>((*step.way)[Count::UnknownCosts])});
    seen.after.resize(program.histories.size());
    seen.windows.resize(program.windows.size());
    for (std::size_t history = 0; history < seen.after.size(); ++history)
        seen.after[history] = unpacked(step.past->after[history]);
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
