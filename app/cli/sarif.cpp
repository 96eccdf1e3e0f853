// SPDX-License-Identifier: Apache-2.0
#include "app/cli/sarif.h"

#include "core/language/codes.h"
#include "core/language/jsonwriter.h"

namespace runlog::cli {

namespace {

// A URI reference of a path (RFC 3986): everything but unreserved characters and `/` is escaped.
std::string uriOf(std::string_view path)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    static constexpr std::string_view kept = "-._~/";
    std::string uri;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || kept.find(c) != std::string_view::npos)
            uri += c;
        else
            uri.append({'%', digits[byte >> 4U], digits[byte & 0xFU]});
    }
    return uri;
}

void writeText(JsonWriter& json, std::string_view key, std::string_view text)
{
    json.key(key).beginObject().member("text", text).endObject();
}

void writeRules(JsonWriter& json)
{
    json.key("rules").beginList();
    for (const CodeRow& row : codeRows()) {
        json.beginObject().member("id", row.name);
        writeText(json, "shortDescription", row.summary);
        json.key("defaultConfiguration").beginObject().member("level", name(row.severity)).endObject().endObject();
    }
    json.endList();
}

void writeRegion(JsonWriter& json, std::string_view key, Span span, const Source& source)
{
    const Place from = source.place(span.begin);
    const Place to = source.place(span.end);
    json.key(key).beginObject().member("startLine", from.line).member("startColumn", from.utf16Column)
        .member("endLine", to.line).member("endColumn", to.utf16Column)
        .member("byteOffset", span.begin).member("byteLength", span.length()).endObject();
}

void writeArtifact(JsonWriter& json, const Source& source)
{
    json.key("artifactLocation").beginObject().member("uri", uriOf(source.name())).endObject();
}

void writeFix(JsonWriter& json, const Fix& fix, const Source& source)
{
    json.beginObject();
    writeText(json, "description", fix.title);
    json.key("artifactChanges").beginList().beginObject();
    writeArtifact(json, source);
    json.key("replacements").beginList();
    for (const Edit& edit : fix.edits) {
        json.beginObject();
        writeRegion(json, "deletedRegion", edit.span, source);
        writeText(json, "insertedContent", edit.text);
        json.endObject();
    }
    json.endList().endObject().endList().endObject();
}

void writeResult(JsonWriter& json, const Diagnostic& diagnostic, const Source& source)
{
    json.beginObject().member("ruleId", diagnostic.code).member("level", name(diagnostic.severity));
    writeText(json, "message", diagnostic.help.empty() ? diagnostic.message : diagnostic.message + "; " + diagnostic.help);
    json.key("locations").beginList().beginObject().key("physicalLocation").beginObject();
    writeArtifact(json, source);
    writeRegion(json, "region", diagnostic.span, source);
    json.endObject().endObject().endList();
    if (!diagnostic.fixes.empty()) {
        json.key("fixes").beginList();
        for (const Fix& fix : diagnostic.fixes)
            writeFix(json, fix, source);
        json.endList();
    }
    json.endObject();
}

} // namespace

std::string sarif(const PolicyFiles& files)
{
    JsonWriter json;
    json.beginObject().member("$schema", "https://json.schemastore.org/sarif-2.1.0.json").member("version", "2.1.0")
        .key("runs").beginList().beginObject().key("tool").beginObject().key("driver").beginObject()
        .member("name", "runlog").member("version", RUNLOG_VERSION);
    writeRules(json);
    json.endObject().endObject().member("columnKind", "utf16CodeUnits").key("results").beginList();
    for (std::size_t file = 0; file < files.sources.size(); ++file)
        for (const Diagnostic& diagnostic : files.diagnostics[file])
            writeResult(json, diagnostic, *files.sources[file]);
    json.endList().endObject().endList().endObject();
    return json.take();
}

} // namespace runlog::cli
