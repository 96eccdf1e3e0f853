// SPDX-License-Identifier: Apache-2.0
#include "core/language/diagnostic.h"
#include "core/replay/session/entryreader.h"
#include "core/traces/json.h"

#include <algorithm>

namespace runlog {

namespace {

constexpr std::size_t LargestSession = std::size_t{64} << 20;

class SessionReader {
public:
    SessionReader(std::string_view text, SessionProblems& problems) : m_text(text), m_problems(problems) {}

    SessionFile run()
    {
        JsonReader json;
        const auto document = json.read(m_text, m_arena);
        if (!document) {
            m_problems.add(json.remarks().offset, json.remarks().error);
            return {};
        }
        for (const auto& key : json.remarks().repeatedKeys)
            m_problems.add(0, "the key `" + printable(key) + "` stands twice in one object");
        readLists(*document);
        return std::move(m_file);
    }

private:
    void readLists(Value document)
    {
        EntryReader root(m_problems, document, {"version", "labels", "answers", "identities", "notes"}, 0);
        if (root.isGood() && root.whole("version") != 1 && root.isGood())
            root.refuse("version", "this program reads version 1");
        if (!root.isGood())
            return;
        readList(root, "labels", &SessionReader::readLabel);
        readList(root, "answers", &SessionReader::readAnswer);
        readList(root, "identities", &SessionReader::readIdentity);
        readList(root, "notes", &SessionReader::readNote);
    }

    void readList(EntryReader& root, std::string_view key, void (SessionReader::*read)(Value, std::size_t))
    {
        const auto list = root.value(key);
        if (!list.isAbsent() && list.kind() != Value::Kind::List)
            return root.refuse(key, "`" + std::string(key) + "` must be a list");
        for (const auto& item : list.items())
            (this->*read)(item, root.offsetOf(key));
    }

    void readLabel(Value item, std::size_t place)
    {
        EntryReader entry(m_problems, item, {"run", "seq", "action", "label", "reason", "by", "at"}, place);
        const StepKey key{entry.text("run"), entry.whole("seq"), entry.digest("action")};
        const auto wanted = entry.text("label");
        if (!wanted.empty() && wanted != name(Wanted::Block) && wanted != name(Wanted::Pass))
            entry.refuse("label", "`label` must be `should_block` or `should_pass`");
        const Label label{wanted == name(Wanted::Pass) ? Wanted::Pass : Wanted::Block, entry.textOrNone("reason"),
                          entry.textOrNone("by"), entry.timeOrNone("at")};
        if (entry.isGood() && !m_file.labels.emplace(key, label).second)
            entry.refuse("run", "this step has a label already");
    }

    void readAnswer(Value item, std::size_t place)
    {
        EntryReader entry(m_problems, item, {"run", "seq", "action", "policy", "answer", "args", "reason", "by", "at"}, place);
        const AnswerKey key{entry.text("run"), entry.whole("seq"), entry.digest("action"), entry.text("policy")};
        const auto verdict = verdictNamed(entry.text("answer"));
        if (!verdict && entry.isGood())
            entry.refuse("answer", "`answer` must be `approve`, `deny` or `expire`");
        Answer answer{verdict.value_or(Answer::Verdict::Deny), entry.textOrNone("by"), entry.textOrNone("reason"),
                      argsOf(entry), entry.timeOrNone("at")};
        if (answer.editedArgs && answer.verdict != Answer::Verdict::Approve)
            entry.refuse("args", "only an approval can change arguments");
        if (entry.isGood() && !m_file.answers.emplace(key, std::move(answer)).second)
            entry.refuse("run", "this policy's request has an answer already");
    }

    std::optional<std::string> argsOf(EntryReader& entry) const
    {
        const auto args = entry.value("args");
        if (args.isAbsent())
            return std::nullopt;
        if (args.kind() != Value::Kind::Map)
            entry.refuse("args", "`args` must be an object");
        std::string json;
        appendCompactJson(json, args);
        return json;
    }

    void readIdentity(Value item, std::size_t place)
    {
        EntryReader entry(m_problems, item, {"user", "name", "groups"}, place);
        const auto user = entry.text("user");
        Identity identity{entry.textOrNone("name"), {}};
        const auto groups = entry.value("groups");
        const auto isText = [](Value group) { return group.kind() == Value::Kind::Text && !group.text().empty(); };
        if (!groups.isAbsent() && (groups.kind() != Value::Kind::List || !std::ranges::all_of(groups.items(), isText)))
            entry.refuse("groups", "`groups` must be a list of names");
        for (const auto& group : groups.items())
            identity.groups.emplace_back(group.text());
        if (entry.isGood() && !m_file.identities.emplace(user, std::move(identity)).second)
            entry.refuse("user", "this user stands here already");
    }

    void readNote(Value item, std::size_t place)
    {
        EntryReader entry(m_problems, item, {"text", "policy", "run", "seq", "by", "at"}, place);
        Note note{entry.text("text"), entry.textOrNone("policy"), entry.textOrNone("run"), 0, entry.textOrNone("by"),
                  entry.timeOrNone("at")};
        const bool hasSeq = !entry.value("seq").isAbsent();
        if (hasSeq != !note.run.empty())
            entry.refuse("seq", "`run` and `seq` go together");
        if (hasSeq)
            note.seq = entry.whole("seq");
        if (entry.isGood())
            m_file.notes.push_back(std::move(note));
    }

    std::string_view m_text;
    SessionProblems& m_problems;
    std::pmr::monotonic_buffer_resource m_arena;
    SessionFile m_file;
};

} // namespace

SessionRead readSession(const std::string& bytes)
{
    if (bytes.size() > LargestSession)
        return {{}, {{1, 1, "the file is larger than 64 MiB"}}};
    const Source source("", bytes + std::string(JsonPadding, ' '));
    SessionProblems problems(source);
    auto file = SessionReader(source.bytes().substr(0, bytes.size()), problems).run();
    return {std::move(file), problems.take()};
}

std::string print(const std::vector<SessionProblem>& problems, std::string_view file)
{
    std::string text;
    for (const auto& problem : problems)
        text += printable(file, 500) + ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column) + ": error: "
                + problem.message + "\n";
    return text;
}

std::string sessionPathOf(std::string_view policyPath)
{
    for (const std::string_view ending : {".yaml", ".yml"})
        if (policyPath.size() > ending.size() && policyPath.ends_with(ending) && policyPath[policyPath.size() - ending.size() - 1] != '/')
            return std::string(policyPath.substr(0, policyPath.size() - ending.size())) + ".session.json";
    return std::string(policyPath) + ".session.json";
}

} // namespace runlog
