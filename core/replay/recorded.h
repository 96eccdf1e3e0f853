// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

namespace runlog {

// What the runtime decided while the runs were recorded, in the form of a replay, so that a replay can be compared with it.
//
// A step is Exact with its recorded outcome; one that carries no decision stays Undecided, and compare() leaves it out. `engine` says
// which policies the recorded ids mean; an id that it does not have is Nobody. A recorded approval is `recorded`, other answers keep
// their state. Texts and arguments are not looked at.
Replay recordedReplay(EnginePtr engine, RunsPtr runs);

// How many steps carry a decision.
std::size_t recordedDecisions(const Runs& runs);

} // namespace runlog
