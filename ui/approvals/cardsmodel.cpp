// SPDX-License-Identifier: Apache-2.0
#include "ui/approvals/cardsmodel.h"

#include <algorithm>

namespace studio {

void CardsModel::setCards(std::vector<Card> cards)
{
    if (cards == m_cards)
        return;
    beginResetModel();
    m_cards = std::move(cards);
    std::erase_if(m_marked, [this](std::size_t step) { return rowOfStep(step) < 0; });
    endResetModel();
}

void CardsModel::removeAnswered(const runlog::Answers& answers)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!isAnswered(m_cards[static_cast<std::size_t>(row)].keys, answers))
            continue;
        beginRemoveRows({}, row, row);
        m_marked.erase(m_cards[static_cast<std::size_t>(row)].step);
        m_cards.erase(m_cards.begin() + row);
        endRemoveRows();
    }
}

const Card* CardsModel::card(int row) const
{
    return row >= 0 && row < rowCount() ? &m_cards[static_cast<std::size_t>(row)] : nullptr;
}

int CardsModel::rowOfStep(std::size_t step) const
{
    const auto found = std::find_if(m_cards.begin(), m_cards.end(), [step](const Card& card) { return card.step == step; });
    return found == m_cards.end() ? -1 : static_cast<int>(found - m_cards.begin());
}

void CardsModel::toggleMark(int row)
{
    const Card* marked = card(row);
    if (marked == nullptr)
        return;
    if (m_marked.erase(marked->step) == 0)
        m_marked.insert(marked->step);
    emit dataChanged(index(row), index(row));
}

bool CardsModel::isMarked(int row) const
{
    const Card* it = card(row);
    return it != nullptr && m_marked.contains(it->step);
}

std::vector<int> CardsModel::markedRows() const
{
    std::vector<int> rows;
    for (int row = 0; row < rowCount(); ++row)
        if (isMarked(row))
            rows.push_back(row);
    return rows;
}

std::vector<int> CardsModel::alikeRows(int row) const
{
    std::vector<int> rows;
    const Card* like = card(row);
    for (int other = 0; like != nullptr && other < rowCount(); ++other)
        if (card(other)->action == like->action && card(other)->policies == like->policies)
            rows.push_back(other);
    return rows;
}

int CardsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_cards.size()); }

QVariant CardsModel::data(const QModelIndex& index, int role) const
{
    const Card* it = index.isValid() ? card(index.row()) : nullptr;
    if (it == nullptr)
        return {};
    if (role == Qt::DisplayRole)
        return it->amount.isEmpty() ? it->what : it->what + u' ' + it->amount;
    if (role == Qt::AccessibleTextRole)
        return tr("%1 %2 in %3, asked by %4, for %5, %6").arg(it->what, it->amount, it->place,
                                                             it->asking.join(QStringLiteral("; ")), it->approvers, it->recorded);
    if (role == Qt::ToolTipRole)
        return it->asking.join(u'\n').toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    return {};
}

} // namespace studio
