// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace studio {

class PolicyEdit;

// Line numbers, fold marks and the bar at the line in Focus, left of the text. A click on a mark folds; a click on a number puts the caret
// there.
class EditGutter : public QWidget {
    Q_OBJECT
public:
    explicit EditGutter(PolicyEdit& edit);
    int wantedWidth() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    PolicyEdit& m_edit;
};

} // namespace studio
