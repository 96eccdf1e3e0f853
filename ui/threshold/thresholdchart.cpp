// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/thresholdchart.h"

#include "ui/threshold/chartaccessible.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>

namespace studio {

ThresholdChart::ThresholdChart(Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    announceCharts();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_places = placesOf(size(), false);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ThresholdChart::setChart(Chart chart)
{
    m_chart = std::move(chart);
    m_places = placesOf(size(), !m_chart.labels.empty());
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

QPointF ThresholdChart::otherCentre(std::size_t other) const { return handleBox(m_chart, m_places, m_chart.others.at(other)).center(); }

QPointF ThresholdChart::labelCentre(std::size_t label) const
{
    return {m_chart.axis.x(m_chart.labels.at(label).value), m_places.labels.center().y()};
}

QPointF ThresholdChart::flipCentre(std::size_t flip) const
{
    return {m_chart.axis.x(m_chart.flips.at(flip).value), m_places.flips.center().y()};
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
    m_places = placesOf(size(), !m_chart.labels.empty());
    m_chart.axis = pixelAxis(m_chart.axis);
    emit resized();
}

} // namespace studio
