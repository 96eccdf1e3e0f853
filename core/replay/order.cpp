// SPDX-License-Identifier: Apache-2.0
#include "core/replay/order.h"

#include "core/replay/live/kept.h"

#include <algorithm>
#include <numeric>

namespace runlog {

namespace {

// The place of each run when ordered by id, then service.
std::vector<std::uint32_t> ranks(const Runs& runs)
{
    std::vector<std::uint32_t> byId(runs.runs().size());
    std::iota(byId.begin(), byId.end(), 0U);
    std::stable_sort(byId.begin(), byId.end(), [&](auto a, auto b) { return runs.run(a).id < runs.run(b).id; });
    std::vector<std::uint32_t> ranks(byId.size());
    for (std::uint32_t rank = 0; rank < byId.size(); ++rank)
        ranks[byId[rank]] = rank;
    return ranks;
}

} // namespace

ReplayOrder::ReplayOrder(const Runs& runs)
    : m_scans(std::make_unique<ScanColumns>(runs.stepCount())), m_kept(std::make_unique<live::Kept>())
{
    const auto sortTime = readTimes(runs);
    const auto rank = ranks(runs);
    std::stable_sort(m_steps.begin(), m_steps.end(), [&](auto a, auto b) {
        if (sortTime[a] != sortTime[b])
            return sortTime[a] < sortTime[b];
        return rank[runs.runOf(a)] < rank[runs.runOf(b)];
    });
}

ReplayOrder::ReplayOrder(const Runs& runs, const std::vector<std::uint32_t>& listed)
    : m_scans(std::make_unique<ScanColumns>(runs.stepCount())), m_kept(std::make_unique<live::Kept>())
{
    const auto sortTime = readTimes(runs);
    std::stable_sort(m_steps.begin(), m_steps.end(), [&](auto a, auto b) {
        return sortTime[a] != sortTime[b] ? sortTime[a] < sortTime[b] : listed[a] < listed[b];
    });
}

ReplayOrder::~ReplayOrder() = default;

// Fills all but the order of the steps; answers the time that each one is sorted by.
std::vector<Time> ReplayOrder::readTimes(const Runs& runs)
{
    m_time.assign(runs.stepCount(), NoTime);
    m_held.assign(runs.stepCount(), false);
    std::vector<Time> sortTime(runs.stepCount(), NoTime);
    for (const auto& run : runs.runs()) {
        auto last = run.startedAt;
        for (auto step = run.firstStep; step < run.firstStep + run.stepCount; ++step) {
            const auto recorded = runs.startedAt()[step];
            if (recorded != NoTime) {
                m_held[step] = step != run.firstStep && recorded < last;
                last = step == run.firstStep ? recorded : std::max(last, recorded);
                m_time[step] = last;
            }
            sortTime[step] = last;
            if (runs.kind()[step] != StepKind::Message)
                m_steps.push_back(step);
        }
    }
    return sortTime;
}

} // namespace runlog
