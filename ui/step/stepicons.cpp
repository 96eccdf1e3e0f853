// SPDX-License-Identifier: Apache-2.0
#include "ui/step/stepicons.h"

#include <QPainter>
#include <QPixmap>

namespace studio {

namespace {

constexpr int Size = 16;

void triangle(QPainter& painter, qreal from, qreal to)
{
    const QPointF corners[] = {{from, 3.5}, {to, 8}, {from, 12.5}};
    painter.drawPolygon(corners, 3);
}

void paint(QPainter& painter, StepIcon icon)
{
    switch (icon) {
    case StepIcon::PreviousStop:
        painter.drawLine(QPointF(3.5, 3.5), QPointF(3.5, 12.5));
        return triangle(painter, 12.5, 6);
    case StepIcon::Back: return triangle(painter, 11, 4.5);
    case StepIcon::Forward: return triangle(painter, 5, 11.5);
    case StepIcon::NextStop:
        painter.drawLine(QPointF(12.5, 3.5), QPointF(12.5, 12.5));
        return triangle(painter, 3.5, 10);
    case StepIcon::Play:
        painter.setBrush(painter.pen().color());
        return triangle(painter, 5, 11.5);
    case StepIcon::Pause:
        painter.drawLine(QPointF(5.5, 4), QPointF(5.5, 12));
        return painter.drawLine(QPointF(10.5, 4), QPointF(10.5, 12));
    }
}

QPixmap pixmap(StepIcon icon, const QColor& color, qreal ratio)
{
    QPixmap image(QSize(Size, Size) * ratio);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    paint(painter, icon);
    return image;
}

} // namespace

QIcon stepIcon(StepIcon icon, const Tokens& tokens)
{
    QIcon all;
    QColor faded = tokens.muted;
    faded.setAlphaF(0.45F);
    for (const qreal ratio : {1.0, 2.0, 3.0}) {
        all.addPixmap(pixmap(icon, tokens.muted, ratio));
        all.addPixmap(pixmap(icon, faded, ratio), QIcon::Disabled);
    }
    return all;
}

} // namespace studio
