// SPDX-License-Identifier: Apache-2.0
#include "core/traces/attributes.h"
#include "core/traces/importers.h"
#include "core/traces/numbers.h"

// Jaeger's query API: `data` of traces whose spans have tags, and times in microseconds.
namespace runlog {

namespace {

Value tagMap(Import& import, Value tags)
{
    std::vector<Member> members;
    for (const auto& tag : tags.items())
        members.push_back({tag.find("key").text(), tag.find("value")});
    return Value::map(copyMembers(members, import.arena()));
}

std::string_view parentOf(Value span)
{
    for (const auto& reference : span.find("references").items())
        if (reference.find("refType").text() == "CHILD_OF")
            return reference.find("spanID").text();
    return {};
}

void readSpan(Import& import, Value recorded, Value processes)
{
    RawSpan span;
    span.trace = recorded.find("traceID").text();
    span.id = recorded.find("spanID").text();
    span.parent = parentOf(recorded);
    span.name = recorded.find("operationName").text();
    span.service = processes.find(recorded.find("processID").text()).find("serviceName").text();
    span.start = timeOf(recorded.find("startTime"), 3);
    if (const auto duration = nanosOf(recorded.find("duration"), 3); duration && span.start != NoTime)
        span.end = span.start + *duration;
    span.attributes = tagMap(import, recorded.find("tags"));
    const auto status = span.attributes.find("otel.status_code").text();
    span.failed = status == "ERROR" || span.attributes.find("error").boolean();
    span.succeeded = status == "OK";
    span.message = span.attributes.find("otel.status_description").text();
    addSpan(import, span);
}

} // namespace

void importJaeger(Import& import)
{
    const auto document = import.document();
    if (!document)
        return;
    for (const auto& trace : document->find("data").items())
        for (const auto& span : trace.find("spans").items())
            readSpan(import, span, trace.find("processes"));
}

} // namespace runlog
