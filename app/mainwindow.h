// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/baseline.h"
#include "app/corpus.h"
#include "app/launch.h"
#include "ui/session/autosave.h"
#include "ui/session/diskwatch.h"
#include "ui/session/document.h"
#include "ui/session/focus.h"
#include "ui/session/labelbook.h"
#include "ui/session/notebook.h"
#include "ui/session/people.h"
#include "ui/session/recordedlook.h"
#include "ui/session/replaysession.h"
#include "ui/session/sessionstore.h"
#include "ui/session/shownruns.h"
#include "ui/theme/tokens.h"

#include <QMainWindow>
#include <QTimer>

class QSettings;

namespace studio {

class ApprovalsPane;
class EditorPane;
class Locator;
class NoticeBar;
class OutcomesPane;
class PaneGrid;
class ProblemsPane;
class StatusLine;
class StepPane;
class ThresholdPane;
class TopBar;
class VerdictStrip;
class WindowMenus;

// The window: makes the panes, gives them the one document, replay and focus, and connects what one pane says to what another
// does. Files, runs and settings go through it; what a pane shows is the pane's own.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    // Where the window keeps its own files, and where the samples are. A test gives folders of its own.
    struct Folders {
        QString settings;
        QString unsaved;
        QString samples;
    };

    MainWindow(Theme& theme, const Folders& folders, QWidget* parent = nullptr);
    ~MainWindow() override;

    // Opens what was asked for; else the last session; else the sample.
    void start(const Launch& launch);
    Theme::Choice rememberedTheme() const;

    bool openPolicy(const QString& path);
    void openSample();
    bool isSettled() const;              // nothing is read or replayed

    Document& document() { return m_document; }
    ReplaySession& session() { return m_session; }
    Focus& focus() { return m_focus; }
    Corpus& corpus() { return m_corpus; }
    Baseline& baseline() { return m_baseline; }
    LabelBook& labels() { return m_labels; }
    NoteBook& notes() { return m_notes; }
    People& people() { return m_people; }
    SessionStore& sessionStore() { return m_sessionStore; }
    ShownRuns& shownRuns() { return m_shownRuns; }
    VerdictStrip& strip() { return *m_strip; }
    ThresholdPane& threshold() { return *m_threshold; }
    OutcomesPane& outcomes() { return *m_outcomes; }
    StepPane& step() { return *m_step; }
    ApprovalsPane& approvals() { return *m_approvals; }
    EditorPane& editor() { return *m_editor; }
    NoticeBar& notices() { return *m_notices; }
    QString windowName() const;
    bool hasSingleKeys() const;      // of the approvals and the changed outcomes: A, D, E, Y, N …
    void setSingleKeys(bool on);

public slots:
    void askForPolicy();
    bool save();
    bool saveAs();
    void reload();
    void askForTraces();
    void askForTraceFolder();
    void addTraces();
    void addTraceFolder();
    void filterRuns();
    void askForBaseline();
    void exportPolicy();
    void copyAsCommand();
    void showLocator();
    void showCommands();
    void showShortcuts();
    void showAbout();
    void showTraceProblems();
    void raisePane(int number); // 1 to 6, as in Alt+1…6
    void toggleProblems();
    void resetLayout();

signals:
    void settled();  // after a load and its replay, once nothing more is under way
    void answered(); // and the panes have the answers to what they asked of it

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    friend class WindowMenus;

    void makePanes();
    void layOut();
    void connectFiles();
    void connectPanes();
    void showTitle();
    void showFocus();
    void lookAtFirst();
    void showHandleHint();
    void settleSoon();
    void showTabTexts();

    bool mayDiscard();
    void offerUnsaved();
    void tellDiskChange();
    void connectSessionStore();
    void tellSessionChange();
    QString sessionPathFor(const QString& policy) const;
    bool mayLoseSession();
    void restoreSession();
    void restoreBaseline();
    void rememberSession();
    void rememberRecent(const QString& path);
    void rememberCorpus();
    void tellReading();
    void tellFilter();
    void complain(const QString& what, const QString& reason);
    QString commandLine() const;
    void openLocator(const QString& typed);

    Theme& m_theme;
    Folders m_folders;
    std::unique_ptr<QSettings> m_settings;
    Document m_document;
    ReplaySession m_session;
    Focus m_focus;
    LabelBook m_labels;
    NoteBook m_notes;
    People m_people;
    RecordedLook m_recordedLook;
    SessionStore m_sessionStore;
    Corpus m_corpus;
    Baseline m_baseline;
    ShownRuns m_shownRuns;
    Autosave m_autosave;
    DiskWatch m_diskWatch;
    QTimer m_settle;
    bool m_lookPending = false; // the first result of newly opened runs chooses what is looked at
    bool m_keepCaret = false;   // the command line said where it is
    bool m_firstStart = false;

    EditorPane* m_editor = nullptr;
    ProblemsPane* m_problems = nullptr;
    ThresholdPane* m_threshold = nullptr;
    OutcomesPane* m_outcomes = nullptr;
    StepPane* m_step = nullptr;
    ApprovalsPane* m_approvals = nullptr;
    VerdictStrip* m_strip = nullptr;
    TopBar* m_topBar = nullptr;
    NoticeBar* m_notices = nullptr;
    PaneGrid* m_grid = nullptr;
    StatusLine* m_status = nullptr;
    std::unique_ptr<WindowMenus> m_menus;
};

} // namespace studio
