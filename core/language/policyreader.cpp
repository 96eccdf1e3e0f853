// SPDX-License-Identifier: Apache-2.0
#include "core/language/policyreader.h"

#include "core/language/conditionreader.h"
#include "core/language/scalar.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

constexpr std::array<std::string_view, 2> modes{"enforce", "observe"};
constexpr std::array<std::string_view, 1> onErrors{"skip"};
constexpr std::array<std::string_view, 6> actions{"allow", "log", "modify", "require_approval", "deny", "terminate"};

class PolicyReader {
public:
    PolicyReader(Reading& reading, const Node& entry)
        : m_reading(reading)
        , m_entry(entry)
    {
        m_policy.span = entry.span();
    }

    Policy read()
    {
        const auto id = findEntry(m_entry, "id");
        if (id) {
            m_policy.id = readId(m_reading, *id.key, *id.value);
            m_policy.idSpan = id.value->span();
        } else {
            missing("id", "write a unique name, such as `id: daily_budget`");
        }
        forEachEntry(m_entry, [&](const Entry& part) { readPart(part); });
        checkComplete();
        refuseEmpty(m_entry, true);
        if (m_notes)
            m_policy.setNotes(std::move(*m_notes));
        return std::move(m_policy);
    }

private:
    Report& report() { return m_reading.report; }
    Notes& notes() { return m_notes ? *m_notes : m_notes.emplace(); }

    std::string nameForMessages() const
    {
        return m_policy.id.empty() ? std::string("this policy") : "policy " + inTicks(m_policy.id);
    }

    Span head() const
    {
        if (m_policy.idSpan.length() > 0)
            return m_policy.idSpan;
        const std::size_t begin = m_entry.begin;
        return m_entry.children().empty() ? Span{begin, m_entry.end} : m_entry.children().front().span();
    }

    bool isAlmostThere(std::string_view key) const { return runlog::isAlmostThere(m_entry, key, keysOf(Level::Policy)); }

    void missing(std::string_view key, std::string help)
    {
        if (isAlmostThere(key))
            return;
        report().add(Code::MissingKey, head(), nameForMessages() + " has no " + inTicks(key), std::move(help));
    }

    void readPart(const Entry& part)
    {
        const std::string_view key = part.key.text();
        if (key == "id")
            return;
        if (key == "when")
            return readWhen(part);
        if (key == "unless")
            return readUnless(part);
        if (key == "action")
            return readAction(part);
        if (key == "message" || key == "name" || key == "description")
            return readPeopleText(part);
        if (key == "owner" || key == "tags" || key == "links")
            return readFreeText(part);
        if (key == "approvers")
            return readApprovers(part);
        if (key == "approval")
            return readApproval(m_reading, part.key, part.value, m_policy);
        if (key == "modify")
            return readChanges(m_reading, part.key, part.value, m_policy);
        readSwitch(part);
    }

    void readSwitch(const Entry& part)
    {
        const std::string_view key = part.key.text();
        if (key == "mode") {
            if (const auto word = readWord(m_reading, part.key, part.value, modes))
                m_policy.mode = *word == "observe" ? Mode::Observe : Mode::Enforce;
        } else if (key == "on_error") {
            m_policy.skipOnError = readWord(m_reading, part.key, part.value, onErrors).has_value();
        } else if (key == "enabled") {
            m_policy.enabled = readFlag(m_reading, part.key, part.value).value_or(true);
        } else if (!hasKey(Level::Policy, key)) {
            reportUnknownKey(report(), part.key, Level::Policy);
        }
    }

    void readWhen(const Entry& part)
    {
        m_hasWhen = true;
        if (isNull(part.value) && !part.value.refused)
            return missingWhen(part.key.span());
        if (!expectMap(m_reading, part.key, part.value))
            return;
        if (part.value.children().empty())
            report().add(Code::MatchesEverything, part.value.span(), nameForMessages() + " matches every step",
                         "write a condition, unless this is meant");
        m_policy.when = readCondition(m_reading, part.value, part.span(), m_policy.id + "/when", ConditionScope::Step);
    }

    void missingWhen(Span span)
    {
        report().add(Code::MissingKey, span, nameForMessages() + " has no condition",
                     "write a condition, or `when: {}` for every step");
    }

    void readUnless(const Entry& part)
    {
        if (expectMap(m_reading, part.key, part.value))
            m_policy.unless = std::make_shared<const Condition>(
                readCondition(m_reading, part.value, part.span(), m_policy.id + "/unless", ConditionScope::Step));
    }

    void readAction(const Entry& part)
    {
        m_policy.actionSpan = part.value.span();
        const auto text = readText(m_reading, part.key, part.value);
        if (!text)
            return;
        const auto action = actionNamed(*text);
        if (!action)
            return reportUnknownWord(report(), part.value, Code::UnknownAction, "action", actions);
        m_hasAction = true;
        m_policy.action = *action;
        if (*action == Action::Allow && m_reading.file.defaultDecision == DefaultDecision::Allow)
            report().add(Code::UselessAllow, part.value.span(), "`allow` lifts `default: deny`, and this file's default is allow",
                         "write `default: deny` at the top of the file, or use `unless` in the policy that is too strict");
    }

    void readPeopleText(const Entry& part)
    {
        const auto text = readText(m_reading, part.key, part.value);
        if (!text)
            return;
        checkReadable(m_reading, part.value);
        if (part.key.text() == "name")
            notes().name = *text;
        else if (part.key.text() == "description")
            notes().description = *text;
        else
            setMessage(part.value);
    }

    // Anything may stand there: what is no number of the language is the text that was written.
    void readFreeText(const Entry& part)
    {
        const std::string_view key = part.key.text();
        Value& kept = key == "owner" ? notes().owner : key == "tags" ? notes().tags : notes().links;
        kept = readAsWritten(m_reading, part.value);
    }

    void setMessage(const Node& value)
    {
        m_policy.message = std::string(value.text());
        checkMessage(m_reading, value);
    }

    void readApprovers(const Entry& part)
    {
        m_policy.approvers = readTexts(m_reading, part.key, part.value, "the name of a person or group");
    }

    void checkComplete()
    {
        if (!m_hasWhen && !isAlmostThere("when"))
            missingWhen(head());
        const auto action = findEntry(m_entry, "action");
        if (!action)
            missing("action", "write allow, log, modify, require_approval, deny or terminate");
        if (!m_hasAction)
            return;
        refuse("approvers", m_policy.action == Action::RequireApproval, Code::ApproversWithoutApproval,
               "only `require_approval` asks somebody");
        refuse("approval", m_policy.action == Action::RequireApproval, Code::ApproversWithoutApproval,
               "only `require_approval` asks somebody");
        refuse("modify", m_policy.action == Action::Modify, Code::ModifyUnexpected, "only `action: modify` changes something");
        if (m_policy.action == Action::Modify && !findEntry(m_entry, "modify"))
            report().add(Code::ModifyMissing, m_policy.actionSpan, nameForMessages() + " modifies and does not say what",
                         "write `modify: [ { clamp: args.limit, max: 1000 } ]`");
        checkRequired();
    }

    void refuse(std::string_view key, bool allowed, Code code, const char* why)
    {
        const auto entry = findEntry(m_entry, key);
        if (entry && !allowed)
            report().add(code, entry.key->span(), inTicks(key) + " has no meaning with `action: " + std::string(name(m_policy.action)) + '`', why);
    }

    // Groups that must approve and are no approvers.
    void checkRequired()
    {
        if (m_policy.approvers.empty())
            return;
        const auto approval = findEntry(m_entry, "approval");
        const auto required = approval ? findEntry(*approval.value, "required") : FoundEntry{};
        if (!required || required.value->kind != Node::Kind::Map)
            return;
        const std::vector<std::string_view> names(m_policy.approvers.begin(), m_policy.approvers.end());
        forEachEntry(*required.value, [&](const Entry& entry) {
            if (std::ranges::find(names, entry.key.text()) == names.end())
                reportUnknownWord(report(), entry.key, Code::UnknownApprover, "approver", names);
        });
    }

    // An empty list or map says nothing. `when: {}` is the one that may.
    void refuseEmpty(const Node& node, bool top)
    {
        if (node.kind == Node::Kind::Map) {
            forEachEntry(node, [&](const Entry& entry) {
                if (!(top && entry.key.text() == "when" && entry.value.kind == Node::Kind::Map && entry.value.children().empty()))
                    refuseEmptyValue(entry.key, entry.value);
            });
        } else if (node.kind == Node::Kind::List) {
            for (const Node& item : node.children())
                refuseEmptyValue(item, item);
        }
    }

    void refuseEmptyValue(const Node& key, const Node& value)
    {
        const bool collection = value.kind == Node::Kind::List || value.kind == Node::Kind::Map;
        if (!collection || value.refused)
            return;
        if (!value.children().empty())
            return refuseEmpty(value, false);
        const std::string what = value.kind == Node::Kind::List ? "an empty list" : "an empty map";
        const std::string where = key.kind == Node::Kind::Scalar ? inTicks(key.text()) + " is " + what : what;
        report().add(Code::EmptyCondition, value.span(), where + ", which says nothing", "write what is meant, or remove it");
    }

    Reading& m_reading;
    const Node& m_entry;
    Policy m_policy;
    std::optional<Notes> m_notes;
    bool m_hasWhen = false;
    bool m_hasAction = false;
};

} // namespace

Policy readPolicy(Reading& reading, const Node& entry) { return PolicyReader(reading, entry).read(); }

} // namespace runlog
