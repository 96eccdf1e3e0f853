// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QTabBar>

namespace studio {

// The faces of one pane as words in its header, in place of the title: the shown one is bold with a line below. A tab bar for the
// keyboard and for assistive technology.
class FaceTabs : public QTabBar {
    Q_OBJECT
public:
    explicit FaceTabs(Theme& theme, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
};

} // namespace studio
