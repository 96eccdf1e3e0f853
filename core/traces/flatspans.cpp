// SPDX-License-Identifier: Apache-2.0
#include "core/traces/attributes.h"
#include "core/traces/importers.h"
#include "core/traces/numbers.h"

#include <algorithm>

// Lists of spans with attributes as a plain map, as OpenTelemetry's SDKs print them: bare, or as `spans` of an object (any-agent).
// Ids are texts or whole numbers of up to 128 bits, which are kept as written.
namespace runlog {

namespace {

std::string_view idOf(Value span, std::string_view key)
{
    const auto own = span.find(key);
    return own.isThere() ? own.text() : span.find("context").find(key).text();
}

std::string_view parentOf(Value span)
{
    const auto parent = firstOf(span, {"parent_span_id", "parent_id", "parent"});
    return parent.kind() == Value::Kind::Map ? parent.find("span_id").text() : parent.text();
}

bool says(Value span, std::string_view lower, std::string_view upper)
{
    const auto code = firstOf(span.find("status"), {"status_code", "code"}).text();
    return code == lower || code == upper || code == std::string("StatusCode.") + std::string(upper);
}

Time timeIn(Import& import, Value value)
{
    const auto nanos = timeOf(value, 0);
    return nanos != NoTime ? nanos : import.time(value);
}

std::string_view serviceOf(Import& import, Value span)
{
    const auto resource = span.find("resource");
    const auto named = firstOf(resource.find("attributes").kind() == Value::Kind::Map ? resource.find("attributes") : resource,
                               {"service.name"});
    return named.text().empty() || named.text().starts_with("unknown_service") ? import.stem() : named.text();
}

void readSpan(Import& import, Value recorded)
{
    RawSpan span;
    span.trace = idOf(recorded, "trace_id");
    span.id = idOf(recorded, "span_id");
    span.parent = parentOf(recorded);
    span.name = recorded.find("name").text();
    span.service = serviceOf(import, recorded);
    span.start = timeIn(import, recorded.find("start_time"));
    span.end = timeIn(import, recorded.find("end_time"));
    span.failed = says(recorded, "error", "ERROR");
    span.succeeded = says(recorded, "ok", "OK");
    span.message = firstOf(recorded.find("status"), {"description", "message"}).text();
    span.attributes = recorded.find("attributes");
    addSpan(import, span);
}

} // namespace

void importFlatSpans(Import& import)
{
    import.eachValue([&import](Value value, std::uint32_t) {
        if (idOf(value, "trace_id").size() > 0) {
            readSpan(import, value);
            return;
        }
        const auto spans = value.kind() == Value::Kind::Map ? value.find("spans") : value;
        for (const auto& span : spans.items())
            readSpan(import, span);
    });
}

} // namespace runlog
