// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/histogram.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace studio {

using runlog::Outcome;

namespace {

bool holds(const runlog::StepOutcome& outcome, Outcome asked)
{
    return outcome.outcome != Outcome::Undecided && outcome.outcome >= asked;
}

HoldMarks::Mark markOf(const runlog::StepOutcome& before, const runlog::StepOutcome& now, Outcome asked)
{
    switch (holdOf(before, now, asked)) {
    case Hold::Free: case Hold::Kept: return HoldMarks::Mark::Same;
    case Hold::Gained: return now.outcome == asked ? HoldMarks::Mark::GainedDirectly : HoldMarks::Mark::Gained;
    case Hold::Lost: return HoldMarks::Mark::Lost;
    }
    return HoldMarks::Mark::Same;
}

constexpr auto GainedMark = static_cast<std::size_t>(HoldMarks::Mark::Gained);
constexpr auto DirectlyMark = static_cast<std::size_t>(HoldMarks::Mark::GainedDirectly);
constexpr auto LostMark = static_cast<std::size_t>(HoldMarks::Mark::Lost);

} // namespace

Compared comparedIn(const ReplayResult& result, runlog::Outcome asked)
{
    return {result.baseline, result.isWhole ? &result.impact : nullptr, asked, result.current, result.generation,
            result.moved ? &*result.moved : nullptr};
}

Hold holdOf(const runlog::StepOutcome& before, const runlog::StepOutcome& now, Outcome asked)
{
    const bool held = holds(before.outcome == Outcome::Undecided ? now : before, asked); // no recorded decision: no change
    if (held == holds(now, asked))
        return held ? Hold::Kept : Hold::Free;
    return held ? Hold::Lost : Hold::Gained;
}

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
    m_before.reset();
    m_followed = 0;
    m_heldBelow.clear();
    m_indexOf.clear();
    for (std::uint32_t index = 0; index < m_steps.size(); ++index) {
        if (m_steps[index] >= m_indexOf.size())
            m_indexOf.resize(m_steps[index] + std::size_t{1}, NoIndex);
        m_indexOf[m_steps[index]] = index;
    }
}

void Histogram::sumUp(const Compared& compared) const
{
    if (compared.before == m_before && compared.asked == m_asked)
        return;
    m_before = compared.before;
    m_asked = compared.asked;
    m_heldBelow.clear();
    if (!m_before)
        return;
    m_heldBelow.push_back(0);
    for (const std::uint32_t step : m_steps) {
        const bool isHeld = step < m_before->steps.size() && holds(m_before->steps[step], m_asked);
        m_heldBelow.push_back(m_heldBelow.back() + (isHeld ? 1 : 0));
    }
}

template <typename Visit>
void Histogram::eachDifference(const Compared& compared, Visit visit) const
{
    if (!compared.before || !compared.impact)
        return;
    for (const auto* list : {&compared.impact->changes, &compared.impact->consequences})
        for (const runlog::ChangedStep& change : *list) {
            const std::uint32_t index = indexOf(change.step);
            const Hold hold = holdOf(change.before, change.after, compared.asked);
            if (index != NoIndex && (hold == Hold::Gained || hold == Hold::Lost))
                visit(index, change, hold);
        }
}

// Brings the marks up to date: in the runs that moved since they were, or everywhere.
void Histogram::follow(const Compared& compared) const
{
    if (!compared.before || !compared.now)
        return;
    const bool isSame = m_followed != 0 && m_followedBefore == compared.before && m_followedAsked == compared.asked;
    if (isSame && m_followed == compared.generation)
        return;
    if (isSame && compared.moved && compared.moved->since == m_followed) {
        for (const std::uint32_t run : compared.moved->runs) {
            const runlog::Run& moved = compared.now->runs->run(run);
            markSteps(compared, moved.firstStep, moved.firstStep + moved.stepCount);
        }
    } else {
        m_marks.reset(m_values.size());
        markSteps(compared, 0, m_indexOf.size());
    }
    m_followedBefore = compared.before;
    m_followedAsked = compared.asked;
    m_followed = compared.generation;
}

void Histogram::markSteps(const Compared& compared, std::size_t begin, std::size_t end) const
{
    const auto& before = compared.before->steps;
    const auto& now = compared.now->steps;
    end = std::min({end, m_indexOf.size(), before.size(), now.size()});
    for (std::size_t step = begin; step < end; ++step)
        if (const std::uint32_t index = m_indexOf[step]; index != NoIndex)
            m_marks.set(index, markOf(before[step], now[step], compared.asked));
}

HoldMarks::Sums Histogram::differencesIn(const Compared& compared, std::size_t begin, std::size_t end) const
{
    return compared.before && compared.now ? m_marks.between(begin, end) : HoldMarks::Sums{};
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

std::vector<Bin> Histogram::bins(std::span<const double> edges, const Compared& compared) const
{
    if (edges.size() < 2)
        return {};
    sumUp(compared);
    std::vector<Bin> bins;
    std::vector<std::size_t> ends; // of the indexes of each bin
    std::size_t at = countBelow(edges.front());
    const std::size_t first = at;
    for (std::size_t n = 0; n + 1 < edges.size(); ++n) {
        const std::size_t end = std::max(at, countBelow(edges[n + 1]));
        Bin bin{edges[n], edges[n + 1]};
        bin.total = end - at;
        bin.kept = heldBelow(end) - heldBelow(at);
        bins.push_back(bin);
        ends.push_back(at = end);
    }
    addDifferences(bins, ends, first, compared);
    return bins;
}

void Histogram::addDifferences(std::vector<Bin>& bins, const std::vector<std::size_t>& ends, std::size_t first,
                               const Compared& compared) const
{
    if (!compared.impact) {
        follow(compared);
        for (std::size_t n = 0; n < bins.size(); ++n) {
            const auto sums = differencesIn(compared, n == 0 ? first : ends[n - 1], ends[n]);
            bins[n].gained = sums[GainedMark] + sums[DirectlyMark];
            bins[n].lost = sums[LostMark];
            bins[n].kept -= sums[LostMark];
        }
        return;
    }
    eachDifference(compared, [&](std::size_t index, const runlog::ChangedStep&, Hold hold) {
        const auto found = std::upper_bound(ends.begin(), ends.end(), index);
        if (index < first || found == ends.end())
            return;
        Bin& bin = bins[static_cast<std::size_t>(found - ends.begin())];
        bin.gained += hold == Hold::Gained;
        bin.lost += hold == Hold::Lost;
        bin.kept -= hold == Hold::Lost;
    });
}

Between Histogram::between(double a, double b, const Compared& compared) const
{
    const auto [low, high] = std::minmax(a, b);
    const std::size_t begin = countBelow(low);
    const std::size_t end = countBelow(std::nextafter(high, std::numeric_limits<double>::infinity()));
    Between between;
    between.values = end - begin;
    if (!compared.impact) {
        follow(compared);
        const auto sums = differencesIn(compared, begin, end);
        between.gained = sums[GainedMark] + sums[DirectlyMark];
        between.gainedDirectly = sums[DirectlyMark];
        between.lost = sums[LostMark];
        return between;
    }
    eachDifference(compared, [&](std::size_t index, const runlog::ChangedStep& change, Hold hold) {
        if (index < begin || index >= end)
            return;
        between.lost += hold == Hold::Lost;
        between.gained += hold == Hold::Gained;
        between.gainedDirectly += hold == Hold::Gained && change.after.outcome == compared.asked;
    });
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
