// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"
#include "tests/bench/figures.h"
#include "tests/bench/workloads.h"

namespace runlog::bench {

// Replays the actions as recorded runs, each with its own day's money, and prints the line of `workload`: steps per second of
// processor time with texts that were scanned before, and whether a replay that scans them anew has the same digest.
void measureReplay(const std::string& workload, EnginePtr engine, const Actions& actions, Figures& figures);

} // namespace runlog::bench
