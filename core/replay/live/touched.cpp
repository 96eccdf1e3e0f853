// SPDX-License-Identifier: Apache-2.0
#include "core/replay/fetch.h"
#include "core/replay/live/passes.h"

#include <algorithm>
#include <numeric>

// Where a move begins, and what there is to move past.
namespace runlog {

namespace {

constexpr std::size_t Ahead = 8; // runs: memory is asked for while those before are looked at

} // namespace

// `positions`: where the moving condition says something else, as far as a step's own content decides that.
LiveReplay::Passes::Touched LiveReplay::Passes::touchedBy(const std::vector<std::uint32_t>& positions)
{
    Touched touched;
    if (m_moving->readsSource()) {
        touched.positions = crossed();
        if (m_sources.list[m_moving->source()].kind == live::Source::Kind::CostToday)
            touched = {{}, touchedToday(touched.positions)};
        return touched;
    }
    for (const auto position : positions)
        if (m_asks[position] != 0)
            touched.positions.push_back(position);
    std::sort(touched.positions.begin(), touched.positions.end());
    return touched;
}

// Where the cuts of a day's money have moved, no run can go on by itself: what a step has noted is of another cut.
std::vector<std::uint32_t> LiveReplay::Passes::touchedToday(const std::vector<std::uint32_t>& positions)
{
    std::vector<std::uint32_t> moments;
    for (const auto position : positions)
        moments.push_back(m_layout.facts[position].moment);
    m_cells->moved(*m_moving, [&](auto position) {
        if (m_asks[position] != 0)
            moments.push_back(m_layout.facts[position].moment);
    });
    return moments;
}

// Steps whose look, or whose look while recorded, the cuts have passed. What a day has spent is not among them: its cells know.
std::vector<std::uint32_t> LiveReplay::Passes::crossed()
{
    const auto between = m_moving->touched();
    if (between.low > between.high)
        return {};
    const auto runs = runsReached(between);
    const auto& cuts = m_moving->cuts();
    if (cuts.empty())
        m_gaps.end();
    else if (m_gaps.areThere())
        m_gaps.moveTo(cuts);
    else
        noteGaps();
    auto positions = crossedIn(runs, between);
    crossedWhileRecorded(between, positions);
    return positions;
}

// By position. All, where there are no gaps.
std::vector<std::uint32_t> LiveReplay::Passes::runsReached(Interval between) const
{
    constexpr std::size_t RunsAtOnce = 1U << 16U;
    const auto size = m_layout.begins.size();
    std::vector<std::uint32_t> runs(m_gaps.areThere() ? 0 : size);
    std::iota(runs.begin(), runs.end(), 0U);
    for (std::size_t begin = 0; m_gaps.areThere() && begin < size; begin += RunsAtOnce)
        m_gaps.appendReached(between, begin, std::min(begin + RunsAtOnce, size), runs);
    std::sort(runs.begin(), runs.end(), [this](auto a, auto b) { return m_layout.begins[a] < m_layout.begins[b]; });
    return runs;
}

std::vector<std::uint32_t> LiveReplay::Passes::crossedIn(const std::vector<std::uint32_t>& runs, Interval between)
{
    std::vector<std::uint32_t> positions;
    for (std::size_t at = 0; at < runs.size(); ++at) {
        if (isLarge() && at + Ahead < runs.size())
            fetch(m_seen.data() + m_layout.begins[runs[at + Ahead]], stepsOf(runs[at + Ahead]));
        const auto run = runs[at];
        const auto known = positions.size();
        for (auto position = m_layout.begins[run]; position < m_layout.ends[run]; ++position)
            if (m_seen[position] >= between.low && m_seen[position] <= between.high)
                positions.push_back(position);
        if (positions.size() == known)
            noteGap(run);
    }
    return positions;
}

void LiveReplay::Passes::noteGaps()
{
    if (m_seen.empty() || m_moving->cuts().empty())
        return;
    m_gaps.begin(m_layout.begins.size(), m_moving->cuts());
    for (std::uint32_t run = 0; run < m_layout.begins.size(); ++run)
        noteGap(run);
}

void LiveReplay::Passes::noteGap(std::uint32_t run)
{
    if (m_gaps.areThere())
        m_gaps.note(run, std::span(m_seen).subspan(m_layout.begins[run], stepsOf(run)));
}

// Adds the steps that compared a value in `between` while they were recorded; `positions` stay sorted.
void LiveReplay::Passes::crossedWhileRecorded(Interval between, std::vector<std::uint32_t>& positions) const
{
    using Entry = live::Recorded::Seen;
    const auto& seen = m_recorded.seen;
    const auto first = std::lower_bound(seen.begin(), seen.end(), between.low,
                                        [](const Entry& a, std::int64_t value) { return a.value < value; });
    const auto last = std::upper_bound(first, seen.end(), between.high,
                                       [](std::int64_t value, const Entry& a) { return value < a.value; });
    if (first == last)
        return;
    for (auto at = first; at != last; ++at)
        positions.push_back(at->position);
    std::sort(positions.begin(), positions.end());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
}

// What the moving condition compares. Seen values are those of the last time that a step was decided, which is right for all but a
// day's money: that is added up anew.
std::optional<std::vector<Decimal>> LiveReplay::Passes::compared(const live::Outwards& search) const
{
    if (!m_isFast || !moving || std::find(m_isGeneral.begin(), m_isGeneral.end(), 1) != m_isGeneral.end())
        return std::nullopt;
    if (!m_moving->readsSource())
        return m_moving->numbersFrom(search, [this](std::uint32_t position) { return m_asks[position] != 0; });
    const auto& source = m_sources.list[m_moving->source()];
    live::NearestNumbers numbers(search, live::scaleOf(source, m_text->program()));
    for (const auto seen : m_seen)
        numbers.add(seen);
    if (source.kind == live::Source::Kind::CostToday)
        addToday(source.index, numbers);
    return numbers.take();
}

void LiveReplay::Passes::addToday(std::uint32_t zone, live::NearestNumbers& numbers) const
{
    std::vector<std::int64_t> spent(m_layout.days[zone], 0);
    for (const auto position : m_layout.atMoment) {
        const auto day = m_layout.dayOf[zone][position];
        if (day == live::None)
            continue;
        const auto& fact = m_layout.facts[position];
        if ((m_traces[position] & live::Trace::Reached) != 0 && m_asks[position] != 0)
            numbers.add(spent[day] + fact.estimate);
        spent[day] += live::moneyOf(fact, live::Trace::effect(m_traces[position]));
    }
}

} // namespace runlog
