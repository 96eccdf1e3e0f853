// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/paint.h"

#include "core/language/diagnostic.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QLocale>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace studio {

namespace {

QFont scaled(qreal factor)
{
    QFont font = QGuiApplication::font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(std::max(1, static_cast<int>(font.pixelSize() * factor + 0.5)));
    return font;
}

} // namespace

void paintTick(QPainter& painter, const QRectF& box, Tick tick, const QColor& color)
{
    const QPointF c = box.center();
    const qreal r = std::min(box.width(), box.height()) * 0.3;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (tick) {
    case Tick::True: {
        const QPointF points[] = {c + QPointF(-r, 0), c + QPointF(-r * 0.3, r * 0.75), c + QPointF(r, -r * 0.75)};
        painter.drawPolyline(points, 3);
        break;
    }
    case Tick::False:
        painter.drawLine(c + QPointF(-r, -r) * 0.8, c + QPointF(r, r) * 0.8);
        painter.drawLine(c + QPointF(-r, r) * 0.8, c + QPointF(r, -r) * 0.8);
        break;
    case Tick::Unknown:
        painter.drawLine(c + QPointF(-r, 0), c + QPointF(r, 0));
        break;
    }
    painter.restore();
}

void paintWanted(QPainter& painter, const QPointF& middle, runlog::Wanted wanted, const QPen& pen)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    switch (wanted) {
    case runlog::Wanted::Block:
        painter.drawEllipse(middle, 5.0, 5.0);
        painter.drawLine(middle + QPointF(-3.5, 3.5), middle + QPointF(3.5, -3.5));
        break;
    case runlog::Wanted::Pass:
        painter.drawPolyline(QPolygonF({middle + QPointF(-5, 0), middle + QPointF(-1.5, 4), middle + QPointF(5, -4)}));
        break;
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintTriangle(QPainter& painter, const QPointF& centre, qreal size, bool up, const QColor& color)
{
    const qreal half = size / 2;
    const qreal tip = up ? -half : half;
    const QPointF points[] = {centre + QPointF(0, tip), centre + QPointF(-half, -tip), centre + QPointF(half, -tip)};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(points, 3);
    painter.restore();
}

void paintWarning(QPainter& painter, const QPointF& centre, qreal size, const QColor& color, const QColor& ground)
{
    paintTriangle(painter, centre, size, true, color);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ground, size / 8, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(centre + QPointF(0, -size * 0.18), centre + QPointF(0, size * 0.18));
    painter.drawLine(centre + QPointF(0, size * 0.27), centre + QPointF(0, size * 0.39));
    painter.restore();
}

void hatch(QPainter& painter, const QRectF& box, const QColor& color)
{
    constexpr qreal Spacing = 5;
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5));
    // Lines on x + y = k · spacing, so that neighbouring boxes continue each other.
    const qreal first = std::floor((box.left() + box.top()) / Spacing) * Spacing;
    for (qreal sum = first; sum <= box.right() + box.bottom() + Spacing; sum += Spacing)
        painter.drawLine(QPointF(sum - box.top() + 1, box.top() - 1), QPointF(sum - box.bottom() - 1, box.bottom() + 1));
    painter.restore();
}

QFont smallFont() { return scaled(0.85); }
QFont figureFont() { return scaled(1.54); }

QFont monoFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const QFont body = QGuiApplication::font();
    if (body.pointSizeF() > 0)
        font.setPointSizeF(body.pointSizeF());
    else
        font.setPixelSize(body.pixelSize());
    return font;
}

QFont strong(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

QString countText(qint64 count)
{
    if (count >= 0)
        return QLocale().toString(count);
    return QChar(0x2212) + QLocale().toString(-count);
}

QString counted(qint64 count, const QString& one, const QString& many) { return count == 1 ? one : many.arg(countText(count)); }

QString plain(std::string_view utf8, int limit)
{
    const std::string shown = runlog::printable(utf8, static_cast<std::size_t>(std::max(0, limit)));
    const QString text = QString::fromUtf8(shown.data(), static_cast<qsizetype>(shown.size()));
    const bool isRightToLeft = std::any_of(text.begin(), text.end(), [](QChar c) { return c.direction() == QChar::DirR || c.direction() == QChar::DirAL; });
    return isRightToLeft ? QChar(0x2068) + text + QChar(0x2069) : text;
}

} // namespace studio
