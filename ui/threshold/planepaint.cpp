// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/planechart.h"

#include "ui/theme/paint.h"
#include "ui/threshold/chartparts.h"

#include <algorithm>
#include <cmath>

namespace studio {

namespace {

constexpr qreal HandleHeight = 20;

QColor mixed(const QColor& from, const QColor& to, qreal part)
{
    const auto mix = [part](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * part)); };
    return QColor(mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue()));
}

QRectF cellOf(const Plane& plane, std::size_t column, std::size_t row)
{
    const QPointF a(std::round(plane.x.edges[column]), std::round(plane.y.edges[row]));
    const QPointF b(std::round(plane.x.edges[column + 1]), std::round(plane.y.edges[row + 1]));
    return QRectF(a, b).normalized();
}

void paintCell(QPainter& painter, const QRectF& box, const std::optional<Plane::Cell>& cell, const Tokens& tokens)
{
    if (!cell)
        return painter.fillRect(box, tokens.window);
    if (cell->tightened > 0)
        painter.fillRect(box, mixed(tokens.pane, tokens.bar, 0.2 + 0.8 * static_cast<qreal>(cell->tightened)));
    if (cell->loosened > 0)
        hatch(painter, box, withAlpha(tokens.warn, static_cast<int>(std::lround(90 + 165 * static_cast<qreal>(cell->loosened)))));
}

void paintSaved(QPainter& painter, const QRectF& plot, const Plane& plane, const Tokens& tokens)
{
    QPen pen(tokens.text, 1);
    pen.setDashPattern({3, 3});
    painter.setPen(pen);
    if (plane.x.saved && plane.x.axis.shows(plane.x.saved->value)) {
        const qreal x = halfPixel(plane.x.axis.x(plane.x.saved->value));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    if (plane.y.saved && plane.y.axis.shows(plane.y.saved->value)) {
        const qreal y = halfPixel(plane.y.axis.x(plane.y.saved->value));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
}

void paintLabels(QPainter& painter, const QRectF& plot, const Plane& plane, const Tokens& tokens)
{
    const QFontMetricsF metrics(painter.font());
    painter.setPen(QPen(tokens.edge, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(plot.adjusted(-0.5, -0.5, 0.5, 0.5));
    painter.setPen(tokens.faint);
    qreal free = plot.left() - 20;
    for (const Chart::Line& label : plane.x.labels) {
        const qreal width = metrics.horizontalAdvance(label.text);
        const qreal left = plane.x.axis.x(label.value) - width / 2;
        if (left < free || left + width > plot.right() + 16)
            continue;
        painter.drawText(QPointF(left, plot.bottom() + metrics.ascent() + 3), label.text);
        free = left + width + 10;
    }
    for (const Chart::Line& label : plane.y.labels)
        painter.drawText(QPointF(plot.left() - 7 - metrics.horizontalAdvance(label.text),
                                 plane.y.axis.x(label.value) + metrics.capHeight() / 2), label.text);
    painter.setPen(tokens.muted);
    const qreal names = plot.bottom() + metrics.height() + metrics.ascent() + 4;
    const QString across = metrics.elidedText(plane.x.name, Qt::ElideRight, plot.width());
    painter.drawText(QPointF(plot.right() - metrics.horizontalAdvance(across), names), across);
}

void paintHandle(QPainter& painter, const QRectF& box, const QString& text, const QColor& color, const Tokens& tokens)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(box, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(tokens.onAccent);
    painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, text);
}

void paintGrip(QPainter& painter, const QRectF& plot, const Plane& plane, const Tokens& tokens)
{
    const QColor color = plane.movable ? tokens.accent : tokens.muted;
    const QPointF at(plane.x.axis.x(plane.x.draft.value), plane.y.axis.x(plane.y.draft.value));
    const QRectF acrossBox = handleOfX(plane, plot);
    const QRectF upBox = handleOfY(plane, plot);
    if (plane.x.axis.shows(plane.x.draft.value))
        painter.fillRect(QRectF(std::round(at.x()) - 1, acrossBox.bottom() - 1, 2, plot.bottom() - acrossBox.bottom() + 1), color);
    if (plane.y.axis.shows(plane.y.draft.value))
        painter.fillRect(QRectF(upBox.right() - 1, std::round(at.y()) - 1, plot.right() - upBox.right() + 1, 2), color);
    painter.setFont(strong(painter.font()));
    paintHandle(painter, acrossBox, plane.x.draft.text, color, tokens);
    paintHandle(painter, upBox, plane.y.draft.text, color, tokens);
    if (!plot.adjusted(-2, -2, 2, 2).contains(at))
        return;
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(tokens.pane, 2));
    painter.setBrush(color);
    painter.drawEllipse(at, 7, 7);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

QRectF handleOfX(const Plane& plane, const QRectF& plot)
{
    const qreal width = QFontMetricsF(strong(smallFont())).horizontalAdvance(plane.x.draft.text) + 14;
    const qreal x = std::clamp(plane.x.axis.x(plane.x.draft.value), plot.left(), plot.right());
    const qreal left = std::clamp(x - width / 2, 0.0, std::max(0.0, plot.right() + 16 - width));
    return {std::round(left), plot.top() - HandleHeight - 4, std::round(width), HandleHeight};
}

QRectF handleOfY(const Plane& plane, const QRectF& plot)
{
    const qreal width = QFontMetricsF(strong(smallFont())).horizontalAdvance(plane.y.draft.text) + 10;
    const qreal y = std::clamp(plane.y.axis.x(plane.y.draft.value), plot.top(), plot.bottom());
    return {std::max(2.0, std::round(plot.left() - width - 4)), std::round(y - HandleHeight / 2), std::round(width), HandleHeight};
}

void paintPlane(QPainter& painter, const QRectF& plot, const Plane& plane, const Tokens& tokens)
{
    painter.setFont(smallFont());
    painter.save();
    painter.setClipRect(plot);
    for (std::size_t row = 0; row < plane.rows(); ++row)
        for (std::size_t column = 0; column < plane.columns(); ++column)
            paintCell(painter, cellOf(plane, column, row), plane.cells[row * plane.columns() + column], tokens);
    paintSaved(painter, plot, plane, tokens);
    painter.restore();
    paintLabels(painter, plot, plane, tokens);
    paintGrip(painter, plot, plane, tokens);
}

} // namespace studio
