// SPDX-License-Identifier: Apache-2.0
#include "ui/step/contentdelegate.h"

#include "ui/theme/paint.h"

#include <QAbstractItemView>
#include <QPainter>

#include <cmath>

namespace studio {

namespace {
constexpr int RowHeight = 20;
constexpr int Gap = 6;
} // namespace

ContentDelegate::ContentDelegate(Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QSize ContentDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int width = QFontMetrics(monoFont()).horizontalAdvance(index.data().toString()) + 2 * Gap;
    return {std::min(width, 400), std::max(RowHeight, option.fontMetrics.height() + 2)};
}

void ContentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = m_theme.tokens();
    const ContentRow& row = *static_cast<const ContentModel*>(index.model())->row(index);
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, option.widget && option.widget->hasFocus() ? tokens.accentTint : tokens.hover);
    if (index.column() == ContentModel::Name)
        paintName(*painter, option, row);
    else
        paintValue(*painter, option, row);
    painter->restore();
}

void ContentDelegate::paintName(QPainter& painter, const QStyleOptionViewItem& option, const ContentRow& row) const
{
    const Tokens& tokens = m_theme.tokens();
    const bool heading = row.kind == ContentRow::Kind::Heading;
    const bool note = row.kind == ContentRow::Kind::Note && row.value.isEmpty();
    painter.setFont(heading ? strong(option.font) : note ? option.font : monoFont());
    painter.setPen(heading ? tokens.text : note ? tokens.muted : tokens.syntaxField);
    QRect box = option.rect;
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    if ((heading || note) && view)
        box.setRight(view->viewport()->width());
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(row.name, Qt::ElideRight, box.width() - Gap));
}

QColor ContentDelegate::colorOf(ContentRow::Kind kind) const
{
    const Tokens& tokens = m_theme.tokens();
    switch (kind) {
    case ContentRow::Kind::Text: return tokens.syntaxText;
    case ContentRow::Kind::Number: case ContentRow::Kind::Word: return tokens.syntaxNumber;
    case ContentRow::Kind::Heading: case ContentRow::Kind::Branch: case ContentRow::Kind::Note: break;
    }
    return tokens.muted;
}

void ContentDelegate::paintValue(QPainter& painter, const QStyleOptionViewItem& option, const ContentRow& row) const
{
    const Tokens& tokens = m_theme.tokens();
    const bool sentence = row.kind == ContentRow::Kind::Branch || row.kind == ContentRow::Kind::Note;
    painter.setFont(sentence ? option.font : monoFont());
    const QFontMetricsF metrics(painter.font());
    QStringList entities;
    for (const PersonalSpan& span : row.spans)
        entities << span.entity;
    entities.removeDuplicates();
    const QString label = entities.join(QStringLiteral(", "));
    const qreal labelWidth = label.isEmpty() ? 0 : QFontMetricsF(smallFont()).horizontalAdvance(label) + 2 * Gap;
    const qreal room = option.rect.width() - labelWidth - Gap;
    const QString shown = metrics.elidedText(row.value, Qt::ElideRight, room);
    const QRectF box = QRectF(option.rect).adjusted(0, 2, 0, -2);
    for (const PersonalSpan& span : row.spans) {
        const qreal from = box.left() + std::min(room, metrics.horizontalAdvance(row.value.left(span.begin)));
        const qreal to = box.left() + std::min(room, metrics.horizontalAdvance(row.value.left(span.end)));
        painter.fillRect(QRectF(from, box.top(), to - from, box.height()), tokens.of(runlog::Outcome::Modify).tint);
        painter.fillRect(QRectF(from, box.bottom() - 1, to - from, 1), tokens.of(runlog::Outcome::Modify).text);
    }
    painter.setPen(colorOf(row.kind));
    painter.drawText(QRectF(option.rect), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    painter.setFont(smallFont());
    painter.setPen(tokens.muted);
    const qreal after = box.left() + std::ceil(metrics.horizontalAdvance(shown)) + Gap;
    painter.drawText(QRectF(after, option.rect.top(), labelWidth, option.rect.height()), Qt::AlignVCenter | Qt::TextSingleLine, label);
}

} // namespace studio
