// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/thresholdchart.h"

#include "ui/threshold/chartaccessible.h"

#include <QAccessible>
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

ThresholdChart::Stride strideOf(Qt::KeyboardModifiers modifiers)
{
    if (modifiers & Qt::ControlModifier)
        return ThresholdChart::Stride::Flip;
    return modifiers & Qt::ShiftModifier ? ThresholdChart::Stride::Finer : ThresholdChart::Stride::Grain;
}

} // namespace

ThresholdChart::ThresholdChart(Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    announceCharts();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_places = placesOf(size());
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ThresholdChart::setChart(Chart chart)
{
    m_chart = std::move(chart);
    m_chart.axis = pixelAxis(m_chart.axis);
    update();
}

void ThresholdChart::setSpoken(const Spoken& spoken)
{
    const bool changed = spoken.value != m_spoken.value;
    m_spoken = spoken;
    setAccessibleName(spoken.name);
    if (!changed)
        return;
    QAccessibleValueChangeEvent event(this, spoken.value);
    QAccessible::updateAccessibility(&event);
}

Axis ThresholdChart::pixelAxis(Axis range) const
{
    range.left = m_places.bars.left();
    range.width = m_places.bars.width();
    return range;
}

QPointF ThresholdChart::handleCentre() const
{
    return handleBox(m_chart, m_places, m_chart.draft).center();
}

int ThresholdChart::handleWidth() const { return static_cast<int>(handleBox(m_chart, m_places, m_chart.draft).width()); }

QSize ThresholdChart::sizeHint() const { return {460, 300}; }
QSize ThresholdChart::minimumSizeHint() const { return {220, 150}; }

bool ThresholdChart::event(QEvent* event)
{
    // Esc and the arrows belong to the handle while it is held, before any shortcut of the window.
    if (event->type() == QEvent::ShortcutOverride && m_chart.held
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QWidget::event(event);
}

void ThresholdChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& tokens = m_theme.tokens();
    painter.fillRect(rect(), tokens.pane);
    paintChart(painter, m_places, m_chart, tokens);
    if (!hasFocus())
        return;
    painter.setPen(QPen(tokens.accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(handleBox(m_chart, m_places, m_chart.draft).adjusted(-2.5, -1.5, 2.5, 1.5), 4, 4);
}

void ThresholdChart::resizeEvent(QResizeEvent*)
{
    m_places = placesOf(size());
    m_chart.axis = pixelAxis(m_chart.axis);
    emit resized();
}

bool ThresholdChart::isOnHandle(const QPointF& at) const
{
    if (handleBox(m_chart, m_places, m_chart.draft).adjusted(-3, -3, 3, 3).contains(at))
        return true;
    return m_places.plot().contains(at) && std::abs(at.x() - m_chart.axis.x(m_chart.draft.value)) <= Grasp;
}

const Chart::Flip* ThresholdChart::flipAt(const QPointF& at) const
{
    if (!m_places.flips.adjusted(0, -2, 0, 2).contains(at))
        return nullptr;
    const Chart::Flip* nearest = nullptr;
    qreal distance = 4;
    for (const Chart::Flip& flip : m_chart.flips) {
        const qreal off = std::abs(m_chart.axis.x(flip.value) - at.x());
        if (off < distance) {
            nearest = &flip;
            distance = off;
        }
    }
    return nearest;
}

void ThresholdChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pointer = event->position().x();
    if (const Chart::Flip* flip = flipAt(event->position()))
        return emit flipClicked(flip->value);
    if (!isOnHandle(event->position())) {
        m_panning = m_places.plot().contains(event->position());
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

void ThresholdChart::showCursor(const QPointF& at)
{
    if (flipAt(at))
        setCursor(Qt::PointingHandCursor);
    else if (m_chart.movable && isOnHandle(at))
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
