// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/approvals/cardsmodel.h"
#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace studio {

// Paints a request: the current one open, with all that an approver should know, the others in two lines.
class CardsDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    CardsDelegate(Theme& theme, QObject* parent = nullptr);

    void setOpenRow(int row) { m_openRow = row; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintTitle(QPainter& painter, const QRect& box, const QFont& font, const Card& card, bool marked) const;
    void paintLine(QPainter& painter, const QRect& box, const QString& left, const QString& right) const;

    Theme& m_theme;
    int m_openRow = -1;
};

} // namespace studio
