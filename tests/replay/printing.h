// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

#include <string>

// One line per decided step: `r1#4 deny cap matched=cap,other exact`.
std::string print(const runlog::Replay& replay);

// Policies from text; stops the test on an error in them.
runlog::EnginePtr engineOf(const std::string& policies);

// Runs from native JSON Lines; stops the test where a line is damaged.
runlog::RunsPtr runsOf(const std::string& lines);
