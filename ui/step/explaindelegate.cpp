// SPDX-License-Identifier: Apache-2.0
#include "ui/step/explaindelegate.h"

#include <QAbstractItemView>
#include <QPainter>

namespace studio {

namespace {

constexpr int Inset = 12;
constexpr int Indent = 16;
constexpr int MarkRoom = 20;
constexpr int MarginRoom = 130; // beside a name that has the other columns for itself

int depthOf(const QModelIndex& index)
{
    int depth = 0;
    for (QModelIndex up = index.parent(); up.isValid(); up = up.parent())
        ++depth;
    return depth;
}

const ExplainRow& rowOf(const QModelIndex& index)
{
    return *static_cast<const ExplainModel*>(index.model())->row(index);
}

// A line that is one sentence, over all columns.
bool isWide(const ExplainRow& row) { return row.kind == ExplainRow::Kind::Rest; }

QRect rowRect(const QStyleOptionViewItem& option)
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    return QRect(0, option.rect.top(), view ? view->viewport()->width() : option.rect.right() + 1, option.rect.height());
}

// The row without its insets, and without the margin column where there is one.
QRect wideRect(const QStyleOptionViewItem& option)
{
    return rowRect(option).adjusted(Inset, 0, -Inset, 0);
}

void drawFitting(QPainter& painter, const QRect& box, const QString& text, Qt::Alignment side = Qt::AlignLeft)
{
    const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, box.width());
    painter.drawText(box, side | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

} // namespace

ExplainDelegate::ExplainDelegate(Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QSize ExplainDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {option.rect.width(), std::max(RowHeight, option.fontMetrics.height() + 2)};
}

void ExplainDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = m_theme.tokens();
    const ExplainRow& row = rowOf(index);
    painter->save();
    const bool selected = option.state & QStyle::State_Selected;
    if (selected && index.column() == ExplainModel::Subject)
        painter->fillRect(rowRect(option), option.widget && option.widget->hasFocus() ? tokens.accentTint : tokens.hover);
    painter->setPen(tokens.text);
    switch (static_cast<ExplainModel::Column>(index.column())) {
    case ExplainModel::Subject: paintSubject(*painter, option, row, depthOf(index)); break;
    case ExplainModel::Observed:
    case ExplainModel::Test:
        painter->setFont(monoFont());
        painter->setPen(index.column() == ExplainModel::Test || row.tick != Tick::True ? tokens.muted : tokens.text);
        drawFitting(*painter, option.rect.adjusted(0, 0, -6, 0), index.data().toString());
        break;
    case ExplainModel::Margin: paintMargin(*painter, option, row); break;
    case ExplainModel::ColumnCount: break;
    }
    painter->restore();
}

void ExplainDelegate::paintSubject(QPainter& painter, const QStyleOptionViewItem& option, const ExplainRow& row, int depth) const
{
    const Tokens& tokens = m_theme.tokens();
    if (isWide(row)) {
        painter.setPen(tokens.muted);
        return drawFitting(painter, wideRect(option), row.subject);
    }
    const bool isAlone = row.kind == ExplainRow::Kind::Policy || (row.observed.isEmpty() && row.test.isEmpty());
    const int marginRoom = row.margin.isEmpty() ? 0 : MarginRoom;
    QRect box = isAlone ? wideRect(option).adjusted(0, 0, -marginRoom, 0) : option.rect;
    box.setLeft(Inset + depth * Indent);
    const QRectF mark(box.left(), box.center().y() - 7, 14, 14);
    painter.setRenderHint(QPainter::Antialiasing);
    if (row.kind == ExplainRow::Kind::Policy)
        paintMark(painter, mark.center(), 13, row.outcome, row.matches ? MarkStyle::Filled : MarkStyle::Outlined, tokens);
    else
        paintTick(painter, mark, row.tick, row.tick == Tick::Unknown ? tokens.warn : row.tick == Tick::True ? tokens.text : tokens.muted);
    const bool name = row.kind == ExplainRow::Kind::Policy || row.kind == ExplainRow::Kind::Group;
    painter.setFont(name ? (row.matches ? strong(option.font) : option.font) : monoFont());
    painter.setPen(row.kind == ExplainRow::Kind::Condition && row.tick != Tick::True ? tokens.muted : tokens.text);
    drawFitting(painter, box.adjusted(MarkRoom, 0, -4, 0), row.subject);
}

void ExplainDelegate::paintMargin(QPainter& painter, const QStyleOptionViewItem& option, const ExplainRow& row) const
{
    if (isWide(row))
        return;
    painter.setFont(row.close ? strong(option.font) : option.font);
    painter.setPen(row.close ? m_theme.tokens().text : m_theme.tokens().muted);
    drawFitting(painter, option.rect.adjusted(0, 0, -Inset, 0), row.margin, Qt::AlignRight);
}

} // namespace studio
