// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/builder.h"

#include <map>
#include <span>
#include <tuple>

namespace runlog {

using GlobalRun = std::uint32_t;
constexpr GlobalRun NoRun = std::numeric_limits<GlobalRun>::max();

// Where a step is before it is in the store.
struct StepPlace {
    std::uint32_t part;
    std::uint32_t index;
};

// One store while it is made of parts: problems and names first, then runs, then the order of steps, then their columns.
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

} // namespace runlog
