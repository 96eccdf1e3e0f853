// SPDX-License-Identifier: Apache-2.0
#include "core/language/report.h"
#include "core/traces/attributes.h"
#include "core/traces/importers.h"
#include "core/traces/numbers.h"

#include <unordered_map>

// OTLP/JSON: lines or one document of `resourceSpans`, or of `batches` as some back ends export them.
namespace runlog {

namespace {

Value anyValue(Import& import, Value value);

Value attributeMap(Import& import, Value list)
{
    std::vector<Member> members;
    std::unordered_map<std::string_view, std::size_t> places;
    for (const auto& attribute : list.items()) {
        const Member member{attribute.find("key").text(), anyValue(import, attribute.find("value"))};
        const auto [known, fresh] = places.try_emplace(member.key, members.size());
        if (fresh) {
            members.push_back(member);
        } else {
            members[known->second] = member;
            import.problems().warning(0, "key-twice", "the attribute " + inTicks(member.key) + " stands twice; the last one is kept");
        }
    }
    return Value::map(copyMembers(members, import.arena()));
}

Value anyValue(Import& import, Value value)
{
    if (const auto plain = firstOf(value, {"stringValue", "doubleValue", "boolValue", "bytesValue"}); !plain.isAbsent())
        return plain;
    if (const auto number = value.find("intValue"); number.isThere())
        return wholeNumber(number) && isJsonNumber(number.text()) ? Value::number(number.text()) : number;
    if (const auto map = value.find("kvlistValue"); map.isThere())
        return attributeMap(import, map.find("values"));
    if (const auto list = value.find("arrayValue"); list.isThere()) {
        std::vector<Value> items;
        for (const auto& item : list.find("values").items())
            items.push_back(anyValue(import, item));
        return Value::list(copyItems(items, import.arena()));
    }
    return {};
}

bool isCode(Value code, std::string_view number, std::string_view name) { return code.text() == number || code.text() == name; }

void readSpan(Import& import, Value recorded, std::string_view service, std::uint32_t line)
{
    RawSpan span;
    span.trace = recorded.find("traceId").text();
    span.id = recorded.find("spanId").text();
    span.parent = recorded.find("parentSpanId").text();
    span.name = recorded.find("name").text();
    span.service = service;
    span.start = timeOf(recorded.find("startTimeUnixNano"), 0);
    span.end = timeOf(recorded.find("endTimeUnixNano"), 0);
    const auto status = recorded.find("status");
    span.failed = isCode(status.find("code"), "2", "STATUS_CODE_ERROR");
    span.succeeded = isCode(status.find("code"), "1", "STATUS_CODE_OK");
    span.message = status.find("message").text();
    span.attributes = attributeMap(import, recorded.find("attributes"));
    span.line = line;
    addSpan(import, span);
}

void readResource(Import& import, Value resource, std::uint32_t line)
{
    const auto attributes = attributeMap(import, resource.find("resource").find("attributes"));
    const auto service = attributes.find("service.name").text();
    const auto scopes = firstOf(resource, {"scopeSpans", "instrumentationLibrarySpans"});
    for (const auto& scope : scopes.items())
        for (const auto& span : scope.find("spans").items())
            readSpan(import, span, service, line);
}

} // namespace

void importOtlp(Import& import)
{
    import.eachValue([&import](Value value, std::uint32_t line) {
        for (const auto& resource : firstOf(value, {"resourceSpans", "batches"}).items())
            readResource(import, resource, line);
    });
}

} // namespace runlog
