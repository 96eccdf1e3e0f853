// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

#include <optional>

namespace runlog::live {

// A whole replay by what is kept with the order: conditions on the steps' own content are columns, asked anew only for policies that
// were edited; decisions are remembered by what they depend on. Equal to the general replay, step for step. nullopt: something is
// beyond this way (an action that is changed where runs share counters, or a program shape that sourcesOf() refuses). `options` as
// replay() takes them, with an order and without watcher, script, only and steps.
std::optional<Replay> wholeReplay(const EnginePtr& engine, const RunsPtr& runs, const Answers& answers,
                                  const ReplayOptions& options);

} // namespace runlog::live
