// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/impact.h"
#include "core/replay/live/outwards.h"
#include "core/replay/standing.h"
#include "core/replay/sweep.h"

#include <memory>

namespace runlog {

// What two replays differ in, counted.
struct ImpactCounts {
    std::size_t loosened = 0;
    std::size_t tightened = 0;
    std::size_t notes = 0;
    std::size_t uncertain = 0;
    std::size_t consequences = 0;
    std::size_t runs = 0;
    bool operator==(const ImpactCounts&) const = default;
};
void add(ImpactCounts& counts, const ImpactCounts& more, int sign); // sign -1 takes away

ImpactCounts countsOf(const Impact& impact); // of a whole one

// A replay that goes on changing, as it was at one moment.
struct Shot {
    ReplayPtr replay;
    Standing standing;
    std::size_t requests = 0;         // how many there are, listed or not
    std::vector<std::uint32_t> moved; // runs that were decided since the last shot, in order
};

// A replay that follows one number while it moves. Equal to replay() of the same policies step for step, at a fraction of its
// work: conditions on a step's own content are asked once, decisions are remembered by what they depend on, and a move replays
// only those runs in which a comparison falls on the other side, with the runs that share a counter with them.
//
// Works on all cores while a function runs; used by one thread at a time. Program shapes beyond the fast way (see
// live/sources.h), and groups of runs in which an action is changed, go through replay().
class LiveReplay {
public:
    // `moving`: the number that will move, if any. A stop leaves it without outcomes: see isComplete().
    LiveReplay(EnginePtr engine, RunsPtr runs, Answers answers, std::shared_ptr<const ReplayOrder> order,
               const std::optional<Threshold>& moving, std::stop_token stop = {});
    ~LiveReplay();
    LiveReplay(const LiveReplay&) = delete;
    LiveReplay& operator=(const LiveReplay&) = delete;

    bool isComplete() const;
    const std::optional<Threshold>& moving() const;

    // Puts the number at `value`, in base units. False: it cannot be that; nothing changed.
    bool moveTo(const Decimal& value);

    // From now on changes are counted against this replay of the same runs.
    void compareWith(ReplayPtr baseline);

    // The same with the outcomes as they are now. Cheap where few runs have changed since it was called last.
    void compareWithPresent();

    // The nearest values that the moving number is compared with at present, each once, the nearest first; fewer than were asked for
    // where there are no more. Comparisons that cannot matter may be among them. nullopt: some runs go through replay(), and nobody
    // knows.
    std::optional<std::vector<Decimal>> compared(const live::Outwards& search) const;

    // As it stands now; valid until the next move. `requests` and `took` are those of snapshot() alone.
    const Replay& current() const;
    const ImpactCounts& counts() const;

    // The beginning of the list of changes, at most `most` of each direction, with the consequences of these. Its numbers are of all.
    Impact heads(std::size_t most) const;

    // The first step of the store that is among the changes or their consequences.
    std::optional<std::size_t> firstChanged() const;

    // As it stands now, for keeping: shots that nobody keeps any more make the next ones cheap. shot() lacks the requests.
    Shot shot();
    Shot shotWithRequests();

    // Copies of the whole.
    ReplayPtr snapshot() const;
    Impact impact() const;

    // For figures: how many groups of runs there are, at how many steps the last move began, and how many groups went
    // through replay().
    struct Work {
        std::size_t groups = 0;
        std::size_t replayed = 0;
        std::size_t general = 0;
    };
    Work work() const;

private:
    class Passes;
    std::unique_ptr<Passes> m_passes;
};

} // namespace runlog
