// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/chartwords.h"

#include "ui/threshold/chartparts.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace studio {

namespace {
constexpr qreal LegendHeight = 15; // of a line
} // namespace

std::optional<QPointF> captionPlace(const QPainter& painter, const QRectF& box, const Chart& chart, const QString& text, bool isLeftTaken,
                                    const QRectF& taken)
{
    const qreal width = QFontMetricsF(painter.font()).horizontalAdvance(text);
    const auto isBeside = [&](qreal from) { return taken.isEmpty() || from + width + 8 < taken.left() || from > taken.right() + 8; };
    const auto isFree = [&](qreal from) {
        const auto meets = [&](double value) { return std::abs(chart.axis.x(value) - from - width / 2) < width / 2 + 8; };
        return isBeside(from) && !meets(chart.draft.value) && !(chart.saved && meets(chart.saved->value));
    };
    const qreal left = box.left() + 4;
    const qreal right = box.right() - width - 4;
    const auto at = [&](qreal from) { return QPointF(from, box.top() + 13); };
    if (!isLeftTaken && isFree(left))
        return at(left);
    for (const qreal from : {right, (left + right) / 2})
        if (isFree(from))
            return at(from);
    return isBeside(left) ? std::optional(at(left)) : std::nullopt;
}

void paintCaption(QPainter& painter, const QPointF& place, const QString& text, const Tokens& tokens)
{
    const QFontMetricsF metrics(painter.font());
    painter.fillRect(QRectF(place.x() - 2, place.y() - metrics.ascent(), metrics.horizontalAdvance(text) + 4, metrics.height()),
                     tokens.pane);
    painter.setPen(tokens.faint);
    painter.drawText(place, text);
}

QRectF legendBox(const QPainter& painter, const ChartPlaces& places, const Chart& chart)
{
    if (chart.legend.empty())
        return {};
    const QFontMetricsF metrics(painter.font());
    qreal width = 0;
    for (const auto& [swatch, words] : chart.legend)
        width = std::max(width, metrics.horizontalAdvance(words) + 22);
    constexpr qreal Distance = 9; // from the handle's line
    const qreal line = chart.axis.x(chart.draft.value);
    const qreal behind = line + Distance;
    const qreal before = line - Distance - width;
    const QRectF& bars = places.bars;
    const bool isBehind = behind + width <= bars.right() || before < bars.left();
    const qreal left = std::clamp(isBehind ? behind : before, bars.left() + 5, std::max(bars.left() + 5, bars.right() - width - 1));
    return {left, bars.top() + 4, width, LegendHeight * static_cast<qreal>(chart.legend.size())};
}

void paintLegend(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens)
{
    const QRectF box = legendBox(painter, places, chart);
    qreal top = box.top();
    for (const auto& [swatch, words] : chart.legend) {
        painter.fillRect(QRectF(box.left(), top, box.width(), LegendHeight), withAlpha(tokens.pane, 190));
        if (swatch)
            paintHold(painter, QRectF(box.left() + 3, top + 2, 10, 10), *swatch, chart.asked, tokens);
        painter.setPen(tokens.text);
        painter.drawText(QPointF(box.left() + 19, top + 11), words);
        top += LegendHeight;
    }
}

} // namespace studio
