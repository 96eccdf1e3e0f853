// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/diagnostic.h"
#include "core/replay/evidence.h"

#include <stop_token>

// What recorded runs say against policies: that one never matches them, asks for what no step has, or stands where many values
// lie. Each with the edit that takes it away, where there is one.
namespace runlog::checks {

// Codes: `never-matched`, `always-matched`, `field-not-recorded`, `unknown-name`, `entity-not-recorded`, `cliff`, `not-tested`. All are
// warnings or notes: other runs could say otherwise.
//
// One list per file of the engine's set. The evidence must be of the same engine, runs and answers. Costs two replays.
std::vector<Diagnostics> recordedFindings(const Evidence& evidence, const ReplayPtr& replay, const Answers& answers,
                                          std::stop_token stop = {});

} // namespace runlog::checks
