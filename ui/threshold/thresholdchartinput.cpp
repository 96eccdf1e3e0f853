// SPDX-License-Identifier: Apache-2.0
//
// Mouse, wheel and keys of the threshold's chart.
#include "ui/threshold/thresholdchart.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace studio {

namespace {

constexpr qreal Grasp = 6; // pixels beside the line that still grab it

double valuePerPixel(const Axis& axis, qreal x)
{
    return std::abs(axis.value(x + 1) - axis.value(x));
}

// The case whose value stands nearest to a pixel, at most `reach` pixels from it.
template <typename Case>
const Case* nearest(const std::vector<Case>& cases, const Axis& axis, qreal x, qreal reach)
{
    const Case* found = nullptr;
    for (const Case& each : cases) {
        const qreal off = std::abs(axis.x(each.value) - x);
        if (off < reach) {
            found = &each;
            reach = off;
        }
    }
    return found;
}

ThresholdChart::Stride strideOf(Qt::KeyboardModifiers modifiers)
{
    if (modifiers & Qt::ControlModifier)
        return ThresholdChart::Stride::Flip;
    return modifiers & Qt::ShiftModifier ? ThresholdChart::Stride::Finer : ThresholdChart::Stride::Grain;
}

} // namespace

bool ThresholdChart::isOnHandle(const QPointF& at) const
{
    if (handleBox(m_chart, m_places, m_chart.draft).adjusted(-3, -3, 3, 3).contains(at))
        return true;
    return m_places.plot().contains(at) && std::abs(at.x() - m_chart.axis.x(m_chart.draft.value)) <= Grasp;
}

std::optional<std::size_t> ThresholdChart::otherAt(const QPointF& at) const
{
    for (std::size_t other = 0; other < m_chart.others.size(); ++other)
        if (handleBox(m_chart, m_places, m_chart.others[other]).contains(at))
            return other;
    return std::nullopt;
}

const Chart::Flip* ThresholdChart::flipAt(const QPointF& at) const
{
    if (!m_places.flips.adjusted(0, -2, 0, 2).contains(at))
        return nullptr;
    return nearest(m_chart.flips, m_chart.axis, at.x(), 4);
}

const Chart::Label* ThresholdChart::labelAt(const QPointF& at) const
{
    return m_places.labels.contains(at) ? nearest(m_chart.labels, m_chart.axis, at.x(), 7) : nullptr;
}

void ThresholdChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        press(event->position());
}

void ThresholdChart::press(const QPointF& at)
{
    m_pointer = at.x();
    if (const Chart::Flip* flip = flipAt(at))
        return emit flipClicked(flip->value);
    if (const Chart::Label* label = labelAt(at))
        return emit labelClicked(label->step);
    const auto other = isOnHandle(at) ? std::nullopt : otherAt(at);
    if (other && m_chart.movable)
        emit otherGrabbed(*other);
    if (!isOnHandle(at)) {
        m_panning = m_places.plot().contains(at);
        return;
    }
    if (!m_chart.movable)
        return;
    m_held = true;
    m_handle = m_chart.axis.x(m_chart.draft.value);
    emit grabbed();
}

void ThresholdChart::mouseMoveEvent(QMouseEvent* event)
{
    if (m_held)
        return dragTo(*event);
    if (!m_panning)
        return showCursor(event->position());
    const qreal moved = event->position().x() - m_pointer;
    m_pointer = event->position().x();
    wantRange(m_chart.axis.panned(moved));
}

void ThresholdChart::dragTo(const QMouseEvent& event)
{
    const qreal moved = event.position().x() - m_pointer;
    m_pointer = event.position().x();
    m_handle += event.modifiers() & Qt::ShiftModifier ? moved / 10 : moved;
    const double slower = event.modifiers() & Qt::ShiftModifier ? 0.1 : 1.0;
    emit dragged(m_chart.axis.value(m_handle), valuePerPixel(m_chart.axis, m_handle) * slower, event.modifiers());
}

void ThresholdChart::point(const QPointF& at)
{
    const Chart::Flip* flip = flipAt(at);
    const auto pointed = flip ? std::optional(flip->value) : std::nullopt;
    if (pointed != m_pointed)
        emit flipPointed(m_pointed = pointed);
}

void ThresholdChart::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    point({-1, -1});
}

void ThresholdChart::showCursor(const QPointF& at)
{
    point(at);
    if (flipAt(at) || labelAt(at))
        setCursor(Qt::PointingHandCursor);
    else if (m_chart.movable && (isOnHandle(at) || otherAt(at)))
        setCursor(Qt::SizeHorCursor);
    else
        unsetCursor();
}

void ThresholdChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_panning = false;
    if (!m_held)
        return;
    m_held = false;
    emit released();
}

void ThresholdChart::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!isOnHandle(event->position()))
        emit fitWanted();
}

void ThresholdChart::wheelEvent(QWheelEvent* event)
{
    const double turns = event->angleDelta().y() / 120.0;
    if (turns == 0 || m_held)
        return;
    wantRange(m_chart.axis.zoomed(std::pow(0.8, turns), m_chart.axis.value(event->position().x())));
    event->accept();
}

void ThresholdChart::wantRange(const Axis& axis)
{
    emit rangeWanted(axis.low, axis.high);
}

bool ThresholdChart::steer(int key, Qt::KeyboardModifiers modifiers)
{
    if (key == Qt::Key_Left || key == Qt::Key_Down)
        emit nudged(-1, strideOf(modifiers));
    else if (key == Qt::Key_Right || key == Qt::Key_Up)
        emit nudged(1, strideOf(modifiers));
    else if (key == Qt::Key_PageDown)
        emit nudged(-1, Stride::Coarser);
    else if (key == Qt::Key_PageUp)
        emit nudged(1, Stride::Coarser);
    else if (key == Qt::Key_B && modifiers == Qt::NoModifier)
        emit baselineWanted();
    else
        return false;
    return true;
}

void ThresholdChart::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::AltModifier | Qt::MetaModifier))
        return QWidget::keyPressEvent(event);
    if (event->key() == Qt::Key_Escape && m_chart.held) {
        m_held = false;
        emit cancelled();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_chart.held) {
        m_held = false;
        emit commitWanted();
    } else if (event->key() == Qt::Key_0 && event->modifiers() == Qt::NoModifier) {
        emit fitWanted();
    } else if (!m_chart.movable || !steer(event->key(), event->modifiers())) {
        QWidget::keyPressEvent(event);
    }
}

void ThresholdChart::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
    if (event->reason() == Qt::PopupFocusReason)
        return;
    m_held = false;
    emit cancelled();
}

} // namespace studio
