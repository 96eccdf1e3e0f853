// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/threshold/chart.h"

#include <QWidget>

namespace studio {

// The chart with the handle: turns mouse, wheel and keys into wishes and paints what setChart() says. Knows values and pixels only.
//
// To assistive technology it is a slider: its name, value and range are those of setSpoken(). Keys: ←/→ one grain, with Shift a
// tenth of it, with Ctrl to the next flip; PageUp/PageDown ten grains; B the baseline; Enter commits; Esc rolls back.
class ThresholdChart : public QWidget {
    Q_OBJECT
public:
    enum class Stride { Grain, Finer, Coarser, Flip };

    // What a screen reader says, beside the numbers that a slider has.
    struct Spoken {
        QString name;  // "cost_today greater than, in cost-cap"
        QString value; // "cost_today greater than 74.20; 58 denied, 17 more than the baseline"
        double current = 0;
        double least = 0;
        double greatest = 0;
        double grain = 1;
    };

    explicit ThresholdChart(Theme& theme, QWidget* parent = nullptr);

    void setChart(Chart chart); // the range of its axis; the pixels are the widget's
    const Chart& chart() const { return m_chart; }
    void setSpoken(const Spoken& spoken);
    const Spoken& spoken() const { return m_spoken; }
    Axis pixelAxis(Axis range) const; // the range over the pixels of the plot
    bool isHeld() const { return m_held; }
    QPointF handleCentre() const;     // where a hand presses
    QPointF otherCentre(std::size_t other) const;
    QPointF labelCentre(std::size_t label) const;
    QPointF flipCentre(std::size_t flip) const;
    int handleWidth() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void grabbed();
    void dragged(double value, double valuePerPixel, Qt::KeyboardModifiers modifiers);
    void released();
    void cancelled();   // Esc, or the focus went elsewhere
    void nudged(int direction, studio::ThresholdChart::Stride stride);
    void valueWanted(double value); // assistive technology sets it
    void commitWanted();
    void baselineWanted();
    void rangeWanted(double low, double high); // zoomed or panned
    void fitWanted();
    void flipClicked(double value);
    void flipPointed(std::optional<double> value); // the pointer came to a flip, or left it
    void labelClicked(std::size_t step);
    void otherGrabbed(std::size_t other);          // of Chart::others; setChart() with it as the draft, then the hand has it
    void resized();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    bool isOnHandle(const QPointF& at) const;
    std::optional<std::size_t> otherAt(const QPointF& at) const;
    const Chart::Label* labelAt(const QPointF& at) const;
    void press(const QPointF& at);
    void point(const QPointF& at);
    const Chart::Flip* flipAt(const QPointF& at) const;
    void dragTo(const QMouseEvent& event);
    void wantRange(const Axis& axis);
    void showCursor(const QPointF& at);
    bool steer(int key, Qt::KeyboardModifiers modifiers);

    Theme& m_theme;
    Chart m_chart;
    ChartPlaces m_places;
    Spoken m_spoken;
    bool m_held = false;
    bool m_panning = false;
    std::optional<double> m_pointed; // the flip under the pointer
    qreal m_pointer = 0; // last pointer position
    qreal m_handle = 0;  // the handle's own, which Shift moves slower
};

} // namespace studio
