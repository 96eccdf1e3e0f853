// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"
#include "core/language/jsonwriter.h"

#include <string>
#include <string_view>

// An explanation for people and for programs. Texts of policies and recordings are escaped for a terminal.
namespace runlog {

std::string_view name(Truth truth); // "true", "false", "error", "unknown"

// "`deny` by `cap`", "`allow` by no policy".
std::string decisionText(const Decision& decision, const Engine& engine);

// One policy: a line of what it says and whether it matches, then its conditions, each with the value it saw and how
// far that is from the other side. Lines end with a line feed.
std::string policyText(const ExplainedPolicy& policy, const Engine& engine);

// The members decision, policy, failed_closed, default_denied, message and policies, into an open object.
void writeExplanation(JsonWriter& json, const Explanation& explanation, const Engine& engine);

} // namespace runlog
