// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/threshold/daybars.h"
#include "ui/threshold/spokenchart.h"
#include "ui/theme/tokens.h"

namespace studio {

// Matches per day as bars: the baseline's share solid, what the draft adds hatched, what it takes away outlined, a jump marked by a
// triangle. One bar is looked at: by the pointer, or by ←/→, Home, End, and Ctrl with ←/→ for the next jump.
class RatesChart : public SpokenChart {
    Q_OBJECT
public:
    explicit RatesChart(Theme& theme, QWidget* parent = nullptr);

    void setBars(std::vector<DayBar> bars);
    const std::vector<DayBar>& bars() const { return m_bars; }
    int current() const { return m_current; } // -1: none
    std::size_t roomForBars() const;          // at two pixels each
    QRectF barRect(int index) const;          // of its whole column

    QSize sizeHint() const override { return {460, 240}; }
    QSize minimumSizeHint() const override { return {220, 110}; }

signals:
    void currentChanged();
    void resized();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QRectF plot() const;
    double most() const;
    void setCurrent(int index);
    int nextJump(int direction) const;
    void paintScale(QPainter& painter) const;
    void paintBar(QPainter& painter, int index) const;
    void paintDates(QPainter& painter) const;

    Theme& m_theme;
    std::vector<DayBar> m_bars;
    int m_current = -1;
};

} // namespace studio
