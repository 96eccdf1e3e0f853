// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/listedit.h"
#include "core/replay/replay.h"

#include <optional>
#include <vector>

namespace runlog {

// One value that a condition saw, or one entity that the detector found in what it saw.
struct ValueCount {
    ListValue value;
    std::size_t steps = 0;       // that had it
    std::size_t held = 0;        // of them, those where the condition held
    std::size_t findings = 0;    // of an entity: in all
    std::size_t first = 0;       // the first step, in order of replay
    bool isListed = false;       // a literal of the condition is this value
};

// What one condition without a number saw over a replay, where it could change its policy's result. A list counts each of its items
// once for the step. Most steps first, then by text; listed values that no step had are at the end.
struct ValueCounts {
    std::vector<ValueCount> values;
    bool areEntities = false;    // of contains_pii and contains_secret: names of entities
    std::size_t steps = 0;       // that the condition concerned
    std::size_t absent = 0;
    std::size_t unknown = 0;     // not recorded
    std::size_t others = 0;      // maps, and what goes beyond MostValues
    static constexpr std::size_t MostValues = 100'000; // distinct ones
    static constexpr std::size_t LongestValue = 200;   // bytes; longer text is counted under its beginning
};

// Pure; as long as a whole replay. nullopt: the engine has no such condition.
std::optional<ValueCounts> valueCounts(EnginePtr engine, RunsPtr runs, const Answers& answers, std::string_view condition,
                                       std::stop_token stop = {});

} // namespace runlog
