// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/editorpane.h"

#include "ui/editor/caretfocus.h"
#include "ui/editor/hovertext.h"
#include "ui/editor/linescan.h"
#include "ui/editor/outline.h"
#include "ui/editor/renamebar.h"
#include "ui/editor/textplaces.h"
#include "ui/session/document.h"

#include <QAction>
#include <QMenu>
#include <QTextBlock>
#include <QToolTip>

namespace studio {

namespace {

// A menu and a tool tip take marks for mnemonics and for rich text: the author's text is neither.
QString menuText(const std::string& text)
{
    return plain(text).replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

QAction* EditorPane::addAction(const QString& text, const QList<QKeySequence>& keys, std::function<void()> run)
{
    auto* action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, std::move(run));
    QWidget::addAction(action);
    m_edit->addAction(action);
    m_actions << action;
    return action;
}

void EditorPane::makeActions()
{
    const auto control = [](Qt::Key key) { return QKeySequence(Qt::CTRL | key); };
    const auto controlShift = [](Qt::Key key) { return QKeySequence(Qt::CTRL | Qt::SHIFT | key); };
    addAction(tr("Find…"), {control(Qt::Key_F)}, [this] { m_findBar->open(FindBar::Part::Find); });
    addAction(tr("Replace…"), {control(Qt::Key_H)}, [this] { m_findBar->open(FindBar::Part::FindAndReplace); });
    addAction(tr("Find next"), {QKeySequence(Qt::Key_F3)}, [this] { m_findBar->findNext(); });
    addAction(tr("Find previous"), {QKeySequence(Qt::SHIFT | Qt::Key_F3)}, [this] { m_findBar->findPrevious(); });
    addAction(tr("Toggle comment"), {control(Qt::Key_Slash)}, [this] { m_edit->toggleCommentLines(); });
    addAction(tr("Move lines up"), {controlShift(Qt::Key_Up)}, [this] { m_edit->moveLinesUp(); });
    addAction(tr("Move lines down"), {controlShift(Qt::Key_Down)}, [this] { m_edit->moveLinesDown(); });
    addAction(tr("Quick fix…"), {control(Qt::Key_Period), QKeySequence(Qt::ALT | Qt::Key_Return)}, [this] { showQuickFixes(); });
    addAction(tr("Complete"), {control(Qt::Key_Space)}, [this] { m_edit->complete(); });
    addAction(tr("Explain"), {QKeySequence(Qt::SHIFT | Qt::Key_F1)}, [this] { showHelp(); });
    addAction(tr("Go to definition"), {QKeySequence(Qt::Key_F12)}, [this] { goToDefinition(); });
    addAction(tr("Rename the policy…"), {QKeySequence(Qt::Key_F2)}, [this] { renamePolicy(); });
    addAction(tr("Outline…"), {controlShift(Qt::Key_O)}, [this] { showOutline(); });
    addAction(tr("Fold or unfold"), {controlShift(Qt::Key_BracketLeft)}, [this] { m_edit->folding().toggle(m_edit->textCursor().block()); });
    addAction(tr("Fold all policies"), {}, [this] { m_edit->folding().foldPolicies(); });
    addAction(tr("Unfold all"), {controlShift(Qt::Key_BracketRight)}, [this] { m_edit->folding().unfoldAll(); });
}

void EditorPane::goToOffset(std::size_t offset)
{
    m_document.parseNow();
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->jumpTo(m_document.position(offset));
}

void EditorPane::goTo(int line, int column)
{
    const QTextBlock block = m_edit->document()->findBlockByNumber(std::clamp(line - 1, 0, m_edit->blockCount() - 1));
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->jumpTo(block.position() + std::clamp(column - 1, 0, block.length() - 1));
}

void EditorPane::lookAtCaret() { m_caretFocus->look(); }

void EditorPane::showOutline()
{
    m_document.parseNow();
    const QRect view = m_edit->viewport()->rect();
    m_outline->open(m_document.policyFile(), QRect(m_edit->viewport()->mapToGlobal(view.topLeft()), view.size()));
}

void EditorPane::renamePolicy()
{
    if (const QString refused = m_renameBar->open(); !refused.isEmpty())
        showNotice(refused);
}

void EditorPane::goToDefinition()
{
    goToDefinitionAt(m_edit->textCursor().position());
}

void EditorPane::goToDefinitionAt(int position)
{
    m_document.parseNow();
    const auto [begin, end] = wordAround(*m_edit->document(), position);
    QTextCursor word(m_edit->document());
    word.setPosition(begin);
    word.setPosition(end, QTextCursor::KeepAnchor);
    const QString name = word.selectedText();
    const auto& file = *m_document.policyFile();
    const int group = definitionOfGroup(*m_edit->document(), name);
    if (group >= 0) {
        m_edit->jumpTo(group);
        return;
    }
    for (const auto& policy : file.policies) {
        if (policy.id == name.toStdString()) {
            m_edit->jumpTo(m_document.position(policy.idSpan.begin));
            return;
        }
    }
    if (file.groups.contains(name.toStdString()))
        showNotice(tr("%1 is a built-in group").arg(plain(name.toStdString())));
}

// Fixes of the problems at the caret, then those of its line.
QMenu* EditorPane::fixMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Quick fixes"));
    const QTextCursor caret = m_edit->textCursor();
    const std::size_t at = m_document.offset(caret.position());
    const auto line = m_document.source()->place(at).line;
    std::vector<const runlog::Diagnostic*> near;
    for (const auto& diagnostic : m_document.diagnostics()) {
        const bool isInLine = m_document.source()->place(diagnostic.span.begin).line <= line
                              && line <= m_document.source()->place(diagnostic.span.end).line;
        if (isInLine)
            near.push_back(&diagnostic);
    }
    std::stable_partition(near.begin(), near.end(),
                          [at](const auto* diagnostic) { return diagnostic->span.begin <= at && at <= diagnostic->span.end; });
    for (const auto* diagnostic : near)
        for (const auto& fix : diagnostic->fixes)
            connect(menu->addAction(menuText(fix.title)), &QAction::triggered, this,
                    [this, fix, version = m_document.version()] { applyFix(fix, version); });
    return menu;
}

void EditorPane::showQuickFixes()
{
    m_document.parseNow();
    QMenu* menu = fixMenu();
    if (menu->isEmpty()) {
        delete menu;
        showNotice(tr("No quick fix for this line"));
        return;
    }
    menu->setActiveAction(menu->actions().first());
    menu->popup(m_edit->viewport()->mapToGlobal(m_edit->cursorRect().bottomLeft()));
}

void EditorPane::applyFix(const runlog::Fix& fix, int version)
{
    if (version != m_document.version() || !m_document.applyEdits(fix.edits))
        showNotice(tr("The text has changed; ask for the fix again"));
}

QString EditorPane::helpAt(int position) const
{
    QStringList parts;
    for (const auto& squiggle : m_edit->marks().squiggles) {
        const QTextCursor& range = squiggle.range;
        if (range.selectionStart() > position || position > range.selectionEnd())
            continue;
        parts << squiggle.message;
        if (squiggle.diagnostic < m_document.diagnostics().size() && m_parsedVersion == m_document.version())
            parts << plain(m_document.diagnostics()[squiggle.diagnostic].help);
    }
    const auto [begin, end] = wordAround(*m_edit->document(), position);
    QTextCursor word(m_edit->document());
    word.setPosition(begin);
    word.setPosition(end, QTextCursor::KeepAnchor);
    // The way to a key ends with the key: the text behind its colon knows it.
    const QString line = word.block().text().mid(end - word.block().position());
    const bool isKey = line.trimmed().startsWith(QLatin1Char(':'));
    const auto after = static_cast<int>(line.indexOf(QLatin1Char(':'))) + 1;
    CaretContext context = m_edit->contextAt(isKey ? end + after : begin);
    parts << hoverText(word.selectedText(), context.path, m_document.policyFile().get());
    parts.removeAll(QString());
    return parts.join(QStringLiteral("\n"));
}

void EditorPane::showHelpAt(int position, const QPoint& place)
{
    const QString help = helpAt(position);
    if (help.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(place, Qt::convertFromPlainText(help), m_edit);
}

void EditorPane::showHelp()
{
    showHelpAt(m_edit->textCursor().position(), m_edit->viewport()->mapToGlobal(m_edit->cursorRect().bottomLeft()));
}

} // namespace studio
