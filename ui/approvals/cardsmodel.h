// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/approvals/inbox.h"

#include <QAbstractListModel>
#include <set>

namespace studio {

// The open requests of the inbox, one row each; some may be marked for one common answer.
class CardsModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setCards(std::vector<Card> cards);
    void removeAnswered(const runlog::Answers& answers);
    const Card* card(int row) const; // nullptr: there is no such row
    int rowOfStep(std::size_t step) const;

    void toggleMark(int row);
    bool isMarked(int row) const;
    std::vector<int> markedRows() const;
    std::vector<int> alikeRows(int row) const; // itself included

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<Card> m_cards;
    std::set<std::size_t> m_marked; // steps
};

} // namespace studio
