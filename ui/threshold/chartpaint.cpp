// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/chart.h"
#include "ui/threshold/chartparts.h"
#include "ui/threshold/chartwords.h"

#include "ui/theme/paint.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace studio {

namespace {

constexpr qreal LeftMargin = 44;
constexpr qreal RightMargin = 16;
constexpr qreal FlipHeight = 12;
constexpr qreal LabelHeight = 15;

// Draft against saved: the tint and the arrow with the difference.
void paintTint(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens)
{
    if (!chart.saved)
        return;
    const auto [left, right] = std::minmax({chart.axis.x(chart.draft.value), chart.axis.x(chart.saved->value)});
    QRectF box(QPointF(left, places.bars.top()), QPointF(right, places.curve.bottom()));
    painter.fillRect(box.intersected(places.plot()), tokens.of(chart.asked).tint);
}

qreal paintLeftOut(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens)
{
    const QFontMetricsF metrics(painter.font());
    const qreal middle = places.top.center().y();
    qreal end = places.bars.left();
    painter.setPen(tokens.faint);
    if (!chart.leftOut.isEmpty()) {
        paintArrowHead(painter, QPointF(end, middle), false, tokens.faint);
        painter.drawText(QPointF(end + 9, baseline(places.top, metrics)), chart.leftOut);
        end += 9 + metrics.horizontalAdvance(chart.leftOut) + 8;
    }
    return end;
}

void paintDifference(QPainter& painter, const ChartPlaces& places, const Chart& chart, const QRectF& handle,
                     qreal savedLabelLeft, qreal savedLabelRight, const Tokens& tokens)
{
    const bool savedRight = chart.saved->value > chart.draft.value;
    const qreal from = savedRight ? handle.right() + 4 : savedLabelRight + 6;
    const qreal to = savedRight ? savedLabelLeft - 6 : handle.left() - 4;
    const QFontMetricsF metrics(painter.font());
    const qreal words = metrics.horizontalAdvance(chart.difference);
    if (to - from < words + 8)
        return;
    const qreal y = std::floor(places.top.center().y()) + 0.5;
    const qreal middle = (from + to) / 2;
    painter.setPen(QPen(tokens.accent, 1));
    if (to - from > words + 40) {
        painter.drawLine(QPointF(from + 6, y), QPointF(middle - words / 2 - 5, y));
        painter.drawLine(QPointF(middle + words / 2 + 5, y), QPointF(savedRight ? to : to - 6, y));
        paintArrowHead(painter, QPointF(savedRight ? from : to - 6, y), !savedRight, tokens.accent);
    }
    painter.drawText(QPointF(middle - words / 2, baseline(places.top, metrics)), chart.difference);
}

void paintSaved(QPainter& painter, const ChartPlaces& places, const Chart& chart, const QRectF& handle,
                const Tokens& tokens)
{
    const QFontMetricsF metrics(painter.font());
    const qreal x = halfPixel(chart.axis.x(chart.saved->value));
    if (chart.axis.shows(chart.saved->value)) {
        QPen pen(tokens.text, 1);
        pen.setDashPattern({3, 3});
        painter.setPen(pen);
        painter.drawLine(QPointF(x, places.bars.top()), QPointF(x, places.curve.bottom()));
    }
    const qreal words = metrics.horizontalAdvance(chart.saved->text);
    qreal left = std::clamp(x - words / 2, places.top.left(), std::max(places.top.left(), places.top.right() - words));
    const bool toTheRight = chart.saved->value >= chart.draft.value;
    if (toTheRight)
        left = std::max(left, handle.right() + 8);
    else
        left = std::min(left, handle.left() - 8 - words);
    if (left < places.top.left() || left + words > places.top.right() + RightMargin)
        return;
    painter.setPen(tokens.muted);
    painter.drawText(QPointF(left, baseline(places.top, metrics)), chart.saved->text);
    paintDifference(painter, places, chart, handle, left, left + words, tokens);
}

void paintHandle(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Chart::Line& line,
                 bool current, const Tokens& tokens)
{
    const QRectF box = handleBox(chart, places, line);
    const QColor color = current && chart.movable ? tokens.accent : tokens.muted;
    if (chart.axis.shows(line.value))
        painter.fillRect(QRectF(std::round(chart.axis.x(line.value)) - 1, box.bottom() - 1, 2,
                                places.curve.bottom() - box.bottom() + 1), color);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(current ? color : tokens.pane);
    if (!current)
        painter.setPen(QPen(color, 1));
    painter.drawRoundedRect(box, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(current ? tokens.onAccent : tokens.text);
    painter.setFont(strong(painter.font()));
    painter.drawText(box, Qt::AlignCenter, line.text);
}

} // namespace

ChartPlaces placesOf(const QSizeF& size, bool hasLabels)
{
    ChartPlaces places;
    const qreal width = std::max(40.0, size.width() - LeftMargin - RightMargin);
    const qreal labels = hasLabels ? LabelHeight : 0;
    const qreal height = std::max(60.0, size.height() - 26 - labels - (hasLabels ? 3 : 0) - FlipHeight - 18 - 9);
    const qreal barsHeight = std::round(height * 0.62);
    places.top = QRectF(LeftMargin, 0, width, 24);
    places.bars = QRectF(LeftMargin, 26, width, barsHeight);
    places.labels = QRectF(LeftMargin, places.bars.bottom() + (hasLabels ? 4 : 1), width, labels);
    places.flips = QRectF(LeftMargin, places.labels.bottom() + 4, width, FlipHeight);
    places.curve = QRectF(LeftMargin, places.flips.bottom() + 4, width, height - barsHeight);
    places.bottom = QRectF(LeftMargin, places.curve.bottom() + 2, width, 16);
    return places;
}

QRectF handleBox(const Chart& chart, const ChartPlaces& places, const Chart::Line& line)
{
    const qreal width = QFontMetricsF(strong(smallFont())).horizontalAdvance(line.text) + 14;
    const qreal x = std::clamp(chart.axis.x(line.value), places.bars.left(), places.bars.right());
    const qreal left = std::clamp(x - width / 2, 0.0, std::max(0.0, places.bars.right() + RightMargin - width));
    return {std::round(left), places.top.top() + 2, std::round(width), 20};
}

void paintChart(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens)
{
    painter.setFont(smallFont());
    painter.setOpacity(chart.muted ? 0.6 : 1.0);
    paintTint(painter, places, chart, tokens);
    paintBars(painter, places, chart, tokens);
    paintLabels(painter, places, chart, tokens);
    paintFlips(painter, places, chart, tokens);
    paintCurve(painter, places, chart, tokens);
    painter.setOpacity(1.0);
    paintLegend(painter, places, chart, tokens);
    if (!chart.empty.isEmpty()) {
        constexpr int Flags = Qt::AlignTop | Qt::AlignHCenter | Qt::TextWordWrap;
        const QRectF room = places.bars.adjusted(12, 24, -12, 0);
        painter.fillRect(painter.boundingRect(room, Flags, chart.empty).adjusted(-6, -3, 6, 3), tokens.pane);
        painter.setPen(tokens.muted);
        painter.drawText(room, Flags, chart.empty);
    }
    const QRectF handle = handleBox(chart, places, chart.draft);
    const qreal leftOutEnd = paintLeftOut(painter, places, chart, tokens);
    if (chart.saved)
        paintSaved(painter, places, chart, handle, tokens);
    for (const Chart::Line& line : chart.others)
        paintHandle(painter, places, chart, line, false, tokens);
    if (handle.left() < leftOutEnd)
        painter.fillRect(QRectF(handle.left() - 4, 0, handle.width() + 8, places.top.bottom()), tokens.pane);
    paintHandle(painter, places, chart, chart.draft, true, tokens);
    paintPointed(painter, places, chart, tokens);
}

} // namespace studio
