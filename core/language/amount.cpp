// SPDX-License-Identifier: Apache-2.0
#include "core/language/amount.h"

#include "core/language/decimal.h"
#include "core/language/suggest.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace runlog {

namespace {

constexpr std::int64_t second = 1'000'000'000;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isCapital(char c) { return c >= 'A' && c <= 'Z'; }

constexpr std::array<std::string_view, 12> signs{"$", "€", "£", "¥", "₹", "₩", "₽", "₺", "₿", "zł", "kr", "US$"};

bool isCode(std::string_view text) { return text.size() == 3 && std::ranges::all_of(text, isCapital); }

bool isCurrency(std::string_view text)
{
    return isCode(text) || std::ranges::find(signs, text) != signs.end() || (text.ends_with('$') && text.size() <= 3);
}

std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

// A number and what stands before and after it.
struct Parts {
    std::string_view before;
    std::string_view number;
    std::string_view after;
};

std::optional<Parts> split(std::string_view text)
{
    const std::size_t first = text.find_first_of("0123456789");
    if (first == std::string_view::npos)
        return std::nullopt;
    const std::size_t end = std::min(text.find_first_not_of("0123456789.eE_,", first), text.size());
    std::string_view before = trimmed(text.substr(0, first));
    if (before.starts_with('-') || before.starts_with('+'))
        before.remove_prefix(1);
    else if (before.ends_with('-') || before.ends_with('+'))
        before.remove_suffix(1);
    return Parts{trimmed(before), text.substr(first, end - first), trimmed(text.substr(end))};
}

std::optional<int> twoDigits(std::string_view text, std::size_t at)
{
    if (at + 2 > text.size() || !isDigit(text[at]) || !isDigit(text[at + 1]))
        return std::nullopt;
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

struct UnitWord {
    std::string_view written;
    std::string_view unit;
};
constexpr std::array unitWords{
    UnitWord{"sec", "s"}, UnitWord{"secs", "s"}, UnitWord{"second", "s"}, UnitWord{"seconds", "s"}, UnitWord{"min", "m"},
    UnitWord{"mins", "m"}, UnitWord{"minute", "m"}, UnitWord{"minutes", "m"}, UnitWord{"hr", "h"}, UnitWord{"hrs", "h"},
    UnitWord{"hour", "h"}, UnitWord{"hours", "h"}, UnitWord{"day", "d"}, UnitWord{"days", "d"}, UnitWord{"msec", "ms"},
    UnitWord{"millis", "ms"}, UnitWord{"H", "h"}, UnitWord{"M", "m"}, UnitWord{"S", "s"}, UnitWord{"D", "d"},
};

std::optional<std::int64_t> nanosOfFraction(std::string_view digits)
{
    if (digits.empty() || digits.size() > 9 || !std::ranges::all_of(digits, isDigit))
        return std::nullopt;
    std::int64_t nanos = 0;
    for (std::size_t i = 0; i < 9; ++i)
        nanos = nanos * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    return nanos;
}

// `Z`, `+02:00`, `-05:30` in seconds.
std::optional<std::int64_t> zoneOffset(std::string_view text)
{
    if (text == "Z" || text == "z")
        return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
        return std::nullopt;
    const auto hours = twoDigits(text, 1);
    const auto minutes = twoDigits(text, 4);
    if (!hours || !minutes || *hours > 23 || *minutes > 59)
        return std::nullopt;
    const std::int64_t seconds = *hours * 3600 + *minutes * 60;
    return text[0] == '-' ? -seconds : seconds;
}

// Days since 1970 of `2026-03-01`.
std::optional<std::int64_t> daysOf(std::string_view date)
{
    const auto century = twoDigits(date, 0);
    const auto year = twoDigits(date, 2);
    const auto month = twoDigits(date, 5);
    const auto day = twoDigits(date, 8);
    if (!century || !year || !month || !day || date[4] != '-' || date[7] != '-')
        return std::nullopt;
    const std::chrono::year_month_day calendar{std::chrono::year(*century * 100 + *year),
                                               std::chrono::month(static_cast<unsigned>(*month)),
                                               std::chrono::day(static_cast<unsigned>(*day))};
    if (!calendar.ok())
        return std::nullopt;
    return std::chrono::sys_days(calendar).time_since_epoch().count();
}

} // namespace

std::optional<std::string> dollarsMeant(std::string_view text)
{
    static constexpr std::array<std::string_view, 6> words{"$", "US$", "USD", "usd", "dollar", "dollars"};
    const auto parts = split(text);
    if (!parts || parts->before.empty() == parts->after.empty())
        return std::nullopt;
    if (std::ranges::find(words, parts->before.empty() ? parts->after : parts->before) == words.end())
        return std::nullopt;
    std::string meant(parts->number);
    std::erase_if(meant, [](char c) { return c == '_' || c == ','; });
    meant.insert(0, text.substr(0, text.find(parts->number)).find('-') == std::string_view::npos ? "$" : "-$");
    return parseMoney(meant) && !parseMoney(text) ? std::optional(meant) : std::nullopt;
}

bool looksLikeMoney(std::string_view text)
{
    const auto parts = split(text);
    return parts && (isCurrency(parts->before) || isCurrency(parts->after));
}

MoneyProblem moneyProblem(std::string_view text)
{
    const auto parts = split(text);
    if (!parts)
        return MoneyProblem::Form;
    const bool dollars = (parts->before == "$" || parts->before.empty()) && (parts->after == "USD" || parts->after.empty());
    if (!dollars)
        return looksLikeMoney(text) ? MoneyProblem::Currency : MoneyProblem::Form;
    const auto number = Decimal::parse(parts->number);
    if (!number || (!parts->before.empty() && !parts->after.empty()))
        return MoneyProblem::Form;
    if (number->exponent() < -9)
        return MoneyProblem::Decimals;
    return number->scaled(9) ? MoneyProblem::Form : MoneyProblem::Range;
}

void reportBadDuration(Report& report, const Node& node)
{
    const auto parts = split(node.text());
    const auto number = parts ? Decimal::parse(parts->number) : std::nullopt;
    if (!number || !parts->before.empty()) {
        report.add(Code::WrongType, node.span(), "wanted a duration such as `15m`, and this is " + inTicks(node.text()));
        return;
    }
    if (parts->after.empty()) {
        report.add(Code::UnknownUnit, node.span(), inTicks(node.text()) + " has no unit", "write one of ms s m h d after it: `15m`");
        return;
    }
    const auto* word = std::ranges::find(unitWords, parts->after, &UnitWord::written);
    const bool known = word != unitWords.end();
    Diagnostic& found = report.add(Code::UnknownUnit, node.span(),
                                   known || !parseDuration(std::string("1") += parts->after)
                                       ? "unknown unit " + inTicks(parts->after)
                                       : inTicks(node.text()) + " cannot be read as a duration",
                                   known ? "did you mean " + inTicks(word->unit) + "?" : "write a number and one of ms s m h d: `15m`");
    if (known)
        addReplacement(found, node.span(), node.text(), std::string(parts->number) + std::string(word->unit));
}

std::optional<std::int64_t> parseTimeOfDay(std::string_view text)
{
    const auto hours = twoDigits(text, 0);
    const auto minutes = twoDigits(text, 3);
    const bool withSeconds = text.size() == 8 && text[5] == ':';
    if (!hours || !minutes || text[2] != ':' || (text.size() != 5 && !withSeconds))
        return std::nullopt;
    const auto seconds = withSeconds ? twoDigits(text, 6) : 0;
    if (!seconds || *hours > 23 || *minutes > 59 || *seconds > 59)
        return std::nullopt;
    return (*hours * 3600LL + *minutes * 60LL + *seconds) * second;
}

std::optional<std::int64_t> parseTimestamp(std::string_view text)
{
    if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' '))
        return std::nullopt;
    const auto days = daysOf(text.substr(0, 10));
    const auto time = text[13] == ':' && text[16] == ':' ? parseTimeOfDay(text.substr(11, 8)) : std::nullopt;
    std::string_view rest = text.substr(19);
    std::int64_t nanos = 0;
    if (rest.starts_with('.')) {
        const std::size_t end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
        const auto fraction = nanosOfFraction(rest.substr(1, end - 1));
        if (!fraction)
            return std::nullopt;
        nanos = *fraction;
        rest.remove_prefix(end);
    }
    const auto offset = zoneOffset(rest);
    if (!days || !time || !offset || *days > 106'000 || *days < -106'000)
        return std::nullopt;
    return (*days * 86'400 - *offset) * second + *time + nanos;
}

} // namespace runlog
