// SPDX-License-Identifier: Apache-2.0
#include "core/language/groups.h"

#include "core/language/literal.h"
#include "core/language/scalar.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

using Name = std::string_view;

constexpr std::array financial{
    Name("payments.*"), Name("payment_*"), Name("*.charge"), Name("*.refund"), Name("refund"), Name("refund_*"),
    Name("send_money"), Name("transfer*"), Name("*.transfer"), Name("*.payout"), Name("wire_*"), Name("purchase*"), Name("buy_*")};
constexpr std::array destructive{
    Name("delete*"), Name("*.delete"), Name("*.delete_*"), Name("*_delete"), Name("remove_*"), Name("*.remove"), Name("drop_*"),
    Name("*.drop"), Name("truncate*"), Name("*.truncate"), Name("purge*"), Name("*.purge"), Name("destroy*"), Name("*.destroy"),
    Name("wipe*"), Name("rm"), Name("rmdir"), Name("*.rm")};
constexpr std::array communication{
    Name("email.*"), Name("send_email"), Name("*.send_email"), Name("mail.*"), Name("send_mail"), Name("sms.*"), Name("send_sms"),
    Name("slack.*"), Name("send_message"), Name("*.send_message"), Name("send_direct_message"), Name("send_channel_message"),
    Name("post_message"), Name("post_webpage"), Name("notify*"), Name("*.notify"), Name("invite_*"), Name("share_*"), Name("*.share")};
constexpr std::array execution{
    Name("shell"), Name("shell.*"), Name("bash"), Name("exec"), Name("exec_*"), Name("*.exec"), Name("execute_code"),
    Name("execute_command"), Name("run_code"), Name("run_command"), Name("run_shell*"), Name("python"), Name("python.*"),
    Name("python_repl*"), Name("code_interpreter"), Name("terminal"), Name("terminal.*"), Name("eval"), Name("subprocess*")};
constexpr std::array databases{
    Name("database.*"), Name("db.*"), Name("sql"), Name("sql.*"), Name("sql_*"), Name("query_database"), Name("execute_sql"),
    Name("run_query"), Name("postgres.*"), Name("mysql.*"), Name("bigquery.*"), Name("snowflake.*"), Name("mongodb.*")};
constexpr std::array web{
    Name("web.*"), Name("http.*"), Name("http_*"), Name("https.*"), Name("browser.*"), Name("browse*"), Name("fetch"), Name("fetch_*"),
    Name("*.fetch"), Name("get_webpage"), Name("download*"), Name("*.download"), Name("curl"), Name("wget"), Name("requests.*")};
constexpr std::array administration{
    Name("create_user*"), Name("*.create_user"), Name("update_user*"), Name("update_password"), Name("change_password"),
    Name("reset_password*"), Name("*.reset_password"), Name("grant_*"), Name("*.grant"), Name("revoke_*"), Name("*.revoke"),
    Name("add_user_to_*"), Name("set_role*"), Name("set_permission*"), Name("update_permission*"), Name("iam.*")};

constexpr std::array groups{
    GroupRow{"financial_actions", "tools that move money", financial},
    GroupRow{"destructive_actions", "tools that delete", destructive},
    GroupRow{"communication_actions", "tools that send something to a person", communication},
    GroupRow{"code_execution", "tools that run code or commands", execution},
    GroupRow{"database_actions", "tools that talk to a database", databases},
    GroupRow{"web_access", "tools that reach the network", web},
    GroupRow{"user_administration", "tools that change accounts and rights", administration},
};

std::vector<std::string> readPatterns(Reading& reading, const Node& key, const Node& list)
{
    if (list.kind == Node::Kind::List && list.children().empty()) {
        reading.report.add(Code::EmptyValue, list.span(), "group " + inTicks(key.text()) + " is empty and would match no tool",
                           "write at least one name or glob of a tool");
        return {};
    }
    return readTexts(reading, key, list, "a name or glob of a tool");
}

void extend(Reading& reading, const Node& name, const Node& map, Groups& known)
{
    const auto group = known.find(name.text());
    forEachEntry(map, [&](const Entry& entry) {
        if (!hasKey(Level::Group, entry.key.text()))
            return reportUnknownKey(reading.report, entry.key, Level::Group);
        const auto more = readPatterns(reading, entry.key, entry.value);
        if (group != known.end())
            group->second.insert(group->second.end(), more.begin(), more.end());
    });
    if (group != known.end())
        return;
    std::vector<std::string_view> names;
    for (const GroupRow& row : groups)
        names.push_back(row.name);
    reportUnknownWord(reading.report, name, Code::UnknownGroup, "built-in group", names);
}

void readGroup(Reading& reading, const Entry& entry, Groups& known)
{
    if (!expectThere(reading, entry.key, entry.value))
        return;
    if (entry.key.text().empty())
        return void(reading.report.add(Code::EmptyValue, entry.key.span(), "a group needs a name"));
    if (entry.value.kind == Node::Kind::Map)
        return extend(reading, entry.key, entry.value, known);
    if (entry.value.kind == Node::Kind::List) {
        known.insert_or_assign(std::string(entry.key.text()), readPatterns(reading, entry.key, entry.value));
        return;
    }
    reportWrongType(reading, entry.value, "a list of tools, or `{ add: [..] }`");
}

bool addPatterns(Reading& reading, const Node& name, GroupUse& use)
{
    if (name.refused)
        return false;
    if (name.kind != Node::Kind::Scalar || (name.isPlain() && scalarKind(name.text()) != ScalarKind::Text)) {
        reportWrongType(reading, name, "the name of a group");
        return false;
    }
    const auto group = reading.file.groups.find(name.text());
    if (group == reading.file.groups.end()) {
        std::vector<std::string_view> names;
        for (const auto& [known, patterns] : reading.file.groups)
            names.push_back(known);
        reportUnknownWord(reading.report, name, Code::UnknownGroup, "group", names);
        return false;
    }
    use.name += (use.name.empty() ? "" : ", ") + group->first;
    for (const std::string& pattern : group->second) {
        Literal literal = textLiteral(name, true);
        literal.text = pattern;
        use.patterns.push_back(std::move(literal));
    }
    return true;
}

} // namespace

std::span<const GroupRow> builtInGroups() { return groups; }

Groups readGroups(Reading& reading, const Node* key, const Node* value)
{
    Groups known;
    for (const GroupRow& row : groups)
        known[std::string(row.name)].assign(row.patterns.begin(), row.patterns.end());
    if (key != nullptr && expectMap(reading, *key, *value))
        forEachEntry(*value, [&](const Entry& entry) { readGroup(reading, entry, known); });
    return known;
}

std::optional<GroupUse> readGroupUse(Reading& reading, const Node& key, const Node& value)
{
    if (!expectThere(reading, key, value))
        return std::nullopt;
    GroupUse use;
    if (value.kind != Node::Kind::List)
        return addPatterns(reading, value, use) ? std::optional(use) : std::nullopt;
    bool good = !value.children().empty();
    for (const Node& name : value.children())
        good = addPatterns(reading, name, use) && good;
    return good ? std::optional(use) : std::nullopt;
}

} // namespace runlog
