// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/approvals/approvalload.h"

#include <QWidget>
#include <array>

class QLabel;
class QLineEdit;

namespace studio {

// What is assumed of the simulated approvers, to be changed field by field, and the load that they would have: always said to be a
// simulation.
class ModelBar : public QWidget {
    Q_OBJECT
public:
    explicit ModelBar(QWidget* parent = nullptr);

    void showModel(const runlog::ApproverModel& model);
    void showLoad(const runlog::ApprovalLoad& load);
    void showNoLoad();              // not known yet, or nothing is asked
    QString loadText() const;
    QString problemText() const;    // why a field cannot be taken; empty: all can

signals:
    void changed(const runlog::ApproverModel& model);

private:
    static constexpr std::size_t FieldCount = 7;

    void take();

    std::array<QLineEdit*, FieldCount> m_fields{};
    QLabel* m_problem;
    QLabel* m_load;
    runlog::ApproverModel m_model;
};

// "support-lead: 34 requests, at most 5 an hour, queue 12, median wait 6m, nine of ten within 14m, 3 time-outs", a line for each name.
QString loadWords(const runlog::ApprovalLoad& load);

} // namespace studio
