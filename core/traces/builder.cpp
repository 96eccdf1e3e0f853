// SPDX-License-Identifier: Apache-2.0
#include "core/traces/builder.h"

#include "core/language/report.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace runlog {

namespace {

using GlobalRun = std::uint32_t;
constexpr GlobalRun NoRun = std::numeric_limits<GlobalRun>::max();

// Where a step is before it is in the store.
struct StepPlace {
    std::uint32_t part;
    std::uint32_t index;
};

// What later lines say completes what earlier ones said; an end line's status replaces none.
void complete(Run& run, const Run& more)
{
    if (run.environment.empty())
        run.environment = more.environment;
    if (run.user.isAbsent())
        run.user = more.user;
    if (run.input.isAbsent())
        run.input = more.input;
    if (run.startedAt == NoTime)
        run.startedAt = more.startedAt;
    if (!more.status.empty())
        run.status = more.status;
}

} // namespace

struct RunsBuilder::Merge {
    std::vector<std::string>& sources;
    std::vector<std::shared_ptr<RunsPart>>& parts;
    std::shared_ptr<Runs> store = std::make_shared<Runs>();
    std::shared_ptr<Names> names = std::make_shared<Names>();
    std::vector<Problems> problems{};                        // of each source
    std::vector<std::size_t> linesBefore{};                  // of each part, in its source
    std::vector<std::vector<std::uint32_t>> nameOf{};        // of each part: its name ids to the store's
    std::vector<std::vector<GlobalRun>> runOf{};             // of each part: its runs to the store's
    std::vector<Run> runs{};
    std::vector<bool> native{};                              // of each run: not from an importer
    std::map<std::tuple<std::uint32_t, std::string_view>, GlobalRun> byKey{};
    std::map<std::string_view, GlobalRun> onlyOf{};          // the run with that id, NoRun where several services have one
    std::vector<std::size_t> firstPlace{};                   // of each run, and one past the last
    std::vector<StepPlace> places{};

    void joinProblems();
    void joinNames();
    void joinKnownRuns();
    GlobalRun joined(const RunsPart& part, const RunsPart::PartRun& run, std::uint32_t service);
    std::string_view freeName(std::uint32_t service, std::string_view id, const RunsPart& part);
    void joinOpenRuns();
    void joinOpenRunsOf(std::size_t firstPart, std::size_t endPart);
    GlobalRun ownerOf(std::string_view id, const std::map<std::string_view, GlobalRun>& inSource) const;
    void sortRuns();
    void addCallSteps();
    void placeSteps();
    void orderSteps(std::size_t run, std::vector<StepPlace>& kept);
    void warnOfOrder(std::size_t run, std::span<const StepPlace> asRead);
    std::int64_t seqAt(StepPlace place) const { return parts[place.part]->m_columns.seq[place.index]; }
    std::size_t lineAt(StepPlace place) const;
    Problems& problemsAt(StepPlace place) { return problems[parts[place.part]->source()]; }
    template <typename Element> void gather(std::vector<Element> StepColumns::*column);
    template <typename Element> void gather(RareColumn<Element> StepColumns::*column);
    void gatherSteps();
    void gatherDecisions();
    void estimateCosts(const PriceTable& prices);
    void finishRuns();
};

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

// One column of all parts in the store's order; the parts' own is given back.
template <typename Element> void RunsBuilder::Merge::gather(std::vector<Element> StepColumns::*column)
{
    auto& to = store->m_columns.*column;
    to.reserve(places.size());
    for (const auto place : places)
        to.push_back((parts[place.part]->m_columns.*column)[place.index]);
    for (auto& part : parts)
        std::vector<Element>().swap(part->m_columns.*column);
}

template <typename Element> void RunsBuilder::Merge::gather(RareColumn<Element> StepColumns::*column)
{
    const bool uniform = std::ranges::all_of(parts, [=](const auto& part) { return (part->m_columns.*column).isUniform(); });
    if (!uniform) {
        auto& to = store->m_columns.*column;
        to.reserve(places.size());
        for (std::size_t i = 0; i < places.size(); ++i)
            to.append(i, (parts[places[i].part]->m_columns.*column)[places[i].index]);
    }
    for (auto& part : parts)
        (part->m_columns.*column).clear();
}

void RunsBuilder::Merge::gatherDecisions()
{
    std::vector<std::size_t> before;
    for (const auto& part : parts) {
        before.push_back(store->m_decisions.size());
        std::ranges::move(part->m_decisions, std::back_inserter(store->m_decisions));
    }
    for (std::size_t p = 0; p < parts.size(); ++p)
        for (auto& decision : parts[p]->m_columns.decision.values())
            if (decision != StepColumns::NoDecision)
                decision += static_cast<std::uint32_t>(before[p]);
    gather(&StepColumns::decision);
}

void RunsBuilder::Merge::gatherSteps()
{
    for (std::size_t p = 0; p < parts.size(); ++p) {
        auto& columns = parts[p]->m_columns;
        for (auto& tool : columns.tool)
            tool = nameOf[p][tool];
        for (auto& model : columns.model)
            model = nameOf[p][model];
        for (auto& line : columns.line.values())
            line += line == 0 ? 0 : static_cast<std::uint32_t>(linesBefore[p]);
    }
    gatherDecisions();
    gather(&StepColumns::kind);
    gather(&StepColumns::tool);
    gather(&StepColumns::model);
    gather(&StepColumns::args);
    gather(&StepColumns::input);
    gather(&StepColumns::output);
    gather(&StepColumns::cost);
    gather(&StepColumns::costEstimate);
    gather(&StepColumns::tokensIn);
    gather(&StepColumns::tokensOut);
    gather(&StepColumns::startedAt);
    gather(&StepColumns::duration);
    gather(&StepColumns::error);
    gather(&StepColumns::batch);
    gather(&StepColumns::parent);
    gather(&StepColumns::role);
    gather(&StepColumns::line);
    gather(&StepColumns::costIsEstimate);
    gather(&StepColumns::seq);
}

void RunsBuilder::Merge::estimateCosts(const PriceTable& prices)
{
    auto& columns = store->m_columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns.kind[i] != StepKind::LlmCall || columns.cost[i] != StepColumns::UnknownCost)
            continue;
        const auto bound = prices.upperBound(names->name(columns.model[i]), columns.tokensIn[i], columns.tokensOut[i]);
        if (!bound)
            continue;
        columns.cost[i] = bound->nanos;
        columns.costIsEstimate.set(i, 1, columns.size());
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
