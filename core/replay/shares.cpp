// SPDX-License-Identifier: Apache-2.0
#include "core/replay/shares.h"

namespace runlog {

UserKey userKeyOf(Value user)
{
    const auto id = user.kind() == Value::Kind::Map ? user.find("id") : user;
    const bool isKey = id.kind() == Value::Kind::Text || id.kind() == Value::Kind::Number;
    return {isKey ? std::optional(id.text()) : std::nullopt, user.isAbsent() || id.kind() == Value::Kind::Unrecorded};
}

Shares::Shares(const Program& program, const Runs& runs, const ReplayOrder& order)
    : m_program(program), m_runs(runs), m_order(order),
      m_readsDays((program.fieldsRead >> static_cast<unsigned>(Field::CostToday) & 1U) != 0),
      m_days(program.zones.size()), m_keys(program.windows.size()), m_windows(program.windows.size(), 0)
{
}

std::optional<Shares::ServiceDay> Shares::dayOf(std::uint32_t zone, std::uint32_t step) const
{
    const auto time = m_order.time(step);
    const auto service = m_runs.names().name(m_runs.run(m_runs.runOf(step)).service);
    if (!m_readsDays || time == NoTime || service.empty())
        return std::nullopt;
    return ServiceDay{service, m_program.zones[zone]->day(time)};
}

std::optional<std::string_view> Shares::keyOf(std::uint32_t slot, std::uint32_t step) const
{
    const auto scope = m_program.windows[slot].window->per;
    if (scope == Window::Scope::Run || m_order.time(step) == NoTime)
        return std::nullopt;
    const auto& run = m_runs.run(m_runs.runOf(step));
    if (scope == Window::Scope::User)
        return userKeyOf(run.user).id;
    const auto service = m_runs.names().name(run.service);
    return service.empty() ? std::nullopt : std::optional(service);
}

std::uint32_t Shares::day(std::uint32_t zone, std::uint32_t step)
{
    const auto shared = dayOf(zone, step);
    if (!shared)
        return Nothing;
    auto& days = m_days[zone];
    return days.try_emplace({shared->service, shared->day}, static_cast<std::uint32_t>(days.size())).first->second;
}

std::uint32_t Shares::window(std::uint32_t slot, std::uint32_t step)
{
    const auto key = keyOf(slot, step);
    if (!key)
        return Nothing;
    const auto [entry, isNew] = m_keys[slot].try_emplace(*key, m_windows[slot]);
    m_windows[slot] += isNew ? 1 : 0;
    return entry->second;
}

} // namespace runlog
