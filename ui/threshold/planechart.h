// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"
#include "ui/threshold/chart.h"
#include "ui/threshold/spokenchart.h"
#include "ui/threshold/thresholdchart.h"

namespace studio {

// What the chart of two numbers shows. Pixels of the axes are set by the widget.
struct Plane {
    struct Cell {
        float tightened = 0; // how dark: 0 none, 1 the most of the plane
        float loosened = 0;  // how dense the hatch
    };
    struct Side {
        Axis axis;
        QString name;                 // "args.amount gt in refund-review"
        Chart::Line draft;            // in the text, or under the hand
        std::optional<Chart::Line> saved;
        std::vector<Chart::Line> labels;
        std::vector<double> edges;    // pixels of the cells
    };

    Side x;
    Side y;
    std::vector<std::optional<Cell>> cells; // row after row from the lowest; nullopt: not known yet
    bool held = false;
    bool movable = true;

    std::size_t columns() const { return x.edges.size() < 2 ? 0 : x.edges.size() - 1; }
    std::size_t rows() const { return y.edges.size() < 2 ? 0 : y.edges.size() - 1; }
};

// The plane of two numbers with a grip where they stand: grey is tightened, hatched is loosened, blank as in the baseline. The grip
// moves both, a handle at its axis moves one. Keys: ←/→ and ↑/↓ one grain, with Shift a tenth of it, with Ctrl one cell; B the
// baseline; Enter commits; Esc rolls back.
class PlaneChart : public SpokenChart {
    Q_OBJECT
public:
    enum class Hand { None, Both, X, Y };

    explicit PlaneChart(Theme& theme, QWidget* parent = nullptr);

    void setPlane(Plane plane);
    const Plane& plane() const { return m_plane; }
    void say(const QString& value) { speak(value); }
    QRectF plot() const;
    Axis pixelsOfX(Axis range) const;
    Axis pixelsOfY(Axis range) const; // upwards
    QPointF grip() const;             // where a hand presses
    QRectF handleOfX() const;
    QRectF handleOfY() const;

    QSize sizeHint() const override { return {460, 300}; }
    QSize minimumSizeHint() const override { return {220, 130}; }

signals:
    void grabbed();
    void dragged(const QPointF& values, const QSizeF& valuesPerPixel); // a value that the hand does not hold is the draft's
    void released();
    void cancelled();
    void commitWanted();
    void baselineWanted();
    void nudged(int x, int y, studio::ThresholdChart::Stride stride);  // Flip: to the next cell
    void pointed(int column, int row);                                 // −1: nowhere
    void resized();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    Hand handAt(const QPointF& at) const;
    void dragTo(const QMouseEvent& event);
    void point(const QPointF& at);
    bool steer(const QKeyEvent& event);

    Theme& m_theme;
    Plane m_plane;
    Hand m_hand = Hand::None;
    QPointF m_pointer; // where it was last
    QPointF m_held;    // the grip's own place, which Shift moves slower
    std::pair<int, int> m_pointed{-1, -1};
};

// Where the handles stand at their axes.
QRectF handleOfX(const Plane& plane, const QRectF& plot);
QRectF handleOfY(const Plane& plane, const QRectF& plot);
void paintPlane(QPainter& painter, const QRectF& plot, const Plane& plane, const Tokens& tokens);

} // namespace studio
