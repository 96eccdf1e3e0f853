// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/policy.h"
#include "ui/theme/tokens.h"

#include <QAbstractSpinBox>
#include <optional>

namespace studio {

// The box in which a threshold's value is typed exactly, with its unit: `$74.20`, `15m`. Text that is no such value is shown in the
// warning colour and wishes nothing.
class ValueBox : public QAbstractSpinBox {
    Q_OBJECT
public:
    explicit ValueBox(Theme& theme, QWidget* parent = nullptr);

    void setLiteral(const runlog::Literal& literal);
    // Shows a value, unless the text being typed means it already, or is not a value yet.
    void setValue(const runlog::Decimal& value);
    std::optional<runlog::Decimal> typedValue() const; // what the text means now

    void stepBy(int steps) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void typed(const runlog::Decimal& value);
    void stepped(int steps); // arrows of the box and the keyboard, in grains
    void commitWanted();
    void cancelled();        // Esc, or the focus went elsewhere

protected:
    StepEnabled stepEnabled() const override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void readText();
    void showValidity(bool valid);

    Theme& m_theme;
    std::optional<runlog::Literal> m_literal;
    bool m_isTyping = false;
    bool m_isTelling = false; // typed() is under way: the text is the author's
};

} // namespace studio
