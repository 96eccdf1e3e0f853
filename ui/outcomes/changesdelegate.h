// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace studio {

class ChangesModel;

// Paints a row of the changed outcomes: `!`, the marks was → is, run #step, what, the label, and the observed value.
class ChangesDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    ChangesDelegate(Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    // The width of the columns for a view of this width, as the rows at the beginning of its list need them; what is left goes to
    // the name.
    static int columnWidth(int column, int viewWidth, const QFont& font, const ChangesModel& model);
    static constexpr int RowHeight = 24;

private:
    void paintBackground(QPainter& painter, const QStyleOptionViewItem& option) const;
    void paintHead(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintCell(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintAlarm(QPainter& painter, const QRect& box, const QModelIndex& index) const;
    void paintOutcomes(QPainter& painter, const QRect& box, const QModelIndex& index) const;
    void paintPlace(QPainter& painter, const QRect& box, const QModelIndex& index) const;
    void paintWhat(QPainter& painter, const QRect& box, const QModelIndex& index) const;
    void paintLabel(QPainter& painter, const QRect& box, const QModelIndex& index) const;
    void paintValue(QPainter& painter, const QRect& box, const QModelIndex& index) const;

    Theme& m_theme;
};

} // namespace studio
