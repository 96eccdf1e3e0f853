// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/step/contentmodel.h"
#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace studio {

// Paints a name or a value of a step; personal data is tinted and underlined, its entity stands behind the value.
class ContentDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    ContentDelegate(Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintName(QPainter& painter, const QStyleOptionViewItem& option, const ContentRow& row) const;
    void paintValue(QPainter& painter, const QStyleOptionViewItem& option, const ContentRow& row) const;
    QColor colorOf(ContentRow::Kind kind) const;

    Theme& m_theme;
};

} // namespace studio
