// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/passes.h"

#include <algorithm>

// Where a move begins.
namespace runlog {

// Where a comparison of a source falls on the other side. What a day has spent is looked up in its cells: where one cut
// moves, the walk follows it along each row, and begins at the first place.
std::vector<std::uint32_t> LiveReplay::Passes::touchedPositions(const std::vector<std::int64_t>& cutsBefore)
{
    std::vector<std::uint32_t> positions;
    m_board.sweep = nullptr;
    const auto touched = m_moving->touched();
    if (touched.low > touched.high)
        return positions;
    const auto& source = m_sources.list[m_moving->source()];
    const bool isToday = source.kind == live::Source::Kind::CostToday;
    const auto scan = [&](const std::vector<std::int64_t>& seen, bool ownAlone) {
        for (std::uint32_t position = 0; position < seen.size(); ++position)
            if (touched.low <= seen[position] && seen[position] <= touched.high
                && (!ownAlone || m_layout.dayOf[source.index][position] == live::None))
                positions.push_back(position);
    };
    scan(m_seen, isToday);
    scan(m_recorded.seen, false);
    if (!isToday)
        return positions;
    if (cutsBefore.size() != 1 || m_moving->cuts().size() != 1) {
        m_cells->between(source.index, touched.low, touched.high,
                         [&](std::uint32_t position) { positions.push_back(position); });
        return positions;
    }
    m_sweep = m_cells->sweep(source.index, cutsBefore.front(), m_moving->cuts().front());
    m_cursors.resize(m_cells->rows(source.index));
    m_board.sweep = &m_sweep;
    m_board.cursors = m_cursors.data();
    for (std::uint32_t row = 0; row < m_cursors.size(); ++row) {
        m_cursors[row] = m_cells->first(m_sweep, row);
        if (m_cursors[row] != live::None)
            positions.push_back(m_cursors[row]);
    }
    return positions;
}

// What the moving condition compares. Seen values are those of the last time that a step was decided, which is right for all but a
// day's money: that is added up anew.
std::optional<LiveReplay::Compared> LiveReplay::Passes::compared() const
{
    if (!m_isFast || !moving || std::find(m_isGeneral.begin(), m_isGeneral.end(), 1) != m_isGeneral.end())
        return std::nullopt;
    Compared compared;
    const auto reads = [this](std::uint32_t position) {
        return (m_shapes->list[m_shapes->of[position]].reads & live::Shape::Moving) != 0;
    };
    if (!m_moving->readsSource()) {
        compared.values = m_moving->numbersAt(reads);
        return compared;
    }
    const auto& source = m_sources.list[m_moving->source()];
    const bool isToday = source.kind == live::Source::Kind::CostToday;
    compared.scale = live::scaleOf(source, m_text->program());
    for (std::uint32_t position = 0; position < m_seen.size(); ++position)
        if (m_seen[position] != live::Unseen && !(isToday && m_layout.dayOf[source.index][position] != live::None))
            compared.numbers.push_back(m_seen[position]);
    if (isToday)
        appendToday(source.index, compared.numbers);
    return compared;
}

void LiveReplay::Passes::appendToday(std::uint32_t zone, std::vector<std::int64_t>& numbers) const
{
    std::vector<std::int64_t> spent(m_layout.days[zone], 0);
    for (std::uint32_t position = 0; position < m_layout.facts.size(); ++position) {
        const auto day = m_layout.dayOf[zone][position];
        if (day == live::None)
            continue;
        const auto& fact = m_layout.facts[position];
        const bool isReached = (m_traces[position] & live::Trace::Reached) != 0;
        if (isReached && (m_shapes->list[m_shapes->of[position]].reads & live::Shape::Moving) != 0)
            numbers.push_back(spent[day] + fact.estimate);
        spent[day] += live::moneyOf(fact, live::Trace::effect(m_traces[position]));
    }
}

// Without those where the moving condition cannot matter, and those of groups that went through replay(): these are
// replayed anyway.
LiveReplay::Passes::Touched LiveReplay::Passes::touchedBy(std::vector<std::uint32_t> positions) const
{
    Touched touched;
    const auto groupOf = [this](std::uint32_t position) { return m_layout.groupOfRun[m_layout.facts[position].run]; };
    std::sort(positions.begin(), positions.end());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    std::erase_if(positions, [&](auto position) {
        const bool reads = (m_shapes->list[m_shapes->of[position]].reads & live::Shape::Moving) != 0;
        return !reads || m_isGeneral[groupOf(position)] != 0;
    });
    std::stable_sort(positions.begin(), positions.end(), [&](auto a, auto b) { return groupOf(a) < groupOf(b); });
    for (std::uint32_t place = 0; place < positions.size(); ++place) {
        const auto group = groupOf(positions[place]);
        if (!touched.groups.empty() && touched.groups.back() == group)
            continue;
        touched.groups.push_back(group);
        touched.begin.push_back(place);
    }
    touched.begin.push_back(static_cast<std::uint32_t>(positions.size()));
    touched.positions = std::move(positions);
    return touched;
}

} // namespace runlog
