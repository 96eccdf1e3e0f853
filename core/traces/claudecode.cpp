// SPDX-License-Identifier: Apache-2.0
#include "core/traces/conversation.h"
#include "core/traces/importers.h"

#include <algorithm>
#include <map>

// Claude Code sessions: lines of one message may repeat its id and usage; subagents are runs of their own.
namespace runlog {

namespace {

struct Session {
    explicit Session(Import& import) : talk(import) {}

    Conversation talk;
    std::string_view service;
    std::map<std::string_view, Step*> answers; // by the id of their message
};

class ClaudeCodeImport {
public:
    explicit ClaudeCodeImport(Import& import) : m_import(import) {}

    void readLine(Value line);
    void finish();

private:
    Session& sessionOf(Value line);
    void readAnswer(Session& session, Value message, Time time);
    void readUsage(Step& step, Value usage);
    void readUser(Session& session, Value message, Time time);
    void readResult(Session& session, Value part, Time time);

    Import& m_import;
    std::map<std::string, Session> m_sessions;
    std::size_t m_skipped = 0;
};

std::string_view lastPart(std::string_view path)
{
    const auto end = path.find_last_not_of("/\\");
    path = path.substr(0, end == std::string_view::npos ? 0 : end + 1);
    return path.substr(path.find_last_of("/\\") + 1);
}

std::string sessionId(Value line)
{
    std::string id(line.find("sessionId").text());
    if (const auto agent = line.find("agentId").text(); !agent.empty())
        id.append("/").append(agent);
    return id;
}

bool isMessage(Value line)
{
    const auto type = line.find("type").text();
    return type == "user" || type == "assistant";
}

Session& ClaudeCodeImport::sessionOf(Value line)
{
    auto& session = m_sessions.try_emplace(sessionId(line), m_import).first->second;
    if (session.service.empty())
        session.service = lastPart(line.find("cwd").text());
    return session;
}

// Tokens written to or read from the cache are part of the prompt.
void ClaudeCodeImport::readUsage(Step& step, Value usage)
{
    const auto in = tokens(usage.find("input_tokens"));
    if (in >= 0)
        step.tokensIn = in + std::max<std::int64_t>(tokens(usage.find("cache_creation_input_tokens")), 0) +
                        std::max<std::int64_t>(tokens(usage.find("cache_read_input_tokens")), 0);
    if (const auto out = tokens(usage.find("output_tokens")); out >= 0)
        step.tokensOut = out;
}

void ClaudeCodeImport::readAnswer(Session& session, Value message, Time time)
{
    const auto id = message.find("id").text();
    auto known = id.empty() ? session.answers.end() : session.answers.find(id);
    if (known == session.answers.end()) {
        auto& step = session.talk.answer(message.find("model").text(), {}, time);
        known = session.answers.insert_or_assign(id, &step).first;
    }
    auto& step = *known->second;
    session.talk.continueAnswer(step);
    readUsage(step, message.find("usage"));
    for (const auto& part : message.find("content").items()) {
        const auto type = part.find("type").text();
        if (type == "tool_use")
            session.talk.call(part.find("name").text(), part.find("input"), part.find("id").text(), time);
        else if (type == "text" && step.output.isAbsent())
            step.output = part.find("text");
    }
    if (message.find("content").kind() == Value::Kind::Text)
        step.output = message.find("content");
}

void ClaudeCodeImport::readResult(Session& session, Value part, Time time)
{
    const auto content = contentOf(m_import, part.find("content"));
    auto* step = session.talk.result(part.find("tool_use_id").text(), content, time);
    if (step != nullptr && part.find("is_error").boolean())
        step->error = content.text().empty() ? std::string_view("error") : content.text();
}

void ClaudeCodeImport::readUser(Session& session, Value message, Time time)
{
    const auto content = message.find("content");
    if (content.kind() == Value::Kind::Text)
        session.talk.say("user", content, time);
    for (const auto& part : content.items()) {
        if (part.find("type").text() == "tool_result")
            readResult(session, part, time);
        else if (const auto text = part.find("text"); text.isThere())
            session.talk.say("user", text, time);
    }
}

void ClaudeCodeImport::readLine(Value line)
{
    const auto message = line.find("message");
    if (!isMessage(line)) {
        ++m_skipped;
        return;
    }
    const auto time = m_import.time(line.find("timestamp"));
    auto& session = sessionOf(line);
    if (line.find("type").text() == "assistant")
        readAnswer(session, message, time);
    else
        readUser(session, message, time);
}

void ClaudeCodeImport::finish()
{
    for (auto& [id, session] : m_sessions) {
        Run run;
        run.id = id.empty() ? m_import.stem() : std::string_view(id);
        run.startedAt = session.talk.firstTime();
        session.talk.finish(m_import.addRun(session.service.empty() ? "claude-code" : session.service, run));
    }
    noteOtherLines(m_import.problems(), m_skipped);
}

} // namespace

std::optional<std::string> claudeCodeSession(Value line)
{
    return isMessage(line) ? std::optional(sessionId(line)) : std::nullopt;
}

void noteOtherLines(Problems& problems, std::size_t lines)
{
    if (lines > 0)
        problems.note(0, "skipped-lines", std::to_string(lines) + (lines == 1 ? " line is no message and no result" : " lines are neither messages nor results"));
}

void importClaudeCode(Import& import)
{
    ClaudeCodeImport lines(import);
    import.eachValue([&lines](Value value, std::uint32_t) { lines.readLine(value); });
    lines.finish();
}

} // namespace runlog
