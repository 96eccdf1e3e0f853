// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/focus.h"
#include "ui/session/replaysession.h"
#include "ui/theme/tokens.h"

#include <QWidget>

class QLabel;

namespace studio {

class RatesChart;

// The face of how often the policy in focus matches: matches per day over the runs, baseline against what is in the text or under the
// hand. Counted by the session's worker with each replay while this face is visible, so it follows a drag.
//
// A jump is a day on which the policy matches more than three times the share of all days before it together; see
// runlog::ratesOf() for the rule, which `runlog rates` has too.
class RatesFace : public QWidget {
    Q_OBJECT
public:
    RatesFace(ReplaySession& session, Focus& focus, Theme& theme, QWidget* parent = nullptr);

    RatesChart* chart() { return m_chart; }
    bool hasPolicy() const { return !m_focus.place().policy.empty(); }
    QString detail() const; // the policy's id
    QString note() const;   // "451 matches"
    QString reading() const; // the line below the chart

signals:
    void shownChanged();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void watch();
    void showRates();
    void showReading();

    ReplaySession& m_session;
    Focus& m_focus;
    RatesChart* m_chart;
    QLabel* m_reading;
    QLabel* m_rule;
};

} // namespace studio
