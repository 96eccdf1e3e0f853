// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/valuebox.h"

#include "ui/theme/paint.h"
#include "ui/threshold/valuetext.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QScopedValueRollback>

namespace studio {

ValueBox::ValueBox(Theme& theme, QWidget* parent) : QAbstractSpinBox(parent), m_theme(theme)
{
    setAccessibleName(tr("value of the threshold"));
    setFont(strong(monoFont()));
    setKeyboardTracking(true);
    connect(lineEdit(), &QLineEdit::textEdited, this, &ValueBox::readText);
}

void ValueBox::setLiteral(const runlog::Literal& literal)
{
    m_literal = literal;
}

void ValueBox::setValue(const runlog::Decimal& value)
{
    if (!m_literal || m_isTelling || (m_isTyping && typedValue().value_or(value) == value))
        return;
    m_isTyping = false;
    lineEdit()->setText(valueText(*m_literal, value));
    showValidity(true);
}

std::optional<runlog::Decimal> ValueBox::typedValue() const
{
    return m_literal ? readValue(*m_literal, lineEdit()->text()) : std::nullopt;
}

void ValueBox::stepBy(int steps)
{
    m_isTyping = false;
    emit stepped(steps);
}

QSize ValueBox::sizeHint() const
{
    const int width = fontMetrics().horizontalAdvance(QStringLiteral("100000.00")) + 24;
    return {width, QAbstractSpinBox::sizeHint().height()};
}

QAbstractSpinBox::StepEnabled ValueBox::stepEnabled() const
{
    return isReadOnly() ? StepNone : StepUpEnabled | StepDownEnabled;
}

bool ValueBox::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QAbstractSpinBox::event(event);
}

void ValueBox::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        m_isTyping = false;
        emit cancelled();
        return;
    }
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QAbstractSpinBox::keyPressEvent(event);
    if (!typedValue())
        return;
    m_isTyping = false;
    emit commitWanted();
}

void ValueBox::focusOutEvent(QFocusEvent* event)
{
    QAbstractSpinBox::focusOutEvent(event);
    if (event->reason() == Qt::PopupFocusReason)
        return;
    m_isTyping = false;
    emit cancelled();
}

void ValueBox::readText()
{
    m_isTyping = true;
    const auto value = typedValue();
    showValidity(value.has_value());
    const QScopedValueRollback telling(m_isTelling, true);
    if (value)
        emit typed(*value);
}

void ValueBox::showValidity(bool valid)
{
    QPalette colors = palette();
    colors.setColor(QPalette::Text, valid ? m_theme.tokens().text : m_theme.tokens().warn);
    lineEdit()->setPalette(colors);
}

} // namespace studio
