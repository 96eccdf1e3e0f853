// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>
#include <vector>

namespace studio {

// A horizontal axis of values: where a value stands in a strip of pixels, and back. Drawing only; doubles.
//
// A logarithmic axis needs low > 0; logarithmic() makes one that has it.
struct Axis {
    double low = 0;
    double high = 1;
    bool logarithmic = false;
    qreal left = 0;     // pixels
    qreal width = 1;

    qreal x(double value) const;
    double value(qreal x) const;
    bool shows(double value) const { return low <= value && value <= high; }

    // The same pixels with another range.
    Axis zoomed(double factor, double around) const;
    Axis panned(qreal pixels) const;
    bool operator==(const Axis&) const = default;
};

// Round values between low and high, at most `most` of them: 1, 2, 5 times a power of ten (powers alone when logarithmic).
std::vector<double> roundValues(const Axis& axis, int most);
std::vector<double> roundValues(double low, double high, int most);

} // namespace studio
