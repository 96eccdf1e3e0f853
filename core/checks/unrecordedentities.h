// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"
#include "core/language/diagnostic.h"
#include "core/replay/evidence.h"

namespace runlog::checks {

// Whether some condition names entities that recorded runs may not hold.
bool namesEntities(const Engine& engine);

// `entity-not-recorded`: entities that a condition names and no recorded value of its field holds, where the field is there at all. One
// list per file of the engine's set; the evidence must be of the same engine.
std::vector<Diagnostics> unrecordedEntities(const Evidence& evidence, const Engine& engine);

} // namespace runlog::checks
