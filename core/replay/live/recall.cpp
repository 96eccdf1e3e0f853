// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/recall.h"

#include "core/replay/live/content.h"
#include "core/replay/live/kept.h"
#include "core/replay/live/ways.h"

namespace runlog::live {

namespace {

// Every step as it went when it was recorded: its money and its entries in windows, as Walk::share leaves them.
class Recalling {
public:
    Recalling(const Program& program, const Layout& layout, const Shapes& shapes)
        : m_program(program), m_layout(layout), m_shapes(shapes)
    {
    }

    RecordedLooks day(std::uint32_t zone) const
    {
        RecordedLooks looks;
        looks.of.resize(m_layout.facts.size());
        std::vector<DayCost> days(m_layout.days[zone]);
        for (const auto position : m_layout.atMoment) {
            const auto day = m_layout.dayOf[zone][position];
            if (day == None)
                continue;
            const auto& fact = m_layout.facts[position];
            looks.of[position] = {days[day].nanos, Look::flagIf(days[day].unknown != 0, Look::AtLeast)};
            if (!fact.has(StepFact::WasRun))
                continue;
            days[day].nanos = plusSaturating(Money{days[day].nanos}, Money{fact.cost}).nanos;
            days[day].unknown += fact.has(StepFact::CostMissing) ? 1 : 0;
        }
        return looks;
    }

    RecordedLooks window(std::uint32_t slot) const
    {
        RecordedLooks looks;
        looks.of.resize(m_layout.facts.size());
        const auto& window = *m_program.windows[slot].window;
        const auto shared = m_layout.sharedLogs[slot];
        std::vector<Log> logs(shared);
        for (const auto position : m_layout.atMoment) {
            if (!looks.fits)
                break;
            const auto number = m_layout.logOf[slot][position];
            if (number >= shared)
                continue;
            const auto& fact = m_layout.facts[position];
            logs[number].advance(window, fact.time, dayNumberOf(m_layout, m_program.windows[slot].zone, position));
            const auto look = logs[number].look(window);
            looks.fits = look.has_value();
            looks.of[position] = look.value_or(Look{});
            if (!fact.has(StepFact::WasRun))
                continue;
            const auto verdict = unpacked(m_shapes.list[m_shapes.of[position]].entry[slot]);
            if (const auto entry = windowEntry(m_program, m_layout, slot, position, verdict))
                logs[number].add(*entry);
        }
        return looks;
    }

private:
    const Program& m_program;
    const Layout& m_layout;
    const Shapes& m_shapes;
};

} // namespace

std::vector<std::shared_ptr<const RecordedLooks>> recall(const Program& program, const Sources& sources, const Layout& layout,
                                                         const Shapes& shapes, const ReplayOrder& order)
{
    std::vector<std::shared_ptr<const RecordedLooks>> looks;
    const Recalling recalling(program, layout, shapes);
    for (const auto& source : sources.list) {
        looks.emplace_back();
        if (source.kind == Source::Kind::CostToday)
            looks.back() = order.kept().looks.get("day " + std::string(zoneName(program, source.index)),
                                                  [&] { return recalling.day(source.index); });
        else if (source.kind == Source::Kind::Window && program.windows[source.index].window->per != Window::Scope::Run)
            looks.back() = order.kept().looks.get(reachContent(program, sources, source.index),
                                                  [&] { return recalling.window(source.index); });
    }
    return looks;
}

} // namespace runlog::live
