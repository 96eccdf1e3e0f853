// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/exportplan.h"
#include "ui/strip/verdict.h"

#include <QWidget>

namespace studio {

// The six outcomes in one line, each with its difference to the baseline, and how many runs differ.
class CountsRow : public QWidget {
    Q_OBJECT
public:
    explicit CountsRow(QWidget* parent = nullptr);
    void show(const ReplayResult* result, const QString& baseline, runlog::ApprovalMode mode);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<VerdictCell> m_cells;
    QString m_runs;
};

// What was looked at, one under the other: a tick, a cross or a dash, a sentence, and a muted second line.
class ChecksList : public QWidget {
    Q_OBJECT
public:
    explicit ChecksList(QWidget* parent = nullptr);
    void show(const std::vector<ExportCheck>& checks);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int rowHeight(const ExportCheck& check) const;

    std::vector<ExportCheck> m_checks;
};

} // namespace studio
