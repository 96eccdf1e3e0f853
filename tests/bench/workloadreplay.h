// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"
#include "core/replay/sweep.h"
#include "tests/bench/figures.h"
#include "tests/bench/workloads.h"

namespace runlog::bench {

// Replays the actions as recorded runs, each with its own day's money, and prints the line of `workload`: steps per second of
// processor time with texts that were scanned before, and whether a replay that scans them anew has the same digest.
void measureReplay(const std::string& workload, EnginePtr engine, const Actions& actions, Figures& figures);

// The same with one number put at each value: processor time of a live replay per recorded step and change, all threads together, and
// whether each gives the digest of a replay that remembers nothing.
void measureChanges(const std::string& workload, EnginePtr engine, const Actions& actions, const Threshold& threshold,
                    const std::vector<std::string>& values, Figures& figures);

} // namespace runlog::bench
