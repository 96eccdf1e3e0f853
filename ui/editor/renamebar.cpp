// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/renamebar.h"

#include "core/language/fileedit.h"
#include "ui/editor/linescan.h"
#include "ui/editor/policyedit.h"
#include "ui/editor/textplaces.h"
#include "ui/session/document.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

namespace studio {

RenameBar::RenameBar(Document& document, PolicyEdit& edit, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_edit(edit)
    , m_field(new QLineEdit(this))
    , m_words(new QLabel(this))
{
    makeWidgets();
    connect(m_field, &QLineEdit::textChanged, this, &RenameBar::showPlaces);
    connect(&document, &Document::policiesChanged, this, [this] {
        if (isVisible())
            showPlaces();
    });
    hide();
}

void RenameBar::makeWidgets()
{
    setAccessibleName(tr("Rename the policy"));
    m_field->setAccessibleName(tr("New id"));
    m_field->setPlaceholderText(tr("New id"));
    m_field->setFont(monoFont());
    m_words->setTextFormat(Qt::PlainText);
    m_words->setAccessibleName(tr("Places"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->addWidget(m_field, 1);
    row->addWidget(m_words);
    for (const auto& [text, slot] : {std::pair(tr("Rename"), &RenameBar::rename), std::pair(tr("Close"), &RenameBar::close)}) {
        auto* button = new QPushButton(text, this);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, slot);
        row->addWidget(button);
    }
}

std::string RenameBar::policyAtCaret() const
{
    const int caret = m_edit.textCursor().position();
    const auto [begin, end] = wordAround(*m_edit.document(), caret);
    QTextCursor word(m_edit.document());
    word.setPosition(begin);
    word.setPosition(end, QTextCursor::KeepAnchor);
    const std::string named = word.selectedText().toStdString();
    const auto& policies = m_document.policyFile()->policies;
    if (std::ranges::find(policies, named, &runlog::Policy::id) != policies.end())
        return named;
    const runlog::Policy* around = policyAt(m_document, caret);
    return around == nullptr ? std::string() : around->id;
}

QString RenameBar::open()
{
    m_document.parseNow();
    if (!m_document.readOnlyReason().isEmpty())
        return m_document.readOnlyReason();
    m_id = policyAtCaret();
    if (m_id.empty())
        return tr("Put the caret on a policy to rename it");
    if (const auto same = renamedTo(m_id); same.edits.empty())
        return plain(same.reason);
    m_field->setText(QString::fromStdString(m_id));
    showPlaces();
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    return {};
}

void RenameBar::close()
{
    hide();
    m_edit.setFocus(Qt::OtherFocusReason);
}

runlog::FileEdit RenameBar::renamedTo(const std::string& id) const
{
    return renamePolicy(*m_document.policyFile(), m_id, id);
}

void RenameBar::showPlaces()
{
    const auto renamed = renamedTo(newId());
    m_words->setText(renamed.edits.empty() ? plain(renamed.reason)
                                           : counted(static_cast<qint64>(renamed.edits.size()), tr("in 1 place"), tr("in %1 places")));
}

std::string RenameBar::newId() const { return m_field->text().toStdString(); }
QString RenameBar::words() const { return m_words->text(); }

void RenameBar::rename()
{
    m_document.parseNow();
    if (newId() == m_id)
        return close();
    const auto renamed = renamedTo(newId());
    showPlaces();
    if (!renamed.edits.empty() && m_document.applyEdits(renamed.edits))
        close();
}

void RenameBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        return close();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return rename();
    QWidget::keyPressEvent(event);
}

} // namespace studio
