// SPDX-License-Identifier: Apache-2.0
#include "app/cli/editlist.h"

#include "core/language/diagnostic.h"
#include "core/replay/stepwords.h"

#include <algorithm>

namespace runlog::cli {

namespace {

std::size_t changedBy(const Attribution& attribution, std::size_t edit)
{
    return static_cast<std::size_t>(std::count_if(attribution.causes.begin(), attribution.causes.end(), [&](const auto& causes) {
        return std::find(causes.begin(), causes.end(), edit) != causes.end();
    }));
}

std::string wordsOf(const PolicyEdit& edit)
{
    std::string text(name(edit.kind));
    if (!edit.policy.empty())
        text += " " + printable(edit.policy, 100);
    if (edit.kind == PolicyEdit::Kind::Number)
        text += " " + printable(edit.number.condition, 200) + ": " + printable(edit.before, 60) + " -> " + printable(edit.after, 60);
    return text;
}

} // namespace

std::string editText(const Attribution& attribution)
{
    std::string text = "edits and the changed steps that come from them:\n";
    for (std::size_t edit = 0; edit < attribution.edits.size(); ++edit)
        text += "  " + wordsOf(attribution.edits[edit]) + ": " + std::to_string(changedBy(attribution, edit)) + "\n";
    return text;
}

std::string editMarkdown(const Attribution& attribution)
{
    std::string text = "\n| edit | changed steps |\n|---|--:|\n";
    for (std::size_t edit = 0; edit < attribution.edits.size(); ++edit)
        text += "| " + code(wordsOf(attribution.edits[edit])) + " | " + std::to_string(changedBy(attribution, edit)) + " |\n";
    return text;
}

void writeEdits(JsonWriter& json, const Attribution& attribution)
{
    json.key("edits").beginList();
    for (std::size_t at = 0; at < attribution.edits.size(); ++at) {
        const auto& edit = attribution.edits[at];
        json.beginObject().member("kind", name(edit.kind)).key("policy");
        edit.policy.empty() ? json.null() : json.text(edit.policy);
        if (edit.kind == PolicyEdit::Kind::Number)
            json.member("condition", edit.number.condition)
                .member("literal", edit.number.literal)
                .member("before", edit.before)
                .member("after", edit.after);
        json.member("changed_steps", changedBy(attribution, at)).endObject();
    }
    json.endList();
}

void writeCauses(JsonWriter& json, const Attribution& attribution, std::size_t change)
{
    json.key("edits").beginList();
    for (const auto edit : attribution.causes[change])
        json.raw(std::to_string(edit));
    json.endList();
}

} // namespace runlog::cli
