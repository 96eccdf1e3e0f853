// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/cells.h"

#include <utility>

// What becomes of Cells when steps have other effects, or cuts move.
namespace runlog::live {

void Cells::change(const EffectChange& change, const Touch& touch, const Shift& shift)
{
    for (std::uint32_t zone = 0; zone < m_days.size(); ++zone)
        if (const auto day = addMoney(zone, change, touch))
            touchOther(zone, *day, m_dayAt[zone][change.position].place + std::size_t(1), touch);
    for (std::uint32_t slot = 0; change.enters && slot < m_logs.size(); ++slot)
        changeWindow(slot, change, shift);
}

void Cells::change(std::span<const EffectChange> changes, Part part, const Touch& touch, const Shift& shift)
{
    constexpr std::size_t Ahead = 8;
    const auto isOurDay = [&](std::uint32_t zone, const EffectChange& change) {
        const auto day = m_dayAt[zone][change.position].day;
        return day != None && part.has(day);
    };
    for (std::uint32_t zone = 0; zone < m_days.size(); ++zone) {
        std::vector<std::uint32_t> changed;
        for (std::size_t at = 0; at < changes.size(); ++at) {
            if (at + Ahead < changes.size() && isOurDay(zone, changes[at + Ahead]))
                fetchDay(zone, changes[at + Ahead].position);
            if (!isOurDay(zone, changes[at]))
                continue;
            if (const auto day = addMoney(zone, changes[at], touch))
                changed.push_back(*day);
        }
        std::sort(changed.begin(), changed.end());
        changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
        for (const auto index : changed)
            touchOther(zone, index, 0, touch);
    }
    for (std::uint32_t slot = 0; slot < m_logs.size(); ++slot)
        for (const auto& change : changes)
            if (change.enters && part.has(m_layout.logOf[slot][change.position]))
                changeWindow(slot, change, shift);
}

// The step's day, where its sum is another now.
std::optional<std::uint32_t> Cells::addMoney(std::uint32_t zone, const EffectChange& change, const Touch& touch)
{
    const auto [index, place] = m_dayAt[zone][change.position];
    if (index == None)
        return std::nullopt;
    auto& day = m_days[zone][index];
    changeLacking(day, place, change, touch);
    if (change.money == 0)
        return std::nullopt;
    day.sums.add(place, change.money);
    return index;
}

// Asks for the memory of a step's place in its day, which it has.
void Cells::fetchDay(std::uint32_t zone, std::uint32_t position) const
{
    const auto at = m_dayAt[zone][position];
    __builtin_prefetch(&m_days[zone][at.day].sums[at.place]);
}

void Cells::touchOther(std::uint32_t zone, std::uint32_t index, std::size_t from, const Touch& touch)
{
    auto& day = m_days[zone][index];
    day.other = day.sums.firstOther(from);
    keepReach(zone, index);
    if (day.other < day.positions.size())
        touch(day.positions[day.other]);
}

void Cells::keepReach(std::uint32_t zone, std::uint32_t index)
{
    if (zone != m_movingZone)
        return;
    const auto count = m_cuts[zone].moving.size();
    for (std::size_t cut = 0; cut < count; ++cut)
        m_reach[index * count + cut] = m_days[zone][index].sums.reachOfMoving(cut);
}

// Whether some look of a day may have come to another side of a moving cut.
bool Cells::isPassed(std::uint32_t index) const
{
    const auto& cuts = m_cuts[m_movingZone].moving;
    for (std::size_t cut = 0; cut < cuts.size(); ++cut)
        if (m_reach[index * cuts.size() + cut].isPassedBy(-within(cuts[cut])))
            return true;
    return false;
}

void Cells::note(std::uint32_t position, const Touch& touch)
{
    for (std::uint32_t zone = 0; zone < m_days.size(); ++zone) {
        const auto [index, place] = m_dayAt[zone][position];
        if (index == None)
            continue;
        auto& day = m_days[zone][index];
        if (day.other != place)
            continue;
        day.sums.note(place);
        touchOther(zone, index, place + std::size_t(1), touch);
    }
}

void Cells::moved(const Moving& moving, const Touch& touch)
{
    if (m_movingZone == None)
        return;
    const bool isSameNumber = m_cuts[m_movingZone].moving.size() == moving.cuts().size();
    takeCuts(moving);
    for (std::uint32_t index = 0; index < m_days[m_movingZone].size(); ++index) {
        if (isSameNumber && !isPassed(index))
            continue;
        auto& day = m_days[m_movingZone][index];
        if (day.sums.size() == 0)
            continue; // of a group that was never followed this way
        if (isSameNumber) {
            touchOther(m_movingZone, index, 0, touch);
            continue;
        }
        day.sums.noteAll();
        keepReach(m_movingZone, index);
        for (std::size_t place = 0; place < day.positions.size(); ++place)
            if ((day.sums[place].asks & CutSums::Place::Moving) != 0)
                touch(day.positions[place]);
    }
}

// The first unknown cost of a day decides from where on its money is only a lower bound.
void Cells::changeLacking(Day& day, std::size_t place, const EffectChange& change, const Touch& touch)
{
    const bool now = change.lacksMoney(change.after);
    if (now == change.lacksMoney(change.before))
        return;
    day.unknown.add(place, now ? 1 : -1);
    const auto old = std::exchange(day.lackingFrom, day.unknown.reaching(1));
    const auto [from, end] = std::minmax(old, day.lackingFrom);
    for (auto at = std::max(from, place + 1); at < std::min(end, day.positions.size()); ++at)
        touch(day.positions[at]);
}

void Cells::changeWindow(std::uint32_t slot, const EffectChange& change, const Shift& shift)
{
    const auto old = entry(slot, change.position, change.before);
    const auto now = entry(slot, change.position, change.after);
    if (old == now)
        return;
    auto& log = m_logs[slot][m_layout.logOf[slot][change.position]];
    const auto place = m_logPlace[slot][change.position];
    const bool flags = old.unrecorded != now.unrecorded || old.error != now.error;
    if (old.unrecorded != now.unrecorded)
        log.unrecorded.add(place, now.unrecorded ? 1 : -1);
    if (old.error != now.error)
        log.errors.add(place, now.error ? 1 : -1);
    const auto amount = now.number - old.number;
    for (std::size_t at = place + 1; at < log.positions.size() && log.begins[at] <= place; ++at) {
        log.numbers[at] += amount;
        if (log.asks[at] != 0)
            shift(slot, log.positions[at], amount, flags);
    }
}

} // namespace runlog::live
