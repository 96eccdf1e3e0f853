// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/step/explainmodel.h"
#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace studio {

// Paints a line of the decision tree: mark or tick and name, observed value, test, and the margin at the right.
class ExplainDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    ExplainDelegate(Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    static constexpr int RowHeight = 20;

private:
    void paintSubject(QPainter& painter, const QStyleOptionViewItem& option, const ExplainRow& row, int depth) const;
    void paintMargin(QPainter& painter, const QStyleOptionViewItem& option, const ExplainRow& row) const;

    Theme& m_theme;
};

} // namespace studio
