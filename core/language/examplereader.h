// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/reading.h"

namespace runlog {

// Reads one item of `tests`. nullopt: it was reported.
std::optional<PolicyTest> readExample(Reading& reading, const Node& item);

// Reports expected policies that the file does not have. Called when all policies are known; `ids` includes broken ones.
void checkExpectedPolicies(Reading& reading, const Node& tests, const std::vector<std::string_view>& ids);

} // namespace runlog
