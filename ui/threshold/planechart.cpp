// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/planechart.h"

#include "ui/theme/paint.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace studio {

namespace {

constexpr qreal Left = 58;
constexpr qreal Right = 16;
constexpr qreal Top = 28;
constexpr qreal Bottom = 34;
constexpr qreal Grasp = 11; // pixels around the grip

double perPixel(const Axis& axis, qreal x) { return std::abs(axis.value(x + 1) - axis.value(x)); }

// Which strip of `edges` a pixel is in; −1: none.
int stripOf(const std::vector<double>& edges, qreal pixel)
{
    for (std::size_t n = 1; n < edges.size(); ++n)
        if (std::min(edges[n - 1], edges[n]) <= pixel && pixel < std::max(edges[n - 1], edges[n]))
            return static_cast<int>(n) - 1;
    return -1;
}

} // namespace

PlaneChart::PlaneChart(Theme& theme, QWidget* parent) : SpokenChart(parent), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PlaneChart::setPlane(Plane plane)
{
    m_plane = std::move(plane);
    update();
}

QRectF PlaneChart::plot() const
{
    return {Left, Top, std::max(40.0, width() - Left - Right), std::max(40.0, height() - Top - Bottom)};
}

Axis PlaneChart::pixelsOfX(Axis range) const
{
    range.left = plot().left();
    range.width = plot().width();
    return range;
}

Axis PlaneChart::pixelsOfY(Axis range) const
{
    range.left = plot().bottom();
    range.width = -plot().height();
    return range;
}

QPointF PlaneChart::grip() const
{
    const QRectF box = plot();
    return {std::clamp(m_plane.x.axis.x(m_plane.x.draft.value), box.left(), box.right()),
            std::clamp(m_plane.y.axis.x(m_plane.y.draft.value), box.top(), box.bottom())};
}

QRectF PlaneChart::handleOfX() const { return studio::handleOfX(m_plane, plot()); }
QRectF PlaneChart::handleOfY() const { return studio::handleOfY(m_plane, plot()); }

bool PlaneChart::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && m_plane.held && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        event->accept(); // it belongs to the grip while that is held
    return SpokenChart::event(event);
}

void PlaneChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& tokens = m_theme.tokens();
    painter.fillRect(rect(), tokens.pane);
    paintPlane(painter, plot(), m_plane, tokens);
    if (!hasFocus())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(grip(), 10.5, 10.5);
}

void PlaneChart::resizeEvent(QResizeEvent*) { emit resized(); }

PlaneChart::Hand PlaneChart::handAt(const QPointF& at) const
{
    const QPointF off = at - grip();
    if (std::hypot(off.x(), off.y()) <= Grasp)
        return Hand::Both;
    if (handleOfX().contains(at))
        return Hand::X;
    return handleOfY().contains(at) ? Hand::Y : Hand::None;
}

void PlaneChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_plane.movable)
        return;
    m_hand = handAt(event->position());
    if (m_hand == Hand::None)
        return;
    m_pointer = event->position();
    m_held = grip();
    emit grabbed();
}

void PlaneChart::mouseMoveEvent(QMouseEvent* event)
{
    if (m_hand != Hand::None)
        return dragTo(*event);
    const Hand hand = m_plane.movable ? handAt(event->position()) : Hand::None;
    setCursor(hand == Hand::Both ? Qt::SizeAllCursor : hand == Hand::X ? Qt::SizeHorCursor : hand == Hand::Y ? Qt::SizeVerCursor : Qt::ArrowCursor);
    point(event->position());
}

void PlaneChart::dragTo(const QMouseEvent& event)
{
    const double slower = event.modifiers() & Qt::ShiftModifier ? 0.1 : 1.0;
    m_held += (event.position() - m_pointer) * slower;
    m_pointer = event.position();
    const QPointF values(m_hand == Hand::Y ? m_plane.x.draft.value : m_plane.x.axis.value(m_held.x()),
                         m_hand == Hand::X ? m_plane.y.draft.value : m_plane.y.axis.value(m_held.y()));
    const QSizeF each(m_hand == Hand::Y ? 0 : perPixel(m_plane.x.axis, m_held.x()) * slower,
                      m_hand == Hand::X ? 0 : perPixel(m_plane.y.axis, m_held.y()) * slower);
    emit dragged(values, each);
}

void PlaneChart::point(const QPointF& at)
{
    std::pair<int, int> place{stripOf(m_plane.x.edges, at.x()), stripOf(m_plane.y.edges, at.y())};
    if (place.first < 0 || place.second < 0)
        place = {-1, -1};
    if (place == m_pointed)
        return;
    m_pointed = place;
    emit pointed(place.first, place.second);
}

void PlaneChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && std::exchange(m_hand, Hand::None) != Hand::None)
        emit released();
}

bool PlaneChart::steer(const QKeyEvent& event)
{
    const int x = event.key() == Qt::Key_Left ? -1 : event.key() == Qt::Key_Right ? 1 : 0;
    const int y = event.key() == Qt::Key_Down ? -1 : event.key() == Qt::Key_Up ? 1 : 0;
    if (x == 0 && y == 0)
        return false;
    const auto stride = event.modifiers() & Qt::ControlModifier ? ThresholdChart::Stride::Flip
                        : event.modifiers() & Qt::ShiftModifier ? ThresholdChart::Stride::Finer
                                                                : ThresholdChart::Stride::Grain;
    emit nudged(x, y, stride);
    return true;
}

void PlaneChart::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::AltModifier | Qt::MetaModifier))
        return SpokenChart::keyPressEvent(event);
    if (event->key() == Qt::Key_Escape && m_plane.held) {
        m_hand = Hand::None;
        emit cancelled();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_plane.held) {
        m_hand = Hand::None;
        emit commitWanted();
    } else if (event->key() == Qt::Key_B && event->modifiers() == Qt::NoModifier && m_plane.movable) {
        emit baselineWanted();
    } else if (!m_plane.movable || !steer(*event)) {
        SpokenChart::keyPressEvent(event);
    }
}

void PlaneChart::focusOutEvent(QFocusEvent* event)
{
    SpokenChart::focusOutEvent(event);
    update();
    if (event->reason() == Qt::PopupFocusReason)
        return;
    m_hand = Hand::None;
    emit cancelled();
}

void PlaneChart::leaveEvent(QEvent* event)
{
    SpokenChart::leaveEvent(event);
    point({-1, -1});
}

} // namespace studio
