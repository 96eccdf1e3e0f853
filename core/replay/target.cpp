// SPDX-License-Identifier: Apache-2.0
#include "core/replay/target.h"

#include "core/engine/program.h"
#include "core/replay/flipwalk.h"

#include <algorithm>
#include <map>

namespace runlog {

namespace {

// Requests for approval on the fullest day; those without a time have a day of their own.
std::size_t mostApprovals(const Replay& replay, const ReplayOrder& order, const Zone& zone)
{
    std::map<std::optional<std::int64_t>, std::size_t> requests; // by day
    std::size_t most = 0;
    for (std::size_t step = 0; step < replay.steps.size(); ++step) {
        if (replay.steps[step].outcome != Outcome::RequireApproval)
            continue;
        const auto time = order.time(step);
        most = std::max(most, ++requests[time == NoTime ? std::nullopt : std::optional(zone.day(time))]);
    }
    return most;
}

Money costOf(const Replay& replay, const Run& run)
{
    Money cost;
    for (auto step = run.firstStep; step < run.firstStep + run.stepCount; ++step) {
        const auto* recorded = replay.runs->decisionOf(step);
        const auto known = replay.runs->cost()[step];
        if (replay.steps[step].ran() && (recorded == nullptr || recorded->ran()) && known != Runs::UnknownCost)
            cost = plusSaturating(cost, Money{known});
    }
    return cost;
}

Money mostCost(const Replay& replay)
{
    Money most;
    for (const auto& run : replay.runs->runs())
        most = std::max(most, costOf(replay, run));
    return most;
}

std::size_t unknownCosts(const Runs& runs)
{
    std::size_t unknown = 0;
    for (std::size_t step = 0; step < runs.stepCount(); ++step)
        unknown += runs.kind()[step] == StepKind::LlmCall && runs.cost()[step] == Runs::UnknownCost ? 1 : 0;
    return unknown;
}

bool meets(const TargetScore& score, const Replay& replay, const Target& target)
{
    if (target.approvalsADay && score.mostApprovalsADay > *target.approvalsADay)
        return false;
    if (target.costOfARun && score.mostCostOfARun > *target.costOfARun)
        return false;
    if (target.steps && replay.totals.outcomes[static_cast<std::size_t>(target.steps->first)] > target.steps->second)
        return false;
    return std::find(score.violated.begin(), score.violated.end(), true) == score.violated.end();
}

std::uint32_t zoneOf(const Program& program, const Threshold& threshold)
{
    for (std::size_t file = 0; file < program.set.files.size(); ++file)
        for (const auto& place : thresholds(*program.set.files[file]))
            if (place.threshold.condition == threshold.condition)
                return program.fileZone[file];
    return 0;
}

// Values between two changes of outcomes, all of which do alike.
struct Stretch {
    TargetSet::Interval values;
    TargetScore score;
};

class Walker {
public:
    Walker(const Target& target, const RunsPtr& runs, const Decimal& grain)
        : m_target(target), m_order(std::make_shared<const ReplayOrder>(*runs)), m_grain(grain)
    {
    }

    const std::shared_ptr<const ReplayOrder>& order() const { return m_order; }

    // Adds the stretches on one side of where the walk stands, that of its place included, nearest first.
    std::vector<Stretch> side(FlipWalk& walk, FlipWalk::Side side, std::size_t most) const
    {
        std::vector<Stretch> stretches;
        const bool up = side == FlipWalk::Side::Above;
        for (std::size_t flips = 0;; ++flips) {
            Stretch stretch{{walk.at(), walk.at()}, scoreOf(walk.current(), *m_order, m_target)};
            const auto flip = flips < most ? walk.next(side) : std::nullopt;
            auto& end = up ? stretch.values.to : stretch.values.from;
            if (flip)
                end = up ? std::max(stretch.values.to, flip->value.minus(m_grain)) : std::min(stretch.values.from, flip->value.plus(m_grain));
            else if (flips < most && !walk.gaveUp())
                end.reset();
            stretches.push_back(std::move(stretch));
            if (!flip)
                return stretches;
        }
    }

private:
    const Target& m_target;
    std::shared_ptr<const ReplayOrder> m_order;
    Decimal m_grain;
};

std::optional<std::pair<LabelledStep, LabelledStep>> conflictIn(const std::vector<Stretch>& stretches, const Target& target)
{
    const auto isAlwaysWrong = [&](std::size_t a, std::size_t b) {
        return std::all_of(stretches.begin(), stretches.end(),
                           [&](const Stretch& stretch) { return stretch.score.violated[a] || stretch.score.violated[b]; });
    };
    for (std::size_t a = 0; a < target.labels.size(); ++a)
        for (std::size_t b = 0; b < target.labels.size(); ++b)
            if (target.labels[a].wanted == Wanted::Block && target.labels[b].wanted == Wanted::Pass && isAlwaysWrong(a, b))
                return std::pair(target.labels[a], target.labels[b]);
    return std::nullopt;
}

void addMeeting(std::vector<TargetSet::Interval>& meeting, const std::vector<Stretch>& stretches)
{
    bool continues = false;
    for (const auto& stretch : stretches) {
        if (stretch.score.meets && continues)
            meeting.back().to = stretch.values.to;
        else if (stretch.score.meets)
            meeting.push_back(stretch.values);
        continues = stretch.score.meets;
    }
}

} // namespace

TargetScore scoreOf(const Replay& replay, const ReplayOrder& order, const Target& target)
{
    TargetScore score;
    if (target.approvalsADay)
        score.mostApprovalsADay = mostApprovals(replay, order, *replay.engine->program().zones[target.zone]);
    if (target.costOfARun)
        score.mostCostOfARun = mostCost(replay);
    for (const auto& label : target.labels)
        score.violated.push_back(violates(label.wanted, replay.steps[label.step]));
    score.meets = meets(score, replay, target);
    return score;
}

TargetSet valuesMeeting(Target target, const EnginePtr& engine, const RunsPtr& runs, const Answers& answers,
                        const Threshold& threshold, const Decimal& from, const Decimal& grain, std::size_t most,
                        const std::stop_token& stop)
{
    target.zone = zoneOf(engine->program(), threshold);
    const Walker walker(target, runs, grain);
    const TargetSet nothing{{}, {from, from}, false, std::nullopt, 0};
    FlipWalk down(engine, runs, answers, threshold, from, grain, stop, walker.order());
    if (!down.isReady())
        return nothing;
    auto stretches = walker.side(down, FlipWalk::Side::Below, most);
    std::reverse(stretches.begin(), stretches.end());
    FlipWalk up(engine, runs, answers, threshold, from, grain, stop, walker.order());
    if (!up.isReady()) // a stop came meanwhile
        return nothing;
    auto above = walker.side(up, FlipWalk::Side::Above, most);
    stretches.back().values.to = above.front().values.to; // both begin where the number stands
    std::move(above.begin() + 1, above.end(), std::back_inserter(stretches));
    TargetSet set;
    addMeeting(set.meeting, stretches);
    set.known = {stretches.front().values.from, stretches.back().values.to};
    set.isExact = down.isExact() && !stop.stop_requested();
    if (target.costOfARun)
        set.unknownCosts = unknownCosts(*runs);
    if (set.meeting.empty())
        set.conflict = conflictIn(stretches, target);
    return set;
}

} // namespace runlog
