// SPDX-License-Identifier: Apache-2.0
#include "core/replay/parting.h"

#include "core/replay/order.h"
#include "core/replay/shares.h"

#include <utility>

namespace runlog {

namespace {

constexpr std::uint32_t Days = 1000; // as a scope: the first zone's

} // namespace

Parting::Parting(EnginePtr engine) : m_engine(std::move(engine)) {}

void Parting::add(const Runs& runs)
{
    const ReplayOrder order(runs);
    m_first = m_steps.size();
    m_steps.resize(m_first + runs.runs().size(), 0);
    for (const auto step : order.steps())
        ++m_steps[m_first + runs.runOf(step)];
    addDays(runs, order);
    addWindows(runs, order);
}

// A run has few days, in the order of its steps.
void Parting::addDays(const Runs& runs, const ReplayOrder& order)
{
    const auto& program = m_engine->program();
    const Shares shares(program, runs, order);
    for (std::uint32_t zone = 0; zone < program.zones.size(); ++zone) {
        std::vector<std::optional<std::int64_t>> last(runs.runs().size());
        for (const auto step : order.steps()) {
            const auto day = shares.dayOf(zone, step);
            const auto run = runs.runOf(step);
            if (day && std::exchange(last[run], day->day) != day->day)
                share(run, {Days + zone, day->day, std::string(day->service)});
        }
    }
}

// A key is the run's, whichever of its steps has one.
void Parting::addWindows(const Runs& runs, const ReplayOrder& order)
{
    const auto& program = m_engine->program();
    const Shares shares(program, runs, order);
    for (std::uint32_t slot = 0; slot < program.windows.size(); ++slot) {
        const auto scope = static_cast<std::uint32_t>(program.windows[slot].window->per);
        std::vector<bool> isKnown(runs.runs().size(), false);
        for (const auto step : order.steps()) {
            const auto run = runs.runOf(step);
            const auto key = isKnown[run] ? std::nullopt : shares.keyOf(slot, step);
            if (!key)
                continue;
            isKnown[run] = true;
            share(run, {scope, 0, std::string(*key)});
        }
    }
}

void Parting::share(std::size_t run, Thing thing)
{
    const auto number = m_things.try_emplace(std::move(thing), static_cast<std::uint32_t>(m_things.size())).first->second;
    m_shared.emplace_back(static_cast<std::uint32_t>(m_first + run), number);
}

Partition Parting::partition(std::size_t parts) const
{
    RunGroups groups(m_steps.size());
    RunGroups::Things things(groups);
    for (const auto& [run, thing] : m_shared)
        things.add(thing, run);
    auto partition = partitionOf(groups.numbered(), m_steps, parts);
    partition.coupling = couplingOf(m_engine->program());
    return partition;
}

} // namespace runlog
