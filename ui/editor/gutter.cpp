// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/gutter.h"

#include "ui/editor/policyedit.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTextBlock>
#include <QWheelEvent>

namespace studio {

namespace {

constexpr int FoldWidth = 16;
constexpr int Left = 10;
constexpr int FocusBar = 3;

void paintChevron(QPainter& painter, const QPointF& centre, bool folded, const QColor& color)
{
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF open[] = {centre + QPointF(-3, -1.5), centre + QPointF(0, 1.5), centre + QPointF(3, -1.5)};
    const QPointF closed[] = {centre + QPointF(-1.5, -3), centre + QPointF(1.5, 0), centre + QPointF(-1.5, 3)};
    painter.drawPolyline(folded ? closed : open, 3);
}

bool showsMark(const QTextBlock& block)
{
    const QString text = block.text();
    const bool isHead = !text.isEmpty() && (text[0].isLetter() || text.trimmed().startsWith(QStringLiteral("- id:")));
    return isHead && Folding::canFold(block);
}

} // namespace

EditGutter::EditGutter(PolicyEdit& edit)
    : QWidget(&edit)
    , m_edit(edit)
{
    setAccessibleName(tr("Line numbers"));
    setCursor(Qt::ArrowCursor);
}

int EditGutter::wantedWidth() const
{
    const int digits = std::max(2, static_cast<int>(QString::number(m_edit.blockCount()).size()));
    return Left + digits * QFontMetrics(smallFont()).horizontalAdvance(QLatin1Char('8')) + FoldWidth + 2;
}

void EditGutter::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = m_edit.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.pane);
    painter.setRenderHint(QPainter::Antialiasing);
    const int current = m_edit.textCursor().blockNumber();
    for (QTextBlock block = m_edit.firstVisibleBlock(); block.isValid(); block = block.next()) {
        if (!block.isVisible())
            continue;
        const QRectF row = m_edit.rowOf(block);
        if (row.top() > height())
            return;
        const bool isCurrent = block.blockNumber() == current;
        if (isCurrent)
            painter.fillRect(QRectF(0, row.top(), width(), row.height()), tokens.hover);
        if (block.blockNumber() == m_edit.marks().focusedLine)
            painter.fillRect(QRectF(0, row.top(), FocusBar, row.height()), tokens.accent);
        painter.setFont(isCurrent ? strong(smallFont()) : smallFont());
        painter.setPen(isCurrent ? tokens.text : tokens.faint);
        painter.drawText(QRectF(0, row.top(), width() - FoldWidth - 2, row.height()), Qt::AlignVCenter | Qt::AlignRight,
                         QString::number(block.blockNumber() + 1));
        if (showsMark(block))
            paintChevron(painter, {width() - FoldWidth / 2.0 - 2, row.center().y()}, m_edit.folding().isFolded(block), tokens.muted);
    }
}

void EditGutter::mousePressEvent(QMouseEvent* event)
{
    const QTextBlock block = m_edit.blockAt(event->position().y());
    if (event->position().x() >= width() - FoldWidth - 2 && showsMark(block)) {
        m_edit.folding().toggle(block);
        return;
    }
    m_edit.setFocus(Qt::MouseFocusReason);
    m_edit.setTextCursor(QTextCursor(block));
}

void EditGutter::wheelEvent(QWheelEvent* event)
{
    m_edit.wheelEvent(event);
}

} // namespace studio
