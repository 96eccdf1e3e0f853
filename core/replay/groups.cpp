// SPDX-License-Identifier: Apache-2.0
#include "core/replay/groups.h"

#include "core/replay/shares.h"

#include <algorithm>
#include <numeric>

namespace runlog {

RunGroups::RunGroups(std::size_t runs) : m_parent(runs) { std::iota(m_parent.begin(), m_parent.end(), 0U); }

std::uint32_t RunGroups::find(std::uint32_t run)
{
    while (m_parent[run] != run)
        run = m_parent[run] = m_parent[m_parent[run]];
    return run;
}

// The smaller stands for both.
void RunGroups::join(std::uint32_t a, std::uint32_t b)
{
    const auto [low, high] = std::minmax({find(a), find(b)});
    m_parent[high] = low;
}

void RunGroups::Things::add(std::uint32_t thing, std::uint32_t run)
{
    if (thing == Nothing)
        return;
    if (thing >= m_first.size())
        m_first.resize(thing + 1, Nothing);
    if (m_first[thing] == Nothing)
        m_first[thing] = run;
    else if (m_first[thing] != run)
        m_groups.join(m_first[thing], run);
}

std::vector<std::uint32_t> RunGroups::numbered()
{
    std::vector<std::uint32_t> group(m_parent.size());
    std::uint32_t next = 0;
    for (std::uint32_t run = 0; run < group.size(); ++run)
        group[run] = find(run) == run ? next++ : group[find(run)];
    return group;
}

Coupling couplingOf(const Program& program)
{
    Coupling coupling;
    coupling.day = (program.fieldsRead >> static_cast<unsigned>(Field::CostToday) & 1U) != 0;
    for (const auto& slot : program.windows) {
        coupling.service |= slot.window->per == Window::Scope::Service;
        coupling.user |= slot.window->per == Window::Scope::User;
    }
    return coupling;
}

std::vector<std::uint32_t> groupsOf(const Program& program, const Runs& runs, const ReplayOrder& order)
{
    RunGroups groups(runs.runs().size());
    Shares shares(program, runs, order);
    std::vector<RunGroups::Things> days(program.zones.size(), RunGroups::Things(groups));
    std::vector<RunGroups::Things> windows(program.windows.size(), RunGroups::Things(groups));
    for (const auto step : order.steps()) {
        const auto run = static_cast<std::uint32_t>(runs.runOf(step));
        for (std::uint32_t zone = 0; zone < days.size(); ++zone)
            days[zone].add(shares.day(zone, step), run);
        for (std::uint32_t slot = 0; slot < windows.size(); ++slot)
            windows[slot].add(shares.window(slot, step), run);
    }
    return groups.numbered();
}

} // namespace runlog
