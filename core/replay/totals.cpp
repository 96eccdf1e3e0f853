// SPDX-License-Identifier: Apache-2.0
#include "core/replay/totals.h"

namespace runlog {

namespace {

void countClass(Totals& totals, StepClass stepClass)
{
    switch (stepClass) {
    case StepClass::Exact: ++totals.exact; return;
    case StepClass::AfterDivergence: ++totals.afterDivergence; return;
    case StepClass::NotEvaluable: ++totals.notEvaluable; return;
    }
}

void countKind(Totals& totals, StepKind kind)
{
    totals.toolCalls += kind == StepKind::ToolCall ? 1 : 0;
    totals.llmCalls += kind == StepKind::LlmCall ? 1 : 0;
}

class Counting {
public:
    explicit Counting(const Replay& replay) : m_replay(replay), m_seenIn(replay.engine->policies().size(), 0)
    {
        m_totals.policies.resize(m_seenIn.size());
    }

    Totals run()
    {
        const auto& runs = m_replay.runs->runs();
        for (std::size_t run = 0; run < runs.size(); ++run)
            countRun(run, runs[run]);
        return std::move(m_totals);
    }

private:
    void countRun(std::size_t index, const Run& run)
    {
        m_stoppedHere = false;
        for (auto step = run.firstStep; step < run.firstStep + run.stepCount; ++step)
            if (m_replay.steps[step].outcome != Outcome::Undecided)
                countStep(index, step);
    }

    void countStep(std::size_t run, std::size_t step)
    {
        const auto& outcome = m_replay.steps[step];
        ++m_totals.steps;
        ++m_totals.outcomes[static_cast<std::size_t>(outcome.outcome)];
        countClass(m_totals, outcome.stepClass);
        countKind(m_totals, m_replay.runs->kind()[step]);
        for (const auto policy : m_replay.matches(step).matched)
            countMatch(run, policy);
        for (const auto policy : m_replay.matches(step).observed)
            countMatch(run, policy);
        if (outcome.policy >= 0)
            ++m_totals.policies[static_cast<std::size_t>(outcome.policy)].decidedSteps;
        countCost(step, outcome);
    }

    void countMatch(std::size_t run, std::uint32_t policy)
    {
        auto& totals = m_totals.policies[policy];
        ++totals.matchedSteps;
        if (m_seenIn[policy] == run + 1)
            return;
        m_seenIn[policy] = run + 1;
        ++totals.matchedRuns;
    }

    // What a stop saves: its own recorded cost at least, at most all later cost of its run too.
    void countCost(std::size_t step, const StepOutcome& outcome)
    {
        const auto recorded = m_replay.runs->step(step).decision;
        const bool wasRun = !recorded || m_replay.runs->decisions()[*recorded].ran();
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

    const Replay& m_replay;
    std::vector<std::size_t> m_seenIn; // by policy: the last run it matched in, plus one
    Totals m_totals;
    bool m_stoppedHere = false;
};

} // namespace

Totals totalsOf(const Replay& replay) { return Counting(replay).run(); }

} // namespace runlog
