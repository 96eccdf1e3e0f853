// SPDX-License-Identifier: Apache-2.0
#include "ui/strip/stripmeasures.h"
#include "ui/strip/verdictstrip.h"
#include "ui/theme/figures.h"
#include "ui/theme/paint.h"

#include <QPainter>

// How a verdict strip is painted.
namespace studio {

using namespace strip;

void VerdictStrip::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = m_theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.pane);
    for (std::size_t cell = 0; cell < m_cells.size(); ++cell)
        paintCell(painter, cell);
    for (const std::size_t first : {FirstCount, FirstWords})
        painter.fillRect(QRect(m_rects[first].left() - Inset, 12, 1, height() - 24), tokens.line);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.line);
    if (m_showsWork)
        painter.fillRect(QRect(0, height() - 2, width(), 2), tokens.accent);
}

void VerdictStrip::paintCell(QPainter& painter, std::size_t index) const
{
    const QRect rect = m_rects[index];
    if (rect.isEmpty())
        return;
    const VerdictCell& cell = m_cells[index];
    const Tokens& tokens = m_theme.tokens();
    if (m_hovered == index && cell.isButton())
        painter.fillRect(rect.adjusted(-Gap, 0, -Gap, -1), tokens.hover);
    if (hasFocus() && m_current == index)
        painter.fillRect(QRect(rect.left(), height() - 3, rect.width() - Inset, 2), tokens.accent);

    const QFontMetrics small(smallFont());
    const QFontMetrics figure(figureFont());
    const int top = (height() - small.height() - figure.height()) / 2;
    int x = rect.left();
    if (cell.isSigned()) {
        paintSign(painter, cell, QPointF(x + MarkSize / 2.0, top + small.height() / 2.0));
        x += MarkSize + Gap;
    }
    painter.setFont(smallFont());
    painter.setPen(tokens.muted);
    painter.drawText(QPoint(x, top + small.ascent()), cell.label);
    paintFigure(painter, cell, rect, top + small.height() + figure.ascent());
}

void VerdictStrip::paintSign(QPainter& painter, const VerdictCell& cell, const QPointF& middle) const
{
    const Tokens& tokens = m_theme.tokens();
    if (cell.outcome)
        paintMark(painter, middle, MarkSize, *cell.outcome, MarkStyle::Filled, tokens);
    else
        paintWarning(painter, middle, MarkSize, tokens.warn, tokens.pane);
}

void VerdictStrip::paintFigure(QPainter& painter, const VerdictCell& cell, const QRect& rect, int baseline) const
{
    const Tokens& tokens = m_theme.tokens();
    const bool quiet = m_showsWork || cell.kind == VerdictCell::Kind::Count;
    const bool warns = cell.kind == VerdictCell::Kind::Warning || cell.kind == VerdictCell::Kind::Damage;
    if (cell.kind == VerdictCell::Kind::Words || warns) {
        painter.setFont(font());
        painter.setPen(warns ? tokens.warn : m_showsWork ? tokens.muted : tokens.text);
        paintFigures(painter, QPointF(rect.left(), baseline - 1), cell.value);
        return;
    }
    const bool changed = cell.delta != 0;
    const QString delta = changed ? countText(std::abs(cell.delta)) : QStringLiteral("=");
    const QFont deltaFont = changed ? strong(font()) : font();
    const qreal deltaWidth = figuresWidth(deltaFont, delta) + (changed ? 10 : 0) + Gap;
    QFont numberFont = changed ? strong(figureFont()) : figureFont();
    if (figuresWidth(numberFont, cell.value) + deltaWidth > rect.width() - 4)
        numberFont = changed ? strong(font()) : font();
    painter.setFont(numberFont);
    painter.setPen(changed && !quiet ? tokens.text : tokens.muted);
    qreal x = rect.left() + paintFigures(painter, QPointF(rect.left(), baseline), cell.value) + Gap;
    painter.setFont(deltaFont);
    if (cell.value == QStringLiteral("–"))
        return;
    if (changed) {
        const qreal middle = baseline - QFontMetricsF(deltaFont).capHeight() / 2;
        paintTriangle(painter, QPointF(x + 4, middle), 9, cell.delta > 0, quiet ? tokens.muted : tokens.text);
        x += 10;
    }
    paintFigures(painter, QPointF(x, baseline), delta);
}

} // namespace studio
