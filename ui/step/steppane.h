// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/replaysession.h"
#include "ui/step/explainrows.h"
#include "ui/step/runview.h"

#include <QList>
#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace studio {

class DecisionLine;
class Document;
class Focus;
class NoteBook;
class PaneHeader;
class StepPages;
class Theme;
class Timeline;

// Pane 5: the run of the focused step as a timeline, what became of the step, and why.
//
// Shows the Focus and moves it. The decision tree is explained by the worker; until it answers, the tree of the last answer stands.
class StepPane : public QWidget {
    Q_OBJECT
public:
    StepPane(Document& document, ReplaySession& session, Focus& focus, Theme& theme, QWidget* parent = nullptr);
    ~StepPane() override;

    // Step, stop and run forwards and backwards, play, add as a test; with their shortcuts, for a menu. They are the pane's own
    // actions; add them, do not make others with the same keys.
    QList<QAction*> stepActions() const { return m_actions; }
    void setNotes(NoteBook& notes); // outlives the pane; without it there is nothing to note in
    bool isPlaying() const { return m_play.isActive(); }

public slots:
    void stepForward();
    void stepBack();
    void nextStop();      // a step that is asked about, denied or terminated; goes on into the next run
    void previousStop();
    void nextRun();
    void previousRun();
    void togglePlay();    // steps forward by itself until the end of the run
    void addAsTest();
    void writeNote();     // shows the notes of the step, and puts the caret into their line

signals:
    void problem(const QString& text);  // something could not be done, for the status line
    void testAdded();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeWidgets();
    QWidget* makeBar();
    void makeActions();
    QAction* addStepAction(const QString& text, const QKeySequence& key, void (StepPane::*slot)());
    void showIcons();
    std::optional<std::size_t> focusedStep() const; // of the runs that are open
    void showStep();
    void showRun(std::size_t step);
    void showDecision(const StepEntry& entry);
    void showExplanation(std::size_t step, const std::optional<runlog::ExplainedStep>& explained);
    std::vector<ExplainNode> rowsOfUnreached(int place) const;
    void showNothing(const QString& words);
    void goToPlace(int place);
    void goToRun(int direction);
    void playOn();
    void showNoteCount(int count);

    Document& m_document;
    ReplaySession& m_session;
    Focus& m_focus;
    Theme& m_theme;
    RunView m_run;
    std::optional<std::size_t> m_explainedStep;
    std::optional<runlog::Counters> m_counters; // that the explained step saw
    QTimer m_play;
    QList<QAction*> m_actions;
    QAction* m_playAction = nullptr;
    QAction* m_testAction = nullptr;
    PaneHeader* m_header = nullptr;
    QStackedWidget* m_states = nullptr;
    QLabel* m_empty = nullptr;
    Timeline* m_timeline = nullptr;
    DecisionLine* m_decision = nullptr;
    QLabel* m_message = nullptr;
    QTabBar* m_tabs = nullptr;
    QToolButton* m_addTest = nullptr;
    StepPages* m_pages = nullptr;
};

} // namespace studio
