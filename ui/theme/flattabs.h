// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTabBar>

namespace studio {

// Tabs as words in one line: the shown one is bold with a line below. A tab bar for the keyboard and for assistive technology.
class FlatTabs : public QTabBar {
    Q_OBJECT
public:
    explicit FlatTabs(QWidget* parent = nullptr);

    void setInset(int pixels); // before the first

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent* event) override;

private:
    int m_inset = 0;
};

} // namespace studio
