// SPDX-License-Identifier: Apache-2.0
#include "app/cli/diagnosticjson.h"

namespace runlog::cli {

namespace {

void writePlace(JsonWriter& json, std::string_view name, const Place& place)
{
    json.key(name).beginObject().member("line", place.line).member("column", place.byteColumn)
        .member("utf16_column", place.utf16Column).endObject();
}

void writeFixes(JsonWriter& json, const Diagnostic& diagnostic, const Source& source)
{
    json.key("fixes").beginList();
    for (const Fix& fix : diagnostic.fixes) {
        json.beginObject().member("title", fix.title).key("edits").beginList();
        for (const Edit& edit : fix.edits) {
            json.beginObject().member("begin", edit.span.begin).member("end", edit.span.end);
            writePlace(json, "from", source.place(edit.span.begin));
            writePlace(json, "to", source.place(edit.span.end));
            json.member("text", edit.text).endObject();
        }
        json.endList().endObject();
    }
    json.endList();
}

} // namespace

void writeDiagnostic(JsonWriter& json, const Diagnostic& diagnostic, const Source& source)
{
    const Place place = source.place(diagnostic.span.begin);
    const Place end = source.place(diagnostic.span.end);
    json.beginObject()
        .member("file", printable(source.name(), 4096))
        .member("line", place.line)
        .member("column", place.byteColumn)
        .member("utf16_column", place.utf16Column)
        .member("end_line", end.line)
        .member("end_column", end.byteColumn)
        .member("severity", name(diagnostic.severity))
        .member("code", diagnostic.code)
        .member("message", diagnostic.message)
        .member("help", diagnostic.help);
    writeFixes(json, diagnostic, source);
    json.endObject();
}

} // namespace runlog::cli
