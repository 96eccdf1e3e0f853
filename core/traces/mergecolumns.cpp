// SPDX-License-Identifier: Apache-2.0
#include "core/traces/merge.h"

#include <algorithm>

// The columns of all parts as those of the store.
namespace runlog {

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

} // namespace runlog
