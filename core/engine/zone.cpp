// SPDX-License-Identifier: Apache-2.0
#include "core/engine/zone.h"

#include <absl/time/time.h>

#include <array>

namespace runlog {

struct Zone::Rules {
    absl::TimeZone zone;
    bool known = false;
    bool isUtc = false;
};

namespace {

constexpr std::int64_t NanosPerDay = 86'400'000'000'000;

std::int64_t floorDiv(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

absl::CivilSecond civil(const absl::TimeZone& zone, std::int64_t time)
{
    return absl::ToCivilSecond(absl::FromUnixSeconds(floorDiv(time, 1'000'000'000)), zone);
}

} // namespace

Zone::Zone(const std::string& name)
{
    auto rules = std::make_unique<Rules>();
    rules->known = absl::LoadTimeZone(name, &rules->zone);
    rules->isUtc = !rules->known || name == "UTC";
    if (!rules->known)
        rules->zone = absl::UTCTimeZone();
    m_rules = std::move(rules);
}

Zone::~Zone() = default;

bool Zone::known() const { return m_rules->known; }

std::int64_t Zone::day(std::int64_t time) const
{
    if (m_rules->isUtc)
        return floorDiv(time, NanosPerDay);
    return absl::CivilDay(civil(m_rules->zone, time)) - absl::CivilDay(1970, 1, 1);
}

std::int64_t Zone::timeOfDay(std::int64_t time) const
{
    if (m_rules->isUtc)
        return time - floorDiv(time, NanosPerDay) * NanosPerDay;
    const auto second = civil(m_rules->zone, time);
    const auto nanos = time - floorDiv(time, 1'000'000'000) * 1'000'000'000;
    return ((second.hour() * 60 + second.minute()) * 60LL + second.second()) * 1'000'000'000 + nanos;
}

std::string_view Zone::weekday(std::int64_t time) const
{
    static constexpr std::array<std::string_view, 7> names{"thu", "fri", "sat", "sun", "mon", "tue", "wed"};
    const auto sinceThursday = day(time) % 7;
    return names[static_cast<std::size_t>(sinceThursday < 0 ? sinceThursday + 7 : sinceThursday)];
}

} // namespace runlog
