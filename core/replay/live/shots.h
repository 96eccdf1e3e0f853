// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/livereplay.h"

#include <mutex>

namespace runlog::live {

// Copies of a replay that goes on changing, for readers in other threads. A copy that nobody reads any more is brought up to date
// and given out again: it costs the runs that changed, not the whole. Used by one thread at a time; the copies die in any.
class Shots {
public:
    explicit Shots(std::size_t runs) : m_changedIn(runs, 0) {}

    // A run is decided anew. Different runs may be told from different threads.
    void changed(std::uint32_t run) { m_changedIn[run] = m_turn; }

    // The replay as it is now, where its match sets have only grown; and the runs that changed since the last one was taken.
    Shot take(const Replay& now, std::vector<ApprovalRequest> requests);

private:
    struct Kept {
        Replay replay;
        Standing standing;
        std::uint32_t turn = 0; // the last whose changes are in it
    };
    struct Shelf {
        std::mutex mutex;
        std::vector<std::unique_ptr<Kept>> free;
    };
    static constexpr std::size_t MostFree = 3;

    std::unique_ptr<Kept> freeOne();
    void bringUpToDate(Kept& kept, const Replay& now) const;
    void copyRun(Kept& kept, const Replay& now, std::size_t run) const;
    std::vector<std::uint32_t> moved() const;

    std::shared_ptr<Shelf> m_shelf = std::make_shared<Shelf>();
    std::vector<std::uint32_t> m_changedIn; // by run: the turn in which it changed last
    std::uint32_t m_turn = 1;               // ends when a copy is taken
};

} // namespace runlog::live
