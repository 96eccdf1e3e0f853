// SPDX-License-Identifier: Apache-2.0
#include "core/replay/partition.h"

#include <algorithm>
#include <numeric>

namespace runlog {

namespace {

std::vector<std::size_t> stepsOfRuns(const Runs& runs)
{
    std::vector<std::size_t> steps;
    for (const auto& run : runs.runs()) {
        const auto* kinds = runs.kind().data() + run.firstStep;
        steps.push_back(run.stepCount - static_cast<std::size_t>(std::count(kinds, kinds + run.stepCount, StepKind::Message)));
    }
    return steps;
}

// Decided steps by group.
std::vector<std::size_t> sizesOf(const std::vector<std::uint32_t>& groupOfRun, const std::vector<std::size_t>& stepsOfRun)
{
    std::vector<std::size_t> sizes;
    for (std::size_t run = 0; run < groupOfRun.size(); ++run) {
        sizes.resize(std::max<std::size_t>(sizes.size(), groupOfRun[run] + std::size_t(1)), 0);
        sizes[groupOfRun[run]] += stepsOfRun[run];
    }
    return sizes;
}

std::vector<std::uint32_t> largestFirst(const std::vector<std::size_t>& sizes)
{
    std::vector<std::uint32_t> groups(sizes.size());
    std::iota(groups.begin(), groups.end(), 0U);
    std::stable_sort(groups.begin(), groups.end(), [&](auto a, auto b) { return sizes[a] > sizes[b]; });
    return groups;
}

} // namespace

Partition partitionOf(const Engine& engine, const Runs& runs, const ReplayOrder& order, std::size_t parts)
{
    const auto groupOfRun = groupsOf(engine.program(), runs, order);
    auto partition = partitionOf(groupOfRun, stepsOfRuns(runs), parts);
    partition.coupling = couplingOf(engine.program());
    return partition;
}

Partition partitionOf(const std::vector<std::uint32_t>& groupOfRun, const std::vector<std::size_t>& stepsOfRun, std::size_t parts)
{
    const auto sizes = sizesOf(groupOfRun, stepsOfRun);
    Partition partition;
    partition.groups = sizes.size();
    partition.stepsOf.assign(parts, 0);
    std::vector<std::uint32_t> partOfGroup(sizes.size());
    using Load = std::pair<std::size_t, std::uint32_t>; // steps so far, part
    std::vector<Load> loads;                            // a heap: the smallest on top
    for (std::uint32_t part = 0; part < parts; ++part)
        loads.emplace_back(0, part);
    for (const auto group : largestFirst(sizes)) {
        std::pop_heap(loads.begin(), loads.end(), std::greater());
        auto& [steps, part] = loads.back();
        steps += sizes[group];
        partOfGroup[group] = part;
        partition.stepsOf[part] = steps;
        std::push_heap(loads.begin(), loads.end(), std::greater());
    }
    for (const auto group : groupOfRun)
        partition.partOfRun.push_back(partOfGroup[group]);
    return partition;
}

std::string couplingText(const Coupling& coupling)
{
    std::string by;
    const auto add = [&](bool holds, const char* what) {
        if (holds)
            by += (by.empty() ? "by " : " and by ") + std::string(what);
    };
    add(coupling.day, "the money of their service's day (cost_today)");
    add(coupling.service, "windows per service");
    add(coupling.user, "windows per user");
    return by.empty() ? "runs are not coupled: the policies read nothing that runs share" : "runs are coupled " + by;
}

} // namespace runlog
