// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/fileedit.h"
#include "core/replay/replay.h"

#include <string>

// One recorded step written as an entry of a policy file's `tests:`.
namespace runlog {

// What the entry is made of.
struct TestedStep {
    RunsPtr runs;
    std::size_t step = 0;
    EnginePtr engine;      // decided it: its counters are written where it reads them
    Counters counters;     // as the step saw them
    StepOutcome outcome;
};

// The keys of the entry, a line each, as addTest() takes them.
std::string testLines(const TestedStep& tested);

// The edits that add the entry. Refused where the step has no decision, where the entry would not pass (the decision
// depends on earlier steps, a test would need those), and where addTest() refuses.
FileEdit keepAsTest(const PolicyFile& file, const TestedStep& tested);

// A value in YAML's flow form, texts in double quotes, numbers as written.
std::string flowText(Value value);

} // namespace runlog
