// SPDX-License-Identifier: Apache-2.0
#include "core/engine/state.h"

namespace runlog {

void WindowLog::advance(std::int64_t now)
{
    if (m_slot->window->reach == Window::Reach::Run || now == Request::NoTime)
        return;
    const bool today = m_slot->window->reach == Window::Reach::Today;
    const auto day = today ? m_zone->day(now) : 0;
    const auto isOut = [&](const Entry& entry) {
        if (today)
            return m_zone->day(entry.time) != day;
        return entry.time != Request::NoTime && now - entry.time > m_slot->window->length.nanos;
    };
    while (!m_entries.empty() && isOut(m_entries.front()))
        drop();
}

void WindowLog::add(Entry entry)
{
    accumulate(entry);
    m_entries.push_back(std::move(entry));
}

void WindowLog::accumulate(const Entry& entry)
{
    m_unrecorded += entry.unrecorded ? 1 : 0;
    if (!entry.counts)
        return;
    ++m_counting;
    m_errors += entry.error ? 1 : 0;
    if (!entry.key.empty())
        ++m_keys[entry.key];
    if (!entry.number)
        return;
    const auto sum = m_sum.plus(*entry.number);
    m_overflow |= !sum;
    m_sum = sum.value_or(m_sum);
}

void WindowLog::drop()
{
    const auto entry = std::move(m_entries.front());
    m_entries.pop_front();
    m_unrecorded -= entry.unrecorded ? 1 : 0;
    if (!entry.counts)
        return;
    --m_counting;
    m_errors -= entry.error ? 1 : 0;
    if (const auto key = m_keys.find(entry.key); key != m_keys.end() && --key->second == 0)
        m_keys.erase(key);
    if (!entry.number)
        return;
    const auto rest = m_sum.minus(*entry.number);
    m_overflow |= !rest;
    m_sum = rest.value_or(m_sum);
}

bool WindowLog::looksLike(const WindowLog& other) const
{
    return m_counting == other.m_counting && m_sum == other.m_sum && m_overflow == other.m_overflow
        && m_errors == other.m_errors && m_unrecorded == other.m_unrecorded && m_keys == other.m_keys;
}

WindowValue WindowLog::value() const
{
    WindowValue value;
    value.unrecorded = m_unrecorded != 0;
    switch (m_slot->window->function) {
    case Window::Function::Count: value.value = Decimal(static_cast<std::int64_t>(m_counting)); break;
    case Window::Function::Distinct: value.value = Decimal(static_cast<std::int64_t>(m_keys.size())); break;
    case Window::Function::Sum:
        value.value = m_sum;
        value.error = m_overflow || m_errors != 0;
        break;
    }
    return value;
}

} // namespace runlog
