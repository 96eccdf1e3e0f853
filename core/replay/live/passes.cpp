// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/passes.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace runlog {

namespace {

std::size_t threadCount() { return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 16); }

ImpactCounts countsOf(const RunChanges& run)
{
    return {run.loosened, run.tightened, run.notes, run.uncertain, run.consequences, run.isAny() ? 1U : 0U};
}

} // namespace

LiveReplay::Passes::Passes(EnginePtr engine, RunsPtr runs, Answers answers, std::shared_ptr<const ReplayOrder> order,
                           const std::optional<Threshold>& number, const std::stop_token& stop)
    : moving(number), m_text(std::move(engine)), m_order(std::move(order)), m_answers(std::move(answers))
{
    replay.engine = m_text;
    replay.runs = std::move(runs);
    for (std::size_t hand = 0; hand < threadCount(); ++hand)
        m_hands.push_back(std::make_unique<Hand>());
    prepare(stop);
    if (stop.stop_requested())
        return;
    if (m_isFast)
        replayAll();
    else
        wholeAgain(stop);
}

void LiveReplay::Passes::prepare(const std::stop_token& stop)
{
    const auto program = m_text->shared();
    const auto leaf = moving ? live::leafOf(*program, moving->condition) : std::nullopt;
    auto sources = live::sourcesOf(*program, leaf);
    m_isFast = sources.has_value();
    if (!m_isFast)
        return;
    m_sources = std::move(*sources);
    m_layout = live::layoutOf(program, *replay.runs, *m_order);
    live::addGroups(m_layout);
    m_moving = std::make_unique<live::Moving>(program, leaf, m_sources, m_layout, *replay.runs);
    m_isFast = m_moving->cuts().size() <= live::Cuts::MostMoving;
    if (!m_isFast)
        return;
    m_shapes = live::shapesOf(program, m_sources, *replay.runs, *m_order, stop);
    if (!m_shapes)
        return;
    m_ground = std::make_unique<live::Ground>(m_layout, replay.runs->runs().size());
    m_runsOf.resize(m_layout.groups.size());
    for (std::uint32_t run = 0; run < m_layout.groupOfRun.size(); ++run)
        m_runsOf[m_layout.groupOfRun[run]].push_back(run);
    m_isGeneral.assign(m_layout.groups.size(), 0);
    m_wholeIn.assign(m_layout.groups.size(), 0);
    m_asks.resize(m_layout.facts.size());
    for (std::size_t position = 0; position < m_asks.size(); ++position)
        m_asks[position] = (m_shapes->list[m_shapes->of[position]].reads & live::Shape::Moving) != 0 ? 1 : 0;
    m_openedIn.assign(replay.runs->runs().size(), 0);
    work.groups = m_layout.groups.size();
    if (leaf && m_moving->readsSource())
        m_seen.assign(m_layout.facts.size(), live::Unseen);
}

void LiveReplay::Passes::replayAll()
{
    replay.steps.assign(replay.runs->stepCount(), {});
    replay.matchSets.clear();
    m_shots = std::make_unique<live::Shots>(replay.runs->runs().size());
    m_counted.resize(replay.runs->runs().size());
    replay.totals.policies.resize(m_text->policies().size());
    m_matchSets = std::make_unique<live::MatchSets>(replay.matchSets);
    m_cells = std::make_unique<live::Cells>(m_text->program(), m_layout, *m_shapes, m_sources, *m_moving);
    m_traces.assign(m_layout.facts.size(), 0);
    m_board.engine = m_text;
    m_board.runs = replay.runs;
    m_board.answers = &m_answers;
    m_board.layout = &m_layout;
    m_board.sources = &m_sources;
    m_board.shapes = m_shapes.get();
    m_board.moving = m_moving.get();
    m_board.ground = m_ground.get();
    m_board.replay = &replay;
    m_board.matchSets = m_matchSets.get();
    m_board.cells = m_cells.get();
    m_board.traces = m_traces.data();
    m_codes = live::SharedCodes(m_sources, m_layout.facts.size());
    m_board.codes = &m_codes;
    m_board.gaps = &m_gaps;
    m_board.seen = m_seen.empty() ? nullptr : m_seen.data();
    for (auto& hand : m_hands)
        hand->walk.begin(m_board, m_epoch, false);
    if (m_text->readsSharedState())
        readRecorded();
    beginPass();
    inParallel(m_layout.groups.size(),
               [this](Hand& hand, std::size_t group) { replayGroup(hand, static_cast<std::uint32_t>(group)); });
    endPass();
    noteGaps();
    work.replayed = m_layout.facts.size();
    isComplete = true;
}

void LiveReplay::Passes::readRecorded()
{
    m_recorded.before = live::recall(m_text->program(), m_sources, m_layout, *m_shapes, *m_order);
    m_board.recorded = &m_recorded;
    for (const auto& looks : m_recorded.before)
        if (looks && !looks->fits)
            for (auto& group : m_layout.groups)
                group.isPlain = false;
    fillRecordedCodes();
    if (!m_moving->readsSource() || !m_recorded.before[m_moving->source()])
        return;
    const auto& looks = m_recorded.before[m_moving->source()]->of;
    const live::Looking looking(m_board, m_epoch, false);
    for (std::uint32_t position = 0; position < m_layout.facts.size(); ++position) {
        const auto& shape = m_shapes->list[m_shapes->of[position]];
        const live::Arrived step{position, &m_layout.facts[position], &shape, nullptr};
        if ((shape.reads & live::Shape::Moving) != 0 && looking.isShared(m_moving->source(), position))
            m_recorded.seen.push_back({looking.withOwn(m_moving->source(), step, looks[position]).value, position});
    }
    std::sort(m_recorded.seen.begin(), m_recorded.seen.end(),
              [](const auto& a, const auto& b) { return a.value < b.value; });
}

// Asked again at each step that is decided again, and never another.
void LiveReplay::Passes::fillRecordedCodes()
{
    const live::Looking looking(m_board, m_epoch, false);
    for (std::size_t source = 0; source < m_sources.list.size(); ++source) {
        if (!m_recorded.before[source])
            continue;
        for (std::uint32_t position = 0; position < m_layout.facts.size(); ++position) {
            const live::Arrived step{position, &m_layout.facts[position], &m_shapes->list[m_shapes->of[position]], nullptr};
            if (looking.isShared(source, position))
                m_codes.at(position, source).recorded = m_sources.list[source].code(
                    looking.withOwn(source, step, m_recorded.before[source]->of[position]));
        }
    }
}

// Where the program is beyond the fast way.
void LiveReplay::Passes::wholeAgain(const std::stop_token& stop)
{
    ReplayOptions options;
    options.order = m_order;
    options.stop = stop;
    replay = runlog::replay(replay.engine, replay.runs, m_answers, options);
    isComplete = !replay.stopped;
    work = {replay.runs->runs().size(), replay.runs->runs().size(), replay.runs->runs().size()};
    if (m_baseline && isComplete)
        compareWith(m_baseline);
}

void LiveReplay::Passes::inParallel(std::size_t turns, const std::function<void(Hand& hand, std::size_t turn)>& turn,
                                    std::size_t worthAThread)
{
    const auto atOnce = std::clamp<std::size_t>(turns / (m_hands.size() * 16), 1, 256);
    const auto hands = std::min({m_hands.size(), turns, 1 + turns / worthAThread});
    std::atomic<std::size_t> next = 0;
    const auto takeTurns = [&](Hand& hand) {
        for (auto begin = next.fetch_add(atOnce); begin < turns; begin = next.fetch_add(atOnce))
            for (auto place = begin; place < std::min(begin + atOnce, turns); ++place)
                turn(hand, place);
    };
    std::vector<std::jthread> threads;
    for (std::size_t hand = 1; hand < hands; ++hand)
        threads.emplace_back([&, hand] { takeTurns(*m_hands[hand]); });
    takeTurns(*m_hands.front());
}

void LiveReplay::Passes::beginPass()
{
    ++m_epoch;
    for (auto& hand : m_hands) {
        hand->walk.begin(m_board, m_epoch, true);
        hand->beyond.clear();
        hand->opened.clear();
        hand->counted.clear();
        hand->effects.clear();
        hand->counter.emplace(replay);
        hand->totals.emplace(m_text->policies().size());
        hand->lostChanges = hand->wonChanges = {};
    }
}

// Replays what went beyond the fast way, and brings the counts up to date.
void LiveReplay::Passes::endPass()
{
    std::vector<std::uint32_t> beyond;
    for (auto& hand : m_hands)
        beyond.insert(beyond.end(), hand->beyond.begin(), hand->beyond.end());
    work.general = beyond.size();
    if (!beyond.empty())
        general(std::move(beyond));
    for (auto& hand : m_hands) {
        hand->totals->applyTo(replay.totals);
        add(counts, hand->lostChanges, -1);
        add(counts, hand->wonChanges, 1);
        if (m_present)
            m_countedSince.insert(m_countedSince.end(), hand->counted.begin(), hand->counted.end());
    }
    if (m_countedSince.size() > m_counted.size()) { // then a copy of all is as cheap
        m_present.reset();
        m_countedSince.clear();
    }
}

// A run's outcomes may be others than they were when it was counted last.
void LiveReplay::Passes::countAgain(Hand& hand, std::uint32_t run)
{
    const auto reading = m_matchSets->reading();
    if (m_present)
        hand.counted.push_back(run);
    hand.totals->takeAway(m_counted[run]);
    hand.counter->count(run, m_counted[run]);
    hand.totals->add(m_counted[run]);
    m_shots->changed(run);
    if (!m_baseline)
        return;
    add(hand.lostChanges, countsOf(m_changes[run]), 1);
    countChanges(run, hand.wonChanges);
}

// Replays a whole group.
void LiveReplay::Passes::replayGroup(Hand& hand, std::uint32_t group)
{
    const auto& each = m_layout.groups[group];
    const bool follows = hand.walk.replay(each);
    m_isGeneral[group] = follows ? 0 : 1;
    m_wholeIn[group] = m_epoch;
    if (!follows) {
        hand.beyond.push_back(group);
        return;
    }
    m_cells->build(each, m_traces);
    const live::Looking looking(m_board, m_epoch, true);
    for (const auto position : m_layout.positionsOf(each))
        looking.note({position, &m_layout.facts[position], &m_shapes->list[m_shapes->of[position]], nullptr});
    for (const auto run : m_runsOf[group]) {
        noteGap(run);
        countAgain(hand, run);
    }
}

void LiveReplay::Passes::countChanges(std::uint32_t run, ImpactCounts& changes)
{
    m_changes[run] = countRun(*m_baseline, replay, replay.runs->run(run));
    add(changes, countsOf(m_changes[run]), 1);
}

// The groups that the fast way cannot follow, through replay(): they share nothing, so any order of groups will do.
void LiveReplay::Passes::general(std::vector<std::uint32_t> groups)
{
    std::sort(groups.begin(), groups.end());
    std::vector<std::uint32_t> steps;
    for (const auto group : groups)
        for (const auto position : m_layout.positionsOf(m_layout.groups[group]))
            steps.push_back(m_layout.facts[position].step);
    ReplayOptions options;
    options.order = m_order;
    options.steps = &steps;
    auto other = runlog::replay(replay.engine, replay.runs, m_answers, options);
    std::vector<std::uint32_t> matchSets;
    for (const auto& set : other.matchSets)
        matchSets.push_back(m_matchSets->indexOf(set));
    for (const auto step : steps) {
        replay.steps[step] = other.steps[step];
        replay.steps[step].matches = matchSets[other.steps[step].matches];
    }
    replay.changedArgs.merge(other.changedArgs);
    for (auto& request : other.requests)
        m_edited.emplace(request.step, std::move(request));
    for (const auto group : groups)
        for (const auto run : m_runsOf[group])
            countAgain(*m_hands.front(), run);
}

} // namespace runlog
