// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/wholereplay.h"

#include "core/replay/live/walk.h"
#include "core/replay/partition.h"
#include "core/replay/replaying.h"
#include "core/replay/requests.h"
#include "core/replay/threads.h"
#include "core/replay/totals.h"

#include <algorithm>
#include <atomic>
#include <numeric>

namespace runlog::live {

namespace {

constexpr std::size_t StepsBetweenStops = 4096;
constexpr std::uint32_t Epoch = 1;
constexpr std::uint32_t Ahead = 8; // steps: memory is asked for while the steps before are decided

class WholeReplay {
public:
    WholeReplay(EnginePtr engine, RunsPtr runs, const Answers& answers, const ReplayOptions& options)
        : m_engine(std::move(engine)), m_runs(std::move(runs)), m_answers(answers), m_options(options)
    {
    }

    std::optional<Replay> run()
    {
        if (!prepare())
            return std::nullopt;
        m_isCoupled = couplingOf(m_engine->program()) != Coupling{};
        if (!replayParts())
            return std::nullopt;
        if (m_isBeyond)
            replayOthers();
        if (m_options.threads != 1)
            numberMatchSets();
        m_replay.stopped = m_isStopped;
        m_replay.totals = totalsOf(m_replay);
        m_replay.requests = requestsOf(m_replay, m_others);
        return std::move(m_replay);
    }

private:
    // False: the program is beyond this way, or a stop was asked for before anything was decided.
    bool prepare()
    {
        const auto program = m_engine->shared();
        auto sources = sourcesOf(*program, std::nullopt);
        if (!sources)
            return false;
        m_sources = std::move(*sources);
        m_layout = layoutOf(program, *m_runs, *m_options.order);
        m_shapes = shapesOf(program, m_sources, *m_runs, *m_options.order, m_options.stop);
        if (!m_shapes)
            return false;
        m_ground = std::make_unique<Ground>(m_layout, m_runs->runs().size());
        m_replay.runs = m_runs;
        m_replay.engine = m_engine;
        m_replay.steps.resize(m_runs->stepCount());
        m_matchSets = std::make_unique<MatchSets>(m_replay.matchSets);
        m_board.engine = m_engine;
        m_board.runs = m_runs;
        m_board.answers = &m_answers;
        m_board.layout = &m_layout;
        m_board.sources = &m_sources;
        m_board.shapes = m_shapes.get();
        m_board.ground = m_ground.get();
        m_board.replay = &m_replay;
        m_board.matchSets = m_matchSets.get();
        return recallShared();
    }

    bool recallShared()
    {
        if (!m_engine->readsSharedState())
            return true;
        m_recorded.before = recall(m_engine->program(), m_sources, m_layout, *m_shapes, *m_options.order);
        m_board.recorded = &m_recorded;
        return std::all_of(m_recorded.before.begin(), m_recorded.before.end(),
                           [](const auto& looks) { return !looks || looks->fits; });
    }

    bool isStopped()
    {
        m_isStopped = m_isStopped || m_options.stop.stop_requested();
        return m_isStopped;
    }

    // Each part of the runs on a thread of its own, in the order of replay. False: beyond.
    bool replayParts()
    {
        m_beyond.assign(m_layout.beyond.begin(), m_layout.beyond.end());
        m_isBeyond = std::find(m_beyond.begin(), m_beyond.end(), 1) != m_beyond.end();
        if (m_isBeyond && m_isCoupled)
            return false;
        const auto threads = threadsWanted(m_options.threads);
        if (threads <= 1) {
            replayPart([](const StepFact&) { return true; });
        } else {
            const auto partition = partitionFor(threads);
            takeTurns(threads, threads, [&](std::size_t part) {
                if (partition.stepsOf[part] != 0)
                    replayPart([&](const StepFact& fact) { return partition.partOfRun[fact.run] == part; });
            });
        }
        return !m_isBeyond || !m_isCoupled;
    }

    Partition partitionFor(std::size_t threads) const
    {
        std::vector<std::size_t> steps;
        for (std::size_t run = 0; run < m_layout.begins.size(); ++run)
            steps.push_back(m_layout.ends[run] - m_layout.begins[run]);
        return partitionOf(groupsOfRuns(m_layout), steps, threads);
    }

    // Runs that share nothing go one after the other, each in one stretch of memory; others step by step in the order of replay.
    std::uint32_t positionAt(std::uint32_t turn) const { return m_isCoupled ? m_layout.atMoment[turn] : turn; }

    // Where runs share counters, one that is beyond this way ends it all; else it is left for later.
    template <typename IsOwn>
    void replayPart(IsOwn isOwn)
    {
        Walk walk;
        walk.begin(m_board, Epoch, false);
        const auto size = static_cast<std::uint32_t>(m_layout.facts.size());
        for (std::uint32_t turn = 0; turn < size; ++turn) {
            if (turn % StepsBetweenStops == 0 && isStopped())
                return;
            if (turn + Ahead < size)
                walk.fetch(positionAt(turn + Ahead));
            const auto position = positionAt(turn);
            const auto& fact = m_layout.facts[position];
            if (!isOwn(fact) || m_beyond[fact.run] != 0 || walk.replay(position))
                continue;
            m_beyond[fact.run] = 1;
            m_isBeyond = true;
            if (m_isCoupled)
                return;
        }
    }

    // The runs that this way could not follow.
    void replayOthers()
    {
        std::vector<std::uint32_t> steps;
        for (const auto position : m_layout.atMoment)
            if (const auto& fact = m_layout.facts[position]; m_beyond[fact.run] != 0)
                steps.push_back(fact.step);
        auto options = m_options;
        options.steps = &steps;
        options.threads = 1;
        auto others = Replaying(m_engine, m_runs, m_answers, options).run();
        std::vector<std::uint32_t> numbers;
        for (auto& set : others.matchSets)
            numbers.push_back(m_matchSets->indexOf(std::move(set)));
        for (const auto step : steps) {
            m_replay.steps[step] = others.steps[step];
            m_replay.steps[step].matches = numbers[others.steps[step].matches];
        }
        m_replay.changedArgs = std::move(others.changedArgs);
        m_others = std::move(others.requests);
        m_isStopped = m_isStopped || others.stopped;
    }

    // Which thread comes to a set of matches first is open; what its number is shall not be.
    void numberMatchSets()
    {
        auto& sets = m_replay.matchSets;
        std::vector<std::uint32_t> sorted(sets.size());
        std::iota(sorted.begin(), sorted.end(), 0U);
        std::sort(sorted.begin() + 1, sorted.end(), [&](auto a, auto b) { return sets[a] < sets[b]; });
        std::vector<std::uint32_t> numbers(sets.size());
        std::vector<MatchSet> ordered;
        for (const auto set : sorted) {
            numbers[set] = static_cast<std::uint32_t>(ordered.size());
            ordered.push_back(std::move(sets[set]));
        }
        sets = std::move(ordered);
        for (auto& step : m_replay.steps)
            step.matches = numbers[step.matches];
    }

    EnginePtr m_engine;
    RunsPtr m_runs;
    const Answers& m_answers;
    const ReplayOptions& m_options;
    Sources m_sources;
    Layout m_layout;
    std::shared_ptr<const Shapes> m_shapes;
    Recorded m_recorded;
    std::unique_ptr<Ground> m_ground;
    std::unique_ptr<MatchSets> m_matchSets;
    Board m_board;
    Replay m_replay;
    bool m_isCoupled = false;
    std::vector<std::uint8_t> m_beyond;    // by run; each is written by the thread that replays it
    std::vector<ApprovalRequest> m_others; // of runs that went the general way
    std::atomic<bool> m_isBeyond = false;
    std::atomic<bool> m_isStopped = false;
};

} // namespace

std::optional<Replay> wholeReplay(const EnginePtr& engine, const RunsPtr& runs, const Answers& answers,
                                  const ReplayOptions& options)
{
    return WholeReplay(engine, runs, answers, options).run();
}

} // namespace runlog::live
