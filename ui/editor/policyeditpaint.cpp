// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/linescan.h"
#include "ui/editor/policyedit.h"
#include "ui/editor/textedits.h"

#include <QPainter>
#include <QTextBlock>
#include <QTextLayout>
#include <algorithm>

namespace studio {

namespace {

// Indentation that a guide runs through: of a blank line the lesser of its neighbours'.
int guidedIndent(const QTextBlock& block)
{
    if (!isBlank(block.text()))
        return indentOf(block.text());
    QTextBlock before = block.previous();
    while (before.isValid() && isBlank(before.text()))
        before = before.previous();
    QTextBlock after = block.next();
    while (after.isValid() && isBlank(after.text()))
        after = after.next();
    if (!before.isValid() || !after.isValid())
        return 0;
    return std::min(indentOf(before.text()), indentOf(after.text()));
}

// Left edge of everything that stands at the right.
qreal leftOf(const InlayPlaces& places)
{
    qreal left = std::numeric_limits<qreal>::max();
    for (const QRectF& box : {places.mark, places.count, places.words, places.value, places.tick, places.spark, places.saved})
        if (!box.isNull())
            left = std::min(left, box.left());
    return left;
}

} // namespace

void PolicyEdit::paintEvent(QPaintEvent* event)
{
    {
        QPainter painter(viewport());
        paintBehind(painter);
    }
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    paintAfter(painter);
}

void PolicyEdit::paintBehind(QPainter& painter)
{
    const QTextBlock current = textCursor().block();
    painter.fillRect(rowOf(current), tokens().hover);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF row = rowOf(block);
        if (row.top() > viewport()->height())
            break;
        if (block.isVisible())
            paintGuides(painter, block, row);
    }
    const auto pair = bracketPair(*document(), textCursor().position());
    if (!pair || !hasFocus())
        return;
    for (const int position : {pair->first, pair->second}) {
        QTextCursor bracket(document());
        bracket.setPosition(position);
        const QRectF at = cursorRect(bracket);
        const qreal width = QFontMetricsF(font()).horizontalAdvance(QLatin1Char('{'));
        painter.setPen(tokens().edge);
        painter.drawRect(QRectF(at.left() - 0.5, at.top() + 0.5, width + 1, at.height() - 1));
    }
}

void PolicyEdit::paintGuides(QPainter& painter, const QTextBlock& block, const QRectF& row) const
{
    const int indent = guidedIndent(block);
    if (indent <= IndentWidth)
        return;
    const qreal blank = QFontMetricsF(font()).horizontalAdvance(QLatin1Char(' '));
    painter.setPen(QPen(tokens().line, 1));
    for (int column = IndentWidth; column < indent; column += IndentWidth) {
        const qreal x = std::floor(contentOffset().x() + document()->documentMargin() + column * blank) + 0.5;
        painter.drawLine(QPointF(x, row.top()), QPointF(x, row.bottom()));
    }
}

void PolicyEdit::paintAfter(QPainter& painter)
{
    for (const EditorMarks::Draft& draft : m_marks.drafts)
        paintDraft(painter, draft);
    const QTextBlock current = textCursor().block();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        if (!block.isVisible())
            continue;
        const QRectF room = inlayRoomOf(block);
        if (room.top() > viewport()->height())
            return;
        if (m_folding.isFolded(block))
            paintFold(painter, block);
        const auto inlay = m_marks.lines.constFind(block.blockNumber());
        if (inlay == m_marks.lines.constEnd())
            continue;
        const InlayPlaces places = placesOf(*inlay, room);
        const qreal left = leftOf(places);
        if (left < room.left()) // over text that is too long: what is known stays readable
            painter.fillRect(QRectF(left - 4, room.top(), viewport()->width() - left + 4, room.height()),
                             block == current ? tokens().hover : tokens().pane);
        paintInlay(painter, *inlay, places, tokens());
    }
}

// Exactly as wide as the saved value, so that no character moves; a longer draft is drawn smaller, never cut.
void PolicyEdit::paintDraft(QPainter& painter, const EditorMarks::Draft& draft) const
{
    const QTextCursor& range = draft.range;
    QTextCursor begin(document());
    begin.setPosition(range.selectionStart());
    QTextCursor end(document());
    end.setPosition(range.selectionEnd());
    const QRectF row = rowOf(begin.block());
    if (row.isNull())
        return;
    const QRectF box(cursorRect(begin).left(), row.top() + 2, cursorRect(end).left() - cursorRect(begin).left(), row.height() - 4);
    if (box.width() < 1)
        return; // out of sight at the side
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().accent);
    painter.drawRoundedRect(box, 3, 3);
    QFont drawn = font();
    const qreal width = QFontMetricsF(drawn).horizontalAdvance(draft.text);
    if (width > box.width() && width > 0)
        drawn.setPointSizeF(drawn.pointSizeF() * box.width() / width);
    painter.setFont(drawn);
    painter.setPen(tokens().onAccent);
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignRight, draft.text);
    painter.restore();
}

void PolicyEdit::paintFold(QPainter& painter, const QTextBlock& block) const
{
    int hidden = 0;
    for (QTextBlock next = block.next(); next.isValid() && !next.isVisible(); next = next.next())
        ++hidden;
    const QRectF room = inlayRoomOf(block);
    painter.setFont(smallFont());
    painter.setPen(tokens().muted);
    painter.drawText(room.adjusted(12, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, counted(hidden, tr("1 line"), tr("%1 lines")));
}

} // namespace studio
