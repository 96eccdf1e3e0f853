// SPDX-License-Identifier: Apache-2.0
#include "core/traces/conversation.h"
#include "core/traces/importers.h"
#include "core/traces/numbers.h"

#include <algorithm>

// AgentDojo task results: one run per file, named after the last parts of its path.
namespace runlog {

namespace {

constexpr int NamedParts = 5; // pipeline/suite/user_task/attack/injection

std::string_view runName(std::string_view path)
{
    auto name = path.substr(0, path.ends_with(".json") ? path.size() - 5 : path.size());
    std::size_t start = name.size();
    for (int parts = 0; parts < NamedParts && start != 0; ++parts) {
        const auto slash = start == 0 ? std::string_view::npos : name.rfind('/', start - 1);
        if (slash == std::string_view::npos)
            return name;
        start = slash;
    }
    return name.substr(start + 1);
}

// The pipeline is a folder of the path; the file may only say `local`.
std::string_view pipelineOf(Import& import, Value document)
{
    const auto name = document.find("pipeline_name").text();
    if (!name.empty() && name != "local")
        return name;
    const auto run = runName(import.name());
    return std::ranges::count(run, '/') == NamedParts - 1 ? run.substr(0, run.find('/')) : name;
}

std::string_view statusOf(Value document)
{
    if (document.find("error").isThere())
        return "error";
    return document.find("utility").boolean() ? "success" : "failed";
}

void readGroundTruth(Import& import, Value document, Run& run)
{
    const auto attack = document.find("attack_type").text();
    const auto injection = document.find("injection_task_id").text();
    run.attack = Run::Attack::None;
    if (injection.empty() || attack.empty() || attack == "none")
        return;
    run.attack = document.find("security").boolean() ? Run::Attack::Succeeded : Run::Attack::Failed;
    run.attackName = import.hold(std::string(attack) + " / " + std::string(injection));
}

void readAnswer(Import& import, Conversation& talk, Value message, std::string_view model)
{
    talk.answer(model, contentOf(import, message.find("content")));
    for (const auto& call : message.find("tool_calls").items())
        talk.call(call.find("function").text(), call.find("args"), call.find("id").text());
}

void readMessage(Import& import, Conversation& talk, Value message, std::string_view model)
{
    const auto role = message.find("role").text();
    if (role == "assistant") {
        readAnswer(import, talk, message, model);
        return;
    }
    const auto content = contentOf(import, message.find("content"));
    if (role != "tool") {
        talk.say(role, content);
        return;
    }
    auto* step = talk.result(message.find("tool_call_id").text(), content);
    if (step != nullptr)
        step->error = message.find("error").text();
}

} // namespace

void importAgentDojo(Import& import)
{
    const auto document = import.document();
    if (!document)
        return;
    Run run;
    run.id = runName(import.name());
    run.status = statusOf(*document);
    readGroundTruth(import, *document, run);
    Conversation talk(import);
    const auto model = pipelineOf(import, *document);
    for (const auto& message : document->find("messages").items())
        readMessage(import, talk, message, model);
    talk.finish(import.addRun(document->find("suite_name").text(), run));
}

} // namespace runlog
