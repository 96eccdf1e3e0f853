// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/problemsmodel.h"

#include "ui/theme/paint.h"

namespace studio {

namespace {

QString severityName(runlog::Severity severity)
{
    switch (severity) {
    case runlog::Severity::Error:
        return ProblemsModel::tr("error");
    case runlog::Severity::Warning:
        return ProblemsModel::tr("warning");
    case runlog::Severity::Note:
        break;
    }
    return ProblemsModel::tr("note");
}

} // namespace

void ProblemsModel::setProblems(const runlog::Diagnostics& diagnostics, const runlog::SourcePtr& source)
{
    beginResetModel();
    m_diagnostics = diagnostics;
    m_source = source;
    endResetModel();
}

int ProblemsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_diagnostics.size());
}

QString ProblemsModel::place(const runlog::Diagnostic& diagnostic) const
{
    const runlog::Place at = m_source->place(diagnostic.span.begin);
    return QString::number(at.line) + QLatin1Char(':') + QString::number(at.utf16Column);
}

QString ProblemsModel::spoken(const runlog::Diagnostic& diagnostic) const
{
    const runlog::Place at = m_source->place(diagnostic.span.begin);
    return tr("%1 in line %2: %3").arg(severityName(diagnostic.severity), QString::number(at.line), plain(diagnostic.message));
}

QVariant ProblemsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& diagnostic = m_diagnostics[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return plain(diagnostic.message);
    if (role == SeverityRole)
        return static_cast<int>(diagnostic.severity);
    if (role == PlaceRole)
        return place(diagnostic);
    if (role == CodeRole)
        return plain(diagnostic.code);
    if (role == OffsetRole)
        return QVariant::fromValue(static_cast<qulonglong>(diagnostic.span.begin));
    if (role == Qt::AccessibleTextRole)
        return spoken(diagnostic);
    if (role == Qt::AccessibleDescriptionRole)
        return plain(diagnostic.help);
    return {};
}

} // namespace studio
