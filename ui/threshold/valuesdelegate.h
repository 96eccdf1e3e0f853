// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace studio {

// A row of ValuesModel: a tick where the value is listed, the value, a bar, the count. The bar is hatched where the condition holds.
class ValuesDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    ValuesDelegate(Theme& theme, QObject* parent);

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Theme& m_theme;
};

} // namespace studio
