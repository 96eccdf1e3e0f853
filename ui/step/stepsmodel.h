// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/step/runview.h"
#include "ui/theme/tokens.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

namespace studio {

// The steps of one run as a list: number, outcome, name, cost.
class StepsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, OutcomeColumn, Name, Cost, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    // Steps of the same run are updated in place, so that the view keeps its place.
    void setSteps(std::vector<StepEntry> steps);
    const StepEntry& entry(int row) const { return m_steps[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<StepEntry> m_steps;
};

// Paints a line of that list; the cost of a step that did not run is struck out.
class StepsDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    StepsDelegate(Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintCell(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    Theme& m_theme;
};

} // namespace studio
