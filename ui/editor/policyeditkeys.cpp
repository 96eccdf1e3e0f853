// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/completionpopup.h"
#include "ui/editor/linescan.h"
#include "ui/editor/pastedtext.h"
#include "ui/editor/policyedit.h"
#include "ui/editor/textedits.h"

#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QTextBlock>

namespace studio {

namespace {

bool isWordCharacter(QChar c) { return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('.'); }

bool isPlainTyping(const QKeyEvent& event)
{
    return !event.text().isEmpty() && event.text()[0].isPrint() && !(event.modifiers() & (Qt::ControlModifier | Qt::MetaModifier));
}

} // namespace

void PolicyEdit::keyPressEvent(QKeyEvent* event)
{
    const bool plainKey = !(event->modifiers() & ~(Qt::KeypadModifier));
    if (plainKey && m_popup->takeKey(event->key())) {
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        complete();
        return;
    }
    if (isReadOnly() || !editKey(event)) {
        QPlainTextEdit::keyPressEvent(event);
        if (!isPlainTyping(*event) && event->key() != Qt::Key_Shift)
            m_popup->hide();
    }
}

bool PolicyEdit::editKey(QKeyEvent* event)
{
    if (lineKey(event))
        return true;
    if (!isPlainTyping(*event))
        return false;
    typed(event->text());
    return true;
}

bool PolicyEdit::lineKey(QKeyEvent* event)
{
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    QTextCursor cursor = textCursor();
    const bool wide = cursor.hasSelection() && document()->findBlock(cursor.selectionStart()) != document()->findBlock(cursor.selectionEnd());
    switch (event->key()) {
    case Qt::Key_Tab:
        if (modifiers)
            return false;
        if (wide)
            indentLines(cursor);
        else
            insertIndent(cursor);
        return true;
    case Qt::Key_Backtab:
        outdentLines(cursor);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return !modifiers && returnKey();
    case Qt::Key_Backspace:
        if (modifiers)
            return false;
        if (!eraseIndent(cursor))
            QPlainTextEdit::keyPressEvent(event);
        if (m_popup->isVisible())
            updateCompletion(false);
        return true;
    case Qt::Key_Home:
        if (modifiers && modifiers != Qt::ShiftModifier)
            return false;
        smartHome(modifiers == Qt::ShiftModifier);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (!m_numberUnderCaret || (modifiers != Qt::AltModifier && modifiers != (Qt::AltModifier | Qt::ShiftModifier)))
            return false;
        emit numberStepAsked(event->key() == Qt::Key_Up ? 1 : -1, modifiers.testFlag(Qt::ShiftModifier));
        return true;
    default:
        return false;
    }
}

bool PolicyEdit::returnKey()
{
    QTextCursor cursor = textCursor();
    breakLine(cursor);
    setTextCursor(cursor);
    ensureCursorVisible();
    return true;
}

// To the first written character, and from there to the start of the line.
void PolicyEdit::smartHome(bool select)
{
    QTextCursor cursor = textCursor();
    const int first = cursor.block().position() + indentOf(cursor.block().text());
    const int target = cursor.position() == first ? cursor.block().position() : first;
    cursor.setPosition(target, select ? QTextCursor::KeepAnchor : QTextCursor::MoveAnchor);
    setTextCursor(cursor);
}

void PolicyEdit::typed(const QString& text)
{
    const CleanText clean = cleanText(text);
    if (!clean.changes.isEmpty())
        emit textCleaned(clean.changes);
    textCursor().insertText(clean.text);
    ensureCursorVisible();
    const QChar last = clean.text.isEmpty() ? QChar() : clean.text.back();
    const bool opensValue = last == QLatin1Char(' ') || last == QLatin1Char('[') || last == QLatin1Char('{');
    if (isWordCharacter(last) || opensValue || (last == QLatin1Char('"') && contextAt(textCursor().position()).isQuoted))
        updateCompletion(false);
    else
        m_popup->hide();
}

void PolicyEdit::inputMethodEvent(QInputMethodEvent* event)
{
    const CleanText clean = cleanText(event->commitString());
    if (clean.changes.isEmpty()) {
        QPlainTextEdit::inputMethodEvent(event);
        return;
    }
    QInputMethodEvent cleaned(event->preeditString(), event->attributes());
    cleaned.setCommitString(clean.text, event->replacementStart(), event->replacementLength());
    QPlainTextEdit::inputMethodEvent(&cleaned);
    emit textCleaned(clean.changes);
}

void PolicyEdit::complete()
{
    if (!isReadOnly())
        updateCompletion(true);
}

// Asked for, every word is offered and the first is selected. While typing, nothing is selected until a letter is there, so that
// Return still ends the line.
void PolicyEdit::updateCompletion(bool explicitly)
{
    if (!m_completionSource || isReadOnly() || textCursor().hasSelection())
        return;
    const CaretContext context = contextAt(textCursor().position());
    const bool startsKey = context.slot == CaretContext::Slot::Key && context.word.isEmpty();
    if (!explicitly && (startsKey || context.slot == CaretContext::Slot::Nothing)) {
        m_popup->hide();
        return;
    }
    QTextCursor word(document());
    word.setPosition(context.wordBegin);
    const bool selects = explicitly || !context.word.isEmpty();
    m_popup->offer(matching(m_completionSource(context), context.word),
                   selects ? CompletionPopup::Selection::First : CompletionPopup::Selection::None, cursorRect(word));
}

void PolicyEdit::insertCompletion(const QString& insert)
{
    m_popup->hide();
    QTextCursor cursor = textCursor();
    const CaretContext context = contextAt(cursor.position());
    const QString rest = cursor.block().text().mid(cursor.positionInBlock());
    QString text = insert;
    if (text.endsWith(QStringLiteral(": ")) && rest.trimmed().startsWith(QLatin1Char(':')))
        text.chop(2);
    cursor.beginEditBlock();
    cursor.setPosition(context.wordBegin, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    if (context.isQuoted && rest.startsWith(QLatin1Char('"')))
        cursor.deleteChar(); // the word brings its own quotes, or needs none
    cursor.insertText(text);
    cursor.endEditBlock();
    setTextCursor(cursor);
    if (text.endsWith(QStringLiteral(": ")))
        updateCompletion(false);
}

void PolicyEdit::focusOutEvent(QFocusEvent* event)
{
    m_popup->hide();
    QPlainTextEdit::focusOutEvent(event);
    viewport()->update();
}

// A row is higher than its text: a click in the strips above and below means the text too.
QMouseEvent PolicyEdit::centred(QMouseEvent* event) const
{
    QPointF place = event->position();
    const QRectF row = rowOf(blockAt(place.y()));
    if (!row.isNull() && row.top() <= place.y() && place.y() < row.bottom())
        place.setY(row.center().y());
    return QMouseEvent(event->type(), place, event->globalPosition(), event->button(), event->buttons(), event->modifiers());
}

void PolicyEdit::mousePressEvent(QMouseEvent* event)
{
    m_popup->hide();
    QMouseEvent inRow = centred(event);
    QPlainTextEdit::mousePressEvent(&inRow);
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::ControlModifier)
        emit definitionAsked(textCursor().position());
}

void PolicyEdit::mouseMoveEvent(QMouseEvent* event)
{
    QMouseEvent inRow = centred(event);
    QPlainTextEdit::mouseMoveEvent(&inRow);
}

void PolicyEdit::mouseDoubleClickEvent(QMouseEvent* event)
{
    QMouseEvent inRow = centred(event);
    QPlainTextEdit::mouseDoubleClickEvent(&inRow);
}

void PolicyEdit::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu* menu = createStandardContextMenu(event->pos());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    menu->addActions(actions());
    menu->popup(event->globalPos());
}

bool PolicyEdit::canInsertFromMimeData(const QMimeData* source) const
{
    return source->hasText() && !source->hasUrls(); // files are for the window
}

void PolicyEdit::insertFromMimeData(const QMimeData* source)
{
    const CleanText clean = cleanText(source->text());
    if (!clean.changes.isEmpty())
        emit textCleaned(clean.changes);
    textCursor().insertText(clean.text);
    ensureCursorVisible();
}

void PolicyEdit::toggleCommentLines()
{
    if (!isReadOnly())
        toggleComment(textCursor());
}

void PolicyEdit::moveLinesUp()
{
    if (!isReadOnly())
        setTextCursor(moveLines(textCursor(), MoveDirection::Up));
}

void PolicyEdit::moveLinesDown()
{
    if (!isReadOnly())
        setTextCursor(moveLines(textCursor(), MoveDirection::Down));
}

} // namespace studio
