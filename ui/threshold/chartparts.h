// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/threshold/chart.h"

#include <QFontMetricsF>

// The parts that paintChart() puts together.
namespace studio {

void paintBars(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens);
void paintLabels(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens);
void paintFlips(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens);
void paintCurve(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens);
void paintPointed(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens);

// A swatch of what bars look like: free, kept, gained (hatched) or lost (outlined).
void paintHold(QPainter& painter, const QRectF& box, Hold hold, runlog::Outcome asked, const Tokens& tokens);
void paintArrowHead(QPainter& painter, const QPointF& tip, bool right, const QColor& color);

qreal halfPixel(qreal x);
qreal baseline(const QRectF& line, const QFontMetricsF& metrics); // of text centred in a line
QColor withAlpha(QColor color, int alpha);

} // namespace studio
