// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/valuesdelegate.h"

#include "ui/theme/figures.h"
#include "ui/theme/paint.h"
#include "ui/threshold/valuesmodel.h"

#include <QPainter>

namespace studio {

namespace {
constexpr int Inset = 12;
constexpr int TickSize = 10;
constexpr int RowHeight = 24;
constexpr double ValuePart = 0.5; // of the row; the bar has the rest
constexpr int CountWidth = 64;
} // namespace

ValuesDelegate::ValuesDelegate(Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QSize ValuesDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return {200, RowHeight}; }

void ValuesDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = m_theme.tokens();
    painter->save();
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isActive = option.state & QStyle::State_HasFocus;
    if (isSelected) {
        painter->fillRect(option.rect, isActive ? tokens.accentTint : tokens.hover);
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 2, option.rect.height()), tokens.accent);
    }
    const QRect row = option.rect.adjusted(Inset, 0, -Inset, 0);
    if (index.data(ValuesModel::ListedRole).toBool())
        paintTick(*painter, QRectF(row.left(), row.center().y() - TickSize / 2.0, TickSize, TickSize), Tick::True, tokens.text);
    const int left = row.left() + TickSize + 8;
    const int barLeft = row.left() + static_cast<int>(row.width() * ValuePart);
    painter->setFont(monoFont());
    painter->setPen(tokens.text);
    const QRect words(left, row.top(), barLeft - left - 8, row.height());
    const QString value = index.data().toString();
    painter->drawText(words, Qt::AlignVCenter | Qt::TextSingleLine, painter->fontMetrics().elidedText(value, Qt::ElideRight, words.width()));

    const double part = index.data(ValuesModel::PartRole).toDouble();
    const QRectF space(barLeft, row.center().y() - 5, row.right() - CountWidth - barLeft, 11);
    const QRectF bar(space.left(), space.top(), part > 0 ? std::max(1.5, space.width() * part) : 0, space.height());
    painter->fillRect(bar, tokens.bar);
    if (index.data(ValuesModel::HeldRole).toBool())
        hatch(*painter, bar, tokens.pane);
    painter->setFont(option.font);
    painter->setPen(tokens.text);
    const QString count = index.data(ValuesModel::StepsRole).toString();
    const QFontMetrics metrics(option.font);
    paintFigures(*painter, {row.right() - figuresWidth(option.font, count), row.center().y() + metrics.capHeight() / 2.0}, count);
    painter->restore();
}

} // namespace studio
