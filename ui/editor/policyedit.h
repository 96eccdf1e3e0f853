// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/caretcontext.h"
#include "ui/editor/completionpopup.h"
#include "ui/editor/editormarks.h"
#include "ui/editor/folding.h"
#include "ui/editor/syntax.h"

#include <QPlainTextEdit>
#include <QPointer>
#include <functional>

namespace studio {

class EditGutter;
class OverviewRuler;
class RowLayout;

// The text of a policy file with what is known about it drawn around it: line numbers, folds, guides, squiggles, inlays, draft, ruler.
//
// Holds the text and the marks, and knows neither replay nor diagnostics: EditorPane makes the marks and answers the signals. All that
// comes in by keyboard, clipboard or input method goes through cleanText(). Lines are never wrapped.
class PolicyEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    using CompletionSource = std::function<std::vector<Completion>(const CaretContext&)>;

    PolicyEdit(QTextDocument* document, Theme& theme, QWidget* parent = nullptr);
    ~PolicyEdit() override;

    void setCompletionSource(CompletionSource source) { m_completionSource = std::move(source); }
    void setMarks(EditorMarks marks);
    const EditorMarks& marks() const { return m_marks; }
    void setFound(const std::vector<QTextCursor>& matches); // of the find bar

    Folding& folding() { return m_folding; }
    CompletionPopup* completionPopup() const { return m_popup; }
    PolicySyntax& syntax() { return *m_syntax; }
    const Tokens& tokens() const { return m_theme.tokens(); }

    LineRange visibleLines() const;
    CaretContext contextAt(int position) const;
    // The row of a line in the viewport, from its left edge to the room for inlays; empty when it is not in sight.
    QRectF rowOf(const QTextBlock& block) const;
    QRectF inlayRoomOf(const QTextBlock& block) const;
    QTextBlock blockAt(qreal viewportY) const;

    // Puts the caret there, unfolds what hides it and brings it into the middle when it is out of sight.
    void jumpTo(int position);

public slots:
    void complete(); // Ctrl+Space
    void toggleCommentLines();
    void moveLinesUp();
    void moveLinesDown();

signals:
    void visibleLinesChanged();
    void textCleaned(const QString& changes);              // of pasted or typed text
    void numberStepAsked(int direction, bool toNextFlip);  // Alt+Up/Down; not sent while the caret is on no number
    void hoverAsked(int position, const QPoint& globalPlace);
    void definitionAsked(int position);

public:
    // Whether Alt+Up and Alt+Down mean the number under the caret; else they are left to the window.
    void setNumberUnderCaret(bool isThere) { m_numberUnderCaret = isThere; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;

private:
    friend class EditGutter;
    friend class OverviewRuler;

    void applyTheme();
    void layOutSides();
    void documentChanged(int position, int removed, int added);
    void updateSelections();

    void paintBehind(QPainter& painter);
    void paintGuides(QPainter& painter, const QTextBlock& block, const QRectF& row) const;
    void paintAfter(QPainter& painter);
    void paintDraft(QPainter& painter, const EditorMarks::Draft& draft) const;
    void paintFold(QPainter& painter, const QTextBlock& block) const;

    bool editKey(QKeyEvent* event);
    bool lineKey(QKeyEvent* event);
    bool returnKey();
    void smartHome(bool select);
    void typed(const QString& text);
    void updateCompletion(bool explicitly);
    void insertCompletion(const QString& insert);
    QMouseEvent centred(QMouseEvent* event) const;

    Theme& m_theme;
    RowLayout* m_layout;
    PolicySyntax* m_syntax;
    Folding m_folding;
    EditGutter* m_gutter;
    OverviewRuler* m_ruler;
    QPointer<CompletionPopup> m_popup;
    CompletionSource m_completionSource;
    EditorMarks m_marks;
    std::vector<QTextCursor> m_found;
    int m_lineCount = 1;
    bool m_numberUnderCaret = false;
    bool m_jumpPending = false;
};

} // namespace studio
