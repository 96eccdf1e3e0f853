// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/impact.h"

namespace runlog {

// A number in a policy that can be moved: one literal of one condition.
struct Threshold {
    std::string condition;      // Condition::id
    std::size_t literal = 0;    // which number of it
    auto operator<=>(const Threshold&) const = default;
};

// Every number of a file that can be moved, in order of place.
struct ThresholdPlace {
    Threshold threshold;
    std::string policy;         // id
    const Condition* condition = nullptr; // the Test (of a window: its test)
    const Literal* value = nullptr;
};
std::vector<ThresholdPlace> thresholds(const PolicyFile& file);

// A number that a condition was compared with, and the step where.
struct ObservedValue {
    Decimal value;
    std::uint32_t step = 0;
};

// What one condition observed over a replay, sorted by value, then step. Steps that the policy does not concern, and absent
// values, are not in it but counted.
struct Observations {
    std::vector<ObservedValue> values;
    std::size_t absent = 0;
    std::size_t inError = 0;
    std::size_t unknown = 0;
};
// Here and below, `order` is as in ReplayOptions.
Observations observe(EnginePtr engine, RunsPtr runs, const Answers& answers, const Threshold& threshold,
                     std::stop_token stop = {}, std::shared_ptr<const ReplayOrder> order = nullptr);
// The same of several thresholds in one replay, in their order.
std::vector<Observations> observeAll(EnginePtr engine, RunsPtr runs, const Answers& answers,
                                     const std::vector<Threshold>& thresholds, std::stop_token stop = {},
                                     std::shared_ptr<const ReplayOrder> order = nullptr);

// Outcome counts at one value of the threshold.
struct SweepPoint {
    Decimal value;
    Totals totals;
};

// The counts at each value, in that order. Exact: each is that of a whole replay (see LiveReplay).
std::vector<SweepPoint> sweep(EnginePtr engine, RunsPtr runs, const Answers& answers, const Threshold& threshold,
                              const std::vector<Decimal>& values, std::stop_token stop = {},
                              std::shared_ptr<const ReplayOrder> order = nullptr);

// The nearest values below and above `from` at which any outcome changes, and the first step responsible.
struct Flip {
    Decimal value;              // the smallest change of the threshold, in its grain, that has the new outcomes
    std::size_t changed = 0;    // steps that differ from the outcomes at `from`
    std::size_t step = 0;       // the first of them
};
struct NextFlips {
    std::optional<Flip> below;
    std::optional<Flip> above;
};
NextFlips nextFlips(EnginePtr engine, RunsPtr runs, const Answers& answers, const Threshold& threshold,
                    const Decimal& from, const Decimal& grain, std::stop_token stop = {},
                    std::shared_ptr<const ReplayOrder> order = nullptr);

} // namespace runlog
