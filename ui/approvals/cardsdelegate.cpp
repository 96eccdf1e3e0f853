// SPDX-License-Identifier: Apache-2.0
#include "ui/approvals/cardsdelegate.h"

#include "ui/theme/figures.h"
#include "ui/theme/paint.h"

#include <QPainter>

namespace studio {

namespace {

constexpr int Inset = 12;
constexpr int Gap = 8;
constexpr int Pad = 6;

int lineHeight(const QFont& font) { return std::max(18, QFontMetrics(font).height() + 2); }

qsizetype openLines(const Card& card) { return 3 + std::max<qsizetype>(1, card.asking.size()) + (card.alike > 1 ? 1 : 0); }

} // namespace

CardsDelegate::CardsDelegate(Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QSize CardsDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Card* card = static_cast<const CardsModel*>(index.model())->card(index.row());
    const qsizetype lines = card != nullptr && index.row() == m_openRow ? openLines(*card) : 2;
    return {option.rect.width(), static_cast<int>(lines) * lineHeight(option.font) + 2 * Pad};
}

void CardsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = m_theme.tokens();
    const auto* model = static_cast<const CardsModel*>(index.model());
    const Card* card = model->card(index.row());
    if (card == nullptr)
        return;
    painter->save();
    const bool open = index.row() == m_openRow;
    if (open || option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, option.widget && option.widget->hasFocus() ? tokens.accentTint : tokens.hover);
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 2, option.rect.height()), tokens.accent);
    }
    const int height = lineHeight(option.font);
    QRect line(option.rect.left() + Inset, option.rect.top() + Pad, option.rect.width() - 2 * Inset, height);
    paintTitle(*painter, line, option.font, *card, model->isMarked(index.row()));
    painter->setFont(option.font);
    if (!open) {
        paintLine(*painter, line.translated(0, height), card->policies.join(QStringLiteral(", ")), card->recorded);
        return painter->restore();
    }
    for (const QString& asking : card->asking) {
        line.translate(0, height);
        paintLine(*painter, line, asking, asking == card->asking.front() ? card->approvers : QString());
    }
    line.translate(0, height);
    paintLine(*painter, line, card->recorded, {});
    line.translate(0, height);
    paintLine(*painter, line, tr("in this replay: %1").arg(card->outcome), card->expiry);
    if (card->alike > 1)
        paintLine(*painter, line.translated(0, height), tr("%n alike: same policy, tool and arguments", nullptr, card->alike), {});
    painter->restore();
}

void CardsDelegate::paintTitle(QPainter& painter, const QRect& box, const QFont& font, const Card& card, bool marked) const
{
    const Tokens& tokens = m_theme.tokens();
    QRect left = box;
    if (marked) {
        paintTick(painter, QRectF(box.left(), box.center().y() - 7, 14, 14), Tick::True, tokens.accent);
        left.setLeft(box.left() + 18);
    }
    painter.setFont(font);
    painter.setPen(tokens.muted);
    const int placeWidth = painter.fontMetrics().horizontalAdvance(card.place);
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, card.place);
    int right = box.right() - placeWidth - Gap;
    if (card.isNew) {
        painter.setFont(strong(smallFont()));
        painter.setPen(tokens.text);
        const int width = painter.fontMetrics().horizontalAdvance(tr("new"));
        painter.drawText(QRect(right - width, box.top(), width, box.height()), Qt::AlignVCenter, tr("new"));
        right -= width + Gap;
    }
    painter.setFont(monoFont());
    painter.setPen(tokens.text);
    const QString what = painter.fontMetrics().elidedText(card.what, Qt::ElideRight, right - left.left());
    painter.drawText(left, Qt::AlignVCenter | Qt::TextSingleLine, what);
    const int amountLeft = left.left() + painter.fontMetrics().horizontalAdvance(what) + Gap;
    painter.setFont(strong(font));
    if (amountLeft + figuresWidth(painter.font(), card.amount) > right)
        return;
    const QFontMetrics metrics(painter.font());
    paintFigures(painter, QPointF(amountLeft, box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2.0), card.amount);
}

// The right text is left out whole where both do not fit.
void CardsDelegate::paintLine(QPainter& painter, const QRect& box, const QString& left, const QString& right) const
{
    painter.setPen(m_theme.tokens().muted);
    const QFontMetrics metrics = painter.fontMetrics();
    const int rightWidth = metrics.horizontalAdvance(right);
    const bool fits = metrics.horizontalAdvance(left) + Gap + rightWidth <= box.width();
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, metrics.elidedText(left, Qt::ElideRight, box.width()));
    if (fits)
        painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, right);
}

} // namespace studio
