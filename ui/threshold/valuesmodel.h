// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/valuecounts.h"

#include <QAbstractListModel>

namespace studio {

// The values that a condition saw, one row each, most steps first. Holds values; nothing is made for a row that nobody looks at.
class ValuesModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { StepsRole = Qt::UserRole, HeldRole, ListedRole, PartRole }; // PartRole: of the row with the most steps, 0 … 1

    using QAbstractListModel::QAbstractListModel;

    void setCounts(runlog::ValueCounts counts);
    void clear() { setCounts({}); }
    const runlog::ValueCounts& counts() const { return m_counts; }
    const runlog::ValueCount& count(int row) const { return m_counts.values[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override; // DisplayRole: the value; AccessibleTextRole: a sentence

private:
    QString sentence(const runlog::ValueCount& count) const;

    runlog::ValueCounts m_counts;
};

} // namespace studio
