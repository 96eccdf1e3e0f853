// SPDX-License-Identifier: Apache-2.0
#include "core/traces/conversation.h"
#include "core/traces/importers.h"

// tau2 results: many runs per file. What the simulated user does on their own is kept as messages.
namespace runlog {

namespace {

struct Simulation {
    Import& import;
    std::string_view model;
    bool timed = true;
    Conversation talk{import};

    Time timeOf(Value message) const { return timed ? import.time(message.find("timestamp")) : NoTime; }
    void readAnswer(Value message);
    void readUser(Value message);
    void readResult(Value message);
    void readMessage(Value message);
};

void Simulation::readAnswer(Value message)
{
    const auto time = timeOf(message);
    auto& step = talk.answer(model, message.find("content"), time);
    const auto usage = message.find("usage");
    step.tokensIn = tokens(usage.find("prompt_tokens"));
    step.tokensOut = tokens(usage.find("completion_tokens"));
    step.cost = import.cost(message.find("cost"), step.tokensIn, step.tokensOut);
    for (const auto& call : message.find("tool_calls").items())
        talk.call(call.find("name").text(), call.find("arguments"), call.find("id").text(), time);
}

void Simulation::readUser(Value message)
{
    const auto time = timeOf(message);
    for (const auto& call : message.find("tool_calls").items())
        talk.remark("user_tool", call, time);
    if (message.find("content").isThere())
        talk.say("user", message.find("content"), time);
}

void Simulation::readResult(Value message)
{
    if (message.find("requestor").text() == "user") {
        talk.remark("user_tool", message.find("content"), timeOf(message));
        return;
    }
    auto* step = talk.result(message.find("id").text(), message.find("content"), timeOf(message));
    if (step != nullptr && message.find("error").boolean())
        step->error = message.find("content").text().empty() ? "error" : message.find("content").text();
}

void Simulation::readMessage(Value message)
{
    const auto role = message.find("role").text();
    if (role == "assistant")
        readAnswer(message);
    else if (role == "user")
        readUser(message);
    else if (role == "tool")
        readResult(message);
    else
        talk.say(role, message.find("content"), timeOf(message));
}

// Some recorders write one and the same time for start and end: a placeholder.
bool hasTimes(Value simulation)
{
    const auto start = simulation.find("start_time");
    return start.isThere() && start.text() != simulation.find("end_time").text();
}

std::string_view modelOf(Value info) { return info.find("agent_info").find("llm").text(); }

} // namespace

void importTau2(Import& import)
{
    const auto document = import.document();
    if (!document)
        return;
    const auto info = document->find("info");
    const auto domain = info.find("environment_info").find("domain_name").text();
    for (const auto& recorded : document->find("simulations").items()) {
        Simulation simulation{import, modelOf(info), hasTimes(recorded)};
        Run run;
        run.id = recorded.find("id").text();
        run.status = recorded.find("termination_reason").text();
        if (simulation.timed)
            run.startedAt = import.time(recorded.find("start_time"));
        for (const auto& message : recorded.find("messages").items())
            simulation.readMessage(message);
        simulation.talk.finish(import.addRun(domain.empty() ? import.stem() : domain, run));
    }
}

} // namespace runlog
