// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/labels.h"
#include "ui/theme/tokens.h"

#include <QFont>
#include <QPainter>
#include <QString>

// Small things that every pane paints alike.
namespace studio {

enum class MarkStyle { Filled, Outlined };

// The outcome's letter in its shape (square, octagon, hexagon, diamond, rounded square, ring), `size` pixels high, centred.
void paintMark(QPainter& painter, const QPointF& centre, qreal size, runlog::Outcome outcome, MarkStyle style,
               const Tokens& tokens);

enum class Tick { True, False, Unknown };
void paintTick(QPainter& painter, const QRectF& box, Tick tick, const QColor& color);
// A barred circle for what should be blocked, a tick for what should pass; about 10 pixels.
void paintWanted(QPainter& painter, const QPointF& middle, runlog::Wanted wanted, const QPen& pen);
void paintTriangle(QPainter& painter, const QPointF& centre, qreal size, bool up, const QColor& color);
// A filled triangle with an exclamation mark in the colour of the ground.
void paintWarning(QPainter& painter, const QPointF& centre, qreal size, const QColor& color, const QColor& ground);
void hatch(QPainter& painter, const QRectF& box, const QColor& color); // 1.5-px lines every 5 px at 45°

QFont smallFont();   // body × 0.85
QFont figureFont();  // body × 1.54
QFont monoFont();
QFont strong(QFont font); // weight 600

// "97,352" in the window's locale; "▲" and "▼" are painted, never in text. Minus is −.
QString countText(qint64 count);
// "1 step" or "2,315 steps": `many` has %1 for the count.
QString counted(qint64 count, const QString& one, const QString& many);
// Untrusted text for a widget: control and bidi characters shown as escapes. Text that runs from right to left is isolated: what is
// written around it keeps its order.
QString plain(std::string_view utf8, int limit = 400);

} // namespace studio
