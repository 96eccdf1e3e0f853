// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/cells.h"

#include <bit>

namespace runlog::live {

namespace {

constexpr auto MostSum = std::numeric_limits<std::int64_t>::max() / 4;

// Deals the positions out to their rows, in the order of replay; `stands` hears where each came to stand.
template <typename Row, typename Stands>
void deal(std::vector<Row>& rows, std::span<const std::uint32_t> of, std::span<const std::uint32_t> atMoment, Stands stands)
{
    for (const auto position : atMoment) {
        if (of[position] == None)
            continue;
        auto& row = rows[of[position]];
        stands(position, static_cast<std::uint32_t>(row.positions.size()));
        row.positions.push_back(position);
    }
}

} // namespace

Cells::Cells(const Program& program, const Layout& layout, const Shapes& shapes, const Sources& sources,
             const Moving& moving)
    : m_program(program), m_layout(layout), m_shapes(shapes), m_days(layout.dayOf.size()),
      m_dayAt(layout.dayOf.size()), m_cuts(program.zones.size()), m_sourceOfZone(program.zones.size(), None),
      m_logs(program.windows.size()), m_logPlace(program.windows.size()), m_asksWindow(program.windows.size())
{
    for (std::uint32_t index = 0; index < sources.list.size(); ++index) {
        const auto& source = sources.list[index];
        if (source.kind != Source::Kind::CostToday)
            continue;
        m_sourceOfZone[source.index] = index;
        m_cuts[source.index].fixed = source.cuts;
        if (moving.readsSource() && moving.source() == index)
            m_movingZone = source.index;
    }
    for (std::uint32_t slot = 0; slot < m_asksWindow.size(); ++slot) {
        const auto source = sources.ofWindow[slot];
        const bool moves = moving.readsSource() && moving.source() == source;
        m_asksWindow[slot] = 1U << source | (moves ? Shape::Moving : 0U);
    }
    takeCuts(moving);
    addDays();
    addLogs();
}

void Cells::takeCuts(const Moving& moving)
{
    if (m_movingZone == None)
        return;
    m_cuts[m_movingZone].moving = moving.cuts();
    m_reach.resize(moving.cuts().size() * m_layout.days[m_movingZone]);
}

void Cells::addDays()
{
    for (std::size_t zone = 0; zone < m_days.size(); ++zone) {
        m_days[zone].resize(m_layout.days[zone]);
        m_dayAt[zone].resize(m_layout.facts.size());
        deal(m_days[zone], m_layout.dayOf[zone], m_layout.atMoment,
             [&](auto position, auto place) { m_dayAt[zone][position] = {m_layout.dayOf[zone][position], place}; });
    }
}

void Cells::addLogs()
{
    for (std::uint32_t slot = 0; slot < m_logs.size(); ++slot) {
        m_logs[slot].resize(m_layout.logs[slot]);
        m_logPlace[slot].resize(m_layout.facts.size());
        deal(m_logs[slot], m_layout.logOf[slot], m_layout.atMoment,
             [&](auto position, auto place) { m_logPlace[slot][position] = place; });
        for (auto& log : m_logs[slot])
            addBegins(slot, log);
    }
}

void Cells::addBegins(std::uint32_t slot, Log& log) const
{
    const auto& window = *m_program.windows[slot].window;
    const auto& numbers = m_layout.dayNumber[m_program.windows[slot].zone];
    std::uint32_t begin = 0;
    for (const auto position : log.positions) {
        const auto now = m_layout.facts[position].time;
        const auto isOut = [&](std::uint32_t entry) {
            if (window.reach == Window::Reach::Run || now == NoTime)
                return false;
            return window.reach == Window::Reach::Today ? numbers[entry] != numbers[position]
                                                        : now - m_layout.facts[entry].time > window.length.nanos;
        };
        while (log.positions[begin] != position && isOut(log.positions[begin]))
            ++begin;
        log.begins.push_back(begin);
        log.asks.push_back((m_shapes.list[m_shapes.of[position]].reads & m_asksWindow[slot]) != 0 ? 1 : 0);
    }
}

std::uint8_t Cells::asks(std::uint32_t zone, std::uint32_t position) const
{
    const auto source = m_sourceOfZone[zone];
    const auto reads = m_shapes.list[m_shapes.of[position]].reads;
    const bool isFixed = source != None && (reads >> source & 1U) != 0;
    const bool isMoving = zone == m_movingZone && (reads & Shape::Moving) != 0;
    return static_cast<std::uint8_t>((isFixed ? CutSums::Place::Fixed : 0) | (isMoving ? CutSums::Place::Moving : 0));
}

Cells::WindowEntry Cells::entry(std::uint32_t slot, std::uint32_t position, Effect effect) const
{
    WindowEntry entry;
    const auto verdict = unpacked(m_shapes.list[m_shapes.of[position]].entry[slot]);
    if (effect != Effect::Ran || verdict.truth == Truth::False)
        return entry;
    const bool counts = verdict.assumed == Truth::True;
    entry.unrecorded = verdict.truth == Truth::Unknown;
    if (m_program.windows[slot].window->function == Window::Function::Count) {
        entry.number = counts ? 1 : 0;
        return entry;
    }
    const auto& addend = m_layout.addends[slot][position];
    entry.unrecorded |= addend.kind == Addend::Kind::Unrecorded;
    entry.error = counts && addend.kind == Addend::Kind::NoNumber;
    entry.number = counts ? addend.value : 0;
    return entry;
}

void Cells::build(const Group& group, const std::vector<std::uint8_t>& traces)
{
    const auto each = [&](auto& all, const std::vector<std::span<const std::uint32_t>>& of, auto buildRow) {
        for (std::uint32_t kind = 0; kind < all.size(); ++kind)
            for (const auto position : m_layout.positionsOf(group))
                if (const auto index = of[kind][position]; index != None && all[kind][index].positions.front() == position)
                    buildRow(kind, index);
    };
    each(m_days, m_layout.dayOf, [&](auto zone, auto index) { buildDay(zone, index, traces); });
    each(m_logs, m_layout.logOf, [&](auto slot, auto index) { buildLog(slot, index, traces); });
}

void Cells::buildDay(std::uint32_t zone, std::uint32_t index, const std::vector<std::uint8_t>& traces)
{
    auto& day = m_days[zone][index];
    std::vector<CutSums::Place> places;
    std::vector<std::int64_t> unknown;
    bool hasUnknown = false;
    places.reserve(day.positions.size());
    unknown.reserve(day.positions.size());
    for (const auto position : day.positions) {
        const auto& fact = m_layout.facts[position];
        const auto effect = static_cast<Effect>(traces[position] & 3U);
        const bool isMissing = fact.has(StepFact::CostMissing);
        places.push_back({moneyOf(fact, effect), fact.estimate, asks(zone, position), 0, 0});
        unknown.push_back(isMissing && effect == Effect::Ran ? 1 : 0);
        hasUnknown |= isMissing;
    }
    day.sums.assign(std::move(places), m_cuts[zone]);
    keepReach(zone, index);
    day.other = day.positions.size();
    day.unknown = {};
    day.lackingFrom = day.positions.size() + 1;
    if (hasUnknown) {
        day.unknown.assign(unknown);
        day.lackingFrom = day.unknown.reaching(1);
    }
}

void Cells::buildLog(std::uint32_t slot, std::uint32_t index, const std::vector<std::uint8_t>& traces)
{
    auto& log = m_logs[slot][index];
    std::vector<std::int64_t> unrecorded;
    std::vector<std::int64_t> errors;
    std::vector<std::int64_t> sums{0}; // of the first so many
    log.hasFlags = false;
    log.numbers.clear();
    for (const auto position : log.positions) {
        const auto now = entry(slot, position, static_cast<Effect>(traces[position] & 3U));
        const auto ran = entry(slot, position, Effect::Ran);
        log.hasFlags |= ran.unrecorded || ran.error;
        log.numbers.push_back(sums.back() - sums[log.begins[log.numbers.size()]]);
        sums.push_back(sums.back() + now.number);
        unrecorded.push_back(now.unrecorded ? 1 : 0);
        errors.push_back(now.error ? 1 : 0);
    }
    if (!log.hasFlags)
        return;
    log.unrecorded.assign(unrecorded);
    log.errors.assign(errors);
}

Look Cells::day(std::uint32_t zone, std::uint32_t position) const
{
    const auto at = m_dayAt[zone][position];
    return {m_days[zone][at.day].sums.before(at.place), Look::flagIf(isLacking(zone, position), Look::AtLeast)};
}

unsigned Cells::movingRank(std::uint32_t zone, std::uint32_t position) const
{
    return static_cast<unsigned>(std::popcount(placeOf(zone, position).above));
}

bool Cells::isLacking(std::uint32_t zone, std::uint32_t position) const
{
    const auto at = m_dayAt[zone][position];
    return at.place >= m_days[zone][at.day].lackingFrom;
}

std::optional<Look> Cells::window(std::uint32_t slot, std::uint32_t position) const
{
    const auto& log = m_logs[slot][m_layout.logOf[slot][position]];
    const auto place = m_logPlace[slot][position];
    Look look{log.numbers[place], 0};
    if (look.value > MostSum || look.value < -MostSum)
        return std::nullopt;
    if (!log.hasFlags)
        return look;
    const auto begin = log.begins[place];
    const auto any = [&](const PrefixSums& sums) { return sums.before(place) != sums.before(begin); };
    look.flags = static_cast<std::uint8_t>(Look::flagIf(any(log.unrecorded), Look::Unrecorded)
                                           | Look::flagIf(any(log.errors), Look::Error));
    return look;
}

} // namespace runlog::live
