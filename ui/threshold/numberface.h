// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/document.h"
#include "ui/session/focus.h"
#include "ui/session/replaysession.h"
#include "ui/theme/tokens.h"
#include "ui/threshold/chartbuild.h"
#include "ui/threshold/gesture.h"
#include "ui/threshold/thresholdchart.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace studio {

class FlipButton;
class GoalLine;
class GoalSeek;
class LabelBook;
class ValueBox;

// The face of one number: the values it was compared with, what moving it changes, and the hand that moves it.
//
// Follows Focus::place().threshold. All input (drag, keys, box, links) goes through one ThresholdGesture. Observed values, curve and
// flips are asked of the session when it is at rest; during a gesture the exact counts of each draft come with its result.
class NumberFace : public QWidget {
    Q_OBJECT
public:
    NumberFace(Document& document, ReplaySession& session, Focus& focus, LabelBook& labels, Theme& theme, QWidget* parent = nullptr);
    ~NumberFace() override;

    ThresholdChart* chart() { return m_chart; }
    ValueBox* box() { return m_box; }
    GoalLine* goal() { return m_goal; }
    const ThresholdGesture& gesture() const { return *m_gesture; }
    QString nothingChanges() const; // the sentence below the flips
    bool isAtRest() const;          // what it asked is answered
    bool hasNumber() const { return target() != nullptr; }
    QString detail() const;         // "args.amount gt in refund-review"
    QString shortDetail() const;    // "args.amount gt"
    QString note() const;           // "451 values · median 38 · p99 120"
    std::vector<QWidget*> controls() const;

public slots:
    void nudge(int direction, studio::ThresholdChart::Stride stride); // begins a gesture where none is
    void commit();
    void rollBack();
    void returnToBaseline(); // within a gesture the draft, else the text
    void fit();

signals:
    void shownChanged(); // another number, or other words about it
    void rested();       // isAtRest() again
    // What the keys do while the handle is held, for the status bar; empty when it is let go.
    void statusChanged(const QString& text);
    // The observed values of the number in focus, for panes that show them beside a step; null when there is none.
    void observationsChanged(std::shared_ptr<const runlog::Observations> observations, const QString& field);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeWidgets();
    void makeControls();
    void connectInput();
    void connectState();

    void retarget();
    void takeResult();
    void clearAnswers();
    void askObservations();
    void askSweep();
    void sweep(std::vector<runlog::Decimal> values);
    void rest();
    void seekGoal();
    void findLabels();
    void askFlips();
    void takeFlips(const runlog::NextFlips& flips);

    bool ensureBegun();
    void moveTo(const runlog::Decimal& value);
    void drag(double value, double valuePerPixel, Qt::KeyboardModifiers modifiers);
    void jumpToFlip(int direction);
    void endGesture(ThresholdGesture::Ending ending);
    void focusFlip(double value);
    void pointAtFlip(std::optional<double> value);
    void grabOther(std::size_t other);
    std::optional<std::size_t> stepAt(double flip) const;
    void setRange(double low, double high);

    void showNumber();
    void showChart();
    void showFlips();
    void showGoal();
    std::vector<Chart::Label> labelsNow() const;
    QString flipWords(double flip) const;
    void showSpoken();
    void say(const QString& problem);

    const ThresholdTarget* target() const;
    runlog::Decimal value() const;
    std::optional<runlog::Decimal> savedValue() const;
    runlog::Outcome asked() const;
    std::size_t sweepBudget() const;

    Document& m_document;
    ReplaySession& m_session;
    Focus& m_focus;
    LabelBook& m_labels;
    Theme& m_theme;
    ThresholdGesture* m_gesture;
    GoalSeek* m_seek;

    std::optional<ThresholdTarget> m_target;       // in the text as it is now
    std::vector<ThresholdTarget> m_others;         // further numbers that the same field is compared with
    std::shared_ptr<const runlog::Observations> m_observations;
    std::vector<Chart::Label> m_labelled;          // steps with a label, at their values; whether they are against it is of m_result
    std::optional<Chart::Line> m_pointed;          // the flip under the pointer
    Histogram m_histogram;
    SweepCurve m_curve;
    std::optional<runlog::NextFlips> m_flips;      // of value()
    int m_jump = 0;                                // a jump that waits for the flips
    ReplayResultPtr m_result;
    bool m_keepAnswers = false;                    // the next result differs by our own number only
    bool m_fitPending = true;
    bool m_isSweeping = false;
    Axis m_axis;
    mutable runlog::EnginePtr m_savedEngine;       // whose value savedValue() remembers
    mutable std::optional<runlog::Decimal> m_saved;
    mutable runlog::Threshold m_savedOf;

    ThresholdChart* m_chart;
    ValueBox* m_box;
    FlipButton* m_below;
    FlipButton* m_above;
    QToolButton* m_logX;
    QToolButton* m_logY;
    QToolButton* m_sums;
    QWidget* m_reset;
    QLabel* m_nothing;
    GoalLine* m_goal;
    QTimer m_settle;
    QTimer m_flipsDue;
};

} // namespace studio
