// SPDX-License-Identifier: Apache-2.0
#include "core/language/edit.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

namespace runlog {

namespace {

struct Unit {
    std::string_view name;
    std::int64_t nanos;
};

// Greatest first.
constexpr std::array<Unit, 5> Units{{{"d", 86'400'000'000'000}, {"h", 3'600'000'000'000}, {"m", 60'000'000'000},
                                     {"s", 1'000'000'000}, {"ms", 1'000'000}}};

// How a number is written: `$` 74 . 20 e3 ` USD`.
struct Form {
    std::string_view prefix;
    std::size_t decimals = 0;
    std::optional<int> exponent;
    std::string_view exponentMark;
    std::string_view suffix;
};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

Form formOf(std::string_view text)
{
    Form form;
    const auto start = std::min(text.find_first_of("0123456789."), text.size());
    form.prefix = text.substr(0, start);
    if (form.prefix.ends_with('-') || form.prefix.ends_with('+')) // the sign belongs to the number
        form.prefix.remove_suffix(1);
    if (form.prefix.starts_with('-') || form.prefix.starts_with('+')) // before a `$`
        form.prefix.remove_prefix(1);
    auto at = start;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    if (at < text.size() && text[at] == '.')
        for (++at; at < text.size() && isDigit(text[at]); ++at)
            ++form.decimals;
    if (at + 1 < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        const auto from = at + (text[at + 1] == '+' ? 2 : 1);
        int exponent = 0;
        const auto [end, problem] = std::from_chars(text.data() + from, text.data() + text.size(), exponent);
        if (problem == std::errc()) {
            form.exponent = exponent;
            form.exponentMark = text.substr(at, from - at);
            at = static_cast<std::size_t>(end - text.data());
        }
    }
    form.suffix = text.substr(at);
    return form;
}

// Plain notation with at least `decimals` decimals; nullopt where that would be absurdly long.
std::optional<std::string> fixed(const Decimal& value, std::size_t decimals)
{
    if (value.exponent() > 30 || value.exponent() < -40)
        return std::nullopt;
    Int128 rest = value.coefficient() < 0 ? -value.coefficient() : value.coefficient();
    std::string digits;
    for (; rest != 0; rest /= 10)
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
    auto places = value.exponent() < 0 ? static_cast<std::size_t>(-value.exponent()) : 0;
    if (value.exponent() > 0)
        digits.append(static_cast<std::size_t>(value.exponent()), '0');
    for (; places < decimals; ++places)
        digits += '0';
    if (digits.size() <= places)
        digits.insert(0, places + 1 - digits.size(), '0');
    if (places != 0)
        digits.insert(digits.size() - places, 1, '.');
    if (value.coefficient() < 0)
        digits.insert(digits.begin(), '-');
    return digits;
}

std::optional<std::string> numberText(const std::string& written, const Decimal& value)
{
    const auto form = formOf(written);
    const auto shifted = Decimal(value.coefficient(), value.exponent() - form.exponent.value_or(0));
    const auto number = fixed(shifted, form.decimals);
    if (!number)
        return std::nullopt;
    const auto exponent = form.exponent ? std::string(form.exponentMark) + std::to_string(*form.exponent) : std::string();
    const bool negative = number->starts_with('-');
    std::string text = negative ? "-" : "";
    text.append(form.prefix).append(*number, negative ? 1 : 0).append(exponent).append(form.suffix);
    return text;
}

// nanos / unit as a decimal; nullopt where it does not end.
std::optional<Decimal> inUnit(std::int64_t nanos, const Unit& unit)
{
    Int128 rest = nanos;
    int exponent = 0;
    for (; rest % unit.nanos != 0 && exponent > -9; --exponent)
        rest *= 10;
    return rest % unit.nanos == 0 ? std::optional(Decimal(rest / unit.nanos, exponent)) : std::nullopt;
}

const Unit& unitOf(std::string_view written)
{
    const auto suffix = formOf(written).suffix;
    const auto found = std::find_if(Units.begin(), Units.end(), [=](const Unit& unit) { return unit.name == suffix; });
    return found == Units.end() ? Units[3] : *found;
}

std::optional<std::string> durationText(const std::string& written, const Decimal& seconds)
{
    const auto nanos = seconds.scaled(9);
    if (!nanos || *nanos < 0)
        return std::nullopt;
    const auto decimals = formOf(written).decimals;
    for (auto unit = &unitOf(written); unit != Units.data() + Units.size(); ++unit) {
        const auto value = inUnit(*nanos, *unit);
        const bool isLast = unit + 1 == Units.data() + Units.size();
        if (value && (isLast || value->exponent() >= -static_cast<int>(std::max<std::size_t>(decimals, 2))))
            if (const auto number = fixed(*value, unit == &unitOf(written) ? decimals : 0))
                return *number + std::string(unit->name);
    }
    return std::nullopt;
}

std::string two(std::int64_t number) { return std::to_string(100 + number).substr(1); }

bool hasSeconds(std::string_view time) { return std::count(time.begin(), time.end(), ':') == 2; }

std::optional<std::string> timeText(const std::string& written, const Decimal& value)
{
    const auto seconds = value.scaled(0);
    if (!seconds || *seconds < 0 || *seconds >= 86'400 || (*seconds % 60 != 0 && !hasSeconds(written)))
        return std::nullopt;
    const auto time = two(*seconds / 3600) + ":" + two(*seconds / 60 % 60);
    return hasSeconds(written) ? time + ":" + two(*seconds % 60) : time;
}

std::optional<std::string> textOf(const Literal& literal, const Decimal& value)
{
    switch (literal.type) {
    case Literal::Type::Number: return numberText(literal.text, value);
    case Literal::Type::Money: return value.scaled(9) ? numberText(literal.text, value) : std::nullopt;
    case Literal::Type::Duration: return durationText(literal.text, value);
    case Literal::Type::TimeOfDay: return timeText(literal.text, value);
    case Literal::Type::Null: case Literal::Type::Boolean: case Literal::Type::Text: return std::nullopt;
    }
    return std::nullopt;
}

std::string reasonFor(const Literal& literal)
{
    switch (literal.type) {
    case Literal::Type::Number: return "the number is too long to be written here";
    case Literal::Type::Money: return "money has at most nine decimals";
    case Literal::Type::Duration: return "a duration is not negative and has at most nine decimals";
    case Literal::Type::TimeOfDay: return "a time of day is between 00:00 and 23:59, in whole minutes";
    case Literal::Type::Null: case Literal::Type::Boolean: case Literal::Type::Text: return "this is no number";
    }
    return {};
}

Decimal powerOfTen(int exponent) { return Decimal(1, exponent); }

} // namespace

std::string applyEdits(std::string_view bytes, std::vector<Edit> edits)
{
    std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
    std::string result;
    std::size_t at = 0;
    for (const auto& edit : edits) {
        assert(at <= edit.span.begin && edit.span.begin <= edit.span.end && edit.span.end <= bytes.size());
        result += bytes.substr(at, edit.span.begin - at);
        result += edit.text;
        at = edit.span.end;
    }
    return result.append(bytes.substr(at));
}

Decimal valueOf(const Literal& literal)
{
    return literal.type == Literal::Type::Number ? literal.number : Decimal(literal.nanos, -9);
}

Decimal grain(const Literal& literal)
{
    const auto form = formOf(literal.text);
    const int places = -static_cast<int>(form.decimals) + form.exponent.value_or(0);
    if (literal.type == Literal::Type::TimeOfDay)
        return Decimal(hasSeconds(literal.text) ? 1 : 60);
    if (literal.type == Literal::Type::Duration)
        return Decimal(unitOf(literal.text).nanos, -9 + places);
    return powerOfTen(places);
}

std::optional<Literal> withValue(const Literal& literal, const Decimal& value)
{
    auto text = textOf(literal, value);
    if (!text)
        return std::nullopt;
    auto moved = literal;
    moved.text = std::move(*text);
    if (literal.type == Literal::Type::Number)
        moved.number = value;
    else
        moved.nanos = *value.scaled(9);
    return moved;
}

LiteralEdit replaceLiteral(const Source& source, const Literal& literal, const Decimal& value)
{
    const auto text = textOf(literal, value);
    if (!text)
        return {std::nullopt, reasonFor(literal)};
    const auto written = source.text(literal.span);
    const bool quoted = written.size() >= 2 && (written.front() == '"' || written.front() == '\'') && written.back() == written.front();
    const auto inner = quoted ? Span{literal.span.begin + 1, literal.span.end - 1} : literal.span;
    if (source.text(inner) != literal.text)
        return {std::nullopt, "the number is not written in one piece here"};
    return {Edit{inner, *text}, {}};
}

} // namespace runlog
