// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/flipbutton.h"

#include "ui/theme/paint.h"

#include <QPainter>

namespace studio {

namespace {
constexpr int Triangle = 16;
constexpr int Gap = 6;
}

FlipButton::FlipButton(Side side, Theme& theme, QWidget* parent)
    : QAbstractButton(parent), m_side(side), m_theme(theme)
{
    setFocusPolicy(Qt::TabFocus); // a click must not take the focus from a held handle
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setNone();
}

void FlipButton::setFlip(const QString& value, const QString& cases)
{
    m_value = value;
    m_cases = cases;
    setEnabled(true);
    say();
}

void FlipButton::setNone()
{
    m_value = QStringLiteral("–");
    m_cases.clear();
    setEnabled(false);
    say();
}

void FlipButton::say()
{
    const QString where = m_side == Side::Below ? tr("next flip below") : tr("next flip above");
    const QString what = m_value + (m_cases.isEmpty() ? QString() : QStringLiteral(", ") + m_cases);
    setAccessibleName(where + QStringLiteral(": ") + (isEnabled() ? what : tr("none")));
    updateGeometry();
    update();
}

int FlipButton::valueWidth() const
{
    return QFontMetrics(font()).horizontalAdvance(m_value);
}

QSize FlipButton::minimumSizeHint() const
{
    return {Triangle + valueWidth() + 2, 24};
}

QSize FlipButton::sizeHint() const
{
    const int cases = m_cases.isEmpty() ? 0 : Gap + fontMetrics().horizontalAdvance(m_cases);
    return {minimumSizeHint().width() + cases, 24};
}

void FlipButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& tokens = m_theme.tokens();
    const bool below = m_side == Side::Below;
    const qreal x = below ? 5 : width() - 5;
    const qreal y = height() / 2.0;
    const qreal tip = below ? -4 : 4;
    painter.setPen(Qt::NoPen);
    painter.setBrush(isEnabled() ? tokens.text : tokens.line);
    painter.drawPolygon(QPolygonF{{x + tip, y}, {x - tip / 2, y - 4.5}, {x - tip / 2, y + 4.5}});

    const QRect words = rect().adjusted(below ? Triangle : 0, 0, below ? 0 : -Triangle, 0);
    painter.setPen(isEnabled() ? tokens.text : tokens.faint);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, m_value);
    if (width() >= sizeHint().width() && !m_cases.isEmpty()) { // left out whole, never cut
        painter.setPen(tokens.muted);
        painter.drawText(words.adjusted(valueWidth() + Gap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_cases);
    }
    if (hasFocus()) {
        painter.setPen(tokens.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
}

} // namespace studio
