// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/threshold/gesture.h"
#include "ui/threshold/histogram.h"

#include <QString>

// What the threshold pane says about a number, in words.
namespace studio {

// "cost_today gt"; of a window or an item the way to it, "sum gt".
QString conditionName(const runlog::ThresholdPlace& place);

// The outcome that a policy asks for. An `allow` policy lifts the default: what it moves is Deny.
runlog::Outcome askedOutcome(const runlog::Policy& policy);
const runlog::Policy* findPolicy(const runlog::PolicyFile& file, const std::string& id);

QString askedWord(runlog::Outcome outcome); // "denied", "asked", "logged"
QString curveWords(runlog::Outcome outcome);  // "denied, by threshold"

// The legend of the strip between the lines: what is held now only, what is let go, what did not change.
LegendLines legendOf(const Between& between, runlog::Outcome asked);

// "cost_today greater than 74.20; 58 denied, 17 more than the baseline".
QString spokenValue(const ThresholdTarget& target, const QString& value, runlog::Outcome asked, std::size_t now,
                    std::size_t baseline);

} // namespace studio
