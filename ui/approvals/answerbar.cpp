// SPDX-License-Identifier: Apache-2.0
#include "ui/approvals/answerbar.h"

#include "ui/approvals/inbox.h"
#include "ui/theme/paint.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace studio {

namespace {
constexpr int Inset = 12;
} // namespace

AnswerBar::AnswerBar(QWidget* parent) : QWidget(parent), m_pages(new QStackedWidget(this))
{
    m_pages->addWidget(makeAnswers());
    m_pages->addWidget(makeReason());
    m_pages->addWidget(makeArguments());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    showAnswers();
}

QToolButton* AnswerBar::addAnswer(QLayout* row, const QString& text, CardsView::Order order)
{
    auto* button = new QToolButton(this);
    button->setText(text);
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QToolButton::clicked, this, [this, order] { emit ordered(order); });
    row->addWidget(button);
    m_ofCard.push_back(button);
    return button;
}

QWidget* AnswerBar::makeAnswers()
{
    auto* page = new QWidget(m_pages);
    auto* first = new QHBoxLayout;
    first->setSpacing(4);
    addAnswer(first, tr("A  Approve"), CardsView::Order::Approve);
    addAnswer(first, tr("D  Deny"), CardsView::Order::Deny);
    m_edit = addAnswer(first, tr("E  Edit"), CardsView::Order::Edit);
    addAnswer(first, tr("S  Skip"), CardsView::Order::Skip);
    first->addStretch();
    auto* second = new QHBoxLayout;
    second->setSpacing(4);
    m_alike = addAnswer(second, tr("⇧A  All alike"), CardsView::Order::ApproveAlike);
    addAnswer(second, tr("X  Select"), CardsView::Order::Mark);
    m_undo = addAnswer(second, tr("U  Undo"), CardsView::Order::Undo);
    m_ofCard.pop_back(); // undo needs no card
    second->addStretch();
    second->addWidget(makePerson(page));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(Inset, 4, Inset, 6);
    column->setSpacing(4);
    column->addLayout(first);
    column->addLayout(second);
    m_warning = new QLabel(page);
    m_warning->setTextFormat(Qt::PlainText);
    m_warning->setWordWrap(true);
    m_warning->setFont(smallFont());
    m_warning->hide();
    column->addWidget(m_warning);
    return page;
}

QWidget* AnswerBar::makePerson(QWidget* parent)
{
    m_person = new QToolButton(parent);
    m_person->setAutoRaise(true);
    m_person->setFocusPolicy(Qt::TabFocus);
    m_person->setPopupMode(QToolButton::InstantPopup);
    m_person->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_persons = new QMenu(m_person);
    m_person->setMenu(m_persons);
    m_person->hide();
    return m_person;
}

void AnswerBar::showPerson(const QString& name, const QString& warning)
{
    m_person->setText(tr("as %1").arg(m_person->fontMetrics().elidedText(name, Qt::ElideRight, fontMetrics().averageCharWidth() * 14)));
    m_person->setAccessibleName(tr("answering as %1").arg(name));
    m_person->setToolTip(m_person->accessibleName().toHtmlEscaped());
    m_person->show();
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
}

QString AnswerBar::warning() const { return m_warning->text(); }

QWidget* AnswerBar::makeReason()
{
    auto* page = new QWidget(m_pages);
    m_reason = new QLineEdit(page);
    m_reason->setPlaceholderText(tr("reason; Enter denies, Esc leaves it open"));
    m_reason->setAccessibleName(tr("Reason of the denial"));
    m_reason->installEventFilter(this);
    connect(m_reason, &QLineEdit::returnPressed, this, [this] { emit denied(m_reason->text().trimmed()); });
    auto* deny = new QPushButton(tr("Deny"), page);
    deny->setAutoDefault(false);
    connect(deny, &QPushButton::clicked, this, [this] { emit denied(m_reason->text().trimmed()); });
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(Inset, 4, Inset, 6);
    row->addWidget(m_reason, 1);
    row->addWidget(deny);
    return page;
}

QWidget* AnswerBar::makeArguments()
{
    auto* page = new QWidget(m_pages);
    m_arguments = new QPlainTextEdit(page);
    m_arguments->setFont(monoFont());
    m_arguments->setAccessibleName(tr("Arguments to approve"));
    m_arguments->setTabChangesFocus(true);
    m_arguments->setMaximumHeight(fontMetrics().height() * 8);
    m_arguments->installEventFilter(this);
    m_refusal = new QLabel(page);
    m_refusal->setTextFormat(Qt::PlainText);
    m_refusal->setWordWrap(true);
    auto* approve = new QPushButton(tr("Approve with these (Ctrl+Enter)"), page);
    connect(approve, &QPushButton::clicked, this, [this] { emit edited(m_arguments->toPlainText()); });
    auto* cancelling = new QPushButton(tr("Cancel"), page);
    connect(cancelling, &QPushButton::clicked, this, &AnswerBar::cancel);
    auto* row = new QHBoxLayout;
    row->addWidget(m_refusal, 1);
    row->addWidget(cancelling);
    row->addWidget(approve);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(Inset, 4, Inset, 6);
    column->addWidget(m_arguments);
    column->addLayout(row);
    return page;
}

void AnswerBar::showCard(const Card* card, bool canUndo)
{
    for (QToolButton* button : m_ofCard)
        button->setEnabled(card != nullptr);
    m_undo->setEnabled(canUndo);
    m_edit->setEnabled(card != nullptr && !card->editable.empty());
    m_edit->setToolTip(card == nullptr || card->editable.empty() ? tr("the asking policies let no argument be edited") : QString());
    const int alike = card != nullptr ? card->alike : 1;
    m_alike->setText(alike > 1 ? tr("⇧A  All %n alike", nullptr, alike) : tr("⇧A  All alike"));
    m_alike->setEnabled(alike > 1);
}

// The pages that are not shown take no room.
void AnswerBar::showAnswers()
{
    for (int page = 0; page < m_pages->count(); ++page)
        m_pages->widget(page)->setSizePolicy(QSizePolicy::Preferred, page == 0 ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    m_pages->setCurrentIndex(0);
    updateGeometry();
}

void AnswerBar::askReason()
{
    m_pages->widget(1)->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_pages->setCurrentIndex(1);
    m_reason->clear();
    m_reason->setFocus();
}

void AnswerBar::askArguments(const QString& json)
{
    m_pages->widget(2)->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_pages->setCurrentIndex(2);
    m_refusal->clear();
    m_arguments->setPlainText(json);
    m_arguments->setFocus();
}

void AnswerBar::refuse(const QString& reason)
{
    m_refusal->setText(reason);
    m_arguments->setFocus();
}

void AnswerBar::cancel()
{
    showAnswers();
    emit closed();
}

bool AnswerBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Escape) {
        cancel();
        return true;
    }
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (watched == m_arguments && enter && key->modifiers().testFlag(Qt::ControlModifier)) {
        emit edited(m_arguments->toPlainText());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace studio
