// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/cells.h"

#include <algorithm>
#include <bit>

namespace runlog::live {

namespace {

constexpr auto MostSum = std::numeric_limits<std::int64_t>::max() / 4;

} // namespace

void PrefixSums::assign(const std::vector<std::int64_t>& numbers)
{
    m_tree.assign(numbers.size() + 1, 0);
    for (std::size_t place = 1; place < m_tree.size(); ++place) {
        m_tree[place] += numbers[place - 1];
        if (const auto parent = place + (place & -place); parent < m_tree.size())
            m_tree[parent] += m_tree[place];
    }
}

void PrefixSums::add(std::size_t index, std::int64_t amount)
{
    for (auto place = index + 1; place < m_tree.size(); place += place & -place)
        m_tree[place] += amount;
}

std::size_t PrefixSums::reaching(std::int64_t sum) const
{
    if (sum <= 0)
        return 0;
    std::size_t place = 0;
    for (auto step = std::bit_floor(m_tree.size()); step > 0; step /= 2) {
        const auto next = place + step;
        if (next < m_tree.size() && m_tree[next] < sum) {
            sum -= m_tree[next];
            place = next;
        }
    }
    return place + 1;
}

Cells::Cells(const Program& program, const Layout& layout, const Shapes& shapes)
    : m_program(program), m_layout(layout), m_shapes(shapes), m_days(layout.dayOf.size()),
      m_dayPlace(layout.dayOf.size()), m_logs(program.windows.size()), m_logPlace(program.windows.size()),
      m_logBegin(program.windows.size()), m_watched(program.zones.size())
{
    addRows();
}

void Cells::addRows()
{
    const auto size = static_cast<std::uint32_t>(m_layout.facts.size());
    const auto fill = [size](std::vector<Row>& rows, std::vector<std::uint32_t>& place,
                             std::span<const std::uint32_t> of) {
        place.resize(size);
        for (std::uint32_t position = 0; position < size; ++position) {
            if (of[position] == None)
                continue;
            place[position] = static_cast<std::uint32_t>(rows[of[position]].positions.size());
            rows[of[position]].positions.push_back(position);
        }
    };
    for (std::size_t zone = 0; zone < m_days.size(); ++zone) {
        m_days[zone].resize(m_layout.days[zone]);
        fill(m_days[zone], m_dayPlace[zone], m_layout.dayOf[zone]);
        for (std::uint32_t position = 0; position < size; ++position)
            if (const auto day = m_layout.dayOf[zone][position]; day != None)
                m_days[zone][day].mostEstimate =
                    std::max(m_days[zone][day].mostEstimate, m_layout.facts[position].estimate);
    }
    for (std::size_t slot = 0; slot < m_logs.size(); ++slot) {
        m_logs[slot].resize(m_layout.logs[slot]);
        fill(m_logs[slot], m_logPlace[slot], m_layout.logOf[slot]);
        const auto& window = *m_program.windows[slot].window;
        const auto& numbers = m_layout.dayNumber[m_program.windows[slot].zone];
        m_logBegin[slot].resize(size);
        for (const auto& row : m_logs[slot]) {
            std::uint32_t begin = 0;
            for (const auto position : row.positions) {
                const auto now = m_layout.facts[position].time;
                const auto isOut = [&](std::uint32_t entry) {
                    if (window.reach == Window::Reach::Run || now == NoTime)
                        return false;
                    return window.reach == Window::Reach::Today
                               ? numbers[entry] != numbers[position]
                               : now - m_layout.facts[entry].time > window.length.nanos;
                };
                while (row.positions[begin] != position && isOut(row.positions[begin]))
                    ++begin;
                m_logBegin[slot][position] = begin;
            }
        }
    }
}

std::int64_t Cells::money(std::uint32_t position, Effect effect) const
{
    return moneyOf(m_layout.facts[position], effect);
}

bool Cells::lacksMoney(std::uint32_t position, Effect effect) const
{
    return effect == Effect::Ran && m_layout.facts[position].has(StepFact::CostMissing);
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
    const auto each = [&](std::vector<std::vector<Row>>& all, const std::vector<std::span<const std::uint32_t>>& of,
                          auto numbersOf) {
        for (std::uint32_t kind = 0; kind < all.size(); ++kind) {
            for (const auto position : m_layout.positionsOf(group)) {
                const auto index = of[kind][position];
                if (index == None || all[kind][index].positions.front() != position)
                    continue;
                auto& row = all[kind][index];
                std::vector<std::int64_t> sums;
                std::vector<std::int64_t> unknown;
                std::vector<std::int64_t> errors;
                for (const auto step : row.positions) {
                    const auto entry = numbersOf(kind, step, static_cast<Effect>(traces[step] & 3U));
                    sums.push_back(entry.number);
                    unknown.push_back(entry.unrecorded ? 1 : 0);
                    errors.push_back(entry.error ? 1 : 0);
                    row.hasFlags |=
                        numbersOf(kind, step, Effect::Ran).unrecorded || numbersOf(kind, step, Effect::Ran).error;
                }
                row.sums.assign(sums);
                row.unknown.assign(unknown);
                row.errors.assign(errors);
            }
        }
    };
    each(m_days, m_layout.dayOf, [this](std::uint32_t, std::uint32_t position, Effect effect) {
        return WindowEntry{money(position, effect), lacksMoney(position, effect), false};
    });
    each(m_logs, m_layout.logOf,
         [this](std::uint32_t slot, std::uint32_t position, Effect effect) { return entry(slot, position, effect); });
}

Look Cells::day(std::uint32_t zone, std::uint32_t position) const
{
    const auto& row = m_days[zone][m_layout.dayOf[zone][position]];
    const auto place = m_dayPlace[zone][position];
    const bool isLacking = row.hasFlags && row.unknown.before(place) != 0;
    return {row.sums.before(place), static_cast<std::uint8_t>(isLacking ? Look::AtLeast : 0)};
}

std::optional<Look> Cells::window(std::uint32_t slot, std::uint32_t position) const
{
    const auto& row = m_logs[slot][m_layout.logOf[slot][position]];
    const auto place = m_logPlace[slot][position];
    const auto begin = m_logBegin[slot][position];
    const auto inside = [&](const PrefixSums& sums) { return sums.before(place) - sums.before(begin); };
    Look look{inside(row.sums), 0};
    if (look.value > MostSum || look.value < -MostSum)
        return std::nullopt;
    if (row.hasFlags) {
        look.flags = static_cast<std::uint8_t>((inside(row.unknown) != 0 ? Look::Unrecorded : 0)
                                               | (inside(row.errors) != 0 ? Look::Error : 0));
    }
    return look;
}

void Cells::change(std::uint32_t position, Effect before, Effect after, const Touch& touch, const Shift& shift)
{
    for (std::uint32_t zone = 0; zone < m_days.size(); ++zone)
        if (m_layout.dayOf[zone][position] != None)
            changeDay(zone, position, before, after, touch);
    for (std::uint32_t slot = 0; slot < m_logs.size(); ++slot)
        changeWindow(slot, position, before, after, shift);
}

// Costs are never negative, so what a day has spent only grows along its row: the steps that see another side of a cut
// lie between the places where the sum reaches the cut before and after the change. A step adds its own estimate to
// what it sees.
void Cells::changeDay(std::uint32_t zone, std::uint32_t position, Effect before, Effect after, const Touch& touch)
{
    auto& row = m_days[zone][m_layout.dayOf[zone][position]];
    const auto place = m_dayPlace[zone][position];
    const auto amount = money(position, after) - money(position, before);
    const auto lacking = static_cast<int>(lacksMoney(position, after)) - static_cast<int>(lacksMoney(position, before));
    const auto places = [&](auto&& reach) {
        for (auto at = std::max<std::size_t>(reach.first, place + 1); at < std::min(reach.second, row.positions.size());
             ++at)
            touch(row.positions[at]);
    };
    struct Reach {
        std::size_t low;
        std::size_t high;
    };
    const auto reaches = [&] {
        std::vector<Reach> all;
        for (const auto cut : m_watched[zone])
            all.push_back({row.sums.reaching(std::max(cut, -MostSum) - row.mostEstimate), row.sums.reaching(cut)});
        return all;
    };
    if (amount != 0) {
        const auto old = reaches();
        row.sums.add(place, amount);
        const auto now = reaches();
        for (std::size_t cut = 0; cut < old.size(); ++cut)
            if (row.mostEstimate != 0 || old[cut].high != now[cut].high)
                places(std::pair(std::min(old[cut].low, now[cut].low), std::max(old[cut].high, now[cut].high)));
    }
    if (lacking != 0) {
        const auto old = row.unknown.reaching(1);
        row.unknown.add(place, lacking);
        const auto now = row.unknown.reaching(1);
        places(std::pair(std::min(old, now), std::max(old, now)));
    }
}

void Cells::changeWindow(std::uint32_t slot, std::uint32_t position, Effect before, Effect after, const Shift& shift)
{
    const auto old = entry(slot, position, before);
    const auto now = entry(slot, position, after);
    if (old == now)
        return;
    auto& row = m_logs[slot][m_layout.logOf[slot][position]];
    const auto place = m_logPlace[slot][position];
    const bool flags = old.unrecorded != now.unrecorded || old.error != now.error;
    row.sums.add(place, now.number - old.number);
    if (old.unrecorded != now.unrecorded)
        row.unknown.add(place, now.unrecorded ? 1 : -1);
    if (old.error != now.error)
        row.errors.add(place, now.error ? 1 : -1);
    for (auto at = place + 1; at < row.positions.size() && m_logBegin[slot][row.positions[at]] <= place; ++at)
        shift(slot, row.positions[at], now.number - old.number, flags);
}

void Cells::between(std::uint32_t zone, std::int64_t from, std::int64_t to, const Touch& touch) const
{
    for (const auto& row : m_days[zone]) {
        const auto begin = row.sums.reaching(std::max(from, -MostSum) - row.mostEstimate);
        const auto end = std::min(row.sums.reaching(std::min(to, MostSum) + 1), row.positions.size());
        for (auto at = begin; at < end; ++at)
            touch(row.positions[at]);
    }
}

Cells::Sweep Cells::sweep(std::uint32_t zone, std::int64_t before, std::int64_t after) const
{
    Sweep sweep{zone, before, after, {}};
    for (const auto& row : m_days[zone])
        sweep.end.push_back(static_cast<std::uint32_t>(std::min(row.sums.reaching(before), row.positions.size())));
    return sweep;
}

// Where the cut moves up, the steps from the old cut to the new one see another side, as the sums are now; where it
// moves down, those from the new cut to where the sums had reached the old one.
std::uint32_t Cells::from(const Sweep& sweep, std::uint32_t index, std::size_t place) const
{
    const auto& row = m_days[sweep.zone][index];
    const bool isUp = sweep.after > sweep.before;
    const auto begin = row.sums.reaching(std::max(std::min(sweep.before, sweep.after), -MostSum) - row.mostEstimate);
    const auto end = isUp ? std::min(row.sums.reaching(sweep.after), row.positions.size()) : sweep.end[index];
    const auto reads = [this](std::uint32_t position) { return m_shapes.list[m_shapes.of[position]].reads; };
    for (auto at = isUp && place != 0 ? place : std::max(place, begin); at < end; ++at)
        if ((reads(row.positions[at]) & Shape::Moving) != 0)
            return row.positions[at];
    return None;
}

std::uint32_t Cells::next(const Sweep& sweep, std::uint32_t position) const
{
    return from(sweep, m_layout.dayOf[sweep.zone][position], m_dayPlace[sweep.zone][position] + std::size_t(1));
}

} // namespace runlog::live
