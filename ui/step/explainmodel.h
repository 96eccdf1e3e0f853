// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/step/explainrows.h"

namespace studio {

// The decision tree of one step: condition, observed value, test, margin.
class ExplainModel : public TreeModel<ExplainRow> {
public:
    enum Column { Subject, Observed, Test, Margin, ColumnCount };
    using TreeModel::TreeModel;

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
};

} // namespace studio
