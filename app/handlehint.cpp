// SPDX-License-Identifier: Apache-2.0
#include "app/handlehint.h"

#include "ui/threshold/thresholdchart.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace studio {

namespace {
constexpr int Arrow = 6;
constexpr int Inset = 10;
} // namespace

HandleHint::HandleHint(ThresholdChart& chart, Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_chart(chart)
    , m_theme(theme)
    , m_text(tr("Drag this handle: every run is replayed as it moves"))
{
    setObjectName(QStringLiteral("handleHint"));
    setAccessibleName(m_text);
    chart.installEventFilter(this);
    connect(&chart, &ThresholdChart::grabbed, this, &QObject::deleteLater);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    resize(fontMetrics().horizontalAdvance(m_text) + 2 * Inset, fontMetrics().height() + 10 + Arrow);
    place();
    show();
}

void HandleHint::place()
{
    const QPoint handle = m_chart.mapTo(parentWidget(), m_chart.handleCentre().toPoint());
    const int right = m_chart.mapTo(parentWidget(), QPoint(m_chart.width(), 0)).x();
    const int left = std::clamp(handle.x() - width() / 2, 4, std::max(4, right - width() - 4));
    const QPoint wanted(left, handle.y() + 14);
    if (wanted == pos() && handle.x() == m_handle)
        return;
    m_handle = handle.x();
    move(wanted);
    raise();
    update();
}

bool HandleHint::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint || event->type() == QEvent::Resize || event->type() == QEvent::Move)
        QMetaObject::invokeMethod(this, &HandleHint::place, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void HandleHint::mousePressEvent(QMouseEvent*) { deleteLater(); }

void HandleHint::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = m_theme.tokens();
    const int handle = m_handle - x();
    QPainterPath path;
    path.addRoundedRect(QRectF(0, Arrow, width(), height() - Arrow), 4, 4);
    path.moveTo(handle - Arrow, Arrow);
    path.lineTo(handle, 0);
    path.lineTo(handle + Arrow, Arrow);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path.simplified(), tokens.accent);
    painter.setPen(tokens.onAccent);
    painter.drawText(rect().adjusted(0, Arrow, 0, 0), Qt::AlignCenter | Qt::TextSingleLine, m_text);
}

} // namespace studio
