// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/chartparts.h"

#include "ui/theme/paint.h"
#include "ui/threshold/chartwords.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <functional>

namespace studio {

namespace {

// How high a count stands: linear, or with a logarithm where a few bars dwarf the rest; past `top` a bar is cut.
struct CountScale {
    double top = 1;
    bool logarithmic = false;

    qreal part(double count) const
    {
        if (logarithmic)
            return std::log1p(std::max(0.0, count)) / std::log1p(top);
        return count / top;
    }
};

CountScale scaleOf(const Chart& chart)
{
    std::vector<double> counts;
    for (const Bin& bin : chart.bins)
        counts.push_back(static_cast<double>(bin.total));
    std::sort(counts.rbegin(), counts.rend());
    const double most = counts.empty() ? 1.0 : std::max(1.0, counts.front());
    if (chart.logarithmicCounts)
        return {most * 1.3, true};
    if (chart.isCumulative)
        return {most * 1.12, false};
    const double usual = counts.size() > 3 ? counts[2] : most;
    return {(most > 2.5 * usual && usual > 0 ? usual : most) * 1.12, false};
}

void paintCounts(QPainter& painter, const QRectF& box, const std::vector<double>& values,
                 const std::function<qreal(double)>& yOf, const Tokens& tokens)
{
    const QFontMetricsF metrics(painter.font());
    for (const double value : values) {
        const qreal y = halfPixel(yOf(value));
        painter.setPen(QPen(tokens.line, 1));
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
        painter.setPen(tokens.faint);
        const QString text = countText(static_cast<qint64>(value));
        painter.drawText(QPointF(box.left() - 8 - metrics.horizontalAdvance(text), y + metrics.capHeight() / 2), text);
    }
}

std::vector<double> wholeValues(double low, double high, int most)
{
    std::vector<double> values = roundValues(low, high, std::max(1, most));
    std::erase_if(values, [](double value) { return std::abs(value - std::round(value)) > 1e-9; });
    return values;
}

std::vector<double> countLabels(const CountScale& scale, const QRectF& box)
{
    if (!scale.logarithmic)
        return wholeValues(0, scale.top, static_cast<int>(box.height() / 36));
    std::vector<double> values;
    for (double value = 1; value <= scale.top; value *= 10)
        values.push_back(value);
    return values;
}

void paintCut(QPainter& painter, const QRectF& bar, std::size_t count, const Tokens& tokens)
{
    painter.setPen(QPen(tokens.pane, 2));
    for (const qreal y : {bar.top() + 8, bar.top() + 13})
        painter.drawLine(QPointF(bar.left() - 2, y + 2), QPointF(bar.right() + 2, y - 2));
    const QString text = countText(static_cast<qint64>(count));
    const qreal width = QFontMetricsF(painter.font()).horizontalAdvance(text);
    painter.setPen(tokens.muted);
    painter.drawText(QPointF(bar.center().x() - width / 2, bar.top() - 3), text);
}

// One bar: the population behind, what was held solid, what is held now hatched, what was let go outlined.
void paintBar(QPainter& painter, const QRectF& full, const Bin& bin, qreal heightPerPart, const CountScale& scale,
              const Chart& chart, const Tokens& tokens)
{
    painter.fillRect(full, tokens.bar);
    const OutcomeColors& colors = tokens.of(chart.asked);
    const qreal total = static_cast<qreal>(bin.total);
    const qreal height = std::min(heightPerPart * scale.part(total), full.height());
    qreal bottom = full.bottom();
    const auto slice = [&](std::size_t count) {
        const qreal part = height * static_cast<qreal>(count) / total;
        const QRectF box(full.left(), bottom - std::max(part, 1.5), full.width(), std::max(part, 1.5));
        bottom = box.top();
        return box;
    };
    if (bin.kept > 0)
        painter.fillRect(slice(bin.kept), colors.mark);
    if (bin.gained > 0)
        paintHold(painter, slice(bin.gained), Hold::Gained, chart.asked, tokens);
    if (bin.lost > 0)
        paintHold(painter, slice(bin.lost), Hold::Lost, chart.asked, tokens);
}

// Whether a bar below the words at the left reaches up to them.
bool isLeftHigh(const Chart& chart, const CountScale& scale, const QRectF& box)
{
    return std::any_of(chart.bins.begin(), chart.bins.end(), [&](const Bin& bin) {
        return chart.axis.x(bin.from) < box.left() + 90 && chart.axis.x(bin.to) > box.left() && scale.part(static_cast<double>(bin.total)) > 0.75;
    });
}

QPainterPath steppedPath(const Chart& chart, const std::function<qreal(double)>& yOf)
{
    QPainterPath path;
    for (const Chart::CurvePoint& point : chart.curve) {
        const QPointF at(chart.axis.x(point.value), yOf(point.count));
        if (path.elementCount() == 0) {
            path.moveTo(at);
            continue;
        }
        path.lineTo(at.x(), path.currentPosition().y());
        path.lineTo(at);
    }
    return path;
}

const Chart::CurvePoint* pointAt(const Chart& chart, double value)
{
    for (const Chart::CurvePoint& point : chart.curve)
        if (point.value == value)
            return &point;
    return nullptr;
}

void paintPoint(QPainter& painter, const ChartPlaces& places, const Chart& chart, double value, bool filled,
                const std::function<qreal(double)>& yOf, const Tokens& tokens)
{
    const Chart::CurvePoint* point = pointAt(chart, value);
    if (!point || !chart.axis.shows(value))
        return;
    const QPointF at(chart.axis.x(value), yOf(point->count));
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(filled ? tokens.accent : tokens.text, 1.5));
    painter.setBrush(filled ? tokens.accent : tokens.pane);
    painter.drawEllipse(at, 3.5, 3.5);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QString text = countText(static_cast<qint64>(point->count));
    const qreal width = QFontMetricsF(strong(painter.font())).horizontalAdvance(text);
    const bool left = at.x() - width - 8 > places.curve.left();
    const QFont before = painter.font();
    painter.setFont(strong(before));
    painter.setPen(tokens.text);
    const qreal y = at.y() + 14 < places.curve.bottom() ? at.y() + 13 : at.y() - 6;
    painter.drawText(QPointF(left ? at.x() - width - 6 : at.x() + 7, y), text);
    painter.setFont(before);
}

void paintAxis(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens)
{
    const QFontMetricsF metrics(painter.font());
    const qreal y = halfPixel(places.curve.bottom());
    painter.setPen(QPen(tokens.edge, 1));
    painter.drawLine(QPointF(places.curve.left(), y), QPointF(places.curve.right(), y));
    for (const Chart::Reach& reach : chart.reaches) {
        const qreal from = std::clamp(chart.axis.x(reach.from), places.curve.left(), places.curve.right());
        const qreal to = std::clamp(chart.axis.x(reach.to), places.curve.left(), places.curve.right());
        if (to > from)
            painter.fillRect(QRectF(QPointF(from, y - 2), QPointF(to, y + 2)), tokens.text);
    }
    painter.setPen(tokens.faint);
    qreal free = -1e9;
    for (const Chart::Line& label : chart.axisLabels) {
        const qreal width = metrics.horizontalAdvance(label.text);
        const qreal left = chart.axis.x(label.value) - width / 2;
        if (left < free || left < 0 || left + width > places.bottom.right() + 16)
            continue;
        painter.drawText(QPointF(left, baseline(places.bottom, metrics)), label.text);
        free = left + width + 10;
    }
}

} // namespace

qreal halfPixel(qreal x) { return std::floor(x) + 0.5; }

qreal baseline(const QRectF& line, const QFontMetricsF& metrics)
{
    return line.center().y() + (metrics.ascent() - metrics.descent()) / 2;
}

QColor withAlpha(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

void paintArrowHead(QPainter& painter, const QPointF& tip, bool right, const QColor& color)
{
    const qreal back = right ? -6 : 6;
    const QPointF base = right ? tip + QPointF(6, 0) : tip;
    const QPolygonF head{base, base + QPointF(back, -3), base + QPointF(back, 3)};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(head);
    painter.restore();
}

void paintHold(QPainter& painter, const QRectF& box, Hold hold, runlog::Outcome asked, const Tokens& tokens)
{
    const QColor color = tokens.of(asked).mark;
    const QRectF inner = box.adjusted(0.5, 0.5, -0.5, -0.5);
    switch (hold) {
    case Hold::Free: painter.fillRect(box, tokens.bar); return;
    case Hold::Kept: painter.fillRect(box, color); return;
    case Hold::Gained:
        painter.fillRect(box, tokens.pane);
        hatch(painter, box, color);
        break;
    case Hold::Lost: painter.fillRect(box, tokens.pane); break;
    }
    painter.setPen(QPen(color, 1));
    painter.setBrush(Qt::NoBrush);
    if (box.width() > 2 && box.height() > 2)
        painter.drawRect(inner);
}

void paintBars(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens)
{
    const CountScale scale = scaleOf(chart);
    const QRectF& box = places.bars;
    paintCounts(painter, box, countLabels(scale, box),
                [&](double count) { return box.bottom() - box.height() * scale.part(count); }, tokens);
    for (const Bin& bin : chart.bins) {
        if (bin.total == 0)
            continue;
        const qreal left = std::max(box.left(), std::round(chart.axis.x(bin.from)));
        const qreal right = std::min(box.right(), std::round(chart.axis.x(bin.to)));
        const qreal part = std::min(1.0, scale.part(static_cast<double>(bin.total)));
        const qreal height = std::max(1.5, box.height() * part);
        const qreal gap = right - left > 3 ? 1 : 0;
        const QRectF bar(left, box.bottom() - height, std::max(1.0, right - left - gap), height);
        paintBar(painter, bar, bin, box.height(), scale, chart, tokens);
        if (scale.part(static_cast<double>(bin.total)) > 1)
            paintCut(painter, bar, bin.total, tokens);
    }
    painter.setPen(QPen(tokens.edge, 1));
    painter.drawLine(QPointF(box.left(), halfPixel(box.bottom())), QPointF(box.right(), halfPixel(box.bottom())));
    const QRectF legend = legendBox(painter, places, chart);
    if (const auto place = captionPlace(painter, box, chart, chart.binText, isLeftHigh(chart, scale, box), legend))
        paintCaption(painter, *place, chart.binText, tokens);
}

void paintCurve(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens)
{
    const QRectF& box = places.curve;
    if (!chart.curve.empty()) {
        const auto [least, most] = std::minmax_element(
            chart.curve.begin(), chart.curve.end(), [](const auto& a, const auto& b) { return a.count < b.count; });
        const double high = std::max(least->count + 4, std::max(most->count, chart.limit.value_or(0)));
        const double low = std::min(least->count, chart.limit.value_or(least->count));
        const double span = (high - low) * 1.15;
        const auto yOf = [&](double count) { return box.bottom() - 6 - (box.height() - 8) * (count - low) / span; };
        paintCounts(painter, box, wholeValues(low, low + span, static_cast<int>(box.height() / 28)), yOf, tokens);
        if (chart.limit) {
            QPen dots(tokens.muted, 1, Qt::DotLine);
            painter.setPen(dots);
            painter.drawLine(QPointF(box.left(), halfPixel(yOf(*chart.limit))),
                             QPointF(box.right(), halfPixel(yOf(*chart.limit))));
        }
        painter.save();
        painter.setClipRect(box.adjusted(0, -2, 0, 2));
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.strokePath(steppedPath(chart, yOf), QPen(tokens.text, 1.5));
        painter.restore();
        const bool falls = chart.curve.back().count < chart.curve.front().count;
        if (const auto place = captionPlace(painter, box, chart, chart.curveText, falls))
            paintCaption(painter, *place, chart.curveText, tokens);
        if (chart.saved)
            paintPoint(painter, places, chart, chart.saved->value, false, yOf, tokens);
        paintPoint(painter, places, chart, chart.draft.value, true, yOf, tokens);
    }
    paintAxis(painter, places, chart, tokens);
}

} // namespace studio
