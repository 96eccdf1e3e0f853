// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/findbar.h"

#include "ui/editor/policyedit.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace studio {

namespace {

constexpr std::size_t MostMatches = 10'000;

QPushButton* button(const QString& text, FindBar* bar, void (FindBar::*slot)())
{
    auto* made = new QPushButton(text, bar);
    made->setAutoDefault(false);
    QObject::connect(made, &QPushButton::clicked, bar, slot);
    return made;
}

} // namespace

FindBar::FindBar(PolicyEdit& edit, QWidget* parent)
    : QWidget(parent)
    , m_edit(edit)
    , m_find(new QLineEdit(this))
    , m_replacement(new QLineEdit(this))
    , m_matchCase(new QCheckBox(tr("Match case"), this))
    , m_count(new QLabel(this))
    , m_replaceRow(new QWidget(this))
{
    makeWidgets();
    connect(m_find, &QLineEdit::textChanged, this, [this] {
        search();
        if (!m_matches.empty() && !selectedMatch())
            findNext();
    });
    connect(m_matchCase, &QCheckBox::toggled, this, &FindBar::search);
    connect(edit.document(), &QTextDocument::contentsChanged, this, [this] {
        if (isVisible())
            search();
    });
    connect(&edit, &QPlainTextEdit::cursorPositionChanged, this, &FindBar::showCount);
    hide();
}

void FindBar::makeWidgets()
{
    setAccessibleName(tr("Find and replace"));
    m_find->setAccessibleName(tr("Find"));
    m_find->setPlaceholderText(tr("Find"));
    m_replacement->setAccessibleName(tr("Replace with"));
    m_replacement->setPlaceholderText(tr("Replace with"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setAccessibleName(tr("Matches"));
    for (QLineEdit* field : {m_find, m_replacement})
        field->setFont(monoFont());

    auto* findRow = new QHBoxLayout;
    findRow->addWidget(m_find, 1);
    findRow->addWidget(m_count);
    findRow->addWidget(m_matchCase);
    findRow->addWidget(button(tr("Previous"), this, &FindBar::findPrevious));
    findRow->addWidget(button(tr("Next"), this, &FindBar::findNext));
    findRow->addWidget(button(tr("Close"), this, &FindBar::close));
    auto* replaceRow = new QHBoxLayout(m_replaceRow);
    replaceRow->setContentsMargins(0, 0, 0, 0);
    replaceRow->addWidget(m_replacement, 1);
    replaceRow->addWidget(button(tr("Replace"), this, &FindBar::replaceOne));
    replaceRow->addWidget(button(tr("Replace all"), this, &FindBar::replaceAll));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(12, 4, 12, 4);
    rows->setSpacing(4);
    rows->addLayout(findRow);
    rows->addWidget(m_replaceRow);
}

void FindBar::open(Part part)
{
    const QString selected = m_edit.textCursor().selectedText();
    m_replaceRow->setVisible(part == Part::FindAndReplace);
    show();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator)) {
        const QSignalBlocker quiet(m_find);
        m_find->setText(selected);
    }
    search();
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void FindBar::close()
{
    hide();
    m_matches.clear();
    m_edit.setFound({});
    m_edit.setFocus(Qt::OtherFocusReason);
}

void FindBar::search()
{
    m_matches.clear();
    const QString wanted = m_find->text();
    QTextDocument::FindFlags flags;
    flags.setFlag(QTextDocument::FindCaseSensitively, m_matchCase->isChecked());
    QTextCursor at(m_edit.document());
    while (!wanted.isEmpty() && m_matches.size() < MostMatches) {
        at = m_edit.document()->find(wanted, at, flags);
        if (at.isNull())
            break;
        m_matches.push_back(at);
    }
    m_edit.setFound(m_matches);
    showCount();
}

std::optional<std::size_t> FindBar::selectedMatch() const
{
    const QTextCursor caret = m_edit.textCursor();
    for (std::size_t i = 0; i < m_matches.size(); ++i)
        if (m_matches[i].selectionStart() == caret.selectionStart() && m_matches[i].selectionEnd() == caret.selectionEnd())
            return i;
    return std::nullopt;
}

QString FindBar::countWords() const { return m_count->text(); }

void FindBar::showCount()
{
    if (m_find->text().isEmpty()) {
        m_count->clear();
        return;
    }
    if (m_matches.empty()) {
        m_count->setText(tr("no match"));
        return;
    }
    const QString all = countText(static_cast<qint64>(m_matches.size()));
    const auto selected = selectedMatch();
    m_count->setText(selected ? tr("%1 of %2").arg(countText(static_cast<qint64>(*selected) + 1), all)
                              : tr("%n match(es)", nullptr, static_cast<int>(m_matches.size())));
}

void FindBar::go(std::size_t match)
{
    const QTextCursor found = m_matches[match];
    m_edit.jumpTo(found.selectionStart());
    m_edit.setTextCursor(found);
    showCount();
}

void FindBar::findNext()
{
    if (m_matches.empty())
        return;
    const int caret = m_edit.textCursor().selectionEnd();
    std::size_t next = 0;
    while (next < m_matches.size() && m_matches[next].selectionStart() < caret)
        ++next;
    go(next % m_matches.size());
}

void FindBar::findPrevious()
{
    if (m_matches.empty())
        return;
    const int caret = m_edit.textCursor().selectionStart();
    std::size_t previous = m_matches.size();
    while (previous > 0 && m_matches[previous - 1].selectionStart() >= caret)
        --previous;
    go((previous + m_matches.size() - 1) % m_matches.size());
}

void FindBar::replaceOne()
{
    if (m_edit.isReadOnly())
        return;
    if (const auto selected = selectedMatch()) {
        QTextCursor match = m_matches[*selected];
        match.insertText(m_replacement->text());
        m_edit.setTextCursor(match);
    }
    findNext();
}

void FindBar::replaceAll()
{
    if (m_edit.isReadOnly() || m_matches.empty())
        return;
    const std::vector<QTextCursor> matches = m_matches; // the edit searches anew
    QTextCursor edit(m_edit.document());
    edit.beginEditBlock();
    for (auto match = matches.rbegin(); match != matches.rend(); ++match) {
        edit.setPosition(match->selectionStart());
        edit.setPosition(match->selectionEnd(), QTextCursor::KeepAnchor);
        edit.insertText(m_replacement->text());
    }
    edit.endEditBlock();
    m_count->setText(tr("%n replaced", nullptr, static_cast<int>(matches.size())));
}

void FindBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_replacement->hasFocus())
        replaceOne();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        event->modifiers().testFlag(Qt::ShiftModifier) ? findPrevious() : findNext();
    else
        QWidget::keyPressEvent(event);
}

} // namespace studio
