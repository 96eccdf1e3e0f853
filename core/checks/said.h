// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/policy.h"

#include <string>

namespace runlog::checks {

// A condition in backticks, short, as the file writes it: `tool: refund`, `args.amount: { gt: 50 }`, `count within
// 10m`.
std::string said(const Condition& condition);

// "every tool call", "every step".
std::string stepsNamed(KindSet kinds);

} // namespace runlog::checks
