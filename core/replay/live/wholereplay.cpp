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

namespace runlog::live {

namespace {

constexpr std::size_t StepsBetweenStops = 4096;
constexpr std::uint32_t Epoch = 1;

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
        const bool isCoupled = couplingOf(m_engine->program()) != Coupling{};
        if (isCoupled ? !replayInOrder() : !replayRuns())
            return std::nullopt;
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

    // Runs that share counters: each part of them on a thread of its own. False: beyond.
    bool replayInOrder()
    {
        if (std::find(m_layout.beyond.begin(), m_layout.beyond.end(), true) != m_layout.beyond.end())
            return false;
        const auto threads = threadsWanted(m_options.threads);
        if (threads <= 1)
            return replayPart(None, {});
        const auto partition = partitionOf(*m_engine, *m_runs, *m_options.order, threads);
        takeTurns(threads, threads, [&](std::size_t part) {
            if (partition.stepsOf[part] != 0 && !replayPart(static_cast<std::uint32_t>(part), partition.partOfRun))
                m_isBeyond = true;
        });
        return !m_isBeyond;
    }

    // `part` None: all runs.
    bool replayPart(std::uint32_t part, const std::vector<std::uint32_t>& partOfRun)
    {
        Walk walk;
        walk.begin(m_board, Epoch, false);
        for (std::uint32_t position = 0; position < m_layout.facts.size(); ++position) {
            if (position % StepsBetweenStops == 0 && (m_isBeyond || isStopped()))
                break;
            if (part != None && partOfRun[m_layout.facts[position].run] != part)
                continue;
            if (!walk.replay(position))
                return false;
        }
        return true;
    }

    // Runs that share nothing, one after the other; those beyond this way afterwards.
    bool replayRuns()
    {
        const auto count = m_runs->runs().size();
        const auto threads = threadsWanted(m_options.threads);
        const auto turns = threads <= 1 ? std::size_t(1) : std::min<std::size_t>(count, threads * 16);
        std::vector<std::vector<std::uint32_t>> beyond(turns);
        takeTurns(threads, turns, [&](std::size_t turn) {
            Walk walk;
            walk.begin(m_board, Epoch, false);
            for (auto run = count * turn / turns; run < count * (turn + 1) / turns && !isStopped(); ++run)
                if (!replayRun(walk, static_cast<std::uint32_t>(run)))
                    beyond[turn].push_back(static_cast<std::uint32_t>(run));
        });
        std::vector<bool> isBeyond(count, false);
        bool isAny = false;
        for (const auto& list : beyond)
            for (const auto run : list)
                isAny = isBeyond[run] = true;
        if (isAny)
            replayOthers(isBeyond);
        return true;
    }

    bool replayRun(Walk& walk, std::uint32_t run) const
    {
        if (m_layout.beyond[run])
            return false;
        for (auto place = m_layout.placesBegin[run]; place < m_layout.placesBegin[run + 1]; ++place)
            if (!walk.replay(m_layout.places[place]))
                return false;
        return true;
    }

    void replayOthers(const std::vector<bool>& isOther)
    {
        std::vector<std::uint32_t> steps;
        for (const auto& fact : m_layout.facts)
            if (isOther[fact.run])
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
