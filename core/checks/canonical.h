// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/policy.h"

#include <string>

namespace runlog::checks {

// A condition as text, the same for two that are written differently and ask the same: the order of what is joined, of
// lists and of scalars does not matter, `x: 1` is `x: { eq: 1.0 }` and `x: { in: [1] }`. Not the same for all that are
// equal in the end.
std::string canonical(const Condition& condition);

// One test with its operator replaced by `op`, the positive form of it.
std::string canonicalTest(const Condition& test, Operator op);

// What a window looks at, without the tests of its number.
std::string canonicalReach(const Window& window);

} // namespace runlog::checks
