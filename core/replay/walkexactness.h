// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/policy.h"
#include "core/replay/answers.h"

#include <string_view>

namespace runlog {

// Whether the values that one condition is compared with are those that are observed, so that a walk over them misses no change of
// outcomes. It may where the condition is asked of something else than the step (items of a list, the earlier steps that a window
// or a history looks at), and where it reads what a modify policy or an approver changes, in a policy that is asked again of the changed action.
bool walksExactly(const PolicySet& set, const Runs& runs, const Answers& answers, std::string_view condition);

} // namespace runlog
