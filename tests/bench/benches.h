// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/figures.h"

// The sub-commands of runlog-bench: each adds itself to the program, and measures when its name was given.
namespace runlog::bench {

void addChecks(CLI::App& program, Figures& figures);
void addColumns(CLI::App& program, Figures& figures);
void addDrag(CLI::App& program, Figures& figures);
void addEngine(CLI::App& program, Figures& figures);
void addPii(CLI::App& program, Figures& figures);
void addRead(CLI::App& program, Figures& figures);
void addReplay(CLI::App& program, Figures& figures);
void addSweep(CLI::App& program, Figures& figures);

} // namespace runlog::bench
