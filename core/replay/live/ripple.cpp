// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/walk.h"

#include "core/replay/fetch.h"

#include <algorithm>
#include <bit>
#include <utility>

// Walk::rerun, Walk::ripple and their parts.
namespace runlog::live {

void Walk::fetchRun(std::uint32_t run) const
{
    const auto begin = m_board->layout->begins[run];
    const auto size = m_board->layout->ends[run] - begin;
    runlog::fetch(m_facts + begin, size);
    runlog::fetch(m_shapeOf + begin, size);
    runlog::fetch(m_board->traces + begin, size);
    m_board->codes->fetch(begin, size);
    if (m_board->seen != nullptr)
        runlog::fetch(m_board->seen + begin, size);
    fetchOutcomes(*m_board->replay, run);
}

bool Walk::rerun(std::uint32_t run, std::span<const std::uint32_t> positions, const Opened& opened,
                 std::vector<EffectChange>& effects)
{
    m_opened = &opened;
    m_effects = &effects;
    m_isBeyond = false;
    const auto& layout = *m_board->layout;
    Way way;
    Past past;
    auto next = positions.begin();
    for (auto position = layout.begins[run]; position < layout.ends[run] && !m_isBeyond; ++position) {
        const auto step = arrivedAt(position, way, &past);
        if (!way.isOther && (next == positions.end() || *next != position)) {
            if (next == positions.end())
                break;
            catchUp(step);
            continue;
        }
        next += next != positions.end() && *next == position ? 1 : 0;
        const auto before = m_board->traces[position];
        m_isBeyond |= !decide(step);
        way.isOther = way.isOther || m_board->traces[position] != before;
    }
    m_effects = nullptr;
    return !m_isBeyond;
}

bool Walk::putEffects(std::span<const EffectChange> effects, Cells::Part part, std::vector<std::uint32_t>& touched)
{
    m_isBeyond = false;
    const auto touch = [&](auto position) { touched.push_back(m_board->layout->facts[position].moment); };
    m_board->cells->change(effects, part, touch, [&](auto slot, auto position, auto amount, auto flags) {
        if (shifted(slot, position, amount, flags))
            touch(position);
    });
    return !m_isBeyond;
}

bool Walk::ripple(std::span<const std::uint32_t> moments, const Opened& opened)
{
    m_opened = &opened;
    m_isBeyond = false;
    m_heap.clear();
    std::size_t next = 0; // of `moments`
    auto last = None;
    while ((next < moments.size() || !m_heap.empty()) && !m_isBeyond) {
        const bool isNext = next < moments.size() && (m_heap.empty() || moments[next] <= m_heap.front());
        const auto moment = isNext ? moments[next++] : pop();
        if (moment != std::exchange(last, moment))
            again(m_board->layout->atMoment[moment]);
    }
    return !m_isBeyond;
}

std::uint32_t Walk::pop()
{
    std::pop_heap(m_heap.begin(), m_heap.end(), std::greater());
    const auto moment = m_heap.back();
    m_heap.pop_back();
    return moment;
}

void Walk::push(std::uint32_t position)
{
    m_heap.push_back(m_board->layout->facts[position].moment);
    std::push_heap(m_heap.begin(), m_heap.end(), std::greater());
}

// Steps are decided in the order of replay, and every step is decided again that a change before it can reach. So
// whatever a step looks at is final when its turn comes.
void Walk::again(std::uint32_t position)
{
    const auto& layout = *m_board->layout;
    const auto run = layout.facts[position].run;
    auto& way = wayOf(run);
    for (; way.next != position; ++way.next)
        catchUp(arrivedAt(way.next, way, pastOf(run)));
    m_board->cells->note(position, touching());
    const auto step = arrivedAt(position, way, pastOf(run));
    looking().note(step);
    const auto before = m_board->traces[position];
    m_isBeyond |= !decide(step);
    if (m_board->seen != nullptr)
        m_board->gaps->add(run, m_board->seen[position]);
    ++way.next;
    way.isOther = way.isOther || m_board->traces[position] != before;
    if (way.isOther && way.next != layout.ends[run])
        push(way.next);
}

// A window shows another value at a step. Whether that is on another side of a cut.
bool Walk::shifted(std::uint32_t slot, std::uint32_t position, std::int64_t amount, bool flags)
{
    const auto index = m_board->sources->ofWindow[slot];
    const auto& shape = m_board->shapes->list[m_board->shapes->of[position]];
    if (shape.reads == 0)
        return false;
    const auto step = Arrived{position, &m_board->layout->facts[position], &shape, nullptr};
    const Looking looking(*m_board, m_epoch, true);
    const auto before = looking.before(index, step);
    if (!before) {
        m_isBeyond = true;
        return false;
    }
    const auto now = looking.withOwn(index, step, *before);
    const Look old{now.value - amount, now.flags};
    const auto& moving = *m_board->moving;
    const bool readsMoving = (shape.reads & Shape::Moving) != 0 && moving.readsSource() && moving.source() == index;
    auto* seen = readsMoving ? &m_board->seen[position] : nullptr;
    if (seen != nullptr && *seen != Unseen) {
        *seen = now.value;
        m_board->gaps->add(step.fact->run, now.value);
    }
    const auto& source = m_board->sources->list[index];
    const bool reads = (shape.reads >> index & 1U) != 0;
    if (reads)
        m_board->codes->at(position, index).noted = source.code(now);
    return (reads && (flags || source.code(now) != source.code(old)))
           || (readsMoving && (flags || moving.ofSource(now) != moving.ofSource(old)));
}

} // namespace runlog::live
