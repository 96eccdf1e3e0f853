// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/replaysession.h"

#include <QString>
#include <vector>

namespace studio {

// One step of a run as the timeline and the list show it.
struct StepEntry {
    std::size_t step = 0;          // of the store
    qint64 seq = 0;
    QString name;                  // "orders.refund", "llm_call …"
    QString cost;                  // "0.3066", or empty where none is known
    runlog::StepOutcome now;
    runlog::StepOutcome before;    // in the baseline
    bool operator==(const StepEntry&) const = default;

    bool isAfterStop() const { return now.stepClass == runlog::StepClass::AfterDivergence; }
};

// One run with the outcomes of all its steps.
struct RunView {
    std::size_t run = 0;
    QString id;
    QString user;                  // "user u1187", or empty
    std::vector<StepEntry> steps;

    int placeOf(std::size_t step) const; // -1: of another run
    int stopBefore(int place) const;     // the nearest step before it that stopped; -1: none
};

// The run that a step belongs to. The result must be of the same Runs as the step.
RunView runView(const ReplayResult& result, std::size_t step);

// Whether somebody is asked or the step does not run: what F5 walks over.
bool isStop(const runlog::StepOutcome& outcome);

// The next such step after (or before) a step, through all runs in order; nullopt at the end. Without a step: from the end that
// the direction starts at.
std::optional<std::size_t> nextStop(const runlog::Replay& replay, std::optional<std::size_t> from, int direction);

// "Denied", "Waits for approval", "Allowed" …, with the state of an approval: "Approval expired".
QString outcomeWords(const runlog::StepOutcome& outcome);

} // namespace studio
