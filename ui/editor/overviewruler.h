// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace studio {

class PolicyEdit;

// The whole file in 8 pixels at the right edge: problems, policies whose count changed, the line in Focus, what the find bar found. A click
// goes there.
class OverviewRuler : public QWidget {
    Q_OBJECT
public:
    static constexpr int Width = 8;
    explicit OverviewRuler(PolicyEdit& edit);

    QRect markRect(int line) const; // where a line stands

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    PolicyEdit& m_edit;
};

} // namespace studio
