// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/policy.h"
#include "core/language/report.h"

namespace runlog {

// Warns of tests of numbers that cannot hold together, and of tests of a counter (never negative) that always or never hold. Only
// what the numbers of one map say; the deep analysis is made with the engine.
void judge(const Policy& policy, Report& report);

} // namespace runlog
