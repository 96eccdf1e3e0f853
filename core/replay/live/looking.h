// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/board.h"

namespace runlog::live {

// One step that has arrived, with what it can look at.
struct Arrived {
    std::uint32_t position = 0;
    const StepFact* fact = nullptr;
    const Shape* shape = nullptr;
    Way* way = nullptr;
};

// Reads the sources of a step. `epoch` is that of the pass: what is older has not happened in it.
class Looking {
public:
    // `anyOrder`: what runs share is looked up in the board's cells, else in its ground, which is right only in order
    // of replay.
    Looking(const Board& board, std::uint32_t epoch, bool anyOrder)
        : m_board(board), m_epoch(epoch), m_anyOrder(anyOrder)
    {
    }

    // What it shares, or nullptr where it shares nothing.
    Day* day(std::uint32_t zone, std::uint32_t position) const;

    // The window as far back as it reaches at this step.
    Log& log(std::uint32_t window, std::uint32_t position) const;

    // Before the step, without its own share; nullopt: beyond the fast way. A window asks nothing of the step's way.
    std::optional<Look> before(std::size_t source, const Arrived& step) const;
    Look withOwn(std::size_t source, const Arrived& step, Look before) const;

    // Whether runs share this source at this step, so that it may differ from the recording before the run itself does.
    bool isShared(std::size_t source, std::uint32_t position) const;

    // What the engine needs to decide this step. `recorded`: with the recorded values of what runs share.
    Seen seen(const Arrived& step, bool recorded) const;

private:
    Look beforeToday(std::uint32_t zone, const Arrived& step) const;
    Look beforeWindow(std::uint32_t window, const Arrived& step, Look look) const;
    Counters counters(const Arrived& step) const;

    const Board& m_board;
    std::uint32_t m_epoch;
    bool m_anyOrder;
};

} // namespace runlog::live
