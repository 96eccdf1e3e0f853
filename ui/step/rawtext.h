// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/step/personal.h"
#include "ui/theme/tokens.h"

#include <QPlainTextEdit>

namespace studio {

// A step's content as text to read and copy. Personal data is tinted and underlined; the entity and why it is taken for one
// stand in a tool tip and, for the word under the caret, in caretFinding().
class RawText : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit RawText(Theme& theme, QWidget* parent = nullptr);

    void setMarked(const MarkedText& marked);
    QString findingAt(int position) const; // empty: nothing was found there

signals:
    void findingChanged(const QString& words); // of the caret

protected:
    bool viewportEvent(QEvent* event) override;

private:
    void mark();

    Theme& m_theme;
    std::vector<PersonalSpan> m_spans;
};

} // namespace studio
