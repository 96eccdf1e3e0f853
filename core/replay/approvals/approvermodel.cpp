// SPDX-License-Identifier: Apache-2.0
#include "core/replay/approvals/approvermodel.h"

#include "core/language/amount.h"
#include "core/language/diagnostic.h"
#include "core/language/suggest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace runlog {

namespace {

constexpr std::int64_t NanosPerMinute = 60'000'000'000;
constexpr std::int64_t NanosPerDay = 1440 * NanosPerMinute;
constexpr std::int64_t Million = 1'000'000;
constexpr Duration LongestWait{30 * NanosPerDay};
constexpr std::uint32_t MostPeople = 1'000;
constexpr std::array<std::string_view, 7> DayNames{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 7> Keys{"seed", "latency", "handling", "approve", "hours", "days", "people"};

template <typename Number> bool readWhole(std::string_view text, Number& number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

bool readWait(std::string_view text, Duration& wait)
{
    const auto read = parseDuration(text);
    if (!read || read->nanos < 0 || *read > LongestWait)
        return false;
    wait = *read;
    return true;
}

// `90%` or `0.9`, with at most six decimals of the share.
bool readShare(std::string_view text, std::int64_t& millionths)
{
    const bool percent = text.ends_with('%');
    const auto number = Decimal::parse(percent ? text.substr(0, text.size() - 1) : text);
    const auto scaled = number ? number->scaled(percent ? 4 : 6) : std::nullopt;
    if (!scaled || *scaled < 0 || *scaled > Million)
        return false;
    millionths = *scaled;
    return true;
}

bool readHours(std::string_view text, ApproverModel& model)
{
    const auto dash = text.find('-');
    if (dash == std::string_view::npos)
        return false;
    const auto begins = parseTimeOfDay(text.substr(0, dash));
    const auto ends = text.substr(dash + 1) == "24:00" ? std::optional(NanosPerDay) : parseTimeOfDay(text.substr(dash + 1));
    if (!begins || !ends || *begins >= *ends)
        return false;
    model.dayBegins = *begins;
    model.dayEnds = *ends;
    return true;
}

std::optional<unsigned> dayNamed(std::string_view name)
{
    const auto found = std::ranges::find(DayNames, name);
    return found == DayNames.end() ? std::nullopt : std::optional(static_cast<unsigned>(found - DayNames.begin()));
}

// `mon-fri`, or single days with `+` between them: `mon+wed+fri`.
bool readDays(std::string_view text, std::uint8_t& days)
{
    unsigned bits = 0;
    while (!text.empty()) {
        const auto part = text.substr(0, text.find('+'));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        const auto dash = part.find('-');
        const auto first = dayNamed(part.substr(0, dash));
        const auto last = dash == std::string_view::npos ? first : dayNamed(part.substr(dash + 1));
        if (!first || !last || *first > *last)
            return false;
        for (auto day = *first; day <= *last; ++day)
            bits |= 1U << day;
    }
    days = static_cast<std::uint8_t>(bits);
    return bits != 0;
}

bool readPeople(std::string_view text, std::uint32_t& people)
{
    return readWhole(text, people) && people >= 1 && people <= MostPeople;
}

// What a value must be; empty where it was taken.
std::string_view readPart(std::string_view key, std::string_view value, ApproverModel& model)
{
    if (key == "seed")
        return readWhole(value, model.seed) ? "" : "a whole number";
    if (key == "latency")
        return readWait(value, model.latency) ? "" : "a duration of at most 30 days, such as `5m`";
    if (key == "handling")
        return readWait(value, model.handling) ? "" : "a duration of at most 30 days, such as `2m`";
    if (key == "approve")
        return readShare(value, model.approveMillionths) ? "" : "a share such as `90%` or `0.9`";
    if (key == "hours")
        return readHours(value, model) ? "" : "hours of one day such as `09:00-17:00`";
    if (key == "days")
        return readDays(value, model.days) ? "" : "days such as `mon-fri` or `mon+wed`";
    return readPeople(value, model.people) ? "" : "a number from 1 to 1000";
}

std::string clockText(std::int64_t nanos)
{
    const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    const auto minutes = nanos / NanosPerMinute;
    const auto seconds = nanos % NanosPerMinute / 1'000'000'000;
    return two(minutes / 60) + ":" + two(minutes % 60) + (seconds == 0 ? "" : ":" + two(seconds));
}

// A number with one unit, as readWait() takes it: the largest that gives a whole number.
std::string waitText(Duration wait)
{
    struct Unit {
        std::int64_t nanos;
        const char* name;
    };
    for (const auto unit : {Unit{NanosPerDay, "d"}, Unit{60 * NanosPerMinute, "h"}, Unit{NanosPerMinute, "m"}})
        if (wait.nanos != 0 && wait.nanos % unit.nanos == 0)
            return std::to_string(wait.nanos / unit.nanos) + unit.name;
    return Decimal(wait.nanos, -9).text() + "s";
}

std::string daysText(std::uint8_t days)
{
    if (days == 0x7F)
        return "mon-sun";
    if (days == 0x1F)
        return "mon-fri";
    std::string text;
    for (unsigned day = 0; day < DayNames.size(); ++day)
        if ((days >> day & 1U) != 0)
            text.append(text.empty() ? "" : "+").append(DayNames[day]);
    return text;
}

} // namespace

std::optional<ApproverModel> parseApproverModel(std::string_view text, std::string& problem)
{
    ApproverModel model;
    std::array<bool, Keys.size()> seen{};
    while (!text.empty()) {
        const auto part = text.substr(0, text.find(','));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        const auto equals = part.find('=');
        const auto key = part.substr(0, equals);
        const auto known = std::ranges::find(Keys, key);
        if (known == Keys.end() || equals == std::string_view::npos) {
            const auto meant = didYouMean(nearest(key, Keys));
            problem = "`" + printable(part) + "` is no part of an approver model" + (meant.empty() ? "" : "; " + meant);
            return std::nullopt;
        }
        if (std::exchange(seen[static_cast<std::size_t>(known - Keys.begin())], true)) {
            problem = "`" + std::string(key) + "` stands twice";
            return std::nullopt;
        }
        if (const auto wanted = readPart(key, part.substr(equals + 1), model); !wanted.empty()) {
            problem = "`" + std::string(key) + "` must be " + std::string(wanted);
            return std::nullopt;
        }
    }
    return model;
}

std::string text(const ApproverModel& model)
{
    const Decimal percent(model.approveMillionths, -4);
    return "seed=" + std::to_string(model.seed) + ",latency=" + waitText(model.latency) + ",handling=" + waitText(model.handling)
           + ",approve=" + percent.text() + "%,hours=" + clockText(model.dayBegins) + "-" + clockText(model.dayEnds)
           + ",days=" + daysText(model.days) + ",people=" + std::to_string(model.people);
}

} // namespace runlog
