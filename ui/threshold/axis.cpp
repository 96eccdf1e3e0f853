// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/axis.h"

#include <algorithm>
#include <cmath>

namespace studio {
namespace {

double fraction(const Axis& axis, double value)
{
    if (!axis.logarithmic)
        return (value - axis.low) / (axis.high - axis.low);
    const double bottom = std::log(axis.low);
    return (std::log(std::max(value, axis.low * 1e-6)) - bottom) / (std::log(axis.high) - bottom);
}

double valueAt(const Axis& axis, double fraction)
{
    if (!axis.logarithmic)
        return axis.low + fraction * (axis.high - axis.low);
    return axis.low * std::exp(fraction * std::log(axis.high / axis.low));
}

double roundStep(double rough)
{
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double lead = rough / power;
    if (lead <= 1.0)
        return power;
    if (lead <= 2.0)
        return 2 * power;
    return lead <= 5.0 ? 5 * power : 10 * power;
}

std::vector<double> powersOfTen(double low, double high, int most)
{
    const int first = static_cast<int>(std::ceil(std::log10(low) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(high) + 1e-9));
    const int step = std::max(1, (last - first + most) / std::max(1, most));
    std::vector<double> values;
    for (int power = first; power <= last; power += step)
        values.push_back(std::pow(10.0, power));
    return values;
}

} // namespace

qreal Axis::x(double value) const
{
    return left + width * std::clamp(fraction(*this, value), -50.0, 50.0);
}

double Axis::value(qreal x) const
{
    return valueAt(*this, (x - left) / width);
}

Axis Axis::zoomed(double factor, double around) const
{
    const double at = fraction(*this, around);
    Axis axis = *this;
    axis.low = valueAt(*this, at - at * factor);
    axis.high = valueAt(*this, at + (1 - at) * factor);
    return axis.high - axis.low > 1e-9 * std::max(1.0, std::abs(axis.high)) ? axis : *this;
}

Axis Axis::panned(qreal pixels) const
{
    Axis axis = *this;
    axis.low = valueAt(*this, -pixels / width);
    axis.high = valueAt(*this, 1 - pixels / width);
    return axis;
}

std::vector<double> roundValues(double low, double high, int most)
{
    if (!(high > low) || most < 1)
        return {};
    const double step = roundStep((high - low) / most);
    std::vector<double> values;
    for (double n = std::ceil(low / step - 1e-9); n * step <= high + step * 1e-9; ++n)
        values.push_back(n * step);
    return values;
}

std::vector<double> roundValues(const Axis& axis, int most)
{
    if (axis.logarithmic && axis.high / axis.low >= 20)
        return powersOfTen(axis.low, axis.high, most);
    return roundValues(axis.low, axis.high, most);
}

} // namespace studio
