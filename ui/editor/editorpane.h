// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/corpuswords.h"
#include "ui/editor/findbar.h"
#include "ui/editor/inquiry.h"
#include "ui/editor/policyedit.h"

#include <QThreadPool>
#include <QTimer>
#include <QWidget>

class QLabel;
class QMenu;

namespace studio {

class CaretFocus;
class Document;
class Focus;
class NumberStep;
class Outline;
class PaneHeader;
class RenameBar;
class ReplaySession;

// Pane 2: the policy's text, and beside it what the runs say of every policy, number and condition.
//
// The pane connects; the work is done by PolicyEdit (text and painting), MarkMaker (what is drawn), CaretFocus, NumberStep, FindBar and
// Outline. Nothing here waits: marks are made when the text has been parsed or a result has come, at most once per turn of the event loop.
class EditorPane : public QWidget {
    Q_OBJECT
public:
    EditorPane(Document& document, ReplaySession& session, Focus& focus, Theme& theme, QWidget* parent = nullptr);
    ~EditorPane() override;

    PolicyEdit* textEdit() { return m_edit; }
    FindBar* findBar() { return m_findBar; }
    RenameBar* renameBar() { return m_renameBar; }
    // Find, replace, comment, complete, fix …: each with its shortcut, for the Edit menu. They are the pane's own actions; add them,
    // do not make others with the same keys.
    QList<QAction*> editActions() const { return m_actions; }
    // What is known of a line (from 0) in words: "deny 58, 17 more than the saved file".
    QString lineWords(int line) const;
    QString notice() const; // what the line below the header says; empty when it is hidden

public slots:
    void goToOffset(std::size_t offset);     // of Document::source(), as in a Diagnostic
    void goTo(int line, int column);         // from 1, column in characters, as in `file:line:col`
    void lookAtCaret();                      // what the caret is on becomes the Focus, wherever the keyboard is
    void showQuickFixes();
    void showOutline();
    void goToDefinition();
    void renamePolicy();                     // the one that the caret names or is in
    void showHelp();                         // what hovering would show, at the caret
    void showNotice(const QString& text);

signals:
    void caretMoved(int line, int column);   // from 1

private:
    void makeWidgets();
    void makeActions();
    QAction* addAction(const QString& text, const QList<QKeySequence>& keys, std::function<void()> run);
    void connectAll();

    void queueMarks();
    void makeMarks();
    void showHeader();
    void tellCaret();
    void loadWords();
    std::vector<Completion> completionsAt(const CaretContext& context);

    QString helpAt(int position) const;
    void showHelpAt(int position, const QPoint& place);
    void goToDefinitionAt(int position);
    QMenu* fixMenu();
    void applyFix(const runlog::Fix& fix, int version);

    Document& m_document;
    ReplaySession& m_session;
    Focus& m_focus;
    PaneHeader* m_header;
    QLabel* m_notice;
    PolicyEdit* m_edit;
    FindBar* m_findBar;
    RenameBar* m_renameBar;
    Outline* m_outline;
    NumberStep* m_numberStep;
    CaretFocus* m_caretFocus = nullptr;
    Inquiry m_inquiry;
    Sparklines m_sparklines;
    QList<QAction*> m_actions;
    QTimer m_marksDue;
    QTimer m_noticeOver;
    LineRange m_shownLines;
    std::shared_ptr<const CorpusWords> m_words;
    QThreadPool m_wordsThread;
    int m_parsedVersion = -1;
};

} // namespace studio
