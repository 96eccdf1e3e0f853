// SPDX-License-Identifier: Apache-2.0
#include "core/traces/merge.h"

#include "core/language/report.h"

#include <algorithm>
#include <numeric>

// Which steps a run has, and their order.
namespace runlog {

// The step that a native run line with an input stands for; seq 0, or below the smallest where that is taken.
void RunsBuilder::Merge::addCallSteps()
{
    std::vector<bool> hasCall(runs.size(), false);
    std::vector<std::int64_t> smallest(runs.size(), 1);
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const auto& part = *parts[p];
        for (std::size_t i = 0; i < part.stepCount(); ++i) {
            const auto run = runOf[p][part.m_runOf[i]];
            hasCall[run] = hasCall[run] || part.m_columns.kind[i] == StepKind::Call;
            smallest[run] = std::min(smallest[run], part.m_columns.seq[i]);
        }
    }
    std::vector<GlobalRun> all(runs.size());
    std::iota(all.begin(), all.end(), 0U);
    auto implied = std::make_shared<RunsPart>(0);
    for (const auto run : all) {
        if (hasCall[run] || !native[run] || runs[run].input.isAbsent())
            continue;
        Step call;
        call.kind = StepKind::Call;
        call.seq = smallest[run] - 1;
        call.input = runs[run].input;
        call.startedAt = runs[run].startedAt;
        implied->append(run, call);
    }
    parts.push_back(std::move(implied));
    runOf.push_back(std::move(all));
    nameOf.push_back({Names::Absent, Names::Unrecorded});
    linesBefore.push_back(0);
}

std::size_t RunsBuilder::Merge::lineAt(StepPlace place) const
{
    const auto line = parts[place.part]->m_columns.line[place.index];
    return line == 0 ? 0 : line + linesBefore[place.part];
}

// The part of implied calls stands last; nobody wrote its steps, so they stand nowhere.
void RunsBuilder::Merge::warnOfOrder(std::size_t run, std::span<const StepPlace> asRead)
{
    for (std::size_t i = 1; i < asRead.size(); ++i) {
        const auto source = parts[asRead[i].part]->source();
        if (asRead[i].part + 1 == parts.size() || seqAt(asRead[i]) >= seqAt(asRead[i - 1]) || source != parts[asRead[i - 1].part]->source())
            continue;
        problems[source].warning(lineAt(asRead[i]), "step-order",
                                 "step " + std::to_string(seqAt(asRead[i])) + " of run " + inTicks(runs[run].id) +
                                     " stands after step " + std::to_string(seqAt(asRead[i - 1])));
        return; // once per run
    }
}

void RunsBuilder::Merge::orderSteps(std::size_t run, std::vector<StepPlace>& kept)
{
    const auto steps = std::span(places).subspan(firstPlace[run], firstPlace[run + 1] - firstPlace[run]);
    const auto bySeq = [this](StepPlace place) { return seqAt(place); };
    if (!std::ranges::is_sorted(steps, {}, bySeq)) {
        if (native[run])
            warnOfOrder(run, steps);
        std::ranges::stable_sort(steps, {}, bySeq);
    }
    const auto first = kept.size();
    auto last = NoTime;
    bool warned = false;
    for (const auto place : steps) {
        if (kept.size() > first && seqAt(kept.back()) == seqAt(place)) {
            problemsAt(place).warning(lineAt(place), "step-twice",
                                      "step " + std::to_string(seqAt(place)) + " of run " + inTicks(runs[run].id) +
                                          " was already there; the first one stays");
            continue;
        }
        const auto time = parts[place.part]->m_columns.startedAt[place.index];
        if (time != NoTime && time < last && !warned) {
            problemsAt(place).warning(lineAt(place), "clock-back",
                                      "the clock goes back at step " + std::to_string(seqAt(place)) + " of run " +
                                          inTicks(runs[run].id) + "; a replay holds it");
            warned = true;
        }
        last = std::max(last, time);
        kept.push_back(place);
    }
}

void RunsBuilder::Merge::placeSteps()
{
    firstPlace.assign(runs.size() + 1, 0);
    for (std::size_t p = 0; p < parts.size(); ++p)
        for (const auto run : parts[p]->m_runOf)
            ++firstPlace[runOf[p][run] + 1];
    std::partial_sum(firstPlace.begin(), firstPlace.end(), firstPlace.begin());
    places.resize(firstPlace.back());
    auto next = firstPlace;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        for (std::size_t i = 0; i < parts[p]->stepCount(); ++i)
            places[next[runOf[p][parts[p]->m_runOf[i]]]++] = {static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(i)};
        std::vector<RunsPart::RunRef>().swap(parts[p]->m_runOf);
    }
    std::vector<StepPlace> kept;
    kept.reserve(places.size());
    for (std::size_t run = 0; run < runs.size(); ++run) {
        const auto first = kept.size();
        orderSteps(run, kept);
        runs[run].firstStep = static_cast<std::uint32_t>(first);
        runs[run].stepCount = static_cast<std::uint32_t>(kept.size() - first);
        store->m_runOf.insert(store->m_runOf.end(), kept.size() - first, static_cast<std::uint32_t>(run));
    }
    places = std::move(kept);
}

} // namespace runlog
