// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/nearmiss.h"
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

// What stood nearest between the step and another outcome, a line each: "nearest to `deny`: `cap` args.amount gt 100: 95, missed by
// 5". Empty where nothing did.
std::string nearMissText(const NearMisses& misses, const Engine& engine);

// The member `nearest`, into an open object: `stricter` and `looser`, each null or an object.
void writeNearMisses(JsonWriter& json, const NearMisses& misses, const Engine& engine);

// The members decision, policy, failed_closed, default_denied, message and policies, into an open object.
void writeExplanation(JsonWriter& json, const Explanation& explanation, const Engine& engine);

} // namespace runlog
