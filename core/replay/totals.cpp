// SPDX-License-Identifier: Apache-2.0
#include "core/replay/totals.h"

#include "core/replay/fetch.h"

#include <algorithm>
#include <utility>

namespace runlog {

RunCounter::RunCounter(const Replay& replay) : m_replay(replay), m_place(replay.engine->policies().size(), 0) {}

void RunCounter::count(std::size_t index, RunCounts& counts)
{
    const auto& run = m_replay.runs->run(index);
    const auto* outcomes = m_replay.steps.data() + run.firstStep;
    const auto* kinds = m_replay.runs->kind().data() + run.firstStep;
    auto policies = std::move(counts.policies);
    policies.clear();
    counts = {};
    counts.policies = std::move(policies);
    m_counts = &counts;
    m_stoppedHere = false;
    for (std::size_t step = 0; step < run.stepCount; ++step) {
        const auto& outcome = outcomes[step];
        if (outcome.outcome == Outcome::Undecided)
            continue;
        ++counts.outcomes[static_cast<std::size_t>(outcome.outcome) * RunCounts::Classes
                          + static_cast<std::size_t>(outcome.stepClass)];
        ++counts.kinds[static_cast<std::size_t>(kinds[step])];
        if (outcome.matches != 0)
            countMatches(m_replay.matchSets[outcome.matches]);
        if (outcome.policy >= 0)
            ++of(static_cast<std::uint32_t>(outcome.policy)).decidedSteps;
        if (m_stoppedHere || !outcome.ran())
            countCost(run.firstStep + step, outcome);
    }
}

RunCounts::Policy& RunCounter::of(std::uint32_t policy)
{
    auto& policies = m_counts->policies;
    auto& place = m_place[policy];
    if (place >= policies.size() || policies[place].policy != policy) {
        place = static_cast<std::uint32_t>(policies.size());
        policies.push_back({policy, 0, 0});
    }
    return policies[place];
}

void RunCounter::countMatches(const MatchSet& matches)
{
    for (const auto policy : matches.matched)
        ++of(policy).matchedSteps;
    for (const auto policy : matches.observed)
        ++of(policy).matchedSteps;
}

// What a stop saves: its own recorded cost at least, at most all later cost of its run too.
void RunCounter::countCost(std::size_t step, const StepOutcome& outcome)
{
    const auto* recorded = m_replay.runs->decisionOf(step);
    const bool wasRun = recorded == nullptr || recorded->ran();
    const bool stops = !outcome.ran() && outcome.stepClass == StepClass::Exact && wasRun;
    m_stoppedHere |= stops;
    if (!m_stoppedHere || !wasRun)
        return;
    const auto cost = m_replay.runs->cost()[step];
    if (cost == Runs::UnknownCost) {
        m_counts->unknownCosts += m_replay.runs->kind()[step] == StepKind::LlmCall ? 1 : 0;
        return;
    }
    m_counts->laterCost = plusSaturating(m_counts->laterCost, Money{cost});
    if (stops)
        m_counts->stoppedCost = plusSaturating(m_counts->stoppedCost, Money{cost});
}

template <int Sign>
void TotalsChange::change(const RunCounts& run)
{
    const auto change = [](std::int64_t& count, std::int64_t by) { count += Sign * by; };
    for (std::size_t place = 0; place < m_outcomes.size(); ++place)
        change(m_outcomes[place], run.outcomes[place]);
    for (std::size_t kind = 0; kind < m_kinds.size(); ++kind)
        change(m_kinds[kind], run.kinds[kind]);
    change(m_unknownCosts, run.unknownCosts);
    m_stoppedCost = plusSaturating(m_stoppedCost, Money{Sign * run.stoppedCost.nanos});
    m_laterCost = plusSaturating(m_laterCost, Money{Sign * run.laterCost.nanos});
    for (const auto& each : run.policies) {
        auto& policy = m_policies[each.policy];
        change(policy.matchedSteps, each.matchedSteps);
        change(policy.matchedRuns, each.matchedSteps != 0 ? 1 : 0);
        change(policy.decidedSteps, each.decidedSteps);
    }
}

void TotalsChange::add(const RunCounts& run) { change<1>(run); }
void TotalsChange::takeAway(const RunCounts& run) { change<-1>(run); }

void TotalsChange::applyTo(Totals& totals) const
{
    const auto change = [](std::size_t& count, std::int64_t by) { count += static_cast<std::size_t>(by); };
    std::array<std::int64_t, RunCounts::Classes> classes{};
    for (std::size_t place = 0; place < m_outcomes.size(); ++place) {
        classes[place % RunCounts::Classes] += m_outcomes[place];
        if (place / RunCounts::Classes < OutcomeCount)
            change(totals.outcomes[place / RunCounts::Classes], m_outcomes[place]);
    }
    change(totals.exact, classes[static_cast<std::size_t>(StepClass::Exact)]);
    change(totals.afterDivergence, classes[static_cast<std::size_t>(StepClass::AfterDivergence)]);
    change(totals.notEvaluable, classes[static_cast<std::size_t>(StepClass::NotEvaluable)]);
    totals.steps = totals.exact + totals.afterDivergence + totals.notEvaluable;
    change(totals.toolCalls, m_kinds[static_cast<std::size_t>(StepKind::ToolCall)]);
    change(totals.llmCalls, m_kinds[static_cast<std::size_t>(StepKind::LlmCall)]);
    change(totals.unknownCosts, m_unknownCosts);
    totals.stoppedCost = plusSaturating(totals.stoppedCost, m_stoppedCost);
    totals.laterCost = plusSaturating(totals.laterCost, m_laterCost);
    totals.policies.resize(m_policies.size());
    for (std::size_t policy = 0; policy < m_policies.size(); ++policy) {
        change(totals.policies[policy].matchedSteps, m_policies[policy].matchedSteps);
        change(totals.policies[policy].matchedRuns, m_policies[policy].matchedRuns);
        change(totals.policies[policy].decidedSteps, m_policies[policy].decidedSteps);
    }
}

void fetchOutcomes(const Replay& replay, std::size_t index)
{
    const auto& run = replay.runs->run(index);
    fetch(replay.steps.data() + run.firstStep, run.stepCount);
}

void fetchCounting(const Replay& replay, std::size_t index)
{
    const auto& run = replay.runs->run(index);
    fetch(replay.runs->kind().data() + run.firstStep, run.stepCount);
    fetch(replay.runs->cost().data() + run.firstStep, run.stepCount);
}

void add(Totals& totals, const Totals& more)
{
    for (std::size_t outcome = 0; outcome < OutcomeCount; ++outcome)
        totals.outcomes[outcome] += more.outcomes[outcome];
    totals.steps += more.steps;
    totals.exact += more.exact;
    totals.afterDivergence += more.afterDivergence;
    totals.notEvaluable += more.notEvaluable;
    totals.toolCalls += more.toolCalls;
    totals.llmCalls += more.llmCalls;
    totals.unknownCosts += more.unknownCosts;
    totals.stoppedCost = plusSaturating(totals.stoppedCost, more.stoppedCost);
    totals.laterCost = plusSaturating(totals.laterCost, more.laterCost);
    totals.policies.resize(std::max(totals.policies.size(), more.policies.size()));
    for (std::size_t policy = 0; policy < more.policies.size(); ++policy) {
        totals.policies[policy].matchedSteps += more.policies[policy].matchedSteps;
        totals.policies[policy].matchedRuns += more.policies[policy].matchedRuns;
        totals.policies[policy].decidedSteps += more.policies[policy].decidedSteps;
    }
}

Totals totalsOf(const Replay& replay)
{
    RunCounter counter(replay);
    RunCounts counts;
    TotalsChange all(replay.engine->policies().size());
    for (std::size_t run = 0; run < replay.runs->runs().size(); ++run) {
        counter.count(run, counts);
        all.add(counts);
    }
    Totals totals;
    all.applyTo(totals);
    return totals;
}

} // namespace runlog
