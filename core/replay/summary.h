// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/jsonwriter.h"
#include "core/replay/replay.h"

#include <string>

namespace runlog {

// What is told of a replay as a whole, or of its parts joined.
struct Summary {
    struct PolicyInfo {
        std::string id;
        Mode mode = Mode::Enforce;
        Action action = Action::Allow;
        bool operator==(const PolicyInfo&) const = default;
    };

    std::vector<PolicyInfo> policies; // in file order, as Totals::policies
    Totals totals;
    std::size_t runs = 0;
    std::size_t damagedLines = 0;
    bool stopped = false;
    std::string digest;
};

Summary summaryOf(const Replay& replay, std::string digest);

// The members of a summary, into an open object: runs, steps, tool_calls, llm_calls, outcomes, policies, the three classes,
// incomplete, and the digest. The caller adds what it knows besides and closes the object.
void writeSummary(JsonWriter& json, const Summary& summary);
void writeSummary(JsonWriter& json, const Replay& replay, const std::string& digest);

// The same for people: a table of outcomes, one line per policy, what is uncertain.
std::string summaryText(const Summary& summary);
std::string summaryText(const Replay& replay, const std::string& digest);

// Who decided a step: a policy's id, `default`, or empty.
std::string_view deciderId(const Replay& replay, const StepOutcome& outcome);

} // namespace runlog
