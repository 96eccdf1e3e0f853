// SPDX-License-Identifier: Apache-2.0
#include "ui/step/contentmodel.h"

#include <QCoreApplication>
#include <QStringList>

namespace studio {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::Step)
};
} // namespace

QString spanWords(const std::vector<PersonalSpan>& spans)
{
    QStringList words;
    for (const PersonalSpan& span : spans)
        words << (span.reason.isEmpty() ? span.entity : QStringLiteral("%1 (%2)").arg(span.entity, span.reason));
    return words.join(QStringLiteral("; "));
}

int ContentModel::columnCount(const QModelIndex&) const { return ColumnCount; }

QVariant ContentModel::data(const QModelIndex& index, int role) const
{
    const ContentRow* line = row(index);
    if (line == nullptr)
        return {};
    const QString& text = index.column() == Name ? line->name : line->value;
    if (role == Qt::DisplayRole)
        return text;
    const QString found = spanWords(line->spans);
    if (role == Qt::ToolTipRole)
        return (found.isEmpty() ? text : text + u'\n' + found).toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    if (role == Qt::AccessibleTextRole)
        return found.isEmpty() ? text : text + QStringLiteral(", ") + found;
    return {};
}

QVariant ContentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? Words::tr("name") : Words::tr("value");
}

} // namespace studio
