// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/step/runview.h"
#include "ui/theme/tokens.h"

#include <QWidget>

namespace studio {

// One run from left to right: a mark per step, taller for stricter outcomes, outlined on hatch after the first step that did
// not go as recorded, a dashed ring where the run did not come to. Click or drag to move, also Left, Right, Home, End.
//
// Where there are more steps than room, a column stands for several and shows the strictest of them.
class Timeline : public QWidget {
    Q_OBJECT
public:
    explicit Timeline(Theme& theme, QWidget* parent = nullptr);

    void setSteps(std::vector<StepEntry> steps);
    void setCurrent(int place); // -1: none
    int current() const { return m_current; }

    int placeAt(qreal x) const;
    qreal xOf(int place) const; // the middle of its mark

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void chosen(int place); // by hand

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    int count() const { return static_cast<int>(m_steps.size()); }
    qreal pitch() const;
    void choose(int place);
    void speak();
    void paintHatch(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    void paintColumns(QPainter& painter) const;
    void paintScale(QPainter& painter) const;
    void paintStep(QPainter& painter, int place) const;

    Theme& m_theme;
    std::vector<StepEntry> m_steps;
    int m_current = -1;
};

} // namespace studio
