// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/figures.h"

#include <algorithm>

namespace studio {

namespace {

struct DigitCells {
    qreal width = 0;
    bool equal = true; // the font's own digits are tabular already
};

DigitCells digitCells(const QFontMetricsF& metrics)
{
    DigitCells cells{metrics.horizontalAdvance(QLatin1Char('0')), true};
    for (char digit = '1'; digit <= '9'; ++digit) {
        const qreal advance = metrics.horizontalAdvance(QLatin1Char(digit));
        cells.equal = cells.equal && qFuzzyCompare(advance, cells.width);
        cells.width = std::max(cells.width, advance);
    }
    return cells;
}

qreal advanceOf(const QFontMetricsF& metrics, const DigitCells& cells, QChar letter)
{
    return letter.isDigit() ? cells.width : metrics.horizontalAdvance(letter);
}

} // namespace

qreal figuresWidth(const QFont& font, const QString& text)
{
    const QFontMetricsF metrics(font);
    const DigitCells cells = digitCells(metrics);
    if (cells.equal)
        return metrics.horizontalAdvance(text);
    qreal width = 0;
    for (const QChar letter : text)
        width += advanceOf(metrics, cells, letter);
    return width;
}

qreal paintFigures(QPainter& painter, const QPointF& baseline, const QString& text)
{
    const QFontMetricsF metrics(painter.font());
    const DigitCells cells = digitCells(metrics);
    if (cells.equal) {
        painter.drawText(baseline, text);
        return metrics.horizontalAdvance(text);
    }
    qreal x = baseline.x();
    for (const QChar letter : text) {
        const qreal cell = advanceOf(metrics, cells, letter);
        painter.drawText(QPointF(x + (cell - metrics.horizontalAdvance(letter)) / 2, baseline.y()), QString(letter));
        x += cell;
    }
    return x - baseline.x();
}

} // namespace studio
