// SPDX-License-Identifier: Apache-2.0
#include "ui/outcomes/reasonline.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

namespace studio {

ReasonLine::ReasonLine(QWidget* parent) : QWidget(parent), m_what(new QLabel(this)), m_reason(new QLineEdit(this))
{
    m_what->setTextFormat(Qt::PlainText);
    m_reason->setPlaceholderText(tr("why? Enter labels the step, Escape leaves it"));
    m_reason->setAccessibleName(tr("reason of the label"));
    m_reason->setMaxLength(400);
    m_reason->installEventFilter(this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->addWidget(m_what);
    row->addWidget(m_reason, 1);
    setVisible(false);
}

void ReasonLine::ask(const QString& what, std::function<void(const QString&)> answer)
{
    m_answer = std::move(answer);
    m_what->setText(what);
    m_reason->clear();
    setVisible(true);
    m_reason->setFocus();
}

void ReasonLine::putAway()
{
    m_answer = nullptr;
    setVisible(false);
}

bool ReasonLine::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && isVisible() && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason)
        putAway();
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Escape && key != Qt::Key_Return && key != Qt::Key_Enter)
        return QWidget::eventFilter(watched, event);
    const auto answer = std::exchange(m_answer, nullptr);
    const QString reason = m_reason->text().trimmed();
    putAway();
    if (key != Qt::Key_Escape && answer)
        answer(reason);
    emit closed();
    return true;
}

} // namespace studio
