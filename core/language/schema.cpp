// SPDX-License-Identifier: Apache-2.0
#include "core/language/schema.h"

#include "core/engine/pii/entity.h"
#include "core/language/fields.h"
#include "core/language/groups.h"
#include "core/language/jsonwriter.h"
#include "core/language/keys.h"
#include "core/language/schemaparts.h"

#include <array>

namespace runlog {

namespace {

constexpr std::array fieldTypes{FieldType::Text, FieldType::Map, FieldType::Any, FieldType::Money,
                                FieldType::Count, FieldType::Duration, FieldType::TimeOfDay, FieldType::Weekday};

std::string_view description(Level level, std::string_view name)
{
    for (const KeyRow& row : keyRows())
        if (row.level == level && row.name == name)
            return row.description;
    return {};
}

// What stands after each key of a level, as a schema. Keys without a line here take any value.
std::string valueSchema(Level level, std::string_view key)
{
    const std::string words = wordsOf(level, key);
    if (!words.empty())
        return words;
    if (key == "when" || key == "unless" || key == "not" || key == "after" || key == "not_after" || key == "where"
        || (level == Level::Count && key == "of"))
        return refTo("condition");
    if (key == "all" || key == "any" || key == "none")
        return listOf(refTo("condition"));
    if (key == "count" || key == "sum" || key == "distinct" || key == "approval" || key == "expect")
        return refTo(std::string(key));
    return otherValueSchema(level, key);
}

void writeLevel(JsonWriter& json, std::string_view name, Level level, std::vector<std::string> required)
{
    json.key(name).beginObject().member("type", "object").member("additionalProperties", false);
    if (!required.empty()) {
        json.key("required").beginList();
        for (const std::string& key : required)
            json.text(key);
        json.endList();
    }
    json.key("properties").beginObject();
    for (const std::string_view key : keysOf(level))
        json.key(key).raw(withDescription(valueSchema(level, key), description(level, key)));
    json.endObject();
}

void writeComparisons(JsonWriter& json)
{
    for (const OperatorRow& row : operatorRows())
        if (row.op <= Operator::NotIn)
            json.key(row.name).raw(withDescription(operandSchema(row, FieldType::Count), row.description));
}

void writeWindow(JsonWriter& json, std::string_view name, Level level)
{
    json.key(name).beginObject().member("type", "object").member("additionalProperties", false);
    json.key("required").beginList().text("within");
    if (level != Level::Count)
        json.text("of");
    json.endList().key("properties").beginObject();
    for (const std::string_view key : keysOf(level))
        json.key(key).raw(withDescription(valueSchema(level, key), description(level, key)));
    writeComparisons(json);
    json.endObject().endObject();
}

// What may stand after a field of one type: a scalar, a list, or a map of operators.
void writeTest(JsonWriter& json, FieldType type)
{
    json.key(testName(type)).beginObject().key("anyOf").beginList();
    if (fits(Operator::Eq, type)) {
        json.raw(scalarSchema(type));
        json.raw(listOf(scalarSchema(type)));
    }
    json.beginObject().member("type", "object").member("additionalProperties", false).member("minProperties", 1);
    json.key("properties").beginObject();
    for (const OperatorRow& row : operatorRows())
        if (fits(row.op, type))
            json.key(row.name).raw(withDescription(operandSchema(row, type), row.description));
    json.key("ignore_case").raw(R"({"type":"boolean","description":"fold case in the text operators beside it"})");
    json.endObject().endObject().endList().endObject();
}

void writeNumberTest(JsonWriter& json)
{
    json.key("number").beginObject().key("anyOf").beginList().raw(R"({"type":"number"})");
    json.beginObject().member("type", "object").member("additionalProperties", false).key("properties").beginObject();
    writeComparisons(json);
    json.endObject().endObject().endList().endObject();
}

void writeCondition(JsonWriter& json)
{
    json.key("condition").beginObject().member("type", "object").member("additionalProperties", false);
    json.key("properties").beginObject();
    for (const FieldRow& row : fieldRows())
        if (!row.name.empty())
            json.key(row.name).raw(withDescription(refTo(testName(row.type)), row.description));
    for (const std::string_view key : keysOf(Level::Condition))
        json.key(key).raw(withDescription(valueSchema(Level::Condition, key), description(Level::Condition, key)));
    json.endObject().key("patternProperties").beginObject();
    for (const FieldRow& row : fieldRows())
        if (row.takesPath && !row.name.empty())
            json.key(std::string("^").append(row.name).append("[.\\[]")).raw(withDescription(refTo(testName(FieldType::Any)), row.description));
    json.endObject().endObject();
}

void writeEntities(JsonWriter& json)
{
    json.key("entity").beginObject().member("type", "string").key("anyOf").beginList();
    json.beginObject().key("enum").beginList();
    for (const pii::EntityRow& row : pii::entities())
        json.text(row.name);
    json.endList().endObject().raw(R"({"pattern":"^[A-Za-z0-9_]+$"})").endList().endObject();
    writeLevel(json, "entities", Level::Entities, {});
    json.endObject();
}

// A list of the entries of `policies`: a policy, or one policy type.
void writePolicyEntry(JsonWriter& json)
{
    json.key("entry").beginObject().key("anyOf").beginList().raw(refTo("policy"));
    for (const std::string_view type : policyTypes())
        json.beginObject().member("type", "object").member("additionalProperties", false).key("required").beginList().text(type).endList()
            .key("properties").beginObject().key(type).raw(otherValueSchema(Level::File, type)).endObject().endObject();
    json.endList().endObject();
}

void writeSteps(JsonWriter& json)
{
    writeLevel(json, "example", Level::Example, {});
    json.endObject();
    json.key("step").beginObject().member("type", "object").member("additionalProperties", false).key("properties").beginObject();
    for (const std::string_view key : keysOf(Level::Step))
        json.key(key).raw(withDescription(valueSchema(Level::Step, key), description(Level::Step, key)));
    for (const FieldRow& row : fieldRows())
        if (!row.name.empty() && row.field != Field::RunId && row.field != Field::RunInput)
            json.key(row.name).raw(withDescription("{}", row.description));
    json.endObject().endObject();
    writeLevel(json, "expect", Level::Expect, {});
    json.endObject();
}

std::string compactSchema()
{
    JsonWriter json;
    json.beginObject().member("$schema", "http://json-schema.org/draft-07/schema#").member("title", "RunLog policy file");
    json.member("type", "object").member("additionalProperties", false).key("properties").beginObject();
    for (const std::string_view key : keysOf(Level::File))
        json.key(key).raw(withDescription(valueSchema(Level::File, key), description(Level::File, key)));
    json.endObject().key("definitions").beginObject();
    writeLevel(json, "policy", Level::Policy, {"id", "when", "action"});
    json.endObject();
    writePolicyEntry(json);
    writeCondition(json);
    for (const FieldType type : fieldTypes)
        writeTest(json, type);
    writeNumberTest(json);
    writeWindow(json, "count", Level::Count);
    writeWindow(json, "sum", Level::Sum);
    writeWindow(json, "distinct", Level::Distinct);
    writeLevel(json, "approval", Level::Approval, {});
    json.endObject();
    writeLevel(json, "change", Level::Change, {});
    json.endObject();
    writeEntities(json);
    writeSteps(json);
    json.endObject().endObject();
    return json.take();
}

// Compact JSON with line ends and two blanks per level.
std::string indented(std::string_view json)
{
    std::string out;
    std::size_t depth = 0;
    bool inText = false;
    const auto newLine = [&] { out.append(1, '\n').append(2 * depth, ' '); };
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (inText) {
            out += c;
            if (c == '\\')
                out += json[++at];
            inText = c != '"';
            continue;
        }
        const bool closesEmpty = (c == '}' || c == ']') && (json[at - 1] == '{' || json[at - 1] == '[');
        if ((c == '}' || c == ']') && --depth, (c == '}' || c == ']') && !closesEmpty)
            newLine();
        out += c;
        inText = c == '"';
        const bool opensEmpty = (c == '{' || c == '[') && (json[at + 1] == '}' || json[at + 1] == ']');
        depth += c == '{' || c == '[' ? 1U : 0U;
        if (c == ',' || ((c == '{' || c == '[') && !opensEmpty))
            newLine();
        if (c == ':')
            out += ' ';
    }
    return out + '\n';
}

} // namespace

std::string policySchema() { return indented(compactSchema()); }

} // namespace runlog
