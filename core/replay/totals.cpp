// SPDX-License-Identifier: Apache-2.0
#include "core/replay/totals.h"

#include <algorithm>
#include <utility>

namespace runlog {

namespace {

// Calls `change(total, part)` for each count of both.
template <typename Change>
void combine(Totals& totals, const Totals& part, Change change)
{
    for (std::size_t outcome = 0; outcome < OutcomeCount; ++outcome)
        change(totals.outcomes[outcome], part.outcomes[outcome]);
    change(totals.steps, part.steps);
    change(totals.exact, part.exact);
    change(totals.afterDivergence, part.afterDivergence);
    change(totals.notEvaluable, part.notEvaluable);
    change(totals.toolCalls, part.toolCalls);
    change(totals.llmCalls, part.llmCalls);
    change(totals.unknownCosts, part.unknownCosts);
    totals.policies.resize(std::max(totals.policies.size(), part.policies.size()));
    for (std::size_t policy = 0; policy < part.policies.size(); ++policy) {
        change(totals.policies[policy].matchedSteps, part.policies[policy].matchedSteps);
        change(totals.policies[policy].matchedRuns, part.policies[policy].matchedRuns);
        change(totals.policies[policy].decidedSteps, part.policies[policy].decidedSteps);
    }
}

} // namespace

RunTally::RunTally(const Replay& replay) : m_replay(replay), m_seenIn(replay.engine->policies().size(), 0)
{
    m_totals.policies.resize(m_seenIn.size());
}

void RunTally::add(std::size_t index)
{
    const auto& run = m_replay.runs->run(index);
    const auto* outcomes = m_replay.steps.data() + run.firstStep;
    const auto* kinds = m_replay.runs->kind().data() + run.firstStep;
    m_stoppedHere = false;
    for (std::size_t step = 0; step < run.stepCount; ++step) {
        const auto& outcome = outcomes[step];
        if (outcome.outcome == Outcome::Undecided)
            continue;
        ++m_outcomes[static_cast<std::size_t>(outcome.outcome)];
        ++m_classes[static_cast<std::size_t>(outcome.stepClass)];
        ++m_kinds[static_cast<std::size_t>(kinds[step])];
        if (outcome.matches != 0)
            countMatches(index, m_replay.matchSets[outcome.matches]);
        if (outcome.policy >= 0)
            ++m_totals.policies[static_cast<std::size_t>(outcome.policy)].decidedSteps;
        if (m_stoppedHere || !outcome.ran())
            countCost(run.firstStep + step, outcome);
    }
}

void RunTally::countMatches(std::size_t run, const MatchSet& matches)
{
    for (const auto policy : matches.matched)
        countMatch(run, policy);
    for (const auto policy : matches.observed)
        countMatch(run, policy);
}

void RunTally::countMatch(std::size_t run, std::uint32_t policy)
{
    auto& totals = m_totals.policies[policy];
    ++totals.matchedSteps;
    totals.matchedRuns += std::exchange(m_seenIn[policy], run + 1) != run + 1 ? 1 : 0;
}

// What a stop saves: its own recorded cost at least, at most all later cost of its run too.
void RunTally::countCost(std::size_t step, const StepOutcome& outcome)
{
    const auto* recorded = m_replay.runs->decisionOf(step);
    const bool wasRun = recorded == nullptr || recorded->ran();
    const bool stops = !outcome.ran() && outcome.stepClass == StepClass::Exact && wasRun;
    m_stoppedHere |= stops;
    if (!m_stoppedHere || !wasRun)
        return;
    const auto cost = m_replay.runs->cost()[step];
    if (cost == Runs::UnknownCost) {
        m_totals.unknownCosts += m_replay.runs->kind()[step] == StepKind::LlmCall ? 1 : 0;
        return;
    }
    m_totals.laterCost = plusSaturating(m_totals.laterCost, Money{cost});
    if (stops)
        m_totals.stoppedCost = plusSaturating(m_totals.stoppedCost, Money{cost});
}

Totals RunTally::totals() const
{
    auto totals = m_totals;
    std::copy_n(m_outcomes.begin(), OutcomeCount, totals.outcomes.begin());
    totals.exact = m_classes[static_cast<std::size_t>(StepClass::Exact)];
    totals.afterDivergence = m_classes[static_cast<std::size_t>(StepClass::AfterDivergence)];
    totals.notEvaluable = m_classes[static_cast<std::size_t>(StepClass::NotEvaluable)];
    totals.steps = totals.exact + totals.afterDivergence + totals.notEvaluable;
    totals.toolCalls = m_kinds[static_cast<std::size_t>(StepKind::ToolCall)];
    totals.llmCalls = m_kinds[static_cast<std::size_t>(StepKind::LlmCall)];
    return totals;
}

void fetchOutcomes(const Replay& replay, std::size_t index)
{
    constexpr std::size_t Line = 64;
    const auto& run = replay.runs->run(index);
    const auto fetch = [&](const auto* first) {
        const auto* bytes = reinterpret_cast<const char*>(first + run.firstStep);
        for (std::size_t at = 0; at < run.stepCount * sizeof(*first); at += Line)
            __builtin_prefetch(bytes + at);
    };
    fetch(replay.steps.data());
    fetch(replay.runs->kind().data());
    fetch(replay.runs->cost().data());
}

Totals totalsOf(const Replay& replay)
{
    RunTally tally(replay);
    for (std::size_t run = 0; run < replay.runs->runs().size(); ++run)
        tally.add(run);
    return tally.totals();
}

void add(Totals& totals, const Totals& more)
{
    combine(totals, more, [](std::size_t& total, std::size_t part) { total += part; });
    totals.stoppedCost = plusSaturating(totals.stoppedCost, more.stoppedCost);
    totals.laterCost = plusSaturating(totals.laterCost, more.laterCost);
}

void subtract(Totals& totals, const Totals& part)
{
    combine(totals, part, [](std::size_t& total, std::size_t taken) { total -= taken; });
    totals.stoppedCost = plusSaturating(totals.stoppedCost, Money{-part.stoppedCost.nanos});
    totals.laterCost = plusSaturating(totals.laterCost, Money{-part.laterCost.nanos});
}

} // namespace runlog
