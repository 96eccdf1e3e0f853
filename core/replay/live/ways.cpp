// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/ways.h"

#include <limits>

namespace runlog::live {

void Log::begin(std::uint32_t epoch)
{
    if (m_epoch == epoch)
        return;
    m_epoch = epoch;
    m_entries.clear();
    m_head = 0;
    m_counting = m_errors = m_unrecorded = 0;
    m_sum = 0;
}

void Log::advance(const Window& window, std::int64_t now, std::int32_t day)
{
    if (window.reach == Window::Reach::Run || now == NoTime)
        return;
    const bool today = window.reach == Window::Reach::Today;
    for (; m_head < m_entries.size(); ++m_head) {
        const auto& entry = m_entries[m_head];
        if (today ? entry.day == day : now - entry.time <= window.length.nanos)
            return;
        m_unrecorded -= (entry.bits & Entry::Unrecorded) != 0 ? 1 : 0;
        if ((entry.bits & Entry::Counts) == 0)
            continue;
        --m_counting;
        m_errors -= (entry.bits & Entry::Error) != 0 ? 1 : 0;
        m_sum -= entry.number;
    }
}

void Log::add(const Entry& entry)
{
    m_entries.push_back(entry);
    m_unrecorded += (entry.bits & Entry::Unrecorded) != 0 ? 1 : 0;
    if ((entry.bits & Entry::Counts) == 0)
        return;
    ++m_counting;
    m_errors += (entry.bits & Entry::Error) != 0 ? 1 : 0;
    m_sum += entry.number;
}

std::optional<Look> Log::look(const Window& window) const
{
    const auto unrecorded = Look::flagIf(m_unrecorded != 0, Look::Unrecorded);
    if (window.function == Window::Function::Count)
        return Look{m_counting, unrecorded};
    constexpr auto Most = std::numeric_limits<std::int64_t>::max() / 4;
    if (m_sum > Most || m_sum < -Most)
        return std::nullopt;
    return Look{static_cast<std::int64_t>(m_sum),
                static_cast<std::uint8_t>(unrecorded | Look::flagIf(m_errors != 0, Look::Error))};
}

std::optional<Log::Entry> windowEntry(const Program& program, const Layout& layout, std::uint32_t slot, std::uint32_t position,
                                      Verdict verdict)
{
    if (verdict.truth == Truth::False)
        return std::nullopt;
    Log::Entry entry{layout.facts[position].time, 0, dayNumberOf(layout, program.windows[slot].zone, position), 0};
    const auto mark = [&](Log::Entry::Bit bit, bool holds) {
        entry.bits = static_cast<std::uint8_t>(entry.bits | (holds ? bit : 0));
    };
    mark(Log::Entry::Counts, verdict.assumed == Truth::True);
    mark(Log::Entry::Unrecorded, verdict.truth == Truth::Unknown);
    if (layout.addends[slot].empty())
        return entry;
    const auto& addend = layout.addends[slot][position];
    mark(Log::Entry::Unrecorded, addend.kind == Addend::Kind::Unrecorded);
    mark(Log::Entry::Error, addend.kind == Addend::Kind::NoNumber);
    if (addend.kind == Addend::Kind::NotThere && (entry.bits & Log::Entry::Unrecorded) == 0)
        return std::nullopt;
    entry.number = addend.value;
    return entry;
}

Ground::Ground(const Layout& layout, std::size_t runs) : ways(runs), pasts(layout.batch.empty() ? 0 : runs)
{
    for (const auto count : layout.days)
        days.emplace_back(count);
    for (const auto count : layout.logs)
        logs.emplace_back(count);
}

} // namespace runlog::live
