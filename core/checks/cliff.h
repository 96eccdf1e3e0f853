// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/sweep.h"

namespace runlog::checks {

// Whether a value lies within 2 % of a threshold: close enough that a small change of either turns the outcome.
bool isNear(const Decimal& value, const Decimal& threshold);

// How many of the values, sorted, lie within 2 % of the threshold.
std::size_t countNear(const std::vector<ObservedValue>& values, const Decimal& threshold);

// The threshold nearest to `from`, in whole steps of `grain`, with no value within 2 % of it; of two equally far the greater one.
// nullopt where the values leave no gap like that nearby, or `from` is not above zero.
std::optional<Decimal> nextGap(const std::vector<ObservedValue>& values, const Decimal& from, const Decimal& grain);

} // namespace runlog::checks
