// SPDX-License-Identifier: Apache-2.0
//
// What the hand and the keys do to the number in focus; what is shown of it is in numberfaceview.cpp.
#include "ui/threshold/numberface.h"

#include "ui/threshold/flipbutton.h"
#include "ui/threshold/goalline.h"
#include "ui/threshold/stride.h"
#include "ui/threshold/valuebox.h"

#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace studio {

using runlog::Decimal;

void NumberFace::connectInput()
{
    connect(m_chart, &ThresholdChart::grabbed, this, &NumberFace::ensureBegun);
    connect(m_chart, &ThresholdChart::dragged, this, &NumberFace::drag);
    connect(m_chart, &ThresholdChart::released, this, &NumberFace::commit);
    connect(m_chart, &ThresholdChart::cancelled, this, &NumberFace::rollBack);
    connect(m_chart, &ThresholdChart::commitWanted, this, &NumberFace::commit);
    connect(m_chart, &ThresholdChart::nudged, this, &NumberFace::nudge);
    connect(m_chart, &ThresholdChart::baselineWanted, this, &NumberFace::returnToBaseline);
    connect(m_chart, &ThresholdChart::rangeWanted, this, &NumberFace::setRange);
    connect(m_chart, &ThresholdChart::fitWanted, this, &NumberFace::fit);
    connect(m_chart, &ThresholdChart::flipClicked, this, &NumberFace::focusFlip);
    connect(m_chart, &ThresholdChart::resized, this, &NumberFace::showChart);
    connect(m_chart, &ThresholdChart::valueWanted, this, [this](double wanted) {
        if (ensureBegun())
            moveTo(wholeGrains(wanted, target()->grain()));
    });
    connect(m_box, &ValueBox::typed, this, [this](const Decimal& typed) {
        if (ensureBegun())
            moveTo(typed);
    });
    connect(m_box, &ValueBox::stepped, this, [this](int steps) {
        const auto next = ensureBegun() ? movedBy(value(), target()->grain(), steps) : std::nullopt;
        if (next)
            moveTo(*next);
    });
    connect(m_box, &ValueBox::commitWanted, this, &NumberFace::commit);
    connect(m_box, &ValueBox::cancelled, this, &NumberFace::rollBack);
    connect(m_below, &QAbstractButton::clicked, this, [this] { jumpToFlip(-1); });
    connect(m_above, &QAbstractButton::clicked, this, [this] { jumpToFlip(1); });
    connect(m_logX, &QAbstractButton::toggled, this, &NumberFace::fit);
    connect(m_logY, &QAbstractButton::toggled, this, &NumberFace::showChart);
    connect(m_sums, &QAbstractButton::toggled, this, &NumberFace::showChart);
    connect(m_chart, &ThresholdChart::flipPointed, this, &NumberFace::pointAtFlip);
    connect(m_chart, &ThresholdChart::labelClicked, &m_focus, &Focus::setStep);
    connect(m_chart, &ThresholdChart::otherGrabbed, this, &NumberFace::grabOther);
    connect(m_goal, &GoalLine::goalChanged, this, [this] {
        seekGoal();
        showChart();
    });
    connect(m_goal, &GoalLine::stepWanted, &m_focus, &Focus::setStep);
}

bool NumberFace::ensureBegun()
{
    if (m_gesture->isActive())
        return true;
    if (!m_target)
        return false;
    const QString refusal = m_gesture->begin(m_target->place.threshold);
    say(refusal);
    return refusal.isEmpty();
}

void NumberFace::moveTo(const Decimal& wanted)
{
    if (m_gesture->moveTo(wanted) && !m_axis.shows(wanted.approximate())) {
        const double span = m_axis.high - m_axis.low;
        const double at = wanted.approximate();
        setRange(at < m_axis.low ? at - span * 0.1 : m_axis.low, at > m_axis.high ? at + span * 0.1 : m_axis.high);
    }
}

void NumberFace::drag(double wanted, double valuePerPixel, Qt::KeyboardModifiers modifiers)
{
    if (!m_gesture->isActive())
        return;
    const double inside = std::clamp(wanted, m_axis.low, m_axis.high);
    Decimal snapped = wholeGrains(inside, grainOfPixel(target()->grain(), valuePerPixel));
    if (modifiers & Qt::ControlModifier) {
        double nearest = std::numeric_limits<double>::max();
        for (const SweepCurve::Change& change : m_curve.changes(asked())) {
            const double off = std::abs(change.to.approximate() - inside);
            if (off < nearest) {
                nearest = off;
                snapped = change.to;
            }
        }
    }
    m_gesture->moveTo(snapped);
}

void NumberFace::nudge(int direction, ThresholdChart::Stride stride)
{
    if (stride == ThresholdChart::Stride::Flip)
        return jumpToFlip(direction);
    if (!ensureBegun())
        return;
    if (const auto next = movedBy(value(), strideValue(*target(), stride), direction))
        moveTo(*next);
}

void NumberFace::jumpToFlip(int direction)
{
    if (!m_flips) {
        m_jump = direction;
        return;
    }
    const auto& flip = direction < 0 ? m_flips->below : m_flips->above;
    if (!flip || !ensureBegun())
        return;
    const std::size_t step = flip->step;
    moveTo(flip->value);
    m_focus.setStep(step);
}

void NumberFace::commit()
{
    if (!m_gesture->isActive())
        return;
    m_keepAnswers = m_gesture->isMoved();
    say(m_gesture->commit());
}

void NumberFace::rollBack()
{
    m_gesture->rollBack();
    showChart(); // text in the box that was no value goes, too
}

void NumberFace::returnToBaseline()
{
    const auto saved = savedValue();
    const bool held = m_gesture->isActive();
    if (!saved || !ensureBegun())
        return;
    moveTo(*saved);
    if (!held)
        commit();
}

void NumberFace::endGesture(ThresholdGesture::Ending ending)
{
    if (ending != ThresholdGesture::Ending::Committed)
        m_keepAnswers = true; // the draft went away, the text is as it was
    if (ending == ThresholdGesture::Ending::Outdated)
        m_keepAnswers = false;
    m_flips.reset();
    m_jump = 0;
    retarget();
    askFlips();
    emit statusChanged({});
}

// The step whose value makes the flip: of those between the two neighbours that were replayed.
std::optional<std::size_t> NumberFace::stepAt(double flip) const
{
    const auto changes = m_curve.changes(asked());
    const auto change = std::find_if(changes.begin(), changes.end(), [&](const auto& each) { return each.to.approximate() == flip; });
    if (change == changes.end() || !m_observations || !target()->place.condition)
        return std::nullopt;
    const auto op = target()->place.condition->op;
    const bool isUpper = op == runlog::Operator::Gt || op == runlog::Operator::Lte
                         || (op == runlog::Operator::Between && target()->place.threshold.literal == 1);
    for (const runlog::ObservedValue& observed : m_observations->values) {
        const bool isAbove = isUpper ? change->from < observed.value : change->from <= observed.value;
        if (isAbove && (isUpper ? observed.value <= change->to : observed.value < change->to))
            return observed.step;
    }
    return std::nullopt;
}

void NumberFace::focusFlip(double at)
{
    if (const auto step = stepAt(at))
        m_focus.setStep(*step);
}

void NumberFace::pointAtFlip(std::optional<double> at)
{
    m_pointed.reset();
    if (at)
        m_pointed = Chart::Line{*at, flipWords(*at)};
    showChart();
}

// Another number of the same field: it is the one in focus from now on, and under the hand that is already down.
void NumberFace::grabOther(std::size_t other)
{
    if (other >= m_others.size())
        return;
    const runlog::ThresholdPlace place = m_others[other].place;
    const Axis axis = m_axis;
    m_focus.setThreshold(place.threshold, place.policy);
    m_axis = axis;
    m_fitPending = false;
    showChart();
}

void NumberFace::setRange(double low, double high)
{
    if (!(high > low))
        return;
    m_axis.low = low;
    m_axis.high = high;
    m_settle.start();
    showChart();
}

void NumberFace::fit()
{
    if (!m_target)
        return;
    if (m_fitPending) {
        const QSignalBlocker quiet(m_logX);
        m_logX->setChecked(logarithmHelps(m_histogram));
    }
    m_fitPending = !m_observations;
    const auto saved = savedValue();
    const auto other = saved ? std::optional(saved->approximate()) : std::nullopt;
    m_axis = fittingAxis(m_histogram, value().approximate(), other, target()->grain().approximate(), m_logX->isChecked());
    const double margin = (m_axis.high - m_axis.low) * 0.04;
    for (const ThresholdTarget& each : m_others) {
        m_axis.low = m_axis.logarithmic ? m_axis.low : std::min(m_axis.low, each.value().approximate() - margin);
        m_axis.high = std::max(m_axis.high, each.value().approximate() + margin);
    }
    m_settle.start();
    showChart();
}

} // namespace studio
