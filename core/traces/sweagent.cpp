// SPDX-License-Identifier: Apache-2.0
#include "core/traces/conversation.h"
#include "core/traces/importers.h"
#include "core/traces/numbers.h"

#include <algorithm>
#include <array>

// SWE-agent trajectories: each item is one model call and one command. The tool is the first word where it is a command of the agent's own
// interface, else `bash`. Only the run's total cost is recorded.
namespace runlog {

namespace {

constexpr std::array<std::string_view, 29> Commands{
    "append", "connect_exec", "connect_sendline", "connect_start", "connect_stop", "create", "debug_add_breakpoint",
    "debug_continue", "debug_exec", "debug_start", "debug_step", "debug_stop", "decompile", "disassemble", "edit",
    "exit_forfeit", "filemap", "find_file", "goto", "insert", "open", "scroll_down", "scroll_up", "search_dir",
    "search_file", "str_replace_editor", "submit", "think", "undo_edit"};

constexpr std::string_view Fence = "```mswea_bash_command";

std::string_view toolOf(std::string_view command)
{
    const auto start = std::min(command.find_first_not_of(" \t\r\n"), command.size());
    command.remove_prefix(start);
    const auto word = command.substr(0, command.find_first_of(" \t\r\n"));
    return std::ranges::find(Commands, word) != Commands.end() ? word : std::string_view("bash");
}

Value commandArgs(Import& import, Value command)
{
    const Member member{"command", command};
    return Value::map(copyMembers({&member, 1}, import.arena()));
}

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// What the model was told before its first answer.
void readStart(Import& import, Conversation& talk, Value history)
{
    for (const auto& message : history.items()) {
        const auto role = message.find("role").text();
        if (role == "assistant")
            return;
        talk.say(role, contentOf(import, message.find("content")));
    }
}

void readItem(Import& import, Conversation& talk, Value item)
{
    talk.answer({}, item.find("response"));
    const auto action = item.find("action");
    if (isBlank(action.text()))
        return;
    auto& call = talk.call(toolOf(action.text()), commandArgs(import, action), {});
    call.durationNanos = nanosOf(item.find("execution_time"), 9).value_or(-1);
    talk.result({}, item.find("observation"));
}

std::string_view runName(std::string_view path)
{
    const auto file = path.find_last_of('/');
    const auto folder = file == std::string_view::npos || file == 0 ? std::string_view::npos : path.find_last_of('/', file - 1);
    auto name = path.substr(folder == std::string_view::npos ? 0 : folder + 1);
    return name.ends_with(".traj") ? name.substr(0, name.size() - 5) : name;
}

// The command in the fenced block of an answer.
std::string_view fenced(std::string_view content)
{
    const auto fence = content.find(Fence);
    if (fence == std::string_view::npos)
        return {};
    const auto start = content.find('\n', fence);
    const auto end = start == std::string_view::npos ? start : content.find("```", start);
    return end == std::string_view::npos ? std::string_view() : content.substr(start + 1, end - start - 1);
}

} // namespace

void importSweAgent(Import& import)
{
    const auto document = import.document();
    if (!document)
        return;
    const auto info = document->find("info");
    Run run;
    run.id = runName(import.name());
    run.status = info.find("exit_status").text();
    const auto total = costOf(info.find("model_stats").find("instance_cost"));
    if (total && total->money.nanos > 0)
        run.totalCost = total->money;
    Conversation talk(import);
    readStart(import, talk, document->find("history"));
    for (const auto& item : document->find("trajectory").items())
        readItem(import, talk, item);
    talk.finish(import.addRun("swe-agent", run));
}

bool isMiniSweAgent(Value value)
{
    const auto messages = value.kind() == Value::Kind::List ? value : value.find("messages");
    return std::ranges::any_of(messages.items(), [](const Value& message) {
        return message.find("role").text() == "assistant" && !fenced(message.find("content").text()).empty();
    });
}

void importMiniSweAgent(Import& import)
{
    const auto document = import.document();
    if (!document)
        return;
    Conversation talk(import);
    bool waits = false;
    const auto messages = document->kind() == Value::Kind::List ? *document : document->find("messages");
    for (const auto& message : messages.items()) {
        const auto content = contentOf(import, message.find("content"));
        const auto role = message.find("role").text();
        if (role == "assistant") {
            talk.answer({}, content);
            const auto command = fenced(content.text());
            waits = !command.empty();
            if (waits)
                talk.call("bash", commandArgs(import, Value::text(command)), {});
        } else if (waits) {
            talk.result({}, content);
            waits = false;
        } else {
            talk.say(role, content);
        }
    }
    Run run;
    run.id = import.stem();
    run.status = document->find("info").find("exit_status").text();
    talk.finish(import.addRun("mini-swe-agent", run));
}

} // namespace runlog
