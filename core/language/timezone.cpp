// SPDX-License-Identifier: Apache-2.0
#include "core/language/timezone.h"

#include <absl/time/time.h>

#include <algorithm>
#include <array>

namespace runlog {

namespace {

constexpr std::array<std::string_view, 44> names{
    "UTC", "Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "America/Argentina/Buenos_Aires",
    "America/Bogota", "America/Chicago", "America/Denver", "America/Halifax", "America/Los_Angeles", "America/Mexico_City",
    "America/New_York", "America/Phoenix", "America/Santiago", "America/Sao_Paulo", "America/Toronto", "Asia/Bangkok",
    "Asia/Dubai", "Asia/Hong_Kong", "Asia/Jakarta", "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Manila",
    "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo", "Australia/Brisbane", "Australia/Melbourne",
    "Australia/Sydney", "Europe/Amsterdam", "Europe/Berlin", "Europe/Istanbul", "Europe/Lisbon", "Europe/London",
    "Europe/Madrid", "Europe/Paris", "Europe/Rome", "Europe/Stockholm", "Europe/Warsaw", "Pacific/Auckland", "Pacific/Apia"};

// Names are relative to the database; anything that could leave it is none.
bool isName(const std::string& name)
{
    const bool letters = std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '+' || c == '-';
    });
    return letters && !name.empty() && name.size() < 64 && name.front() != '/';
}

} // namespace

bool isTimeZone(const std::string& name)
{
    if (name == "UTC")
        return true;
    absl::TimeZone zone;
    return isName(name) && name != "localtime" && absl::LoadTimeZone(name, &zone);
}

std::span<const std::string_view> commonTimeZones() { return names; }

} // namespace runlog
