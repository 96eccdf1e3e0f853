// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/jsonwriter.h"
#include "core/replay/replay.h"

#include <string>

namespace runlog {

// The members of a replay's summary, into an open object: runs, steps, tool_calls, llm_calls, outcomes, policies, the three
// classes, incomplete, and the digest. The caller adds what it knows besides and closes the object.
void writeSummary(JsonWriter& json, const Replay& replay, const std::string& digest);

// The same for people: a table of outcomes, one line per policy, what is uncertain.
std::string summaryText(const Replay& replay, const std::string& digest);

// Who decided a step: a policy's id, `default`, or empty.
std::string_view deciderId(const Replay& replay, const StepOutcome& outcome);

} // namespace runlog
