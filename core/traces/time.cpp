// SPDX-License-Identifier: Apache-2.0
#include "core/traces/read.h"

#include <array>
#include <chrono>
#include <string>

namespace runlog {

namespace {

constexpr std::int64_t Second = 1'000'000'000;
constexpr std::int64_t FirstYear = 1678; // what 64 bits of nanoseconds hold
constexpr std::int64_t LastYear = 2261;
constexpr std::int64_t FirstSecond = std::chrono::sys_days(std::chrono::year(1678) / 1 / 1).time_since_epoch().count() * 86400;
constexpr std::int64_t EndSecond = std::chrono::sys_days(std::chrono::year(2262) / 1 / 1).time_since_epoch().count() * 86400;

// Takes pieces off the front of a text; once something did not fit, `ok` stays false.
struct Scan {
    std::string_view rest;
    bool ok = true;

    bool literal(char c)
    {
        if (!rest.starts_with(c))
            return false;
        rest.remove_prefix(1);
        return true;
    }

    void need(char c) { ok = literal(c) && ok; }

    std::int64_t digits(std::size_t count)
    {
        std::int64_t value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (rest.empty() || rest[0] < '0' || rest[0] > '9') {
                ok = false;
                return 0;
            }
            value = value * 10 + (rest[0] - '0');
            rest.remove_prefix(1);
        }
        return value;
    }
};

std::int64_t readFraction(Scan& scan)
{
    std::int64_t nanos = 0;
    std::int64_t unit = Second / 10;
    const auto before = scan.rest.size();
    while (!scan.rest.empty() && scan.rest[0] >= '0' && scan.rest[0] <= '9') {
        nanos += (scan.rest[0] - '0') * unit;
        unit /= 10;
        scan.rest.remove_prefix(1);
    }
    scan.ok = scan.ok && scan.rest.size() < before;
    return nanos;
}

// Seconds east of Greenwich, or nullopt where no zone is written.
std::optional<std::int64_t> readZone(Scan& scan)
{
    if (scan.literal('Z') || scan.literal('z'))
        return 0;
    const bool west = scan.rest.starts_with('-');
    if (!west && !scan.rest.starts_with('+'))
        return std::nullopt;
    scan.rest.remove_prefix(1);
    const auto hours = scan.digits(2);
    scan.literal(':');
    const auto minutes = scan.digits(2);
    scan.ok = scan.ok && hours < 24 && minutes < 60;
    return (west ? -1 : 1) * (hours * 3600 + minutes * 60);
}

std::chrono::year_month_day readDay(Scan& scan)
{
    const auto year = scan.digits(4);
    scan.need('-');
    const auto month = scan.digits(2);
    scan.need('-');
    const auto day = scan.digits(2);
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    scan.ok = scan.ok && date.ok() && year >= FirstYear && year <= LastYear;
    return date;
}

void appendPadded(std::string& out, std::int64_t value, std::size_t width)
{
    const auto digits = std::to_string(value);
    out.append(digits.size() < width ? width - digits.size() : 0, '0').append(digits);
}

} // namespace

std::optional<ParsedTime> parseTime(std::string_view text)
{
    Scan scan{text};
    const auto date = readDay(scan);
    if (!scan.literal('T') && !scan.literal('t') && !scan.literal(' '))
        return std::nullopt;
    const auto hour = scan.digits(2);
    scan.need(':');
    const auto minute = scan.digits(2);
    scan.need(':');
    const auto second = scan.digits(2);
    const auto nanos = scan.literal('.') || scan.literal(',') ? readFraction(scan) : 0;
    const auto zone = readZone(scan);
    // A leap second is the last instant before the next minute.
    if (!scan.ok || !scan.rest.empty() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    const auto days = std::chrono::sys_days(date).time_since_epoch().count();
    const auto whole = days * 86400 + hour * 3600 + minute * 60 + (second == 60 ? 59 : second) - zone.value_or(0);
    if (whole < FirstSecond || whole >= EndSecond) // by its zone
        return std::nullopt;
    return ParsedTime{whole * Second + (second == 60 ? Second - 1 : nanos), zone.has_value()};
}

bool isTime(Time time) { return time >= FirstSecond * Second && time < EndSecond * Second; }

std::string timeText(Time time)
{
    if (time == NoTime)
        return {};
    const std::chrono::sys_time<std::chrono::nanoseconds> point{std::chrono::nanoseconds(time)};
    const auto day = std::chrono::floor<std::chrono::days>(point);
    const std::chrono::year_month_day date(day);
    const std::int64_t rest = (point - day).count();
    const std::int64_t seconds = rest / Second;
    std::string out;
    appendPadded(out, int(date.year()), 4);
    appendPadded(out += '-', unsigned(date.month()), 2);
    appendPadded(out += '-', unsigned(date.day()), 2);
    appendPadded(out += 'T', seconds / 3600, 2);
    appendPadded(out += ':', seconds / 60 % 60, 2);
    appendPadded(out += ':', seconds % 60, 2);
    const std::int64_t nanos = rest % Second;
    const bool milliseconds = nanos % 1'000'000 == 0;
    appendPadded(out += '.', milliseconds ? nanos / 1'000'000 : nanos, milliseconds ? 3 : 9);
    return out += 'Z';
}

} // namespace runlog
