// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/shots.h"

#include <algorithm>

namespace runlog::live {

Shot Shots::take(const Replay& now, std::vector<ApprovalRequest> requests)
{
    auto kept = freeOne();
    if (kept) {
        bringUpToDate(*kept, now);
    } else {
        kept = std::make_unique<Kept>();
        kept->replay = now;
        kept->standing = standingOf(now);
    }
    kept->replay.requests = std::move(requests);
    kept->turn = m_turn;
    Shot shot{nullptr, kept->standing, 0, moved()};
    ++m_turn;
    auto* const taken = kept.release();
    const auto giveBack = [shelf = m_shelf, taken](const Replay*) {
        std::unique_ptr<Kept> back(taken);
        const std::lock_guard lock(shelf->mutex);
        if (shelf->free.size() < MostFree)
            shelf->free.push_back(std::move(back));
    };
    shot.replay = ReplayPtr(&taken->replay, giveBack);
    return shot;
}

// The one that lacks the least.
std::unique_ptr<Shots::Kept> Shots::freeOne()
{
    const std::lock_guard lock(m_shelf->mutex);
    auto& free = m_shelf->free;
    const auto newest = std::max_element(free.begin(), free.end(), [](const auto& a, const auto& b) { return a->turn < b->turn; });
    if (newest == free.end())
        return nullptr;
    auto kept = std::move(*newest);
    free.erase(newest);
    return kept;
}

void Shots::bringUpToDate(Kept& kept, const Replay& now) const
{
    for (std::size_t run = 0; run < m_changedIn.size(); ++run)
        if (m_changedIn[run] > kept.turn)
            copyRun(kept, now, run);
    auto& replay = kept.replay;
    const auto known = static_cast<std::ptrdiff_t>(replay.matchSets.size());
    replay.matchSets.insert(replay.matchSets.end(), now.matchSets.begin() + known, now.matchSets.end());
    if (!replay.changedArgs.empty() || !now.changedArgs.empty())
        replay.changedArgs = now.changedArgs;
    replay.engine = now.engine;
    replay.totals = now.totals;
    replay.took = now.took;
}

void Shots::copyRun(Kept& kept, const Replay& now, std::size_t run) const
{
    const Run& each = now.runs->run(run);
    for (std::size_t step = each.firstStep; step < each.firstStep + each.stepCount; ++step) {
        auto& outcome = kept.replay.steps[step];
        const auto& newer = now.steps[step];
        if (outcome == newer)
            continue;
        count(kept.standing, outcome, -1);
        count(kept.standing, newer, 1);
        outcome = newer;
    }
}

std::vector<std::uint32_t> Shots::moved() const
{
    std::vector<std::uint32_t> runs;
    for (std::uint32_t run = 0; run < m_changedIn.size(); ++run)
        if (m_changedIn[run] == m_turn)
            runs.push_back(run);
    return runs;
}

} // namespace runlog::live
