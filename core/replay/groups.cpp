// SPDX-License-Identifier: Apache-2.0
#include "core/replay/groups.h"

#include "core/replay/shares.h"

#include <algorithm>
#include <numeric>

namespace runlog {

namespace {

constexpr std::uint32_t None = Shares::Nothing;

// Union-find over runs.
class Sets {
public:
    explicit Sets(std::size_t size) : m_parent(size) { std::iota(m_parent.begin(), m_parent.end(), 0U); }

    std::uint32_t find(std::uint32_t item)
    {
        while (m_parent[item] != item)
            item = m_parent[item] = m_parent[m_parent[item]];
        return item;
    }

    void join(std::uint32_t a, std::uint32_t b) // the smaller stands for both
    {
        const auto [low, high] = std::minmax({find(a), find(b)});
        m_parent[high] = low;
    }

private:
    std::vector<std::uint32_t> m_parent;
};

// Joins a run with the first one that had the same shared thing.
class Joining {
public:
    explicit Joining(Sets& sets) : m_sets(sets) {}

    void add(std::uint32_t thing, std::uint32_t run)
    {
        if (thing == Shares::Nothing)
            return;
        if (thing >= m_first.size())
            m_first.resize(thing + 1, None);
        if (m_first[thing] == None)
            m_first[thing] = run;
        else
            m_sets.join(m_first[thing], run);
    }

private:
    Sets& m_sets;
    std::vector<std::uint32_t> m_first;
};

std::vector<std::uint32_t> numbered(Sets& sets, std::size_t runs)
{
    std::vector<std::uint32_t> group(runs);
    std::uint32_t next = 0;
    for (std::uint32_t run = 0; run < runs; ++run)
        group[run] = sets.find(run) == run ? next++ : group[sets.find(run)];
    return group;
}

} // namespace

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
    Sets sets(runs.runs().size());
    Shares shares(program, runs, order);
    std::vector<Joining> days(program.zones.size(), Joining(sets));
    std::vector<Joining> windows(program.windows.size(), Joining(sets));
    for (const auto step : order.steps()) {
        const auto run = static_cast<std::uint32_t>(runs.runOf(step));
        for (std::uint32_t zone = 0; zone < days.size(); ++zone)
            days[zone].add(shares.day(zone, step), run);
        for (std::uint32_t slot = 0; slot < windows.size(); ++slot)
            windows[slot].add(shares.window(slot, step), run);
    }
    return numbered(sets, runs.runs().size());
}

} // namespace runlog
