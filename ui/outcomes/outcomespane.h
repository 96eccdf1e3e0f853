// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/outcomes/changesview.h"
#include "ui/session/focus.h"
#include "ui/session/replaysession.h"
#include "ui/theme/paneheader.h"
#include "ui/theme/tokens.h"

#include <QWidget>
#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;

namespace studio {

class LabelBook;
class ReasonLine;

// The changed outcomes: every step whose outcome differs from the baseline, those against a label first, then loosenings. A selected
// row sets the Focus, and can be labelled: what should happen to this step.
class OutcomesPane : public QWidget {
    Q_OBJECT
public:
    OutcomesPane(ReplaySession& session, Focus& focus, LabelBook& labels, Theme& theme, QWidget* parent = nullptr);
    ~OutcomesPane() override;

    ChangesModel* model() { return m_model; }
    ChangesView* view() { return m_view; }
    QString emptyText() const;  // what stands in place of the list; empty while there is one
    QString footerText() const;
    void setSingleKeys(bool on);

public slots:
    void nextChange();
    void previousChange();
    // Only changes from or to this outcome; nullopt: all.
    void setOutcomeFilter(std::optional<runlog::Outcome> outcome);
    void setFilterText(const QString& text);
    void setGrouping(studio::Grouping grouping);
    void setShownRuns(const studio::ShownMask& runs); // null: all
    // The values that the number in focus saw, shown beside each step.
    void setObserved(std::shared_ptr<const runlog::Observations> observations, const QString& field);
    // Labels the selected step; `Because` asks for a reason first.
    void order(studio::ChangesView::Order order);
    // Asks for a file and writes the shown list to it as CSV.
    void exportList();

signals:
    void outcomeFilterChanged(std::optional<runlog::Outcome> outcome); // cleared in this pane
    void problem(const QString& text);

private:
    void makeWidgets(Theme& theme);
    QWidget* makeFilterBar();
    void takeResult();
    void askAttribution();
    void relayOut(const std::function<void()>& change);
    void walk(int direction);
    void focusRow(const QModelIndex& index);
    void selectFocus();
    void takeLabels();
    void label(std::size_t step, runlog::Wanted wanted, const QString& reason);
    void showState();
    QString emptyReason() const;
    QString scoreText() const;

    ReplaySession& m_session;
    Focus& m_focus;
    LabelBook& m_labels;
    ChangesModel* m_model;
    ChangesView* m_view;
    PaneHeader* m_header;
    QStackedWidget* m_pages;
    QLabel* m_empty;
    QLabel* m_footer;
    ReasonLine* m_reason;
    QLineEdit* m_filterText;
    QWidget* m_outcomeChip;
    QComboBox* m_grouping;
    bool m_following = false; // the selection follows the Focus, not the other way round
};

} // namespace studio
