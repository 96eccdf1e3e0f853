// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"
#include "core/replay/order.h"
#include "core/traces/runs.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace runlog {

// Numbers for the things that runs share, each given once: a service's day, a user's or a service's window.
class Shares {
public:
    Shares(const Program& program, const Runs& runs, const ReplayOrder& order);

    static constexpr std::uint32_t Nothing = 0xFFFFFFFFU;

    // What a step shares, by name; nullopt where it shares none, or the program does not ask. The texts live as long as the runs.
    struct ServiceDay {
        std::string_view service;
        std::int64_t day = 0; // of the calendar in that zone
    };
    std::optional<ServiceDay> dayOf(std::uint32_t zone, std::uint32_t step) const;
    std::optional<std::string_view> keyOf(std::uint32_t slot, std::uint32_t step) const;

    // The same as numbers. Nothing where the step shares no day, or the program reads no daily cost.
    std::uint32_t day(std::uint32_t zone, std::uint32_t step);
    // Nothing where the step looks into a window of its own run.
    std::uint32_t window(std::uint32_t slot, std::uint32_t step);

    std::uint32_t days(std::uint32_t zone) const { return static_cast<std::uint32_t>(m_days[zone].size()); }
    std::uint32_t windows(std::uint32_t slot) const { return m_windows[slot]; }

private:
    const Program& m_program;
    const Runs& m_runs;
    const ReplayOrder& m_order;
    bool m_readsDays = false;
    std::vector<std::map<std::pair<std::string_view, std::int64_t>, std::uint32_t>> m_days; // by zone: (service, day)
    std::vector<std::map<std::string_view, std::uint32_t>> m_keys;                       // by window
    std::vector<std::uint32_t> m_windows;
};

// The user of a run as windows see it.
struct UserKey {
    std::optional<std::string_view> id; // nullopt: none, or none that could be a key
    bool isUnrecorded = false;
};
UserKey userKeyOf(Value user);

} // namespace runlog
