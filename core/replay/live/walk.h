// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/looking.h"
#include "core/replay/live/readings.h"
#include "core/replay/resolve.h"
#include "core/replay/totals.h"

#include <functional>
#include <memory_resource>
#include <span>

namespace runlog::live {

// Replays groups one after the other, with the engine's decisions remembered by what they depend on. One per thread.
class Walk {
public:
    // Takes the board of the next pass; decisions of another engine are remembered only where `keep` says that they
    // hold.
    void begin(const Board& board, std::uint32_t epoch, bool keep);

    // Writes the outcomes of a group's steps, or of the next step in order. False: beyond the fast way; what was written is void.
    bool replay(const Group& group);
    bool replay(std::uint32_t position);

    // Asks for the memory of a step that comes soon.
    void fetch(std::uint32_t position) const
    {
        const auto& fact = m_facts[position];
        __builtin_prefetch(&m_ways[fact.run], 1);
        __builtin_prefetch(&m_outcomes[fact.step], 1);
    }

    using Opened = std::function<void(std::uint32_t run)>;

    // Decides the steps of one run at `positions` (sorted) again, and the rest of the run where it goes on
    // otherwise, while what runs share still is as before. What it does to that is added to `effects`, for ripple(). `opened`
    // hears of the run before the first of its outcomes becomes another. False: beyond the fast way; the outcomes of the run's
    // group are void. Runs are independent of each other: threads may work on several at once.
    bool rerun(std::uint32_t run, std::span<const std::uint32_t> positions, const Opened& opened,
               std::vector<EffectChange>& effects);

    // Asks for the memory of a run that goes on soon.
    void fetchRun(std::uint32_t run) const;

    // Puts the effects of steps of one group that were decided again into one part of what runs share, and adds the steps that now
    // may see another side of a cut there to `touched`, as moments. False as above.
    bool putEffects(std::span<const EffectChange> effects, Cells::Part part, std::vector<std::uint32_t>& touched);

    // Decides the steps at `moments` (sorted), and then whatever follows: steps that see another side of a cut in what runs
    // share, and the rest of their runs. All in one group. `opened` and the result are as above.
    bool ripple(std::span<const std::uint32_t> moments, const Opened& opened);

private:
    // The last key of a shape: most steps see what the one before saw.
    struct Last {
        Key key;
        std::uint32_t record = None; // of the table
    };

    Arrived arrivedAt(std::uint32_t position);
    Arrived arrivedAt(std::uint32_t position, Way& way, Past* past) const;
    Past* pastOf(std::uint32_t run) const { return m_pasts == nullptr ? nullptr : m_pasts + run; }
    bool decide(const Arrived& step);
    bool isReached(const Arrived& step) const;
    void put(const Arrived& step, const StepOutcome& outcome);
    void again(std::uint32_t position);
    void catchUp(const Arrived& step);
    void push(std::uint32_t position);
    std::uint32_t pop();
    Cells::Touch touching()
    {
        return [this](auto position) { push(position); };
    }
    Cells::Shift shifting()
    {
        return [this](auto slot, auto position, auto amount, auto flags) {
            if (shifted(slot, position, amount, flags))
                push(position);
        };
    }
    bool shifted(std::uint32_t slot, std::uint32_t position, std::int64_t amount, bool flags);
    Looking looking() const { return Looking(*m_board, m_epoch, m_opened != nullptr); }
    void arrive(const Arrived& step);
    bool keyOf(const Arrived& step, Key& key, std::int64_t& seen);
    bool takeRecorded(const Arrived& step, Key& key) const;
    const Record& recordOf(const Arrived& step, const Key& key, bool recorded);
    Record evaluate(const Arrived& step, bool recorded);
    bool differs(const Arrived& step, const Key& key, const Record& record);
    bool askApprovers(const Arrived& step, const Record& record, StepOutcome& outcome);
    void settle(const Arrived& step, const StepOutcome& outcome, bool endsRun);
    void settleRan(const Arrived& step);
    void share(const Arrived& step, Effect effect);
    void addEntries(const Arrived& step);
    void addMoney(const Arrived& step, std::int64_t nanos, bool isMissing);
    Way& wayOf(std::uint32_t run);

    const Board* m_board = nullptr;
    std::uint32_t m_epoch = 0;

    // Of the board, at hand.
    const StepFact* m_facts = nullptr;
    const std::uint32_t* m_shapeOf = nullptr;
    const Shape* m_shapes = nullptr;
    Way* m_ways = nullptr;
    Past* m_pasts = nullptr; // null: no policy has a history
    StepOutcome* m_outcomes = nullptr;

    Readings m_readings;
    DecisionTable m_table;
    std::vector<Last> m_last; // by shape
    Record m_once;            // a decision that is not remembered
    Decision m_decision;
    std::pmr::monotonic_buffer_resource m_scratch;
    std::vector<std::uint32_t> m_heap; // Walk::ripple: moments that came to be decided again, the first on top
    const Opened* m_opened = nullptr;             // null: all is replayed in order
    std::vector<EffectChange>* m_effects = nullptr; // of rerun()
    bool m_isBeyond = false;
    bool m_terminates = false;
};

} // namespace runlog::live
