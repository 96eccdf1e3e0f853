// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFontMetricsF>
#include <QPainter>
#include <QString>

// Tabular figures: every digit in a cell of the widest digit, whatever the font. Colour and font are the painter's.
namespace studio {

qreal figuresWidth(const QFont& font, const QString& text);

// Paints from the left end of the base line and answers the width used.
qreal paintFigures(QPainter& painter, const QPointF& baseline, const QString& text);

} // namespace studio
