// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/diagnostic.h"

#include <QAbstractListModel>

namespace studio {

// The problems of one file in the order of their places. All texts are plain.
class ProblemsModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        SeverityRole = Qt::UserRole, // runlog::Severity as int
        PlaceRole,                   // "7:13"
        CodeRole,
        OffsetRole
    };
    using QAbstractListModel::QAbstractListModel;

    void setProblems(const runlog::Diagnostics& diagnostics, const runlog::SourcePtr& source);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QString spoken(const runlog::Diagnostic& diagnostic) const;
    QString place(const runlog::Diagnostic& diagnostic) const;

    runlog::Diagnostics m_diagnostics;
    runlog::SourcePtr m_source;
};

} // namespace studio
