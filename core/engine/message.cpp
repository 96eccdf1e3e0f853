// SPDX-License-Identifier: Apache-2.0
#include "core/engine/message.h"

#include "core/engine/change.h"
#include "core/engine/state.h"
#include "core/language/diagnostic.h"
#include "core/language/fieldref.h"

namespace runlog {

namespace {

constexpr std::size_t LongestValue = 200;

std::string firstCharacters(const std::string& text, std::size_t limit)
{
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool starts = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (starts && characters++ == limit)
            return text.substr(0, at) + "…";
    }
    return text;
}

std::string_view lastName(const FieldRef& field)
{
    return field.path.empty() || field.path.back().isIndex ? row(field.field).name
                                                           : std::string_view(field.path.back().key);
}

std::string counterOf(const FieldRef& field, const Program& program, std::uint32_t zone, const Request& request,
                      const RunState& state)
{
    const auto seen = Evaluator(program, request, state).counter(field.field, zone);
    return seen.absent ? "–" : counterText(row(field.field).type, seen.value);
}

bool isNumberField(Field field)
{
    const auto type = row(field).type;
    return type == FieldType::Money || type == FieldType::Count || type == FieldType::Duration
        || type == FieldType::TimeOfDay;
}

std::string inserted(const FieldRef& field, const Program& program, std::uint32_t zone, const Request& request,
                     const RunState& state)
{
    if (isNumberField(field.field))
        return counterOf(field, program, zone, request, state);
    const Evaluator evaluator(program, request, state);
    auto value = evaluator.value(field, nullptr);
    if (const auto day = field.field == Field::Weekday ? evaluator.weekday(zone) : std::nullopt)
        value = Value::text(*day);
    if (!value.isThere())
        return "–";
    std::pmr::monotonic_buffer_resource arena;
    const auto masked = valueText(redacted(value, lastName(field), arena));
    return firstCharacters(printable(masked, masked.size() + 1), LongestValue);
}

} // namespace

std::string valueText(Value value)
{
    if (value.kind() == Value::Kind::Text || value.kind() == Value::Kind::Number)
        return std::string(value.text());
    std::string json;
    appendCompactJson(json, value);
    return json;
}

std::string counterText(FieldType type, std::int64_t value)
{
    if (type == FieldType::Money)
        return text(Money{value});
    if (type == FieldType::Duration)
        return text(Duration{value});
    if (type != FieldType::TimeOfDay)
        return std::to_string(value);
    const auto seconds = value / 1'000'000'000;
    const auto two = [](std::int64_t part) { return std::string(part < 10 ? "0" : "") + std::to_string(part); };
    return two(seconds / 3600) + ":" + two(seconds / 60 % 60);
}

std::string renderMessage(std::string_view text, const Program& program, std::uint32_t zone, const Request& request,
                          const RunState& state)
{
    std::string message;
    while (!text.empty()) {
        const auto open = text.find('{');
        message += text.substr(0, open);
        if (open == std::string_view::npos)
            break;
        const auto close = text.find('}', open);
        const auto name = close == std::string_view::npos ? std::string_view() : text.substr(open + 1, close - open - 1);
        const auto field = parseFieldRef(name);
        if (field)
            message += inserted(*field, program, zone, request, state);
        else
            message += '{';
        text.remove_prefix(field ? close + 1 : open + 1);
    }
    return message;
}

} // namespace runlog
