// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/looking.h"
#include "core/replay/resolve.h"

#include <memory_resource>

namespace runlog::live {

// Replays groups one after the other, with the engine's decisions remembered by what they depend on. One per thread.
class Walk {
public:
    // Takes the board of the next pass; decisions of another engine are remembered only where `keep` says that they hold.
    void begin(const Board& board, std::uint32_t epoch, bool keep);

    // Writes the outcomes of a group's steps. False: something in it is beyond the fast way; what was written is void.
    bool replay(const Group& group);

    // Fills `recorded` for a group: every step as it went when it was recorded. False: beyond the fast way.
    bool recall(const Group& group, Recorded& recorded);

private:
    bool decide(std::uint32_t position);
    void arrive(const Arrived& step);
    bool keyOf(const Arrived& step, bool recorded, Key& key, std::int64_t& seen);
    const Record& recordOf(const Arrived& step, const Key& key, bool recorded);
    Record evaluate(const Arrived& step, bool recorded);
    bool differs(const Arrived& step, const Key& key, const Record& record);
    bool askApprovers(const Arrived& step, const Record& record, StepOutcome& outcome);
    void depart(const Arrived& step, const StepOutcome& outcome);
    void recordEvents(const Arrived& step);
    void addCost(const Arrived& step, std::int64_t nanos, bool isMissing);
    Way& wayOf(std::uint32_t run);

    const Board* m_board = nullptr;
    std::uint32_t m_epoch = 0;
    DecisionTable m_table;
    Record m_once;                 // a decision that is not remembered
    Decision m_decision;
    std::pmr::monotonic_buffer_resource m_scratch;
    bool m_isBeyond = false;
    bool m_terminates = false;
};

} // namespace runlog::live
