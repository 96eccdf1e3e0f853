// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/rateschart.h"

#include "ui/theme/paint.h"
#include "ui/threshold/axis.h"
#include "ui/threshold/chartparts.h"

#include <QDate>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace studio {

namespace {

constexpr qreal Left = 44;
constexpr qreal Right = 16;
constexpr qreal Top = 18;
constexpr qreal Bottom = 20;
constexpr qreal Narrowest = 2; // pixels of a bar
constexpr qreal Widest = 48;

QString shortDate(std::int64_t day)
{
    return QLocale().toString(QDate(1970, 1, 1).addDays(day), QStringLiteral("d MMM"));
}

} // namespace

RatesChart::RatesChart(Theme& theme, QWidget* parent) : SpokenChart(parent), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QRectF RatesChart::plot() const
{
    return {Left, Top, std::max(40.0, width() - Left - Right), std::max(30.0, height() - Top - Bottom)};
}

std::size_t RatesChart::roomForBars() const { return static_cast<std::size_t>(plot().width() / Narrowest); }

void RatesChart::setBars(std::vector<DayBar> bars)
{
    m_bars = std::move(bars);
    setCurrent(std::min(m_current, static_cast<int>(m_bars.size()) - 1));
    speak(m_current < 0 ? QString() : m_bars[static_cast<std::size_t>(m_current)].dates() + QStringLiteral(": ")
                                          + barWords(m_bars[static_cast<std::size_t>(m_current)]));
    update();
}

void RatesChart::setCurrent(int index)
{
    if (index != m_current) {
        m_current = index;
        update();
        emit currentChanged();
    }
    if (index >= 0) {
        const DayBar& bar = m_bars[static_cast<std::size_t>(index)];
        speak(bar.dates() + QStringLiteral(": ") + barWords(bar));
    }
}

QRectF RatesChart::barRect(int index) const
{
    const QRectF box = plot();
    const qreal each = std::min(Widest, box.width() / static_cast<qreal>(std::max<std::size_t>(m_bars.size(), 1)));
    return {box.left() + each * index, box.top(), each, box.height()};
}

double RatesChart::most() const
{
    std::size_t most = 1;
    for (const DayBar& bar : m_bars)
        most = std::max({most, bar.baseline, bar.current});
    return static_cast<double>(most);
}

void RatesChart::paintScale(QPainter& painter) const
{
    const QRectF box = plot();
    const Tokens& tokens = m_theme.tokens();
    const QFontMetricsF metrics(painter.font());
    for (const double value : roundValues(0, most(), std::max(1, static_cast<int>(box.height() / 32)))) {
        if (value != std::round(value))
            continue;
        const qreal y = halfPixel(box.bottom() - box.height() * value / most());
        painter.setPen(QPen(tokens.line, 1));
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
        painter.setPen(tokens.faint);
        const QString text = countText(static_cast<qint64>(value));
        painter.drawText(QPointF(box.left() - 8 - metrics.horizontalAdvance(text), y + metrics.capHeight() / 2), text);
    }
}

void RatesChart::paintBar(QPainter& painter, int index) const
{
    const DayBar& bar = m_bars[static_cast<std::size_t>(index)];
    const Tokens& tokens = m_theme.tokens();
    const QRectF column = barRect(index);
    const qreal gap = column.width() > 6 ? 2 : column.width() > 3 ? 1 : 0;
    const auto slice = [&](std::size_t from, std::size_t to) {
        const qreal scale = column.height() / most();
        return QRectF(QPointF(std::round(column.left()), column.bottom() - static_cast<qreal>(to) * scale),
                      QPointF(std::round(column.right()) - gap, column.bottom() - static_cast<qreal>(from) * scale));
    };
    const std::size_t both = std::min(bar.baseline, bar.current);
    painter.fillRect(slice(0, both), tokens.bar);
    const QRectF rest = slice(both, std::max(bar.baseline, bar.current));
    if (bar.current > bar.baseline)
        hatch(painter, rest, tokens.accent);
    if (bar.current != bar.baseline) {
        painter.setPen(QPen(tokens.accent, 1, bar.current > bar.baseline ? Qt::SolidLine : Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rest.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (bar.isJump)
        paintTriangle(painter, QPointF(column.center().x() - gap / 2, rest.top() - 8), 9, true, tokens.warn);
}

void RatesChart::paintDates(QPainter& painter) const
{
    const QRectF box = plot();
    const Tokens& tokens = m_theme.tokens();
    painter.setPen(QPen(tokens.edge, 1));
    painter.drawLine(QPointF(box.left(), halfPixel(box.bottom())), QPointF(box.right(), halfPixel(box.bottom())));
    painter.setPen(tokens.faint);
    const QFontMetricsF metrics(painter.font());
    qreal free = 0;
    for (int n = 0; n < static_cast<int>(m_bars.size()); ++n) {
        const DayBar& bar = m_bars[static_cast<std::size_t>(n)];
        const QString text = bar.from ? shortDate(*bar.from) : bar.dates();
        const qreal wide = metrics.horizontalAdvance(text);
        const qreal left = std::max(barRect(n).center().x() - wide / 2, 2.0);
        if (left < free || left + wide > width() - 2)
            continue;
        painter.drawText(QPointF(left, box.bottom() + 14), text);
        free = left + wide + 14;
    }
}

void RatesChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& tokens = m_theme.tokens();
    painter.fillRect(rect(), tokens.pane);
    painter.setFont(smallFont());
    if (m_current >= 0)
        painter.fillRect(barRect(m_current).adjusted(-0.5, -Top, 0, 0), hasFocus() ? tokens.accentTint : tokens.hover);
    paintScale(painter);
    for (int n = 0; n < static_cast<int>(m_bars.size()); ++n)
        paintBar(painter, n);
    paintDates(painter);
}

void RatesChart::resizeEvent(QResizeEvent*) { emit resized(); }

void RatesChart::mouseMoveEvent(QMouseEvent* event)
{
    if (m_bars.empty())
        return;
    const qreal each = barRect(0).width();
    const int index = static_cast<int>(std::floor((event->position().x() - Left) / each));
    if (0 <= index && index < static_cast<int>(m_bars.size()))
        setCurrent(index);
}

int RatesChart::nextJump(int direction) const
{
    const int last = static_cast<int>(m_bars.size()) - 1;
    for (int n = m_current + direction; 0 <= n && n <= last; n += direction)
        if (m_bars[static_cast<std::size_t>(n)].isJump)
            return n;
    return m_current;
}

void RatesChart::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_bars.size()) - 1;
    const bool isJump = event->modifiers() & Qt::ControlModifier;
    if (last < 0 || event->modifiers() & (Qt::AltModifier | Qt::MetaModifier))
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left: return setCurrent(isJump ? nextJump(-1) : std::max(0, m_current - 1));
    case Qt::Key_Right: return setCurrent(isJump ? nextJump(1) : std::min(last, m_current + 1));
    case Qt::Key_Home: return setCurrent(0);
    case Qt::Key_End: return setCurrent(last);
    default: QWidget::keyPressEvent(event);
    }
}

void RatesChart::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0 && !m_bars.empty())
        setCurrent(0);
    update();
}

void RatesChart::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace studio
