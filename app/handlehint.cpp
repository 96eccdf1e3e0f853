// SPDX-License-Identifier: Apache-2.0
#include "app/handlehint.h"

#include "ui/threshold/thresholdchart.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace studio {

namespace {
constexpr int Arrow = 6;
constexpr int Inset = 8;
constexpr int Gap = 4;
constexpr int Height = 22;
} // namespace

HandleHint::HandleHint(ThresholdChart& chart, Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_chart(chart)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("handleHint"));
    setAccessibleName(textFor(width() * 100));
    chart.installEventFilter(this);
    connect(&chart, &ThresholdChart::grabbed, this, &QObject::deleteLater);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    place();
}

// The longest that fits.
QString HandleHint::textFor(int room) const
{
    const QStringList texts{tr("Drag this handle: every run is replayed as it moves"), tr("Drag this handle: all runs follow"), tr("Drag this handle"), tr("Drag")};
    for (const QString& text : texts)
        if (fontMetrics().horizontalAdvance(text) + 2 * Inset + Arrow <= room)
            return text;
    return texts.back();
}

// Beside the handle, in the line of the handle: nothing of the chart is covered. On the side with more room.
void HandleHint::place()
{
    setVisible(m_chart.isVisible());
    const QPoint handle = m_chart.mapTo(parentWidget(), m_chart.handleCentre().toPoint());
    const int left = m_chart.mapTo(parentWidget(), QPoint(0, 0)).x();
    const int half = m_chart.handleWidth() / 2 + Gap;
    const bool isRight = left + m_chart.width() - handle.x() >= handle.x() - left;
    const int room = (isRight ? left + m_chart.width() - handle.x() : handle.x() - left) - half - Gap;
    m_text = textFor(room);
    resize(fontMetrics().horizontalAdvance(m_text) + 2 * Inset + Arrow, Height);
    const QPoint wanted(isRight ? handle.x() + half : handle.x() - half - width(), handle.y() - height() / 2);
    if (wanted == pos() && isRight == m_isRight)
        return;
    m_isRight = isRight;
    move(wanted);
    raise();
    update();
}

bool HandleHint::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint || event->type() == QEvent::Resize || event->type() == QEvent::Move
        || event->type() == QEvent::Show || event->type() == QEvent::Hide)
        QMetaObject::invokeMethod(this, &HandleHint::place, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void HandleHint::mousePressEvent(QMouseEvent*) { deleteLater(); }

void HandleHint::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = m_theme.tokens();
    const int edge = m_isRight ? Arrow : width() - Arrow;
    const int tip = m_isRight ? 0 : width();
    QPainterPath path;
    path.addRoundedRect(QRectF(m_isRight ? Arrow : 0, 0, width() - Arrow, height()), 4, 4);
    path.moveTo(edge, height() / 2.0 - Arrow);
    path.lineTo(tip, height() / 2.0);
    path.lineTo(edge, height() / 2.0 + Arrow);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path.simplified(), tokens.accent);
    painter.setPen(tokens.onAccent);
    painter.drawText(rect().adjusted(m_isRight ? Arrow : 0, 0, m_isRight ? 0 : -Arrow, 0), Qt::AlignCenter | Qt::TextSingleLine,
                     m_text);
}

} // namespace studio
