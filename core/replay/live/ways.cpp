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

Ground::Ground(const Program& program, const Layout& layout, std::size_t runs) : ways(runs)
{
    for (std::size_t zone = 0; zone < program.zones.size(); ++zone)
        days.emplace_back(layout.days[zone]);
    for (std::size_t slot = 0; slot < program.windows.size(); ++slot)
        logs.emplace_back(layout.logs[slot]);
}

} // namespace runlog::live
