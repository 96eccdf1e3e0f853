// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/step/contentrows.h"

namespace studio {

// What one step carries, as a tree of names and values.
class ContentModel : public TreeModel<ContentRow> {
public:
    enum Column { Name, ValueColumn, ColumnCount };
    using TreeModel::TreeModel;

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
};

// "EMAIL (an address with a public domain)", one after the other; empty without spans.
QString spanWords(const std::vector<PersonalSpan>& spans);

} // namespace studio
