// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/valuesmodel.h"

#include "ui/theme/paint.h"

namespace studio {

namespace {
QString number(std::size_t count) { return countText(static_cast<qint64>(count)); }
}

void ValuesModel::setCounts(runlog::ValueCounts counts)
{
    beginResetModel();
    m_counts = std::move(counts);
    endResetModel();
}

int ValuesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_counts.values.size());
}

QVariant ValuesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const runlog::ValueCount& row = count(index.row());
    switch (role) {
    case Qt::DisplayRole: return plain(row.value.text, 240);
    case Qt::AccessibleTextRole: return sentence(row);
    case StepsRole: return number(row.steps);
    case HeldRole: return row.held > 0;
    case ListedRole: return row.isListed;
    case PartRole: {
        const std::size_t most = m_counts.values.front().steps;
        return most == 0 ? 0.0 : static_cast<double>(row.steps) / static_cast<double>(most);
    }
    default: return {};
    }
}

QString ValuesModel::sentence(const runlog::ValueCount& count) const
{
    const QString value = plain(count.value.text, 240);
    if (m_counts.areEntities)
        return tr("%1: %2 findings in %3 steps").arg(value, number(count.findings), number(count.steps));
    const QString seen = tr("%1: %2 steps, the condition holds in %3").arg(value, number(count.steps), number(count.held));
    return count.isListed ? tr("%1, in the list").arg(seen) : seen;
}

} // namespace studio
