// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/livereplay.h"
#include "core/replay/sweep.h"

namespace runlog {

// Walks a number of a policy from value to value at which outcomes change.
//
// The next change is found exactly even where stopping a step changes the counter that is compared (a run's own cost, a shared
// budget): until a comparison falls on the other side, no outcome changes, and so no value that is compared; so the nearest value
// that is compared in the replay at the present place is where the next change can be, and after a change all are asked again.
//
// Follows the number with a LiveReplay; where that does not know what is compared, each step of the walk is a whole replay besides.
// Used by one thread. `order` as in ReplayOptions.
class FlipWalk {
public:
    FlipWalk(EnginePtr engine, RunsPtr runs, const Answers& answers, const Threshold& threshold, const Decimal& from,
             const Decimal& grain, std::stop_token stop = {}, std::shared_ptr<const ReplayOrder> order = nullptr);

    // Whether the number can stand at `from`; without that there is nothing to walk.
    bool isReady() const { return m_isReady; }

    // Whether the walk misses nothing: see walksExactly().
    bool isExact() const { return m_isExact; }

    enum class Side : std::uint8_t { Below, Above };

    // The nearest value on that side with other outcomes than here; the walk stays where it is. nullopt: there is none, or so many
    // compared values were tried in vain that the search gave up.
    std::optional<Flip> nearest(Side side);
    bool gaveUp() const { return m_gaveUp; } // the last search

    // Goes there. nullopt: it stays.
    std::optional<Flip> next(Side side);

    const Decimal& at() const { return m_at; }
    const Replay& current() const { return m_live.current(); } // its outcomes and totals hold at at()

private:
    std::optional<Flip> search(bool up);
    std::vector<Decimal> compared(const live::Outwards& search);
    const std::vector<Decimal>& observed();
    std::optional<Flip> tryPast(const Decimal& value, bool up);
    std::optional<Flip> flipAt(const Decimal& value);
    bool look();

    EnginePtr m_engine;
    RunsPtr m_runs;
    const Answers& m_answers;
    Threshold m_threshold;
    Decimal m_at;
    Decimal m_grain;
    std::stop_token m_stop;
    std::shared_ptr<const ReplayOrder> m_order;
    LiveReplay m_live;
    std::optional<std::vector<Decimal>> m_observed; // compared at m_at, sorted, each once; where that has been asked
    std::size_t m_tries = 0;         // of the last search
    bool m_isReady = false;
    bool m_isExact = true;
    bool m_gaveUp = false;
};

} // namespace runlog
