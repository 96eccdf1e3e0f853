// SPDX-License-Identifier: Apache-2.0
#include "core/traces/conversation.h"
#include "core/traces/importers.h"

#include "core/language/report.h"

// Lists of chat messages with tool calls: a bare list, `messages`, a list or lines of either, and tau-bench's `traj`.
namespace runlog {

namespace {

class ChatImport {
public:
    explicit ChatImport(Import& import) : m_import(import) {}

    void addAll(Value value);
    void addRun(Value holder, Value messages);

private:
    void readMessage(Conversation& talk, Value message, std::string_view model);
    void readAnswer(Conversation& talk, Value message, std::string_view model);
    void readCall(Conversation& talk, Value call, std::string_view id);
    Value argumentsOf(Value written);
    std::string_view runId(Value holder, std::size_t number);

    Import& m_import;
};

// Arguments are an object, or a text of JSON; a text that is no JSON is kept, but is no argument that a policy could read.
Value ChatImport::argumentsOf(Value written)
{
    if (written.kind() != Value::Kind::Text)
        return written.isThere() ? written : Value::unrecorded();
    if (written.text().empty())
        return Value::map({});
    const auto parsed = m_import.parse(written.text());
    if (parsed && parsed->kind() == Value::Kind::Map)
        return *parsed;
    m_import.problems().warning(0, "odd-arguments",
                                "arguments that are no JSON object count as not recorded: " + inTicks(written.text()));
    return Value::unrecorded();
}

void ChatImport::readCall(Conversation& talk, Value call, std::string_view id)
{
    const auto function = call.find("function").kind() == Value::Kind::Map ? call.find("function") : call;
    talk.call(firstOf(function, {"name", "function"}).text(), argumentsOf(firstOf(function, {"arguments", "args", "input"})),
              id);
}

void ChatImport::readAnswer(Conversation& talk, Value message, std::string_view model)
{
    auto& step = talk.answer(model, contentOf(m_import, message.find("content")));
    const auto usage = message.find("usage");
    step.tokensIn = tokens(firstOf(usage, {"prompt_tokens", "input_tokens"}));
    step.tokensOut = tokens(firstOf(usage, {"completion_tokens", "output_tokens"}));
    step.cost = m_import.cost(message.find("cost"), step.tokensIn, step.tokensOut);
    for (const auto& call : message.find("tool_calls").items())
        readCall(talk, call, call.find("id").text());
    if (const auto call = message.find("function_call"); call.kind() == Value::Kind::Map)
        readCall(talk, call, {});
}

void ChatImport::readMessage(Conversation& talk, Value message, std::string_view model)
{
    const auto role = message.find("role").text();
    if (role == "assistant")
        readAnswer(talk, message, model);
    else if (role == "tool" || role == "function")
        talk.result(message.find("tool_call_id").text(), contentOf(m_import, message.find("content")));
    else
        talk.say(role, contentOf(m_import, message.find("content")));
}

std::string_view ChatImport::runId(Value holder, std::size_t number)
{
    std::string id;
    if (const auto task = holder.find("task_id"); task.isThere()) {
        appendCompactJson(id, holder.find("task_id"));
        if (holder.find("trial").isThere())
            appendCompactJson(id += '-', holder.find("trial"));
        std::erase(id, '"');
        return m_import.hold(std::string(m_import.stem()) + '#' + id);
    }
    if (const auto own = firstOf(holder, {"id", "run_id", "conversation_id"}); own.kind() == Value::Kind::Text)
        return own.text();
    return m_import.hold(std::string(m_import.stem()) + '#' + std::to_string(number));
}

void ChatImport::addRun(Value holder, Value messages)
{
    Run run;
    run.id = runId(holder, m_import.nextNumber());
    if (const auto reward = holder.find("reward").number())
        run.status = reward->coefficient() > 0 ? "success" : "failed";
    Conversation talk(m_import);
    for (const auto& message : messages.items())
        readMessage(talk, message, holder.find("model").text());
    talk.finish(m_import.addRun(m_import.stem(), run));
}

void ChatImport::addAll(Value value)
{
    if (value.kind() == Value::Kind::Map) {
        addRun(value, firstOf(value, {"traj", "messages"}));
        return;
    }
    if (value.at(0).find("role").isThere()) {
        addRun({}, value);
        return;
    }
    for (const auto& item : value.items())
        addAll(item);
}

} // namespace

void importChat(Import& import)
{
    ChatImport chat(import);
    import.eachValue([&chat](Value value, std::uint32_t) { chat.addAll(value); });
}

} // namespace runlog
