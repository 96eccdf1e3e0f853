// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/histogram.h"

#include <algorithm>
#include <cmath>

namespace studio {

using runlog::Outcome;
using runlog::Replay;

namespace {

bool holds(const runlog::StepOutcome& outcome, Outcome asked)
{
    return outcome.outcome != Outcome::Undecided && outcome.outcome >= asked;
}

} // namespace

Hold holdOf(const runlog::StepOutcome& before, const runlog::StepOutcome& now, Outcome asked)
{
    const bool held = holds(before, asked);
    if (held == holds(now, asked))
        return held ? Hold::Kept : Hold::Free;
    return held ? Hold::Lost : Hold::Gained;
}

// Two replays, and where a step stands in them.
struct Histogram::Pair {
    const Replay* before;
    const Replay* now;
    Outcome asked;

    Hold of(std::uint32_t step) const
    {
        if (!before || !now || step >= before->steps.size() || step >= now->steps.size())
            return Hold::Free;
        return holdOf(before->steps[step], now->steps[step], asked);
    }
    bool isDirect(std::uint32_t step) const { return now->steps[step].outcome == asked; }
};

void Histogram::setValues(const std::vector<runlog::ObservedValue>& values)
{
    m_values.clear();
    m_steps.clear();
    m_values.reserve(values.size());
    m_steps.reserve(values.size());
    for (const runlog::ObservedValue& observed : values) {
        m_values.push_back(observed.value.approximate());
        m_steps.push_back(observed.step);
    }
}

double Histogram::smallestPositive() const
{
    const auto found = std::upper_bound(m_values.begin(), m_values.end(), 0.0);
    return found == m_values.end() ? 0.0 : *found;
}

double Histogram::quantile(double part) const
{
    if (m_values.empty())
        return 0;
    const auto last = static_cast<double>(m_values.size() - 1);
    return m_values[static_cast<std::size_t>(std::llround(part * last))];
}

std::size_t Histogram::countBelow(double value) const
{
    return static_cast<std::size_t>(std::lower_bound(m_values.begin(), m_values.end(), value) - m_values.begin());
}

std::vector<Bin> Histogram::bins(std::span<const double> edges, const Replay* before, const Replay* now,
                                 Outcome asked) const
{
    if (edges.size() < 2)
        return {};
    const Pair pair{before, now, asked};
    std::vector<Bin> bins;
    bins.reserve(edges.size() - 1);
    std::size_t at = countBelow(edges.front());
    for (std::size_t n = 0; n + 1 < edges.size(); ++n) {
        Bin bin{edges[n], edges[n + 1]};
        for (; at < m_values.size() && m_values[at] < bin.to; ++at) {
            const Hold hold = pair.of(m_steps[at]);
            ++bin.total;
            bin.kept += hold == Hold::Kept;
            bin.gained += hold == Hold::Gained;
            bin.lost += hold == Hold::Lost;
        }
        bins.push_back(bin);
    }
    return bins;
}

Between Histogram::between(double a, double b, const Replay* before, const Replay* now, Outcome asked) const
{
    const Pair pair{before, now, asked};
    const auto [low, high] = std::minmax(a, b);
    Between between;
    for (std::size_t at = countBelow(low); at < m_values.size() && m_values[at] <= high; ++at) {
        const Hold hold = pair.of(m_steps[at]);
        ++between.values;
        between.lost += hold == Hold::Lost;
        if (hold != Hold::Gained)
            continue;
        ++between.gained;
        between.gainedDirectly += pair.isDirect(m_steps[at]);
    }
    return between;
}

double roundBinWidth(const Axis& axis, qreal pixels, double grain)
{
    const double least = (axis.high - axis.low) * pixels / axis.width;
    const double power = std::pow(10.0, std::floor(std::log10(std::max(least, 1e-12))));
    for (const double lead : {1.0, 2.0, 5.0, 10.0})
        if (lead * power >= least * (1 - 1e-9))
            return std::max(grain, lead * power);
    return std::max(grain, 10 * power);
}

std::vector<double> binEdges(const Axis& axis, qreal pixels, double grain)
{
    std::vector<double> edges;
    if (axis.logarithmic) {
        const int count = std::max(1, static_cast<int>(axis.width / pixels));
        for (int n = 0; n <= count; ++n)
            edges.push_back(axis.value(axis.left + axis.width * n / count));
        return edges;
    }
    const double width = roundBinWidth(axis, pixels, grain);
    for (double n = std::floor(axis.low / width + 1e-9);; ++n) {
        edges.push_back(n * width);
        if (n * width > axis.high)
            return edges;
    }
}

} // namespace studio
