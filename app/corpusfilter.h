// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/shownruns.h"

#include <QDialog>

class QCheckBox;
class QDateTimeEdit;
class QLabel;
class QListView;
class QStandardItemModel;

namespace studio {

// Which runs the lists show: by service, start and outcome. What is chosen holds at once; closing keeps it, Show all takes it away.
class CorpusFilter : public QDialog {
    Q_OBJECT
public:
    CorpusFilter(ShownRuns& shown, QWidget* parent);

    void showAll();

private:
    QWidget* makeServices();
    QWidget* makeTimes();
    QWidget* makeOutcomes();
    void fill();
    void apply();
    void say();

    ShownRuns& m_shown;
    QListView* m_services;
    QStandardItemModel* m_model;
    QCheckBox* m_hasFrom;
    QCheckBox* m_hasBefore;
    QDateTimeEdit* m_from;
    QDateTimeEdit* m_before;
    std::vector<std::pair<QCheckBox*, runlog::Outcome>> m_outcomes;
    QLabel* m_count;
    bool m_filling = false;
};

} // namespace studio
