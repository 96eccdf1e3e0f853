// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/stride.h"

#include <cmath>

namespace studio {

using runlog::Decimal;

Decimal grainOfPixel(const Decimal& grain, double valuePerPixel)
{
    Decimal coarse = grain;
    while (Decimal(coarse.coefficient(), coarse.exponent() + 1).approximate() <= valuePerPixel)
        coarse = Decimal(coarse.coefficient(), coarse.exponent() + 1);
    return coarse;
}

std::optional<Decimal> movedBy(const Decimal& value, const Decimal& stride, int times)
{
    std::optional<Decimal> sum = value;
    for (int n = 0; n < std::abs(times) && sum; ++n)
        sum = times > 0 ? sum->plus(stride) : sum->minus(stride);
    return sum;
}

Decimal strideValue(const ThresholdTarget& target, ThresholdChart::Stride stride)
{
    using Stride = ThresholdChart::Stride;
    const Decimal grain = target.grain();
    switch (stride) {
    case Stride::Grain:
    case Stride::Flip: return grain;
    case Stride::Coarser: return Decimal(grain.coefficient(), grain.exponent() + 1);
    case Stride::Finer: {
        const Decimal finer(grain.coefficient(), grain.exponent() - 1);
        const auto tried = target.value().plus(finer);
        return tried && runlog::withValue(target.literal(), *tried) ? finer : grain;
    }
    }
    return grain;
}

} // namespace studio
