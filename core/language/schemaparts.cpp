// SPDX-License-Identifier: Apache-2.0
#include "core/language/schemaparts.h"

#include "core/language/jsonwriter.h"

#include <array>

namespace runlog {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 2> decisions{"allow", "deny"};
constexpr std::array<std::string_view, 2> modes{"enforce", "observe"};
constexpr std::array<std::string_view, 6> actions{"allow", "log", "modify", "require_approval", "deny", "terminate"};
constexpr std::array<std::string_view, 1> onErrors{"skip"};
constexpr std::array<std::string_view, 2> fallbacks{"deny", "terminate"};
constexpr std::array<std::string_view, 3> scopes{"run", "user", "service"};
constexpr std::array<std::string_view, 4> answers{"approve", "deny", "expire", "hold"};
constexpr std::array<std::string_view, 3> likelihoods{"possible", "likely", "very_likely"};
constexpr std::array<std::string_view, 7> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 6> typeNames{"text", "number", "boolean", "list", "map", "null"};

struct WordRow {
    Level level;
    std::string_view key;
    Words words;
};
constexpr std::array wordRows{
    WordRow{Level::File, "default", decisions},       WordRow{Level::File, "mode", modes},
    WordRow{Level::Policy, "mode", modes},            WordRow{Level::Policy, "action", actions},
    WordRow{Level::Policy, "on_error", onErrors},     WordRow{Level::Approval, "on_timeout", fallbacks},
    WordRow{Level::Count, "per", scopes},             WordRow{Level::Sum, "per", scopes},
    WordRow{Level::Distinct, "per", scopes},          WordRow{Level::Example, "then", answers},
    WordRow{Level::Step, "then", answers},            WordRow{Level::Expect, "decision", actions},
    WordRow{Level::Entities, "min_likelihood", likelihoods},
};

const std::string anyText = R"({"type":"string"})";
const std::string flag = R"({"type":"boolean"})";
const std::string number = R"({"type":"number"})";
const std::string money = R"({"anyOf":[{"type":"number"},{"type":"string","pattern":"^[-+]?\\$?[0-9]+(\\.[0-9]{1,9})?( USD)?$"}]})";
const std::string duration = R"({"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m|h|d)$"})";
const std::string timeOfDay = R"({"type":"string","pattern":"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"})";
const std::string anyMap = R"({"type":"object"})";
const std::string wholeNumber = R"({"type":"integer","minimum":1})";


std::string rangeOf(const std::string& item) { return "{\"type\":\"array\",\"minItems\":2,\"maxItems\":2,\"items\":" + item + '}'; }

std::string ordered(FieldType type) { return type == FieldType::Any ? number : scalarSchema(type); }

std::string fileValue(std::string_view key)
{
    if (key == "version")
        return R"({"const":1})";
    if (key == "service" || key == "require_approval")
        return key == "service" ? scalarOrListOf(anyText) : "{\"anyOf\":[" + scalarOrListOf(anyText) + R"(,{"const":false}]})";
    if (key == "timezone")
        return anyText;
    if (key == "max_cost_per_run" || key == "max_cost_per_day")
        return "{\"anyOf\":[" + money + R"(,{"const":false}]})";
    if (key == "max_tool_calls_per_run")
        return R"({"anyOf":[{"type":"number"},{"const":false}]})";
    if (key == "block_pii")
        return "{\"anyOf\":[" + flag + ',' + listOf(refTo("entity")) + "]}";
    if (key == "groups")
        return R"({"type":"object","additionalProperties":{"anyOf":[{"type":"array","minItems":1,"items":{"type":"string"}},)"
               R"({"type":"object","additionalProperties":false,"required":["add"],"properties":{"add":{"type":"array","items":{"type":"string"}}}}]}})";
    if (key == "policies")
        return R"({"type":"array","items":)" + refTo("entry") + '}';
    return key == "tests" ? R"({"type":"array","items":)" + refTo("example") + '}' : "{}";
}

std::string policyValue(std::string_view key)
{
    if (key == "id")
        return R"({"type":"string","minLength":1,"maxLength":128})";
    if (key == "enabled")
        return flag;
    if (key == "approvers")
        return listOf(anyText);
    return key == "modify" ? listOf(refTo("change")) : "{}";
}

std::string approvalValue(std::string_view key)
{
    if (key == "required")
        return "{\"anyOf\":[" + wholeNumber + R"(,{"type":"object","minProperties":1,"additionalProperties":)" + wholeNumber + "}]}";
    if (key == "timeout")
        return duration;
    return key == "editable" ? listOf(anyText) : "{}";
}

std::string windowValue(std::string_view key)
{
    if (key == "within")
        return "{\"anyOf\":[{\"enum\":[\"run\",\"today\"]}," + duration + "]}";
    return key == "of" ? anyText : "{}";
}

std::string changeValue(std::string_view key)
{
    if (key == "min" || key == "max")
        return number;
    return key == "to" ? "{}" : anyText;
}

std::string entitiesValue(std::string_view key)
{
    if (key == "min_count")
        return wholeNumber;
    return listOf(refTo("entity"));
}

std::string exampleValue(std::string_view key)
{
    if (key == "user")
        return anyMap;
    if (key == "step")
        return refTo("step");
    if (key == "steps")
        return listOf(refTo("step"));
    return anyText;
}

} // namespace

std::string refTo(const std::string& definition) { return "{\"$ref\":\"#/definitions/" + definition + "\"}"; }
std::string listOf(const std::string& item) { return "{\"type\":\"array\",\"minItems\":1,\"items\":" + item + '}'; }
std::string scalarOrListOf(const std::string& item) { return "{\"anyOf\":[" + item + ',' + listOf(item) + "]}"; }

std::string enumOf(Words words)
{
    JsonWriter json;
    json.beginObject().key("enum").beginList();
    for (const std::string_view word : words)
        json.text(word);
    json.endList().endObject();
    return json.take();
}

// Draft 7 ignores what stands beside `$ref`, so the reference goes inside.
std::string withDescription(std::string schema, std::string_view description)
{
    if (description.empty())
        return schema;
    std::string out = R"({"description":)";
    appendJsonText(out, description);
    if (schema == "{}")
        return out + '}';
    return schema.starts_with("{\"$ref\"") ? out + ",\"allOf\":[" + schema + "]}" : out + ',' + schema.substr(1);
}

std::string testName(FieldType type)
{
    static constexpr std::array<const char*, 8> names{"text", "map", "any", "money", "count", "duration", "time_of_day", "weekday"};
    return std::string("test_") + names[static_cast<std::size_t>(type)];
}

std::string scalarSchema(FieldType type)
{
    switch (type) {
    case FieldType::Text:
    case FieldType::Map:
        return anyText;
    case FieldType::Any:
        return R"({"type":["string","number","boolean"]})";
    case FieldType::Money:
        return money;
    case FieldType::Count:
        return number;
    case FieldType::Duration:
        return duration;
    case FieldType::TimeOfDay:
        return timeOfDay;
    case FieldType::Weekday:
        return enumOf(weekdays);
    }
    return "{}";
}

std::string operandSchema(const OperatorRow& row, FieldType type)
{
    switch (row.shape) {
    case OperandShape::Scalar:
        return scalarSchema(type);
    case OperandShape::Ordered:
        return ordered(type);
    case OperandShape::ScalarList:
        return listOf(scalarSchema(type));
    case OperandShape::Range:
        return rangeOf(ordered(type));
    case OperandShape::TextOrList:
        return scalarOrListOf(anyText);
    case OperandShape::Text:
        return anyText;
    case OperandShape::Flag:
        return flag;
    case OperandShape::TypeName:
        return "{\"anyOf\":[{\"type\":\"null\"}," + scalarOrListOf(enumOf(typeNames)) + "]}";
    case OperandShape::NumberTest:
        return refTo("number");
    case OperandShape::ItemTest:
        return R"({"type":["string","number","boolean","array","object"]})";
    case OperandShape::Entities:
        return "{\"anyOf\":[" + flag + ',' + listOf(refTo("entity")) + ',' + refTo("entities") + "]}";
    }
    return "{}";
}

std::string wordsOf(Level level, std::string_view key)
{
    for (const WordRow& row : wordRows)
        if (row.level == level && row.key == key)
            return enumOf(row.words);
    return {};
}

std::string otherValueSchema(Level level, std::string_view key)
{
    switch (level) {
    case Level::File:
        return fileValue(key);
    case Level::Group:
        return listOf(anyText);
    case Level::Policy:
        return policyValue(key);
    case Level::Approval:
        return approvalValue(key);
    case Level::Change:
        return changeValue(key);
    case Level::Count:
    case Level::Sum:
    case Level::Distinct:
        return windowValue(key);
    case Level::Entities:
        return entitiesValue(key);
    case Level::Example:
        return exampleValue(key);
    case Level::Condition:
    case Level::Step:
    case Level::Expect:
        break;
    }
    return "{}";
}

} // namespace runlog
