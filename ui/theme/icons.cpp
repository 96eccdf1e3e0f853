// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/icons.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace studio {

namespace {

constexpr int Size = 16;
constexpr int Ratios[] = {1, 2, 3};

QPixmap drawn(const QByteArray& svg, int ratio, qreal opacity)
{
    QPixmap pixmap(Size * ratio, Size * ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setOpacity(opacity);
    QSvgRenderer(svg).render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

} // namespace

QIcon lineIcon(const QString& name, const Tokens& tokens)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    const QByteArray svg = file.readAll().replace("#000000", tokens.muted.name().toLatin1());
    QIcon icon;
    for (const int ratio : Ratios) {
        icon.addPixmap(drawn(svg, ratio, 1), QIcon::Normal);
        icon.addPixmap(drawn(svg, ratio, 0.45), QIcon::Disabled);
    }
    return icon;
}

} // namespace studio
