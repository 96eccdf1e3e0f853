// SPDX-License-Identifier: Apache-2.0
#include "core/traces/builder.h"

#include "core/traces/merge.h"

#include <algorithm>

namespace runlog {

void RunsBuilder::Merge::joinProblems()
{
    problems.resize(sources.size());
    std::vector<std::size_t> lines(sources.size(), 0);
    for (const auto& part : parts) {
        auto& before = lines[part->source()];
        linesBefore.push_back(before);
        problems[part->source()].append(part->problems, before);
        before += part->lines;
        store->m_damagedLines += part->problems.damagedLines();
        store->m_roundedCosts += part->roundedCosts;
    }
}

void RunsBuilder::Merge::joinNames()
{
    for (const auto& part : parts) {
        std::vector<std::uint32_t> ids{Names::Absent, Names::Unrecorded};
        for (std::uint32_t id = 2; id < part->m_names->size(); ++id)
            ids.push_back(names->intern(part->m_names->name(id)));
        nameOf.push_back(std::move(ids));
    }
}

void RunsBuilder::Merge::finishRuns()
{
    store->m_decidedSteps = store->m_columns.size() -
                            static_cast<std::size_t>(std::ranges::count(store->m_columns.kind, StepKind::Message));
    store->m_runs = std::move(runs);
    store->m_sources = std::move(sources);
    for (const auto& part : parts) {
        store->m_arenas.push_back(part->m_arena);
        if (part->m_lastingOwner)
            store->m_arenas.push_back(part->m_lastingOwner);
    }
    store->m_names = std::move(names);
}

std::uint32_t RunsBuilder::addSource(std::string name)
{
    m_sources.push_back(std::move(name));
    return static_cast<std::uint32_t>(m_sources.size() - 1);
}

void RunsBuilder::add(std::shared_ptr<RunsPart> part) { m_parts.push_back(std::move(part)); }

RunsPtr RunsBuilder::finish(std::vector<TraceProblem>& problems)
{
    Merge merge{m_sources, m_parts};
    merge.joinProblems();
    merge.joinNames();
    merge.joinKnownRuns();
    merge.joinOpenRuns();
    merge.sortRuns();
    merge.addCallSteps();
    merge.placeSteps();
    merge.gatherSteps();
    if (m_prices)
        merge.estimateCosts(*m_prices);
    for (std::size_t source = 0; source < m_sources.size(); ++source)
        std::ranges::move(merge.problems[source].inFile(m_sources[source]), std::back_inserter(problems));
    merge.finishRuns();
    m_parts.clear();
    m_sources.clear();
    return merge.store;
}

} // namespace runlog
