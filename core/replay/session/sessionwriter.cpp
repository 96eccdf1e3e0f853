// SPDX-License-Identifier: Apache-2.0
#include "core/language/jsonwriter.h"
#include "core/replay/session/sessionfile.h"
#include "core/traces/json.h"
#include "core/traces/read.h"

namespace runlog {

namespace {

void writeRest(JsonWriter& json, std::string_view reason, std::string_view by, Time at)
{
    if (!reason.empty())
        json.member("reason", reason);
    if (!by.empty())
        json.member("by", by);
    if (at != NoTime)
        json.member("at", timeText(at));
}

std::string lineOf(const StepKey& key, const Label& label)
{
    JsonWriter json;
    json.beginObject().member("run", key.run).member("seq", key.seq).member("action", key.action);
    json.member("label", name(label.wanted));
    writeRest(json, label.reason, label.by, label.at);
    return json.endObject().take();
}

// Arguments as an approver wrote them, without line breaks; numbers stay as written. What is no JSON edits nothing in a replay
// either, and is left out.
void writeArgs(JsonWriter& json, const std::string& args)
{
    std::pmr::monotonic_buffer_resource arena;
    const auto value = parseJson(args, arena);
    if (!value)
        return;
    std::string line;
    appendCompactJson(line, *value);
    json.key("args").raw(line);
}

std::string lineOf(const AnswerKey& key, const Answer& answer)
{
    JsonWriter json;
    json.beginObject().member("run", key.run).member("seq", key.seq).member("action", key.action);
    json.member("policy", key.policy).member("answer", name(answer.verdict));
    if (answer.editedArgs)
        writeArgs(json, *answer.editedArgs);
    writeRest(json, answer.reason, answer.by, answer.at);
    return json.endObject().take();
}

std::string lineOf(const std::string& user, const Identity& identity)
{
    JsonWriter json;
    json.beginObject().member("user", user);
    if (!identity.name.empty())
        json.member("name", identity.name);
    if (!identity.groups.empty()) {
        json.key("groups").beginList();
        for (const auto& group : identity.groups)
            json.text(group);
        json.endList();
    }
    return json.endObject().take();
}

std::string lineOf(const Note& note)
{
    JsonWriter json;
    json.beginObject().member("text", note.text);
    if (!note.policy.empty())
        json.member("policy", note.policy);
    if (!note.run.empty())
        json.member("run", note.run).member("seq", note.seq);
    writeRest(json, {}, note.by, note.at);
    return json.endObject().take();
}

std::string listOf(const char* key, const std::vector<std::string>& lines)
{
    std::string text = std::string(",\n  \"") + key + "\": [";
    for (const auto& line : lines)
        text += (&line == &lines.front() ? "\n    " : ",\n    ") + line;
    return text + (lines.empty() ? "]" : "\n  ]");
}

template <typename Entries> std::vector<std::string> linesOf(const Entries& entries)
{
    std::vector<std::string> lines;
    for (const auto& [key, value] : entries)
        lines.push_back(lineOf(key, value));
    return lines;
}

} // namespace

std::string sessionText(const SessionFile& file)
{
    std::vector<std::string> notes;
    for (const auto& note : file.notes)
        notes.push_back(lineOf(note));
    return "{\n  \"version\": 1" + listOf("labels", linesOf(file.labels)) + listOf("answers", linesOf(file.answers))
           + listOf("identities", linesOf(file.identities)) + listOf("notes", notes) + "\n}\n";
}

} // namespace runlog
