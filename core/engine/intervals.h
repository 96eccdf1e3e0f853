// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"

namespace runlog {

// Where an order or equality test of a counter holds, as closed intervals of its int64 values: money in 10⁻⁹ dollars,
// durations and times of day in nanoseconds, counts as they are. A count compared with 2.5 is exact too.
// `between` of a time of day that passes midnight gives two intervals; its end is not in it.
std::vector<Interval> intervalsOf(Operator op, std::span<const Literal> literals, FieldType type);

// What a leaf keeps of its literals so that numbers compare fast; once more after one of them has changed.
void prepareNumbers(Leaf& leaf);

} // namespace runlog
