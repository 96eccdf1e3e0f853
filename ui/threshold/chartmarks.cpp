// SPDX-License-Identifier: Apache-2.0
//
// The single cases on the axis: labelled steps, and the values at which outcomes change.
#include "ui/threshold/chartparts.h"

#include "ui/theme/paint.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace studio {

namespace {

// The name of a line, left of it.
void paintTitle(QPainter& painter, const QRectF& line, const QString& title, const Tokens& tokens)
{
    const QFontMetricsF metrics(painter.font());
    painter.setPen(tokens.faint);
    painter.drawText(QPointF(line.left() - 8 - metrics.horizontalAdvance(title), baseline(line, metrics)), title);
}

} // namespace

void paintLabels(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens)
{
    if (chart.labels.empty())
        return;
    paintTitle(painter, places.labels, QCoreApplication::translate("studio::Threshold", "labels"), tokens);
    for (const Chart::Label& label : chart.labels)
        if (chart.axis.shows(label.value))
            paintWanted(painter, {std::round(chart.axis.x(label.value)) + 0.5, places.labels.center().y() + 0.5}, label.wanted,
                        QPen(label.isAgainst ? tokens.warn : tokens.muted, label.isAgainst ? 2.2 : 1.3));
}

void paintFlips(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens)
{
    if (chart.flips.empty())
        return;
    paintTitle(painter, places.flips, QCoreApplication::translate("studio::Threshold", "flips"), tokens);
    for (const Chart::Flip& flip : chart.flips) {
        if (!chart.axis.shows(flip.value))
            continue;
        const double size = static_cast<double>(std::abs(flip.steps));
        const qreal height = std::min(places.flips.height(), 5 + 2.5 * std::log2(size));
        const qreal x = std::round(chart.axis.x(flip.value));
        painter.fillRect(QRectF(x, places.flips.top(), size > 8 ? 2 : 1, height),
                         flip.steps > 0 ? tokens.of(chart.asked).mark : tokens.muted);
    }
}

// On a plate above its tick, inside the plot.
void paintPointed(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens)
{
    if (!chart.pointed)
        return;
    const QFontMetricsF metrics(painter.font());
    const qreal width = metrics.horizontalAdvance(chart.pointed->text) + 12;
    const qreal right = std::max(places.bars.left(), places.bars.right() - width);
    const qreal left = std::clamp(chart.axis.x(chart.pointed->value) - width / 2, places.bars.left(), right);
    const QRectF plate(std::round(left), places.bars.bottom() - 22, std::round(width), 19);
    painter.fillRect(plate, tokens.pane);
    painter.setPen(QPen(tokens.edge, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(plate.adjusted(0.5, 0.5, -0.5, -0.5));
    painter.setPen(tokens.text);
    painter.drawText(plate, Qt::AlignCenter | Qt::TextSingleLine, chart.pointed->text);
}

} // namespace studio
