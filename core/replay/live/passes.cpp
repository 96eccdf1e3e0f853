// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/passes.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace runlog {

namespace {

std::size_t threadCount() { return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 16); }

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
    m_layout = live::layoutOf(*program, *replay.runs, *m_order);
    m_moving = std::make_unique<live::Moving>(program, leaf, m_sources, m_layout, *replay.runs);
    m_shapes = live::shapesOf(program, m_sources, m_layout, *replay.runs, stop);
    for (const auto group : m_shapes.beyond)
        m_layout.groups[group].isPlain = false;
    m_ground = std::make_unique<live::Ground>(*program, m_layout, replay.runs->runs().size());
    m_runsOf.resize(m_layout.groups.size());
    for (std::uint32_t run = 0; run < m_layout.groupOfRun.size(); ++run)
        m_runsOf[m_layout.groupOfRun[run]].push_back(run);
    m_isGeneral.assign(m_layout.groups.size(), 0);
    work.groups = m_layout.groups.size();
    if (leaf && m_moving->readsSource())
        m_seen.assign(m_layout.facts.size(), live::Unseen);
}

std::vector<std::uint32_t> LiveReplay::Passes::allGroups() const
{
    std::vector<std::uint32_t> all(m_layout.groups.size());
    for (std::uint32_t group = 0; group < all.size(); ++group)
        all[group] = group;
    return all;
}

void LiveReplay::Passes::replayAll()
{
    replay.steps.assign(replay.runs->stepCount(), {});
    replay.matchSets.clear();
    m_matchSets = std::make_unique<live::MatchSets>(replay.matchSets);
    m_board = {m_text, replay.runs, &m_answers, &m_layout, &m_sources, &m_shapes, m_moving.get(), nullptr,
               m_ground.get(), &replay, m_matchSets.get(), m_seen.empty() ? nullptr : m_seen.data()};
    for (auto& hand : m_hands)
        hand->walk.begin(m_board, m_epoch, false);
    if (m_text->readsSharedState())
        recall();
    replay.totals.policies.resize(m_text->policies().size());
    pass(allGroups());
    isComplete = true;
}

void LiveReplay::Passes::recall()
{
    m_recorded.before.assign(m_sources.list.size(), {});
    for (std::size_t source = 0; source < m_sources.list.size(); ++source) {
        const auto kind = m_sources.list[source].kind;
        if (kind == live::Source::Kind::CostToday || kind == live::Source::Kind::Window)
            m_recorded.before[source].resize(m_layout.facts.size());
    }
    m_recorded.seen.assign(m_layout.facts.size(), live::Unseen);
    ++m_epoch;
    for (auto& hand : m_hands)
        hand->walk.begin(m_board, m_epoch, true);
    inParallel(allGroups(), [this](Hand& hand, std::uint32_t group) {
        auto& each = m_layout.groups[group];
        each.isPlain = hand.walk.recall(each, m_recorded);
    });
    m_board.recorded = &m_recorded;
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

void LiveReplay::Passes::inParallel(const std::vector<std::uint32_t>& groups, const Turn& turn)
{
    const auto perTurn = std::clamp<std::size_t>(groups.size() / (m_hands.size() * 16), 1, 256);
    std::atomic<std::size_t> next = 0;
    const auto takeTurns = [&](Hand& hand) {
        for (auto begin = next.fetch_add(perTurn); begin < groups.size(); begin = next.fetch_add(perTurn))
            for (auto place = begin; place < std::min(begin + perTurn, groups.size()); ++place)
                turn(hand, groups[place]);
    };
    std::vector<std::jthread> threads;
    for (std::size_t hand = 1; hand < std::min(m_hands.size(), groups.size()); ++hand)
        threads.emplace_back([&, hand] { takeTurns(*m_hands[hand]); });
    takeTurns(*m_hands.front());
}

// Replays groups that are not counted at present, and counts them.
void LiveReplay::Passes::pass(const std::vector<std::uint32_t>& groups)
{
    ++m_epoch;
    for (auto& hand : m_hands) {
        hand->walk.begin(m_board, m_epoch, true);
        hand->beyond.clear();
    }
    inParallel(groups, [this](Hand& hand, std::uint32_t group) {
        const bool follows = hand.walk.replay(m_layout.groups[group]);
        m_isGeneral[group] = follows ? 0 : 1;
        if (!follows)
            hand.beyond.push_back(group);
    });
    std::vector<std::uint32_t> beyond;
    for (auto& hand : m_hands)
        beyond.insert(beyond.end(), hand->beyond.begin(), hand->beyond.end());
    work.replayed = groups.size();
    work.general = beyond.size();
    if (!beyond.empty())
        general(std::move(beyond));
    count(groups, 1);
}

// Takes the runs of these groups into the counts, or out of them.
void LiveReplay::Passes::count(const std::vector<std::uint32_t>& groups, int sign)
{
    struct Part {
        std::optional<RunTally> tally;
        ImpactCounts changes;
    };
    std::vector<Part> parts(m_hands.size());
    for (auto& part : parts)
        part.tally.emplace(replay);
    inParallel(groups, [&](Hand& hand, std::uint32_t group) {
        const auto index = static_cast<std::size_t>(
            std::find_if(m_hands.begin(), m_hands.end(), [&](const auto& each) { return each.get() == &hand; }) - m_hands.begin());
        for (const auto run : m_runsOf[group]) {
            parts[index].tally->add(run);
            if (m_baseline)
                countRun(hand.scratch, run, parts[index].changes);
        }
    });
    for (const auto& part : parts) {
        sign > 0 ? add(replay.totals, part.tally->totals()) : subtract(replay.totals, part.tally->totals());
        add(counts, part.changes, sign);
    }
}

void LiveReplay::Passes::countRun(Impact& scratch, std::uint32_t run, ImpactCounts& changes)
{
    scratch.changes.clear();
    scratch.consequences.clear();
    scratch.loosened = scratch.tightened = scratch.notes = scratch.uncertain = scratch.runs = 0;
    compareRun(scratch, *m_baseline, replay, replay.runs->run(run));
    add(changes, {scratch.loosened, scratch.tightened, scratch.notes, scratch.uncertain, scratch.consequences.size(), scratch.runs}, 1);
    m_changes[run] = {static_cast<std::uint32_t>(scratch.loosened), static_cast<std::uint32_t>(scratch.tightened),
                      static_cast<std::uint32_t>(scratch.notes + scratch.consequences.size())};
}

// The groups that the fast way cannot follow, through replay(): they share nothing, so any order of groups will do.
void LiveReplay::Passes::general(std::vector<std::uint32_t> groups)
{
    std::sort(groups.begin(), groups.end());
    std::vector<std::uint32_t> steps;
    for (const auto group : groups)
        for (auto position = m_layout.groups[group].begin; position < m_layout.groups[group].end; ++position)
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
}

bool LiveReplay::Passes::moveTo(const Decimal& value)
{
    auto engine = moving ? m_text->withThreshold(moving->condition, moving->literal, value) : nullptr;
    if (!engine)
        return false;
    const auto start = std::chrono::steady_clock::now();
    if (!m_isFast) {
        replay.engine = engine;
        wholeAgain({});
        return true;
    }
    const auto groups = touchedGroups(m_moving->moveTo(engine->shared()));
    count(groups, -1);
    for (const auto group : groups)
        if (m_isGeneral[group] != 0)
            forgetEdits(group);
    replay.engine = m_board.engine = std::move(engine);
    pass(groups);
    replay.took = std::chrono::steady_clock::now() - start;
    return true;
}

// What the general way left beside the outcomes of a group.
void LiveReplay::Passes::forgetEdits(std::uint32_t group)
{
    for (auto position = m_layout.groups[group].begin; position < m_layout.groups[group].end; ++position) {
        m_edited.erase(m_layout.facts[position].step);
        replay.changedArgs.erase(m_layout.facts[position].step);
    }
}

// Those in which a comparison falls on the other side, and those that went through replay(): what they compare is not known.
std::vector<std::uint32_t> LiveReplay::Passes::touchedGroups(const std::vector<std::uint32_t>& positions) const
{
    std::vector<std::uint8_t> isTouched(m_isGeneral);
    for (const auto position : positions)
        isTouched[m_layout.groupOfRun[m_layout.facts[position].run]] = 1;
    const auto touched = m_moving->touched();
    const auto hasSeen = [&](const std::vector<std::int64_t>& seen, const live::Group& group) {
        return !seen.empty() && std::any_of(seen.begin() + group.begin, seen.begin() + group.end, [&](auto value) {
            return touched.low <= value && value <= touched.high;
        });
    };
    std::vector<std::uint32_t> groups;
    for (std::uint32_t group = 0; group < m_layout.groups.size(); ++group) {
        const auto& each = m_layout.groups[group];
        const bool seesIt = m_moving->readsSource() && (hasSeen(m_seen, each) || hasSeen(m_recorded.seen, each));
        if (isTouched[group] != 0 || seesIt)
            groups.push_back(group);
    }
    return groups;
}

} // namespace runlog
