// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/walk.h"

#include <algorithm>
#include <utility>

// Walk::ripple and its parts.
namespace runlog::live {

bool Walk::ripple(std::span<const std::uint32_t> positions, const std::function<void(std::uint32_t run)>& opened)
{
    m_isRippling = true;
    m_opened = &opened;
    m_isBeyond = false;
    m_heap.clear();
    std::size_t next = 0; // of `positions`
    auto last = None;
    while ((next < positions.size() || !m_heap.empty()) && !m_isBeyond) {
        const bool isNext = next < positions.size() && (m_heap.empty() || positions[next] <= m_heap.front());
        const auto position = isNext ? positions[next++] : pop();
        if (position != std::exchange(last, position))
            again(position);
    }
    return !m_isBeyond;
}

std::uint32_t Walk::pop()
{
    std::pop_heap(m_heap.begin(), m_heap.end(), std::greater());
    const auto position = m_heap.back();
    m_heap.pop_back();
    return position;
}

void Walk::push(std::uint32_t position)
{
    if (m_board->shapes->list[m_board->shapes->of[position]].reads == 0)
        return;
    m_heap.push_back(position);
    std::push_heap(m_heap.begin(), m_heap.end(), std::greater());
}

// Steps are decided in order of position, and every step is decided again that a change before it can reach. So
// whatever a step looks at is final when its turn comes.
void Walk::again(std::uint32_t position)
{
    const auto run = m_board->layout->facts[position].run;
    auto& way = wayOf(run);
    catchUp(way, run, position);
    const auto before = m_board->traces[position];
    m_isBeyond |= !decide(arrivedAt(position));
    if (m_board->sweep != nullptr)
        goOn(position);
    ++way.next;
    way.isOther |= m_board->traces[position] != before;
    if (!way.isOther || way.next == m_board->layout->placesBegin[run + 1])
        return;
    m_heap.push_back(m_board->layout->places[way.next]);
    std::push_heap(m_heap.begin(), m_heap.end(), std::greater());
}

// Moves the sweep on where it stood at this position.
void Walk::goOn(std::uint32_t position)
{
    const auto row = m_board->layout->dayOf[m_board->sweep->zone][position];
    if (row == None || m_board->cursors[row] != position)
        return;
    const auto next = m_board->cells->next(*m_board->sweep, position);
    m_board->cursors[row] = next;
    if (next != None)
        push(next);
}

// Brings a run to one of its steps by what became of those before it.
void Walk::catchUp(Way& way, std::uint32_t run, std::uint32_t position)
{
    const auto& places = m_board->layout->places;
    for (; way.next < m_board->layout->placesBegin[run + 1] && places[way.next] != position; ++way.next) {
        const auto step = arrivedAt(places[way.next]);
        const auto trace = m_board->traces[step.position];
        if ((trace & Trace::Reached) == 0)
            continue;
        arrive(step);
        settle(step, m_board->replay->steps[step.fact->step], (trace & Trace::EndsRun) != 0);
    }
}

void Walk::shifted(std::uint32_t slot, std::uint32_t position, std::int64_t amount, bool flags)
{
    const auto index = m_board->sources->ofWindow[slot];
    const auto step = Arrived{position, &m_board->layout->facts[position],
                              &m_board->shapes->list[m_board->shapes->of[position]], nullptr};
    const auto before = looking().before(index, step);
    if (!before) {
        m_isBeyond = true;
        return;
    }
    const auto now = looking().withOwn(index, step, *before);
    const Look old{now.value - amount, now.flags};
    const auto& moving = *m_board->moving;
    const bool readsMoving =
        (step.shape->reads & Shape::Moving) != 0 && moving.readsSource() && moving.source() == index;
    if (readsMoving && m_board->seen[position] != Unseen)
        m_board->seen[position] = now.value;
    const auto& source = m_board->sources->list[index];
    const bool reads = (step.shape->reads >> index & 1U) != 0;
    if ((reads && (flags || source.code(now) != source.code(old)))
        || (readsMoving && (flags || moving.ofSource(now) != moving.ofSource(old))))
        push(position);
}

} // namespace runlog::live
