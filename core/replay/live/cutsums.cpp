// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/cutsums.h"

#include <algorithm>
#include <bit>

namespace runlog::live {

void CutSums::assign(std::vector<Place> places, const Cuts& cuts)
{
    m_places = std::move(places);
    m_cuts = &cuts;
    m_width = std::bit_ceil(std::max<std::size_t>(1, (m_places.size() + Block - 1) / Block));
    m_sums.assign(2 * m_width, 0);
    noteAll();
}

void CutSums::noteAll()
{
    m_added.clear();
    m_more = m_less = 0;
    m_reach.assign(2 * m_width * kinds(), {});
    std::int64_t sum = 0;
    for (auto& place : m_places) {
        noteLook(place, sum + place.own);
        sum += place.amount;
    }
    for (std::size_t block = 0; block * Block < m_places.size(); ++block)
        refreshBlock(block);
    for (auto node = m_width - 1; node > 0; --node)
        refreshNode(node);
}

void CutSums::noteLook(Place& place, std::int64_t look) const
{
    place.rank = 0;
    for (const auto cut : m_cuts->fixed)
        place.rank += look >= cut ? 1U : 0U;
    place.above = 0;
    for (std::size_t cut = 0; cut < m_cuts->moving.size(); ++cut)
        place.above = static_cast<std::uint8_t>(place.above | (look >= m_cuts->moving[cut] ? 1U << cut : 0U));
}

CutSums::Reach CutSums::reachOf(const Place& place, std::size_t kind, std::int64_t look) const
{
    Reach reach;
    if (kind != 0) {
        if ((place.asks & Place::Moving) != 0)
            ((place.above >> (kind - 1) & 1U) != 0 ? reach.down : reach.up) = -look;
        return reach;
    }
    if ((place.asks & Place::Fixed) == 0)
        return reach;
    if (place.rank < m_cuts->fixed.size())
        reach.up = within(m_cuts->fixed[place.rank]) - look;
    if (place.rank > 0)
        reach.down = within(m_cuts->fixed[place.rank - 1]) - look;
    return reach;
}

void CutSums::refreshBlock(std::size_t block)
{
    const auto node = m_width + block;
    const auto end = std::min((block + 1) * Block, m_places.size());
    auto* reach = &m_reach[node * kinds()];
    std::fill(reach, reach + kinds(), Reach{});
    std::int64_t sum = 0;
    for (auto at = block * Block; at < end; ++at) {
        const auto& place = m_places[at];
        for (std::size_t kind = 0; place.asks != 0 && kind < kinds(); ++kind) {
            const auto own = reachOf(place, kind, sum + place.own);
            reach[kind] = {std::min(reach[kind].up, own.up), std::max(reach[kind].down, own.down)};
        }
        sum += place.amount;
    }
    m_sums[node] = sum;
}

void CutSums::refreshNode(std::size_t node)
{
    const auto left = 2 * node;
    const auto sum = m_sums[left];
    m_sums[node] = sum + m_sums[left + 1];
    for (std::size_t kind = 0; kind < kinds(); ++kind) {
        const auto& a = m_reach[left * kinds() + kind];
        const auto& b = m_reach[(left + 1) * kinds() + kind];
        m_reach[node * kinds() + kind] = {std::min(a.up, b.up - sum), std::max(a.down, b.down - sum)};
    }
}

void CutSums::refreshAbove(std::size_t block)
{
    refreshBlock(block);
    for (auto node = (m_width + block) / 2; node > 0; node /= 2)
        refreshNode(node);
}

std::int64_t CutSums::before(std::size_t place) const
{
    const auto block = place / Block;
    std::int64_t sum = 0;
    for (auto node = m_width + block; node > 1; node /= 2)
        sum += (node & 1U) != 0 ? m_sums[node - 1] : 0;
    for (const auto& added : m_added)
        sum += added.block < block ? added.amount : 0;
    for (auto at = block * Block; at < place; ++at)
        sum += m_places[at].amount;
    return sum;
}

void CutSums::add(std::size_t place, std::int64_t amount)
{
    if (m_added.size() > m_width) // longer than the tree is wide, the list is worth less than the tree
        refresh();
    m_places[place].amount += amount;
    (amount > 0 ? m_more : m_less) += amount;
    change(place / Block, amount);
}

void CutSums::change(std::size_t block, std::int64_t amount)
{
    if (!m_added.empty() && m_added.back().block == block)
        m_added.back().amount += amount;
    else
        m_added.push_back({static_cast<std::uint32_t>(block), amount});
}

// Where many blocks have changed, each node of the tree is made once.
void CutSums::refresh()
{
    if (m_added.empty())
        return;
    constexpr std::size_t Levels = 8; // about as many as a row of a day has
    if (m_added.size() * Levels < m_width) {
        for (const auto& added : m_added)
            refreshAbove(added.block);
    } else {
        for (const auto& added : m_added)
            refreshBlock(added.block);
        for (auto node = m_width - 1; node > 0; --node)
            refreshNode(node);
    }
    m_added.clear();
    m_more = m_less = 0;
}

void CutSums::note(std::size_t at)
{
    auto& place = m_places[at];
    const auto [rank, above] = std::pair(place.rank, place.above);
    noteLook(place, before(at) + place.own);
    if (place.rank == rank && place.above == above)
        return;
    widen(at);
    change(at / Block, 0);
}

// Until the tree is brought up to date, it also holds the old look for one that is there: whoever is sent to it finds nothing.
void CutSums::widen(std::size_t at)
{
    const auto block = at / Block;
    auto look = m_places[at].own;
    for (auto before = block * Block; before < at; ++before)
        look += m_places[before].amount;
    for (std::size_t kind = 0; m_places[at].asks != 0 && kind < kinds(); ++kind) {
        auto own = reachOf(m_places[at], kind, look);
        for (auto node = m_width + block; node > 0; node /= 2) {
            auto& reach = m_reach[node * kinds() + kind];
            reach = {std::min(reach.up, own.up), std::max(reach.down, own.down)};
            if ((node & 1U) != 0 && node > 1)
                own = {own.up - m_sums[node - 1], own.down - m_sums[node - 1]};
        }
    }
}

// Whether some place under a node may have come to another side, if between `least` and `most` is added before it.
bool CutSums::isOther(std::size_t node, std::int64_t least, std::int64_t most) const
{
    for (std::size_t kind = 0; kind < kinds(); ++kind) {
        const auto& reach = m_reach[node * kinds() + kind];
        const auto cut = within(shift(kind));
        if (most - cut >= reach.up || least - cut < reach.down)
            return true;
    }
    return false;
}

CutSums::Reach CutSums::reachOfMoving(std::size_t cut) const
{
    const auto& root = m_reach[kinds() + 1 + cut];
    return {root.up - m_more, root.down - m_less};
}

std::size_t CutSums::firstIn(std::size_t block, std::size_t from, std::int64_t before) const
{
    const auto end = std::min((block + 1) * Block, m_places.size());
    for (auto at = block * Block; at < end; ++at) {
        const auto& place = m_places[at];
        for (std::size_t kind = 0; at >= from && place.asks != 0 && kind < kinds(); ++kind) {
            const auto reach = reachOf(place, kind, place.own);
            if (reach.isPassedBy(before - within(shift(kind))))
                return at;
        }
        before += place.amount;
    }
    return m_places.size();
}

std::size_t CutSums::firstUnder(std::size_t node, std::int64_t before) const
{
    while (node < m_width) {
        node *= 2;
        if (!isOther(node, before))
            before += m_sums[node++];
    }
    return firstIn(node - m_width, 0, before);
}

std::size_t CutSums::firstOther(std::size_t from)
{
    if (from >= m_places.size() || !isOther(1, m_less, m_more))
        return m_places.size();
    if (m_added.size() > FewAdded)
        refresh();
    auto sum = before(from / Block * Block);
    if (const auto place = firstIn(from / Block, from, sum); place != m_places.size())
        return place; // mostly near by, and then the tree is not needed
    refresh();
    for (auto node = m_width + from / Block; node > 1; node /= 2) {
        if ((node & 1U) != 0) {
            sum -= m_sums[node - 1];
        } else if (isOther(node + 1, sum + m_sums[node])) {
            return firstUnder(node + 1, sum + m_sums[node]);
        }
    }
    return m_places.size();
}

} // namespace runlog::live
