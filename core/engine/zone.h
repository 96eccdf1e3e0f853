// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace runlog {

// A time zone of the system's tz database, by IANA name. Immutable and shared by threads.
class Zone {
public:
    // An unknown name gives UTC with known() false.
    explicit Zone(const std::string& name);
    ~Zone();

    bool known() const;
    std::int64_t day(std::int64_t time) const;       // calendar day, counted from 1970-01-01; time in ns since 1970 UTC
    std::int64_t timeOfDay(std::int64_t time) const; // wall-clock nanoseconds since midnight
    std::string_view weekday(std::int64_t time) const; // "mon" … "sun"

private:
    struct Rules;
    std::unique_ptr<const Rules> m_rules;
};

} // namespace runlog
