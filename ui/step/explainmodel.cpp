// SPDX-License-Identifier: Apache-2.0
#include "ui/step/explainmodel.h"

#include <QCoreApplication>

namespace studio {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::Step)
};

QString cellText(const ExplainRow& row, int column)
{
    switch (static_cast<ExplainModel::Column>(column)) {
    case ExplainModel::Subject: return row.subject;
    case ExplainModel::Observed: return row.observed;
    case ExplainModel::Test: return row.test;
    case ExplainModel::Margin: return row.margin;
    case ExplainModel::ColumnCount: break;
    }
    return {};
}

QString tickWord(Tick tick)
{
    switch (tick) {
    case Tick::True: return Words::tr("holds");
    case Tick::False: return Words::tr("does not hold");
    case Tick::Unknown: return Words::tr("cannot be told");
    }
    return {};
}

QString spoken(const ExplainRow& row)
{
    if (row.kind == ExplainRow::Kind::Rest)
        return row.subject;
    if (row.kind == ExplainRow::Kind::Policy)
        return row.subject + QStringLiteral(": ") + row.margin;
    const QString text = row.subject + u' ' + row.observed + u' ' + row.test + QStringLiteral(": ") + tickWord(row.tick);
    return row.margin.isEmpty() ? text : text + QStringLiteral(", ") + row.margin;
}

} // namespace

int ExplainModel::columnCount(const QModelIndex&) const { return ColumnCount; }

QVariant ExplainModel::data(const QModelIndex& index, int role) const
{
    const ExplainRow* line = row(index);
    if (line == nullptr)
        return {};
    if (role == Qt::DisplayRole)
        return cellText(*line, index.column());
    if (role == Qt::ToolTipRole)
        return cellText(*line, index.column()).toHtmlEscaped();
    if (role == Qt::AccessibleTextRole)
        return spoken(*line);
    return {};
}

QVariant ExplainModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Subject: return Words::tr("condition");
    case Observed: return Words::tr("observed");
    case Test: return Words::tr("test");
    case Margin: return Words::tr("margin");
    case ColumnCount: break;
    }
    return {};
}

} // namespace studio
