// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/chartbuild.h"

#include "ui/theme/paint.h"
#include "ui/threshold/valuetext.h"
#include "ui/threshold/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <set>

namespace studio {

using runlog::Decimal;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::Threshold)
};

constexpr qreal BarPixels = 5;

QString labelText(const runlog::Literal& literal, double value, double step)
{
    using Type = runlog::Literal::Type;
    if (literal.type == Type::Duration || literal.type == Type::TimeOfDay)
        return valueText(literal, wholeGrains(value, Decimal(1)));
    const int decimals = step >= 1 || step <= 0 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
    return QLocale::c().toString(value, 'f', std::min(decimals, 9)).replace(u'-', QChar(0x2212));
}

QString part(std::size_t count, std::size_t all)
{
    const double percent = 100.0 * static_cast<double>(count) / static_cast<double>(all);
    if (percent < 1 || percent > 99)
        return countText(static_cast<qint64>(count));
    return Words::tr("%1 %").arg(QLocale().toString(percent, 'f', 0));
}

void tellLeftOut(Chart& chart, const Histogram& histogram, const runlog::Literal& literal, double grain)
{
    const std::size_t below = histogram.countBelow(chart.axis.low);
    const std::size_t above = histogram.size() - histogram.countBelow(std::nextafter(chart.axis.high, HUGE_VAL));
    const double step = std::max(grain, roundBinWidth(chart.axis, 5, grain));
    if (below > 0)
        chart.leftOut = Words::tr("%1 below %2")
                            .arg(part(below, histogram.size()), labelText(literal, chart.axis.low, step));
    if (above > 0)
        chart.leftOutRight = Words::tr("%1 above %2")
                                 .arg(part(above, histogram.size()), labelText(literal, chart.axis.high, step));
}

void addCurve(Chart& chart, const ChartParts& parts)
{
    for (const SweepCurve::Point& point : parts.curve->points(parts.asked))
        chart.curve.push_back({point.value.approximate(), static_cast<double>(point.count)});
    for (const SweepCurve::Change& change : parts.curve->changes(parts.asked))
        chart.flips.push_back({change.to.approximate(), change.steps});
    chart.curveText = curveWords(parts.asked);
    if (parts.most)
        chart.limit = static_cast<double>(*parts.most);
    if (!parts.meeting)
        return;
    for (const auto& [from, to] : parts.meeting->meeting)
        chart.reaches.push_back({from ? from->approximate() : chart.axis.low, to ? to->approximate() : chart.axis.high});
}

void addLines(Chart& chart, const ChartParts& parts)
{
    const runlog::Literal& literal = parts.target->literal();
    chart.draft = {parts.value.approximate(), valueText(literal, parts.value)};
    if (parts.saved && *parts.saved != parts.value) {
        chart.saved = Chart::Line{parts.saved->approximate(), Words::tr("saved %1").arg(valueText(literal, *parts.saved))};
        chart.difference = differenceText(literal, *parts.saved, parts.value);
    }
    if (parts.others)
        for (const ThresholdTarget& other : *parts.others)
            chart.others.push_back({other.value().approximate(), valueText(other.literal(), other.value())});
}

// Each bin with all before it, and with what lies below the axis.
void sumUp(std::vector<Bin>& bins, const Bin& below)
{
    Bin sum = below;
    for (Bin& bin : bins) {
        sum.total += bin.total;
        sum.kept += bin.kept;
        sum.gained += bin.gained;
        sum.lost += bin.lost;
        bin = {bin.from, bin.to, sum.total, sum.kept, sum.gained, sum.lost};
    }
}

void addBars(Chart& chart, const ChartParts& parts, double grain)
{
    const Compared compared = parts.result ? comparedIn(*parts.result, parts.asked) : Compared{};
    const std::vector<double> edges = binEdges(chart.axis, BarPixels, grain);
    chart.bins = parts.histogram->bins(edges, compared);
    chart.binText = chart.axis.logarithmic || edges.size() < 2
                        ? Words::tr("steps")
                        : Words::tr("steps per %1").arg(labelText(parts.target->literal(), edges[1] - edges[0],
                                                                  edges[1] - edges[0]));
    if (parts.isCumulative && !chart.bins.empty()) {
        const double below[] = {-HUGE_VAL, edges.front()};
        sumUp(chart.bins, parts.histogram->bins(below, compared).front());
        chart.binText = Words::tr("steps up to each value");
    }
    if (chart.saved)
        chart.legend = legendOf(parts.histogram->between(chart.draft.value, chart.saved->value, compared), parts.asked);
}

} // namespace

std::vector<Chart::Line> axisLabels(const Axis& axis, const runlog::Literal& literal, int most)
{
    const std::vector<double> values = roundValues(axis, most);
    const double step = values.size() > 1 ? values[1] - values[0] : values.empty() ? 1.0 : values[0];
    std::vector<Chart::Line> labels;
    for (const double value : values)
        labels.push_back({value, labelText(literal, value, axis.logarithmic ? std::min(value, 1.0) : step)});
    return labels;
}

Chart buildChart(const ChartParts& parts)
{
    const double grain = parts.target->grain().approximate();
    Chart chart;
    chart.axis = parts.axis;
    chart.asked = parts.asked;
    chart.held = parts.held;
    chart.logarithmicCounts = parts.logarithmicCounts;
    chart.isCumulative = parts.isCumulative;
    chart.muted = !parts.result;
    addLines(chart, parts);
    addBars(chart, parts, grain);
    addCurve(chart, parts);
    if (!parts.histogram->isEmpty())
        tellLeftOut(chart, *parts.histogram, parts.target->literal(), grain);
    chart.labels = parts.labels;
    chart.pointed = parts.pointed;
    chart.axisLabels = axisLabels(chart.axis, parts.target->literal(), static_cast<int>(chart.axis.width / 70));
    return chart;
}

Axis fittingAxis(const Histogram& histogram, double value, std::optional<double> saved, double grain, bool logarithmic)
{
    double low = value;
    double high = value;
    if (!histogram.isEmpty()) {
        low = std::min(low, histogram.smallest());
        high = std::max(high, histogram.quantile(0.998));
    }
    const double other = saved.value_or(value);
    low = std::min(low, other);
    high = std::max(high, other);
    const double swept = std::abs(other - value);
    const double pad = std::max(10 * grain, (high - low) * 0.04);
    Axis axis{low - pad, high + pad, logarithmic};
    if (swept > 0.1 * (high - low)) {
        const double from = std::min(value, other);
        const double to = std::max(value, other);
        const bool denseBelow = histogram.countBelow(from) >= histogram.size() - histogram.countBelow(to);
        axis.low = std::max(axis.low, from - swept * (denseBelow ? 0.7 : 0.15));
        axis.high = std::min(axis.high, to + swept * (denseBelow ? 0.15 : 0.7));
    }
    if (low >= 0)
        axis.low = std::max(axis.low, std::min(0.0, low));
    if (logarithmic)
        axis.low = std::max(axis.low, histogram.smallestPositive() * 0.8);
    axis.logarithmic = logarithmic && axis.low > 0 && axis.high > axis.low;
    return axis;
}

bool logarithmHelps(const Histogram& histogram)
{
    if (histogram.size() < 20 || histogram.smallest() <= 0)
        return false;
    return histogram.quantile(0.98) > 300 * histogram.quantile(0.02)
           && histogram.quantile(0.5) < 0.05 * histogram.quantile(0.98);
}

std::vector<Decimal> valuesToSweep(const runlog::Observations& observations, const Axis& axis, const Decimal& grain,
                                   std::size_t budget, const std::vector<Decimal>& pinned)
{
    std::set<Decimal> values(pinned.begin(), pinned.end());
    std::set<Decimal> own;
    for (const runlog::ObservedValue& observed : observations.values) {
        const double value = observed.value.approximate();
        if (!axis.shows(value) || own.size() > budget)
            continue;
        const Decimal whole = wholeGrains(value, grain);
        own.insert(whole);
        if (const auto below = whole.minus(grain))
            own.insert(*below);
        if (const auto above = whole.plus(grain))
            own.insert(*above);
    }
    if (own.size() <= budget)
        values.merge(own);
    const std::size_t even = own.size() <= budget ? 1 : std::max<std::size_t>(budget, 2);
    for (std::size_t n = 0; n <= even; ++n)
        values.insert(wholeGrains(axis.value(axis.left + axis.width * static_cast<double>(n) / static_cast<double>(even)), grain));
    return {values.begin(), values.end()};
}

} // namespace studio
