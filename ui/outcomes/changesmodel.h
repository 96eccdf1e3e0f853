// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/outcomes/changerows.h"
#include "ui/session/replaysession.h"

#include <QAbstractTableModel>
#include <QThreadPool>

namespace studio {

// The changed outcomes as a table: heads of groups, changes, and unfolded consequences. Holds values; nothing is made for a row that
// nobody looks at, so a million changes scroll as smoothly as ten. Where there are many, another thread lays them out, and the model
// shows what it showed before until that is done.
class ChangesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Alarm, Outcomes, Place, What, LabelColumn, ValueColumn, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole, // ChangeRow::Kind
        BeforeRole,              // runlog::Outcome
        AfterRole,
        StepRole,                // of the store; -1 for a head
        CountRole,               // of a head: its changes; of a change: its consequences
        UnfoldedRole,
        NumberRole,              // "#17"
        AmountRole,              // what goes beside the name first
        UncertainRole,           // the change is not exact
        WantedRole,              // runlog::Wanted; not valid: no label
        AgainstRole              // the outcome is against the label
    };

    explicit ChangesModel(QObject* parent = nullptr);
    ~ChangesModel() override;

    void setResult(ReplayResultPtr result);
    void setGrouping(Grouping grouping);
    Grouping grouping() const { return m_grouping; }
    // Which edits the changes of the result come from; another result takes them away.
    void setAttribution(runlog::Attribution attribution);
    void setFilter(const ChangeFilter& filter);
    const ChangeFilter& filter() const { return m_filter; }
    // The values that a condition saw, shown beside each step; null takes them away.
    void setObserved(std::shared_ptr<const runlog::Observations> observations, const QString& field);
    QString valueTitle() const { return m_field; }
    // So many changes are laid out at once.
    void setLaidOutAtOnce(std::size_t changes) { m_laidOutAtOnce = changes; }
    // What people say of steps, in order of step; changes against it come first.
    void setLabels(ShownLabels labels);
    bool isPlain() const { return isPlainList(m_grouping, m_filter, m_labels); }
    bool hasLabels() const { return !m_labels.empty(); }

    void toggle(int row);  // folds or unfolds the consequences of a change
    const runlog::ChangedStep* change(int row) const; // null for a head
    bool isHead(int row) const { return m_laid.rows[static_cast<std::size_t>(row)].kind == ChangeRow::Kind::Head; }
    int rowOfStep(std::size_t step) const;            // -1: not shown
    int nextChange(int row, int direction) const;     // the next row with a change, -1: none; row -1 is before the first
    std::size_t shownChanges() const { return m_laid.shown; }
    std::size_t allChanges() const;
    ChangeSource source() const;
    QString valueOf(std::size_t step) const;          // observed, or empty

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    void laidOut(); // some time after it was asked for

private:
    void layOutAgain();
    void layOutElsewhere();
    void show(ChangeRows laid);
    void splice(int row, const ConsequenceRange& range, bool isUnfolded);
    QVariant headData(const ChangeGroup& group, int column, int role) const;
    QVariant changeData(const ChangeRow& row, const runlog::ChangedStep& change, int column, int role) const;
    QString text(const runlog::ChangedStep& change, int column) const;
    QString labelText(const runlog::ChangedStep& change) const;

    ReplayResultPtr m_result; // what the rows are of
    ReplayResultPtr m_next;   // what they will be of
    std::shared_ptr<const runlog::Attribution> m_attribution; // of m_next
    quint64 m_asked = 0;      // counts layouts
    std::size_t m_laidOutAtOnce = 20'000;
    Grouping m_grouping = Grouping::Direction;
    ChangeFilter m_filter;
    ShownLabels m_labels;
    std::set<std::size_t> m_unfolded;
    ChangeRows m_laid;
    std::shared_ptr<const runlog::Observations> m_observations;
    std::vector<std::uint32_t> m_byStep; // of the observations, in order of step
    QString m_field;
    QThreadPool m_thread;
};

} // namespace studio
