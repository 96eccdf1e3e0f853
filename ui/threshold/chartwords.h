// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/threshold/chart.h"

#include <optional>

// The words on a chart, and where they stand so that none lies on another or under a line.
namespace studio {

// Where words stand on top of a plot: at the left, the right or in the middle, where they meet neither line, nor what begins high, nor
// other words (`taken`). Where they would meet something everywhere: at the left, and nowhere if the other words stand there.
std::optional<QPointF> captionPlace(const QPainter& painter, const QRectF& box, const Chart& chart, const QString& text, bool isLeftTaken,
                                    const QRectF& taken = {});

// Words on a plate of the pane's own colour: bars or a curve may pass behind them.
void paintCaption(QPainter& painter, const QPointF& place, const QString& text, const Tokens& tokens);

// Where the legend stands: behind the handle, before it where there is more room, never under its line if one side has room. Empty
// without a legend.
QRectF legendBox(const QPainter& painter, const ChartPlaces& places, const Chart& chart);
void paintLegend(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens);

} // namespace studio
