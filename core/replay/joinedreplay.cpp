// SPDX-License-Identifier: Apache-2.0
#include "core/replay/joinedreplay.h"

#include "core/replay/partition.h"
#include "core/replay/replaying.h"
#include "core/replay/threads.h"
#include "core/replay/totals.h"

#include <algorithm>

namespace runlog {

namespace {

// Takes the outcomes of some steps over from a part, whose match sets get their numbers among those of the whole.
class Joining {
public:
    explicit Joining(Replay& whole) : m_whole(whole) { m_whole.matchSets.assign(1, {}); }

    void add(Replay& part, const std::vector<std::uint32_t>& steps)
    {
        const auto numbers = numbersOf(part.matchSets);
        for (const auto step : steps) {
            m_whole.steps[step] = part.steps[step];
            m_whole.steps[step].matches = numbers[part.steps[step].matches];
        }
        m_whole.changedArgs.merge(part.changedArgs);
        std::move(part.requests.begin(), part.requests.end(), std::back_inserter(m_whole.requests));
        m_whole.stopped |= part.stopped;
        runlog::add(m_whole.totals, part.totals);
    }

private:
    std::vector<std::uint32_t> numbersOf(const std::vector<MatchSet>& sets)
    {
        std::vector<std::uint32_t> numbers;
        for (const auto& set : sets) {
            const auto next = static_cast<std::uint32_t>(m_numbers.size());
            const auto [entry, isNew] = m_numbers.try_emplace(set, next);
            if (isNew && next != 0)
                m_whole.matchSets.push_back(set);
            numbers.push_back(entry->second);
        }
        return numbers;
    }

    Replay& m_whole;
    std::map<MatchSet, std::uint32_t> m_numbers{{MatchSet{}, 0}};
};

} // namespace

Replay replayJoined(const EnginePtr& engine, const RunsPtr& runs, const Answers& answers, ReplayOptions options,
                    std::size_t threads)
{
    if (!options.order)
        options.order = std::make_shared<const ReplayOrder>(*runs);
    const auto partition = partitionOf(*engine, *runs, *options.order, threads);
    std::vector<std::vector<std::uint32_t>> steps(threads);
    std::vector<Replay> parts(threads);
    for (const auto step : options.order->steps())
        steps[partition.partOfRun[runs->runOf(step)]].push_back(step);
    const auto busy = std::count_if(steps.begin(), steps.end(), [](const auto& part) { return !part.empty(); });
    if (busy <= 1)
        return Replaying(engine, runs, answers, options).run();
    takeTurns(threads, threads, [&](std::size_t part) {
        auto some = options;
        some.steps = &steps[part];
        if (!steps[part].empty())
            parts[part] = Replaying(engine, runs, answers, some).run();
    });
    Replay whole;
    whole.runs = runs;
    whole.engine = engine;
    whole.steps.resize(runs->stepCount());
    whole.totals.policies.resize(engine->policies().size());
    Joining joining(whole);
    for (std::size_t part = 0; part < threads; ++part)
        joining.add(parts[part], steps[part]);
    std::sort(whole.requests.begin(), whole.requests.end(),
              [](const ApprovalRequest& a, const ApprovalRequest& b) { return a.step < b.step; });
    return whole;
}

} // namespace runlog
