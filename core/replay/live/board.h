// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/cells.h"
#include "core/replay/live/gaps.h"
#include "core/replay/live/moving.h"
#include "core/replay/live/recall.h"
#include "core/replay/live/sharedcodes.h"
#include "core/replay/live/table.h"
#include "core/replay/live/ways.h"

#include <limits>
#include <map>
#include <shared_mutex>

namespace runlog::live {

// Sets of matching policies, each kept once. Thread-safe.
class MatchSets {
public:
    explicit MatchSets(std::vector<MatchSet>& list); // starts with the empty set
    std::uint32_t indexOf(MatchSet set);

    // Held by who reads the list while others may still add to it.
    [[nodiscard]] std::shared_lock<std::shared_mutex> reading() { return std::shared_lock(m_mutex); }

private:
    std::shared_mutex m_mutex;
    std::vector<MatchSet>& m_list;
    std::map<MatchSet, std::uint32_t> m_index;
};

// What shared sources showed while the runs were recorded.
struct Recorded {
    std::vector<std::shared_ptr<const RecordedLooks>> before; // by source; null: runs do not share it
    struct Seen {
        std::int64_t value = 0;
        std::uint32_t position = 0;
    };
    std::vector<Seen> seen;                                   // sorted by value: what the moving condition would have compared, where
                                                              // runs share what it reads
};

// What the rest of its run depends on, of one step's outcome.
struct Trace {
    static constexpr std::uint8_t EffectBits = 3;
    static constexpr std::uint8_t Reached = 4;
    static constexpr std::uint8_t EndsRun = 8; // whatever the outcome alone would say

    static Effect effect(std::uint8_t trace) { return static_cast<Effect>(trace & EffectBits); }
};

// All that the replay of one group needs. The first part stays as it is during a pass; of the second each group has its
// own.
struct Board {
    EnginePtr engine; // of the draft
    RunsPtr runs;
    const Answers* answers = nullptr;
    const Layout* layout = nullptr;
    const Sources* sources = nullptr;
    const Shapes* shapes = nullptr;
    const Moving* moving = nullptr;      // null: nothing moves
    const Recorded* recorded = nullptr; // null where runs share nothing

    Ground* ground = nullptr;
    Replay* replay = nullptr;
    MatchSets* matchSets = nullptr;
    Cells* cells = nullptr;              // of ripples alone
    std::uint8_t* traces = nullptr;      // by position: Trace; null: nobody asks
    SharedCodes* codes = nullptr;        // of ripples alone
    Gaps* gaps = nullptr;                // of ripples alone, by `seen`
    std::int64_t* seen = nullptr;        // by position: what the moving condition compared, or Unseen, as where it is a day's money that
                                         // runs share; null: nobody asks
};

} // namespace runlog::live
