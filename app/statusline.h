// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/document.h"
#include "ui/theme/tokens.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace studio {

// The bottom line: how many problems and the first of them, what the keys do just now, where the caret is, whether the text is valid.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    StatusLine(Document& document, Theme& theme, QWidget* parent = nullptr);

    void setHint(const QString& text);  // while something is held: what the keys do
    void setPlace(int line, int column); // from 1
    QString problemsText() const;
    QString validText() const;
    QString testsText() const;   // "tests 4 of 5 pass"; empty: the file has none

signals:
    void problemsClicked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void color();

    Document& m_document;
    Theme& m_theme;
    QToolButton* m_problems;
    QLabel* m_first;
    QLabel* m_hint;
    QLabel* m_place;
    QLabel* m_tests;
    QLabel* m_valid;
};

} // namespace studio
