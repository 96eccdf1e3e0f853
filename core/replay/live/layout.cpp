// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/layout.h"

#include "core/replay/groups.h"
#include "core/replay/shares.h"
#include "core/replay/steprequest.h"

#include <algorithm>
#include <numeric>

namespace runlog::live {

namespace {

class LayoutMaker {
public:
    LayoutMaker(const Program& program, const Runs& runs, const ReplayOrder& order)
        : m_program(program), m_runs(runs), m_order(order), m_shares(program, runs, order)
    {
    }

    Layout run()
    {
        m_layout.groupOfRun = groupsOf(m_program, m_runs, m_order);
        place();
        fillRunFlags();
        fillFacts();
        fillPlaces();
        fillShared();
        return std::move(m_layout);
    }

private:
    // Steps counted into their groups, in the order of replay.
    void place()
    {
        const auto& group = m_layout.groupOfRun;
        m_layout.groups.resize(group.empty() ? 0 : *std::max_element(group.begin(), group.end()) + 1);
        for (const auto step : m_order.steps())
            ++m_layout.groups[group[m_runs.runOf(step)]].end;
        std::uint32_t begin = 0;
        for (auto& each : m_layout.groups) {
            const auto size = each.end;
            each.begin = each.end = begin;
            begin += size;
        }
        m_layout.facts.resize(begin);
        for (const auto step : m_order.steps())
            m_layout.facts[m_layout.groups[group[m_runs.runOf(step)]].end++].step = step;
    }

    void fillRunFlags()
    {
        for (const auto& run : m_runs.runs()) {
            const auto user = userKeyOf(run.user);
            m_layout.runFlags.push_back(static_cast<std::uint8_t>((user.id ? 0U : Layout::NoUser)
                                                                  | (user.isUnrecorded ? Layout::UserUnrecorded : 0U)));
        }
    }

    void fillFacts()
    {
        m_runPlaces.resize(m_runs.runs().size());
        if (!m_program.histories.empty())
            m_layout.batch.resize(m_layout.facts.size(), -1);
        for (auto& group : m_layout.groups) {
            for (auto position = group.begin; position < group.end; ++position)
                group.isPlain &= fill(position);
        }
    }

    // False where the fast way would have to follow times that come and go, or sums past the range.
    bool fill(std::uint32_t position)
    {
        auto& fact = m_layout.facts[position];
        const auto step = m_runs.step(fact.step);
        fact.run = static_cast<std::uint32_t>(m_runs.runOf(fact.step));
        fact.kind = step.kind;
        fact.time = m_order.time(fact.step);
        fillCosts(fact, step);
        auto& places = m_runPlaces[fact.run];
        const bool isFirst = places.positions.empty();
        const auto start = m_runs.run(fact.run).startedAt;
        if (isFirst)
            places.startedAt = start != NoTime ? start : fact.time;
        const bool isTimed = fact.time != NoTime;
        places.isTimed = isFirst ? isTimed : places.isTimed;
        mark(fact, StepFact::Untimed, !isTimed);
        fact.elapsed = isTimed ? std::max<std::int64_t>(0, fact.time - places.startedAt) : 0;
        if (step.parent >= 0)
            fact.parent = places.find(step.parent);
        mark(fact, StepFact::Entry, step.kind == StepKind::Call && step.parent < 0);
        if (step.kind == StepKind::ToolCall)
            fillCall(position, fact, places);
        places.positions.emplace_back(step.seq, position);
        if (!m_layout.batch.empty())
            m_layout.batch[position] = step.batch;
        const bool ranOther = step.decision && ranWithOther(m_runs.decisions()[*step.decision], fact.step);
        mark(fact, StepFact::RanOther, ranOther);
        const auto most =
            std::numeric_limits<std::int64_t>::max() / 4 / static_cast<std::int64_t>(m_layout.facts.size());
        return isTimed == places.isTimed && !(ranOther && !m_program.windows.empty()) && fact.cost < most
               && fact.estimate < most;
    }

    void fillPlaces()
    {
        auto& begin = m_layout.placesBegin;
        begin.assign(m_runs.runs().size() + 1, 0);
        for (const auto& fact : m_layout.facts)
            ++begin[fact.run + 1];
        std::partial_sum(begin.begin(), begin.end(), begin.begin());
        m_layout.places.resize(m_layout.facts.size());
        auto next = begin;
        for (std::uint32_t position = 0; position < m_layout.facts.size(); ++position)
            m_layout.places[next[m_layout.facts[position].run]++] = position;
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

    struct RunPlaces {
        std::vector<std::pair<std::int64_t, std::uint32_t>> positions; // (seq, position) so far, in order of seq
        std::uint32_t lastCall = None;
        Time startedAt = NoTime;
        bool isTimed = false;

        std::uint32_t find(std::int64_t seq) const
        {
            const auto place = std::lower_bound(positions.begin(), positions.end(), std::pair(seq, 0U));
            return place != positions.end() && place->first == seq ? place->second : None;
        }
    };

    void fillCall(std::uint32_t position, StepFact& fact, RunPlaces& places) const
    {
        fact.lastCall = places.lastCall;
        mark(fact, StepFact::ArgsUnrecorded, !isRecorded(fact.step));
        if (places.lastCall != None)
            mark(fact, StepFact::SameAsLastCall, sameCall(m_runs, m_layout.facts[places.lastCall].step, fact.step));
        places.lastCall = position;
    }

    bool isRecorded(std::uint32_t step) const
    {
        return !m_runs.args()[step].isAbsent() && m_runs.args()[step].kind() != Value::Kind::Unrecorded;
    }

    static void mark(StepFact& fact, StepFact::Flag flag, bool holds)
    {
        fact.flags = static_cast<std::uint16_t>(fact.flags | (holds ? flag : 0));
    }

    void fillShared()
    {
        const auto size = m_layout.facts.size();
        m_layout.dayOf.resize(m_program.zones.size());
        m_layout.days.resize(m_program.zones.size());
        m_layout.dayNumber.resize(m_program.zones.size());
        for (std::uint32_t zone = 0; zone < m_program.zones.size(); ++zone) {
            m_layout.dayOf[zone].resize(size);
            for (std::size_t position = 0; position < size; ++position)
                m_layout.dayOf[zone][position] = m_shares.day(zone, m_layout.facts[position].step);
            m_layout.days[zone] = m_shares.days(zone);
        }
        m_layout.logOf.resize(m_program.windows.size());
        m_layout.logs.resize(m_program.windows.size());
        for (std::uint32_t slot = 0; slot < m_program.windows.size(); ++slot)
            fillWindow(slot);
    }

    // Shared windows first, then one for each run.
    void fillWindow(std::uint32_t slot)
    {
        const auto size = m_layout.facts.size();
        auto& logs = m_layout.logOf[slot];
        logs.resize(size);
        for (std::size_t position = 0; position < size; ++position)
            logs[position] = m_shares.window(slot, m_layout.facts[position].step);
        const auto shared = m_shares.windows(slot);
        for (std::size_t position = 0; position < size; ++position)
            if (logs[position] == Shares::Nothing)
                logs[position] = shared + m_layout.facts[position].run;
        m_layout.logs[slot] = shared + static_cast<std::uint32_t>(m_runs.runs().size());
        const auto& window = m_program.windows[slot];
        auto& numbers = m_layout.dayNumber[window.zone];
        if (window.window->reach != Window::Reach::Today || !numbers.empty())
            return;
        numbers.resize(size);
        for (std::size_t position = 0; position < size; ++position)
            if (const auto time = m_layout.facts[position].time; time != NoTime)
                numbers[position] = static_cast<std::int32_t>(m_program.zones[window.zone]->day(time));
    }

    const Program& m_program;
    const Runs& m_runs;
    const ReplayOrder& m_order;
    Shares m_shares;
    Layout m_layout;
    std::vector<RunPlaces> m_runPlaces;
};

} // namespace

bool sameCall(const Runs& runs, std::uint32_t a, std::uint32_t b)
{
    const auto recorded = [](Value value) { return value.isAbsent() ? Value::unrecorded() : value; };
    return runs.tool()[a] == runs.tool()[b] && equal(recorded(runs.args()[a]), recorded(runs.args()[b]));
}

Layout layoutOf(const Program& program, const Runs& runs, const ReplayOrder& order)
{
    return LayoutMaker(program, runs, order).run();
}

} // namespace runlog::live
