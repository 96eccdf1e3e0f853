// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

namespace runlog {

// replay() on several threads: each replays some groups of runs (see partitionOf), and the parts are joined in their order. Equal to
// one thread's replay but for the numbers of match sets. Not for a replay with a watcher, or of some steps only.
Replay replayJoined(const EnginePtr& engine, const RunsPtr& runs, const Answers& answers, ReplayOptions options,
                    std::size_t threads);

} // namespace runlog
