// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/layout.h"

#include "core/engine/evaluator.h"
#include "core/engine/state.h"
#include "core/replay/groups.h"
#include "core/replay/live/kept.h"
#include "core/replay/shares.h"
#include "core/replay/steprequest.h"

#include <algorithm>

namespace runlog::live {

namespace {

class LayoutMaker {
public:
    LayoutMaker(std::shared_ptr<const Program> program, const Runs& runs, const ReplayOrder& order)
        : m_programPtr(std::move(program)), m_program(*m_programPtr), m_runs(runs), m_order(order), m_kept(order.kept()),
          m_shares(m_program, runs, order)
    {
    }

    Layout make()
    {
        const auto facts = keptFacts(m_runs, m_order);
        m_layout.owners.push_back(facts);
        m_layout.facts = facts->steps;
        m_layout.begins = facts->begins;
        m_layout.ends = facts->ends;
        m_layout.atMoment = facts->atMoment;
        m_layout.runFlags = facts->runFlags;
        if (!m_program.histories.empty())
            m_layout.batch = facts->batch;
        addDays();
        m_layout.dayNumber.resize(m_program.zones.size());
        m_layout.addends.resize(m_program.windows.size());
        markBeyond();
        for (std::uint32_t slot = 0; slot < m_program.windows.size(); ++slot)
            addWindow(slot);
        return std::move(m_layout);
    }

private:
    template <typename Numbered>
    SharedThings thingsOf(Numbered numbered) const
    {
        SharedThings things;
        things.of.reserve(m_layout.facts.size());
        for (const auto& fact : m_layout.facts)
            things.of.push_back(numbered(fact));
        return things;
    }

    void addDays()
    {
        if (!couplingOf(m_program).day)
            return;
        for (std::uint32_t zone = 0; zone < m_program.zones.size(); ++zone) {
            const auto things = m_kept.things.get("day " + std::string(zoneName(m_program, zone)), [&] {
                auto made = thingsOf([&](const StepFact& fact) { return m_shares.day(zone, fact.step); });
                made.count = m_shares.days(zone);
                return made;
            });
            m_layout.owners.push_back(things);
            m_layout.dayOf.push_back(things->of);
            m_layout.days.push_back(things->count);
        }
    }

    // Shared windows first, then one for each run.
    void addWindow(std::uint32_t slot)
    {
        const auto& window = *m_program.windows[slot].window;
        const auto things = m_kept.things.get("log " + std::to_string(static_cast<int>(window.per)), [&] {
            auto made = thingsOf([&](const StepFact& fact) { return m_shares.window(slot, fact.step); });
            made.count = m_shares.windows(slot);
            for (std::size_t position = 0; position < made.of.size(); ++position)
                if (made.of[position] == Shares::Nothing)
                    made.of[position] = made.count + m_layout.facts[position].run;
            return made;
        });
        m_layout.owners.push_back(things);
        m_layout.logOf.push_back(things->of);
        m_layout.sharedLogs.push_back(things->count);
        m_layout.logs.push_back(things->count + static_cast<std::uint32_t>(m_runs.runs().size()));
        const auto zone = m_program.windows[slot].zone;
        if (window.reach == Window::Reach::Today && m_layout.dayNumber[zone].empty())
            addDayNumbers(zone);
        if (window.function == Window::Function::Sum)
            addAddends(slot);
    }

    void addDayNumbers(std::uint32_t zone)
    {
        const auto numbers = m_kept.dayNumbers.get(std::string(zoneName(m_program, zone)), [&] {
            DayNumbers made;
            for (const auto& fact : m_layout.facts)
                made.of.push_back(fact.time == NoTime ? 0 : static_cast<std::int32_t>(m_program.zones[zone]->day(fact.time)));
            return made;
        });
        m_layout.owners.push_back(numbers);
        m_layout.dayNumber[zone] = numbers->of;
    }

    void markBeyond()
    {
        for (const auto flags : m_layout.runFlags)
            m_layout.beyond.push_back((flags & Facts::Uneven) != 0
                                      || (!m_program.windows.empty() && (flags & Facts::RanOther) != 0));
    }

    void addAddends(std::uint32_t slot)
    {
        const auto& of = m_program.windows[slot].window->of;
        const auto concerns = m_program.windows[slot].concerns;
        const auto content = std::to_string(static_cast<int>(concerns)) + " " + runlog::print(of);
        const auto addends = m_kept.addends.get(content, [&] { return addendsOf(of, concerns); });
        m_layout.owners.push_back(addends);
        m_layout.addends[slot] = addends->of;
        for (const auto run : addends->beyond)
            m_layout.beyond[run] = true;
    }

    Addends addendsOf(const FieldRef& of, KindSet concerns) const
    {
        auto seen = blankFor(m_program);
        const RunState blank(m_programPtr, seen, NoTime);
        Addends made;
        made.of.resize(m_layout.facts.size());
        for (std::size_t position = 0; position < made.of.size(); ++position) {
            const auto& fact = m_layout.facts[position];
            if (!contains(concerns, fact.kind))
                continue;
            const auto request = requestOf(m_runs, fact.step, fact.time);
            if (!read(made.of[position], Evaluator(m_program, request, blank).value(of, nullptr)))
                made.beyond.push_back(fact.run);
        }
        std::sort(made.beyond.begin(), made.beyond.end());
        return made;
    }

    // False where a number is finer or greater than the fast way counts.
    static bool read(Addend& addend, Value value)
    {
        if (value.kind() == Value::Kind::Unrecorded)
            addend.kind = Addend::Kind::Unrecorded;
        if (!value.isThere())
            return true;
        const auto number = value.kind() == Value::Kind::Number ? value.number() : std::nullopt;
        const auto scaled = number ? number->scaled(SumScale) : std::nullopt;
        addend = {scaled.value_or(0), number ? Addend::Kind::Number : Addend::Kind::NoNumber};
        return !number || scaled;
    }

    std::shared_ptr<const Program> m_programPtr;
    const Program& m_program;
    const Runs& m_runs;
    const ReplayOrder& m_order;
    Kept& m_kept;
    Shares m_shares;
    Layout m_layout;
};

} // namespace

std::shared_ptr<const Facts> keptFacts(const Runs& runs, const ReplayOrder& order)
{
    return order.kept().facts.get({}, [&] { return factsOf(runs, order); });
}

std::string_view zoneName(const Program& program, std::uint32_t zone)
{
    const auto file = std::find(program.fileZone.begin(), program.fileZone.end(), zone) - program.fileZone.begin();
    return program.set.files[static_cast<std::size_t>(file)]->timezone;
}

Layout layoutOf(const std::shared_ptr<const Program>& program, const Runs& runs, const ReplayOrder& order)
{
    return LayoutMaker(program, runs, order).make();
}

std::vector<std::uint32_t> groupsOfRuns(const Layout& layout)
{
    RunGroups groups(layout.runFlags.size());
    for (const auto days : layout.dayOf) {
        RunGroups::Things things(groups);
        for (std::size_t position = 0; position < days.size(); ++position)
            things.add(days[position], layout.facts[position].run);
    }
    for (std::size_t slot = 0; slot < layout.logOf.size(); ++slot) {
        RunGroups::Things things(groups);
        for (std::size_t position = 0; position < layout.facts.size() && layout.sharedLogs[slot] != 0; ++position)
            if (const auto log = layout.logOf[slot][position]; log < layout.sharedLogs[slot])
                things.add(log, layout.facts[position].run);
    }
    return groups.numbered();
}

void addGroups(Layout& layout)
{
    layout.groupOfRun = groupsOfRuns(layout);
    layout.groups.resize(layout.groupOfRun.empty() ? 0 : *std::max_element(layout.groupOfRun.begin(), layout.groupOfRun.end()) + 1);
    for (const auto& fact : layout.facts)
        ++layout.groups[layout.groupOfRun[fact.run]].end;
    std::uint32_t begin = 0;
    for (auto& group : layout.groups) {
        const auto size = group.end;
        group.begin = group.end = begin;
        begin += size;
    }
    layout.members.resize(layout.facts.size());
    for (const auto position : layout.atMoment)
        layout.members[layout.groups[layout.groupOfRun[layout.facts[position].run]].end++] = position;
    for (std::uint32_t run = 0; run < layout.groupOfRun.size(); ++run)
        if (layout.beyond[run])
            layout.groups[layout.groupOfRun[run]].isPlain = false;
}

} // namespace runlog::live
