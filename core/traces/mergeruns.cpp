// SPDX-License-Identifier: Apache-2.0
#include "core/traces/merge.h"

#include "core/language/report.h"

#include <algorithm>
#include <numeric>

// Which runs of parts are one, and their order.
namespace runlog {

std::string_view RunsBuilder::Merge::freeName(std::uint32_t service, std::string_view id, const RunsPart& part)
{
    std::string name;
    for (int number = 2; name.empty() || byKey.contains({service, name}); ++number)
        name = std::string(id) + '~' + std::to_string(number);
    return copyText(name, *part.m_arena);
}

GlobalRun RunsBuilder::Merge::joined(const RunsPart& part, const RunsPart::PartRun& run, std::uint32_t service)
{
    auto id = run.run.id;
    const auto known = byKey.find({service, id});
    const bool same = known != byKey.end() && (runs[known->second].source == part.source() || !run.whole);
    if (same) {
        complete(runs[known->second], run.run);
        return known->second;
    }
    if (known != byKey.end()) {
        id = freeName(service, id, part);
        problems[part.source()].warning(run.line, "run-twice",
                                        "another file has a run " + inTicks(run.run.id) + " too; this one is called " + inTicks(id));
    }
    const auto made = static_cast<GlobalRun>(runs.size());
    runs.push_back(run.run);
    runs.back().id = id;
    runs.back().service = service;
    native.push_back(!run.whole);
    byKey.emplace(std::tuple(service, id), made);
    const auto [only, first] = onlyOf.emplace(id, made);
    if (!first)
        only->second = NoRun;
    return made;
}

void RunsBuilder::Merge::joinKnownRuns()
{
    for (std::size_t p = 0; p < parts.size(); ++p) {
        auto& map = runOf.emplace_back(parts[p]->m_runs.size(), NoRun);
        for (std::size_t i = 0; i < map.size(); ++i)
            if (const auto& run = parts[p]->m_runs[i]; run.serviceKnown)
                map[i] = joined(*parts[p], run, nameOf[p][run.run.service]);
    }
}

GlobalRun RunsBuilder::Merge::ownerOf(std::string_view id, const std::map<std::string_view, GlobalRun>& inSource) const
{
    if (const auto here = inSource.find(id); here != inSource.end())
        return here->second;
    const auto only = onlyOf.find(id);
    return only == onlyOf.end() ? NoRun : only->second;
}

// Steps without a service belong to the last run line of that id before them in their file, else to the first after them, else
// to the only run of that id in other files, else to a run without a service.
void RunsBuilder::Merge::joinOpenRunsOf(std::size_t firstPart, std::size_t endPart)
{
    std::map<std::string_view, GlobalRun> before;
    std::map<std::string_view, GlobalRun> first;
    for (std::size_t p = firstPart; p < endPart; ++p)
        for (std::size_t i = 0; i < runOf[p].size(); ++i)
            if (parts[p]->m_runs[i].serviceKnown)
                first.emplace(parts[p]->m_runs[i].run.id, runOf[p][i]);
    for (std::size_t p = firstPart; p < endPart; ++p) {
        for (std::size_t i = 0; i < runOf[p].size(); ++i) {
            const auto& run = parts[p]->m_runs[i];
            if (run.serviceKnown)
                continue;
            const auto here = before.find(run.run.id);
            const auto owner = here != before.end() ? here->second : ownerOf(run.run.id, first);
            runOf[p][i] = owner != NoRun ? owner : joined(*parts[p], run, Names::Absent);
            complete(runs[runOf[p][i]], run.run);
        }
        for (const auto& [id, current] : parts[p]->m_current)
            before[id] = runOf[p][current];
    }
}

void RunsBuilder::Merge::joinOpenRuns()
{
    for (std::size_t p = 0; p < parts.size();) {
        auto end = p + 1;
        while (end < parts.size() && parts[end]->source() == parts[p]->source())
            ++end;
        joinOpenRunsOf(p, end);
        p = end;
    }
}

void RunsBuilder::Merge::sortRuns()
{
    std::vector<GlobalRun> order(runs.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [this](GlobalRun i) { return std::tuple(names->name(runs[i].service), runs[i].id, i); });
    std::vector<GlobalRun> rank(runs.size());
    std::vector<Run> sorted;
    std::vector<bool> sortedNative;
    for (const auto i : order) {
        rank[i] = static_cast<GlobalRun>(sorted.size());
        sorted.push_back(runs[i]);
        sortedNative.push_back(native[i]);
    }
    runs = std::move(sorted);
    native = std::move(sortedNative);
    for (auto& map : runOf)
        for (auto& run : map)
            run = rank[run];
}

} // namespace runlog
