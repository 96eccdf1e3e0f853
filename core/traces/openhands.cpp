// SPDX-License-Identifier: Apache-2.0
#include "core/traces/conversation.h"
#include "core/traces/importers.h"

#include <algorithm>
#include <array>
#include <map>

// OpenHands histories: rows with a `history`, or a bare list of events. The tool is the name of the action.
namespace runlog {

namespace {

constexpr std::array<std::string_view, 10> Tools{"run", "read", "edit", "write", "run_ipython", "browse", "browse_interactive",
                                                 "mcp", "call_tool_mcp", "think"};

class History {
public:
    explicit History(Import& import) : m_import(import) {}

    void readEvent(Value event);
    std::string_view status() const { return m_status; }
    Conversation& talk() { return m_talk; }

private:
    void readAction(Value event, std::string_view action);
    void readObservation(Value event);
    bool readAnswer(Value event, Time time);
    Value argsOf(Value event);

    Import& m_import;
    Conversation m_talk{m_import};
    std::map<std::string_view, Step*> m_answers; // by the id of the model's response
    std::string_view m_status;
};

// Several actions may carry the same response of the model; false where none is recorded.
bool History::readAnswer(Value event, Time time)
{
    const auto response = event.find("tool_call_metadata").find("model_response");
    const auto id = response.find("id").text();
    if (id.empty())
        return false;
    const auto known = m_answers.find(id);
    if (known != m_answers.end()) {
        m_talk.continueAnswer(*known->second);
        return true;
    }
    const auto message = response.find("choices").at(0).find("message");
    auto& step = m_talk.answer(response.find("model").text(), contentOf(m_import, message.find("content")), time);
    step.tokensIn = tokens(response.find("usage").find("prompt_tokens"));
    step.tokensOut = tokens(response.find("usage").find("completion_tokens"));
    m_answers.emplace(id, &step);
    return true;
}

// The model's thought is written among the arguments but is none.
Value History::argsOf(Value event)
{
    std::vector<Member> members;
    for (const auto& member : event.find("args").members())
        if (member.key != "thought")
            members.push_back(member);
    return Value::map(copyMembers(members, m_import.arena()));
}

void History::readAction(Value event, std::string_view action)
{
    const auto time = m_import.time(event.find("timestamp"));
    const auto source = event.find("source").text();
    const auto content = event.find("args").find("content");
    if (std::ranges::find(Tools, action) != Tools.end()) {
        readAnswer(event, time);
        m_talk.call(action, argsOf(event), event.find("id").text(), time);
    } else if (action == "finish") {
        readAnswer(event, time);
        m_status = "finished";
    } else if (action == "system" || (action == "message" && source == "user")) {
        m_talk.say(action == "system" ? "system" : "user", content, time);
    } else if (action == "message" && !readAnswer(event, time)) {
        m_talk.remark("assistant", content, time);
    }
}

void History::readObservation(Value event)
{
    const auto cause = event.find("cause").text();
    if (cause.empty() || m_talk.callNamed(cause) == nullptr)
        return;
    auto* step = m_talk.result(cause, event.find("content"), m_import.time(event.find("timestamp")));
    const auto success = event.find("success");
    const bool failed = event.find("observation").text() == "error" ||
                        (success.kind() == Value::Kind::Boolean && !success.boolean());
    if (step != nullptr && failed)
        step->error = event.find("message").text().empty() ? std::string_view("error") : event.find("message").text();
}

void History::readEvent(Value event)
{
    for (const auto& item : event.items()) // older files pair an action with its observation
        readEvent(item);
    if (const auto action = event.find("action").text(); !action.empty())
        readAction(event, action);
    else if (event.find("observation").isThere())
        readObservation(event);
}

void readHistory(Import& import, Value row, Value events)
{
    History history(import);
    for (const auto& event : events.items())
        history.readEvent(event);
    Run run;
    const auto id = row.find("instance_id").text();
    run.id = id.empty() ? import.stem() : id;
    run.status = row.find("error").isThere() ? std::string_view("error") : history.status();
    run.startedAt = history.talk().firstTime();
    const auto metrics = row.find("metrics");
    const auto usage = metrics.find("accumulated_token_usage");
    run.totalCost = import.cost(metrics.find("accumulated_cost"), tokens(usage.find("prompt_tokens")),
                                tokens(usage.find("completion_tokens")));
    history.talk().finish(import.addRun("openhands", run));
}

// Else an event of a bare list, or an action with its observation.
bool isRow(Value item)
{
    const bool event = item.find("action").isThere() || item.find("observation").isThere();
    return item.kind() == Value::Kind::Map && (item.find("history").isThere() || !event);
}

} // namespace

void importOpenHands(Import& import)
{
    import.eachValue([&import](Value value, std::uint32_t) {
        if (value.kind() == Value::Kind::Map)
            readHistory(import, value, value.find("history"));
        else if (isRow(value.at(0)))
            for (const auto& row : value.items())
                readHistory(import, row, row.find("history"));
        else
            readHistory(import, {}, value);
    });
}

} // namespace runlog
