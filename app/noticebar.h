// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>
#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace studio {

// One line under the tool bar that says what happened and offers what to do; it waits, the work goes on. One notice at a time of each
// `topic`; a new one of the same topic takes its place, another topic waits its turn behind it.
class NoticeBar : public QWidget {
    Q_OBJECT
public:
    struct Choice {
        QString text;
        std::function<void()> act;
    };
    struct Notice {
        QString topic;
        QString text; // plain
        std::vector<Choice> choices;
    };

    explicit NoticeBar(Theme& theme, QWidget* parent = nullptr);

    void tell(const Notice& notice);
    void withdraw(const QString& topic);
    QString text() const; // of the notice that is shown; empty: none
    void choose(std::size_t choice);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showFirst();
    void dismiss();

    Theme& m_theme;
    std::vector<Notice> m_notices;
    QLabel* m_text;
    QHBoxLayout* m_row;
    std::vector<QWidget*> m_buttons;
};

} // namespace studio
