// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/labelbook.h"
#include "ui/session/replaysession.h"
#include "ui/threshold/gesture.h"
#include "ui/threshold/goal.h"

#include <QObject>

namespace studio {

// Looks for the values of a number that meet a goal: a little to each side first, then farther, until no outcome changes any more or
// as many changes were passed as one waits for. What was found stands until clear(). Window thread.
class GoalSeek : public QObject {
    Q_OBJECT
public:
    GoalSeek(ReplaySession& session, LabelBook& labels, QObject* parent = nullptr);

    // Nothing is asked where no goal is stated, or where the answer is there already.
    void seek(const std::optional<Goal>& goal, const ThresholdTarget& target, runlog::Outcome asked);
    void clear();

    const std::optional<runlog::TargetSet>& found() const { return m_found; }
    bool isWithoutLabels() const { return m_isWithoutLabels; } // the goal is of labels, and none means one of these steps
    bool isSeeking() const { return m_isSeeking; }

signals:
    void answered();

private:
    void ask(const runlog::Target& target, const ThresholdTarget& number, std::size_t most);
    void take(const runlog::Target& target, const ThresholdTarget& number, const runlog::TargetSet& set, std::size_t most);

    ReplaySession& m_session;
    LabelBook& m_labels;
    std::optional<Goal> m_goal;       // what m_found is for
    std::optional<runlog::Threshold> m_of;
    std::optional<runlog::TargetSet> m_found;
    bool m_isWhole = false;           // m_found will not grow
    bool m_isSeeking = false;
    bool m_isWithoutLabels = false;
};

} // namespace studio
