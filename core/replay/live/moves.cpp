// SPDX-License-Identifier: Apache-2.0
#include "core/replay/fetch.h"
#include "core/replay/live/passes.h"

#include <algorithm>
#include <atomic>
#include <utility>

// A number that moves. First every run that it touches goes on by itself, against what runs share as that was before; runs do not
// look at each other then, and all threads work on them. What they did to shared days and windows is put there at once, and
// the steps that now see another side of a cut are settled in order: few, where the number is not itself a shared one.
namespace runlog {

namespace {

constexpr std::size_t FewRuns = 100;      // for which another thread is not worth starting
constexpr std::size_t ManyEffects = 1000; // for which it is

} // namespace

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
    const auto positions = m_moving->moveTo(engine->shared());
    const auto touched = touchedBy(positions);
    replay.engine = m_board.engine = std::move(engine);
    beginPass();
    replayGeneral();
    rerunTouched(touched.positions);
    settleTouched(touched.moments);
    countOpened();
    endPass();
    work.replayed = touched.positions.size() + touched.moments.size();
    replay.took = std::chrono::steady_clock::now() - start;
    return true;
}

// What is known of so few steps need not be asked for ahead: it is at hand.
bool LiveReplay::Passes::isLarge() const { return m_layout.facts.size() > 200'000; }

// Groups that went through replay() may go the fast way now.
void LiveReplay::Passes::replayGeneral()
{
    std::vector<std::uint32_t> generals;
    for (std::uint32_t group = 0; group < m_isGeneral.size(); ++group)
        if (m_isGeneral[group] != 0)
            generals.push_back(group);
    for (const auto group : generals)
        forgetEdits(group);
    inParallel(generals.size(), [&](Hand& hand, std::size_t turn) { replayGroup(hand, generals[turn]); });
}

// Not in groups that are beyond the fast way, nor in those that this pass has replayed as a whole.
bool LiveReplay::Passes::goesOn(std::uint32_t run) const
{
    const auto group = m_layout.groupOfRun[run];
    return m_isGeneral[group] == 0 && m_wholeIn[group] != m_epoch;
}

void LiveReplay::Passes::rerunTouched(const std::vector<std::uint32_t>& positions)
{
    struct Turn {
        std::uint32_t run;
        std::uint32_t begin; // of `positions`
        std::uint32_t end;
    };
    std::vector<Turn> turns;
    for (std::uint32_t at = 0; at < positions.size();) {
        const auto run = m_layout.facts[positions[at]].run;
        const auto begin = at;
        while (at < positions.size() && positions[at] < m_layout.ends[run])
            ++at;
        if (goesOn(run))
            turns.push_back({run, begin, at});
    }
    const auto take = [&](Hand& hand, std::size_t index) {
        const auto [run, begin, end] = turns[index];
        const auto part = std::span(positions).subspan(begin, end - begin);
        if (isLarge() && index + 1 < turns.size()) {
            hand.walk.fetchRun(turns[index + 1].run);
            fetchCounted(turns[index + 1].run);
        }
        bool isOther = false;
        if (!hand.walk.rerun(run, part, [&](auto) { isOther = true; }, hand.effects)) {
            hand.stopped.push_back(m_layout.groupOfRun[run]);
            return;
        }
        noteGap(run);
        if (isOther)
            countAgain(hand, run);
    };
    inParallel(turns.size(), take, FewRuns);
    for (auto& hand : m_hands)
        for (const auto group : std::exchange(hand->stopped, {}))
            if (m_isGeneral[group] == 0)
                abandon(*hand, group);
}

// What is left to settle, group after group. Groups that were abandoned have nothing left.
std::vector<LiveReplay::Passes::Unsettled> LiveReplay::Passes::unsettled(const std::vector<std::uint32_t>& moments) const
{
    std::vector<Unsettled> all;
    std::map<std::uint32_t, std::size_t> index; // of groups
    auto* last = static_cast<Unsettled*>(nullptr);
    const auto of = [&](std::uint32_t run) -> Unsettled* {
        if (!goesOn(run))
            return nullptr;
        const auto group = m_layout.groupOfRun[run];
        if (last != nullptr && last->group == group)
            return last;
        const auto [place, isNew] = index.try_emplace(group, all.size());
        if (isNew)
            all.push_back({group, {}, {}, false});
        return last = &all[place->second];
    };
    for (const auto moment : moments)
        if (auto* group = of(m_layout.facts[m_layout.atMoment[moment]].run))
            group->moments.push_back(moment);
    if (m_layout.dayOf.empty() && m_layout.logOf.empty())
        return all;
    for (const auto& hand : m_hands)
        for (const auto& effect : hand->effects)
            if (auto* group = of(effect.run))
                group->effects.push_back(effect);
    return all;
}

void LiveReplay::Passes::settleTouched(const std::vector<std::uint32_t>& moments)
{
    auto groups = unsettled(moments);
    for (auto& group : groups)
        if (group.effects.size() >= ManyEffects)
            putEffects(group);
    inParallel(groups.size(), [&](Hand& hand, std::size_t turn) { settleGroup(hand, groups[turn]); });
}

// Days and windows are dealt to all threads.
void LiveReplay::Passes::putEffects(Unsettled& group)
{
    const auto parts = static_cast<std::uint32_t>(m_hands.size());
    std::vector<std::vector<std::uint32_t>> touched(parts);
    std::atomic<bool> follows = true;
    inParallel(parts, [&](Hand& hand, std::size_t part) {
        if (!hand.walk.putEffects(group.effects, {static_cast<std::uint32_t>(part), parts}, touched[part]))
            follows = false;
    });
    for (const auto& part : touched)
        group.moments.insert(group.moments.end(), part.begin(), part.end());
    group.effects.clear();
    group.isBeyond = !follows;
}

void LiveReplay::Passes::settleGroup(Hand& hand, Unsettled& group)
{
    bool follows = !group.isBeyond && hand.walk.putEffects(group.effects, {}, group.moments);
    std::sort(group.moments.begin(), group.moments.end());
    follows = follows && hand.walk.ripple(group.moments, [&](auto run) { open(hand, run); });
    if (!follows)
        abandon(hand, group.group);
}

// The fast way could not follow a group: all of it goes through replay() at the end of the pass.
void LiveReplay::Passes::abandon(Hand& hand, std::uint32_t group)
{
    m_isGeneral[group] = 1;
    hand.beyond.push_back(group);
}

// A run will be counted again, once.
void LiveReplay::Passes::open(Hand& hand, std::uint32_t run)
{
    if (std::exchange(m_openedIn[run], m_epoch) != m_epoch)
        hand.opened.push_back(run);
}

// Asks for the memory that counting a run again needs besides its outcomes.
void LiveReplay::Passes::fetchCounted(std::uint32_t run) const
{
    fetchCounting(replay, run);
    fetch(&m_counted[run], 1);
    if (!m_baseline)
        return;
    fetchOutcomes(*m_baseline, run);
    fetch(&m_changes[run], 1);
}

// Counting is most of the work where many runs of one group have changed, and each run is counted by itself.
void LiveReplay::Passes::countOpened()
{
    std::vector<std::uint32_t> runs;
    for (const auto& hand : m_hands)
        std::copy_if(hand->opened.begin(), hand->opened.end(), std::back_inserter(runs),
                     [this](auto run) { return m_isGeneral[m_layout.groupOfRun[run]] == 0; });
    const auto take = [&](Hand& hand, std::size_t turn) {
        if (isLarge() && turn + 1 < runs.size()) {
            fetchOutcomes(replay, runs[turn + 1]);
            fetchCounted(runs[turn + 1]);
        }
        countAgain(hand, runs[turn]);
    };
    inParallel(runs.size(), take, FewRuns);
}

// What the general way left beside the outcomes of a group.
void LiveReplay::Passes::forgetEdits(std::uint32_t group)
{
    for (const auto position : m_layout.positionsOf(m_layout.groups[group])) {
        m_edited.erase(m_layout.facts[position].step);
        replay.changedArgs.erase(m_layout.facts[position].step);
    }
}

} // namespace runlog
