// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/paint.h"

#include <QPainterPath>
#include <cmath>
#include <numbers>

namespace studio {

namespace {

constexpr qreal SmallestLetter = 10; // below this a letter is only noise

QPainterPath polygon(const QPointF& centre, qreal radius, int corners, qreal firstAngle)
{
    QPainterPath path;
    for (int i = 0; i < corners; ++i) {
        const qreal angle = firstAngle + 2 * std::numbers::pi * i / corners;
        const QPointF corner = centre + QPointF(std::cos(angle), std::sin(angle)) * radius;
        if (i == 0)
            path.moveTo(corner);
        else
            path.lineTo(corner);
    }
    path.closeSubpath();
    return path;
}

QPainterPath square(const QPointF& centre, qreal size, qreal corner)
{
    QPainterPath path;
    path.addRoundedRect(QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size), corner, corner);
    return path;
}

QPainterPath shapeOf(runlog::Outcome outcome, const QPointF& centre, qreal size)
{
    QPainterPath path;
    switch (outcome) {
    case runlog::Outcome::Terminate:
        return square(centre, size * 0.92, 0);
    case runlog::Outcome::Deny:
        return polygon(centre, size * 0.53, 8, std::numbers::pi / 8);
    case runlog::Outcome::RequireApproval:
        return polygon(centre, size * 0.55, 6, 0);
    case runlog::Outcome::Modify:
        return polygon(centre, size * 0.6, 4, 0);
    case runlog::Outcome::Log:
        return square(centre, size * 0.88, size * 0.2);
    case runlog::Outcome::Allow:
    case runlog::Outcome::NotReached:
    case runlog::Outcome::Undecided:
        break;
    }
    path.addEllipse(centre, size * 0.48, size * 0.48);
    return path;
}

bool isSolid(runlog::Outcome outcome)
{
    switch (outcome) {
    case runlog::Outcome::Terminate:
    case runlog::Outcome::Deny:
    case runlog::Outcome::RequireApproval:
    case runlog::Outcome::Modify:
        return true;
    case runlog::Outcome::Allow:
    case runlog::Outcome::Log:
    case runlog::Outcome::NotReached:
    case runlog::Outcome::Undecided:
        break;
    }
    return false;
}

QString letterOf(runlog::Outcome outcome)
{
    switch (outcome) {
    case runlog::Outcome::Terminate:
        return QStringLiteral("T");
    case runlog::Outcome::Deny:
        return QStringLiteral("D");
    case runlog::Outcome::RequireApproval:
        return QStringLiteral("R");
    case runlog::Outcome::Modify:
        return QStringLiteral("M");
    case runlog::Outcome::Log:
        return QStringLiteral("L");
    case runlog::Outcome::Allow:
        return QStringLiteral("A");
    case runlog::Outcome::NotReached:
    case runlog::Outcome::Undecided:
        break;
    }
    return {};
}

void paintLetter(QPainter& painter, const QPointF& centre, qreal size, const QString& letter, const QColor& color)
{
    if (letter.isEmpty() || size < SmallestLetter)
        return;
    QFont font = strong(painter.font());
    font.setPixelSize(std::max(7, static_cast<int>(std::lround(size * 0.62))));
    const QRectF ink = QFontMetricsF(font).tightBoundingRect(letter);
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(centre - ink.center(), letter);
}

} // namespace

void paintMark(QPainter& painter, const QPointF& centre, qreal size, runlog::Outcome outcome, MarkStyle style,
               const Tokens& tokens)
{
    if (outcome == runlog::Outcome::Undecided)
        return;
    const OutcomeColors& colors = tokens.of(outcome);
    const bool filled = style == MarkStyle::Filled && isSolid(outcome);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(colors.mark, size >= SmallestLetter ? 1.4 : 1.2);
    if (outcome == runlog::Outcome::NotReached)
        pen.setDashPattern({1.6, 1.4});
    painter.setPen(filled ? QPen(Qt::NoPen) : pen);
    painter.setBrush(filled ? QBrush(colors.mark) : QBrush(Qt::NoBrush));
    painter.drawPath(shapeOf(outcome, centre, filled ? size : size - 1.4));
    paintLetter(painter, centre, size, letterOf(outcome), filled ? colors.letter : colors.text);
    painter.restore();
}

} // namespace studio
