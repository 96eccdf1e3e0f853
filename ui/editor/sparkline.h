// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/sweep.h"

#include <array>
#include <map>
#include <memory>
#include <optional>

namespace studio {

// The values that a number was compared with, as 32 small bars over [low, high], and where the number stands among them.
//
// The range holds the threshold and the values up to the 99th percentile; what lies outside counts in the outermost bar.
struct Sparkline {
    static constexpr std::size_t Bars = 32;
    struct Bar {
        std::size_t count = 0;
        bool holds = false; // the condition holds for values of this bar
    };
    std::array<Bar, Bars> bars{};
    std::size_t highest = 0;
    std::size_t values = 0;
    double low = 0;
    double high = 0;
    double threshold = 0;

    double place(double value) const; // 0 … 1 along the axis, clamped
};

// nullopt where nothing was observed.
std::optional<Sparkline> sparkline(const runlog::Observations& observations, const runlog::Condition& condition,
                                   const std::vector<runlog::Decimal>& literals, std::size_t literal);

// The sparkline of each number, made again only where it saw other values or is written otherwise: a drag repaints every line of
// the text, and its numbers may have seen millions of values.
class Sparklines {
public:
    using ObservationsPtr = std::shared_ptr<const runlog::Observations>;

    // Null where nothing was observed.
    std::shared_ptr<const Sparkline> of(const runlog::ThresholdPlace& place, const ObservationsPtr& observations);

private:
    struct Kept {
        ObservationsPtr observations;
        runlog::Operator op = runlog::Operator::Eq;
        std::vector<runlog::Decimal> literals;
        std::shared_ptr<const Sparkline> line;
    };
    std::map<runlog::Threshold, Kept> m_kept;
};

} // namespace studio
