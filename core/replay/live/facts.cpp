// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/facts.h"

#include "core/replay/shares.h"
#include "core/replay/steprequest.h"

#include <algorithm>
#include <map>

namespace runlog::live {

namespace {

void mark(StepFact& fact, StepFact::Flag flag, bool holds)
{
    fact.flags = static_cast<std::uint16_t>(fact.flags | (holds ? flag : 0));
}

void mark(std::uint8_t& flags, Facts::RunFlag flag, bool holds)
{
    flags = static_cast<std::uint8_t>(flags | (holds ? flag : 0));
}

class FactMaker {
public:
    FactMaker(const Runs& runs, const ReplayOrder& order) : m_runs(runs), m_order(order) {}

    Facts make()
    {
        m_facts.steps.resize(m_order.steps().size());
        m_facts.batch.resize(m_order.steps().size());
        fillPositions();
        fillRunFlags();
        for (std::uint32_t run = 0; run < m_runs.runs().size(); ++run) {
            m_way = {};
            for (auto position = m_facts.begins[run]; position < m_facts.ends[run]; ++position)
                fill(position);
        }
        return std::move(m_facts);
    }

private:
    // What is known of the present run so far.
    struct WayBehind {
        std::vector<std::pair<std::int64_t, std::uint32_t>> positions; // (seq, position), in order of seq
        std::uint32_t lastCall = None;
        Time startedAt = NoTime;
        bool isTimed = false;

        std::uint32_t find(std::int64_t seq) const
        {
            const auto place = std::lower_bound(positions.begin(), positions.end(), std::pair(seq, 0U));
            return place != positions.end() && place->first == seq ? place->second : None;
        }
    };

    void fillRunFlags()
    {
        for (const auto& run : m_runs.runs()) {
            const auto user = userKeyOf(run.user);
            m_facts.runFlags.push_back(0);
            mark(m_facts.runFlags.back(), Facts::NoUser, !user.id);
            mark(m_facts.runFlags.back(), Facts::UserUnrecorded, user.isUnrecorded);
        }
    }

    void fill(std::uint32_t position)
    {
        auto& fact = m_facts.steps[position];
        const auto step = m_runs.step(fact.step);
        fact.kind = step.kind;
        fact.time = m_order.time(fact.step);
        fillCosts(fact, step);
        auto& way = m_way;
        const bool isFirst = way.positions.empty();
        const auto start = m_runs.run(fact.run).startedAt;
        if (isFirst)
            way.startedAt = start != NoTime ? start : fact.time;
        const bool isTimed = fact.time != NoTime;
        way.isTimed = isFirst ? isTimed : way.isTimed;
        mark(fact, StepFact::Untimed, !isTimed);
        fact.elapsed = isTimed ? std::max<std::int64_t>(0, fact.time - way.startedAt) : 0;
        if (step.parent >= 0)
            fact.parent = way.find(step.parent);
        mark(fact, StepFact::Entry, step.kind == StepKind::Call && step.parent < 0);
        if (step.kind == StepKind::ToolCall)
            fillCall(position, way);
        way.positions.emplace_back(step.seq, position);
        m_facts.batch[position] = step.batch;
        mark(fact, StepFact::RanOther, step.decision && ranWithOther(m_runs.decisions()[*step.decision], fact.step));
        markRun(fact, isTimed == way.isTimed);
        addToSort(position, step);
    }

    // What the fast way does not follow.
    void markRun(const StepFact& fact, bool isEven)
    {
        const auto most = std::numeric_limits<std::int64_t>::max() / 4 / static_cast<std::int64_t>(m_facts.steps.size());
        auto& flags = m_facts.runFlags[fact.run];
        mark(flags, Facts::Uneven, !isEven || fact.cost >= most || fact.estimate >= most);
        mark(flags, Facts::RanOther, fact.has(StepFact::RanOther));
    }

    void fillCosts(StepFact& fact, const Step& step) const
    {
        const bool wasRun = !step.decision || m_runs.decisions()[*step.decision].ran();
        fact.cost = wasRun && step.cost ? std::max<std::int64_t>(0, step.cost->nanos) : 0;
        fact.estimate = step.costEstimate ? step.costEstimate->nanos : 0;
        fact.tokens = std::max<std::int64_t>(step.tokensIn, 0) + std::max<std::int64_t>(step.tokensOut, 0);
        mark(fact, StepFact::WasRun, wasRun);
        mark(fact, StepFact::CostMissing, wasRun ? lacksCost(step) : step.kind == StepKind::LlmCall);
        mark(fact, StepFact::TokensMissing, step.kind == StepKind::LlmCall && step.tokensIn < 0 && step.tokensOut < 0);
        mark(fact, StepFact::Failed, wasRun && !step.error.empty());
    }

    bool ranWithOther(const RecordedDecision& decision, std::uint32_t step) const
    {
        const auto asked = m_runs.args()[step].isAbsent() && m_runs.kind()[step] == StepKind::ToolCall
                               ? Value::unrecorded()
                               : m_runs.args()[step];
        return decision.args.isThere() && !equal(decision.args, asked);
    }

    void fillCall(std::uint32_t position, WayBehind& way)
    {
        auto& fact = m_facts.steps[position];
        const auto args = m_runs.args()[fact.step];
        fact.lastCall = way.lastCall;
        mark(fact, StepFact::ArgsUnrecorded, args.isAbsent() || args.kind() == Value::Kind::Unrecorded);
        if (way.lastCall != None)
            mark(fact, StepFact::SameAsLastCall, sameCall(m_runs, m_facts.steps[way.lastCall].step, fact.step));
        way.lastCall = position;
    }

    void addToSort(std::uint32_t position, const Step& step)
    {
        const bool isCall = step.kind == StepKind::ToolCall;
        const auto [known, isNew] = m_sortOf.try_emplace({step.kind, isCall ? step.tool : Names::Absent}, m_facts.sorts.size());
        if (isNew)
            m_facts.sorts.push_back({step.kind, isCall ? requestOf(m_runs, m_facts.steps[position].step, NoTime).tool : Value(), {}});
        m_facts.sorts[known->second].positions.push_back(position);
    }

    // Deals the steps out to their runs.
    void fillPositions()
    {
        const auto runOf = [this](std::uint32_t step) { return static_cast<std::uint32_t>(m_runs.runOf(step)); };
        const auto& steps = m_order.steps();
        std::vector<std::uint32_t> counts(m_runs.runs().size(), 0);
        for (const auto step : steps)
            ++counts[runOf(step)];
        auto& begins = m_facts.begins;
        auto& ends = m_facts.ends;
        begins.assign(counts.size(), 0);
        ends.assign(counts.size(), 0);
        std::uint32_t free = 0;
        for (std::uint32_t moment = 0; moment < steps.size(); ++moment) {
            const auto run = runOf(steps[moment]);
            if (begins[run] == ends[run]) {
                begins[run] = ends[run] = free;
                free += counts[run];
            }
            const auto position = ends[run]++;
            auto& fact = m_facts.steps[position];
            fact.step = steps[moment];
            fact.run = run;
            fact.moment = moment;
            m_facts.atMoment.push_back(position);
        }
    }

    const Runs& m_runs;
    const ReplayOrder& m_order;
    Facts m_facts;
    WayBehind m_way;
    std::map<std::pair<StepKind, std::uint32_t>, std::size_t> m_sortOf; // by kind and the tool's name
};

} // namespace

std::size_t Facts::bytes() const
{
    return steps.size() * (sizeof(StepFact) + sizeof(std::int64_t) + sizeof(std::uint32_t)) + runFlags.size() * 9;
}

bool sameCall(const Runs& runs, std::uint32_t a, std::uint32_t b)
{
    const auto recorded = [](Value value) { return value.isAbsent() ? Value::unrecorded() : value; };
    return runs.tool()[a] == runs.tool()[b] && equal(recorded(runs.args()[a]), recorded(runs.args()[b]));
}

Facts factsOf(const Runs& runs, const ReplayOrder& order) { return FactMaker(runs, order).make(); }

} // namespace runlog::live
