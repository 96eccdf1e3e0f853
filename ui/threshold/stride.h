// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/threshold/gesture.h"
#include "ui/threshold/thresholdchart.h"

namespace studio {

// How far a number goes at one press of a key: its grain, a tenth of it where the literal can hold that, or ten of it.
runlog::Decimal strideValue(const ThresholdTarget& target, ThresholdChart::Stride stride);
std::optional<runlog::Decimal> movedBy(const runlog::Decimal& value, const runlog::Decimal& stride, int times);

// The coarsest power of ten of a grain that still moves with every pixel.
runlog::Decimal grainOfPixel(const runlog::Decimal& grain, double valuePerPixel);

} // namespace studio
