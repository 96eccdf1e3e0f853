// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/rowlayout.h"

#include <QFontMetricsF>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

namespace studio {

namespace {
constexpr qreal LineHeight = 20;
constexpr qreal LeastLeading = 3;
}

RowLayout::RowLayout(QTextDocument* document)
    : QPlainTextDocumentLayout(document)
{
}

qreal RowLayout::rowHeight() const
{
    return std::max(LineHeight, std::ceil(QFontMetricsF(document()->defaultFont()).height() + LeastLeading));
}

QRectF RowLayout::blockBoundingRect(const QTextBlock& block) const
{
    QRectF rect = QPlainTextDocumentLayout::blockBoundingRect(block);
    if (!block.isValid() || !block.isVisible() || block.layout()->lineCount() != 1)
        return rect;
    QTextLine line = block.layout()->lineAt(0);
    const qreal row = rowHeight();
    const qreal top = std::floor((row - line.height()) / 2);
    if (line.y() != top)
        line.setPosition(QPointF(line.x(), top));
    const qreal margin = block.next().isValid() ? 0 : document()->documentMargin();
    rect.setTop(0);
    rect.setHeight(row + margin);
    return rect;
}

} // namespace studio
