// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/request.h"
#include "core/language/diagnostic.h"
#include "core/language/policy.h"
#include "core/replay/replay.h"

#include <optional>
#include <string>
#include <vector>

// One recorded step written as an entry of a policy file's `tests:`. Knows no Qt.
namespace studio {

// What the entry is made of.
struct TestedStep {
    runlog::RunsPtr runs;
    std::size_t step = 0;
    runlog::EnginePtr engine;      // decided it: its counters are written where it reads them
    runlog::Counters counters;     // as the step saw them
    runlog::StepOutcome outcome;
};

struct TestEdit {
    std::optional<runlog::Edit> edit;
    std::string reason;            // why not, as a sentence for the author
};

// The lines of the entry, each with its line end, the first beginning with `indent` and a dash.
std::string testText(const TestedStep& tested, const std::string& indent);

// The edit that adds the entry after the file's last test, or with a `tests:` block at the end of the file. Refused where the
// step has no decision, where the deciding policy looks at earlier steps (a test would need those), and where the
// changed text would have an error.
TestEdit addTest(const runlog::PolicyFile& file, const TestedStep& tested);

// A value in YAML's flow form, texts in double quotes, numbers as written.
std::string flowText(runlog::Value value);

} // namespace studio
