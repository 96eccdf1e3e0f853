// SPDX-License-Identifier: Apache-2.0
#include "core/language/policyreader.h"

#include "core/language/conditionreader.h"
#include "core/language/groups.h"
#include "core/language/literal.h"
#include "core/language/scalar.h"

#include <array>

// Policy types: one line that stands for one ordinary policy whose id is the key.
namespace runlog {

namespace {

struct LimitRow {
    std::string_view key;
    Field field;
    Action action;
    std::string_view name;
};
constexpr std::array limits{
    LimitRow{"max_cost_per_run", Field::Cost, Action::Deny, "Maximum cost per run"},
    LimitRow{"max_cost_per_day", Field::CostToday, Action::Deny, "Maximum cost per day"},
    LimitRow{"max_tool_calls_per_run", Field::ToolCallsInRun, Action::Terminate, "Maximum tool calls per run"},
};

class PolicyTypeReader {
public:
    PolicyTypeReader(Reading& reading, const Entry& entry)
        : m_reading(reading)
        , m_entry(entry)
    {
        m_policy.id = std::string(entry.key.text());
        m_policy.shorthand = true;
        m_policy.span = entry.span();
        m_policy.idSpan = entry.key.span();
        m_policy.actionSpan = entry.key.span();
        m_policy.when.kind = Condition::Kind::All;
        m_policy.when.span = entry.span();
        m_policy.when.id = m_policy.id + "/when";
    }

    std::optional<Policy> read()
    {
        if (!expectThere(m_reading, m_entry.key, m_entry.value))
            return std::nullopt;
        if (isSwitchedOff() || isEmpty())
            return std::nullopt;
        for (const LimitRow& row : limits)
            if (row.key == m_entry.key.text())
                return readLimit(row);
        return m_entry.key.text() == "block_pii" ? readBlockPii() : readApprovalGroup();
    }

private:
    bool isSwitchedOff()
    {
        const Node& value = m_entry.value;
        if (!value.isPlain() || scalarKind(value.text()) != ScalarKind::Boolean || isTrueWord(value.text()))
            return false;
        m_reading.report.add(Code::TypeSwitchedOff, value.span(), inTicks(std::string(m_entry.key.text()) + ": false") + " writes no policy",
                             "remove the line, or give it a value");
        return true;
    }

    bool isEmpty()
    {
        const bool collection = m_entry.value.kind == Node::Kind::List || m_entry.value.kind == Node::Kind::Map;
        if (!collection || !m_entry.value.children().empty())
            return false;
        m_reading.report.add(Code::EmptyValue, m_entry.value.span(), inTicks(m_entry.key.text()) + " is empty, which says nothing",
                             "write what is meant, or remove the line");
        return true;
    }

    Condition test(Field field, Operator op) const
    {
        Condition condition;
        condition.kind = Condition::Kind::Test;
        condition.field = {field, {}, m_entry.key.span()};
        condition.op = op;
        condition.opSpan = m_entry.key.span();
        condition.span = m_entry.span();
        condition.id = m_policy.id + "/when/" + std::string(row(field).name) + '/' + std::string(row(op).name);
        return condition;
    }

    std::optional<Policy> readLimit(const LimitRow& limit)
    {
        LiteralWish wish;
        wish.type = row(limit.field).type;
        wish.field = limit.field;
        auto literal = readLiteral(m_reading, m_entry.value, wish);
        if (!literal)
            return std::nullopt;
        Condition condition = test(limit.field, Operator::Gt);
        condition.literals.push_back(std::move(*literal));
        m_policy.when.children.push_back(std::move(condition));
        m_policy.action = limit.action;
        m_policy.setNotes({std::string(limit.name), {}, {}, {}, {}});
        return std::move(m_policy);
    }

    std::optional<Policy> readBlockPii()
    {
        auto entities = readEntities(m_reading, Operator::ContainsPii, m_entry.key, m_entry.value);
        if (!entities || m_entry.value.kind == Node::Kind::Map) {
            if (entities)
                reportWrongType(m_reading, m_entry.value, "`true` or a list of entities");
            return std::nullopt;
        }
        Condition any;
        any.kind = Condition::Kind::Any;
        any.span = m_entry.span();
        any.id = m_policy.id + "/when/any";
        for (const Field field : {Field::Input, Field::Args}) {
            Condition contains = test(field, Operator::ContainsPii);
            contains.id = any.id + '/' + std::string(row(field).name) + "/contains_pii";
            contains.setSpecial(*entities);
            any.children.push_back(std::move(contains));
        }
        m_policy.when.children.push_back(std::move(any));
        m_policy.action = Action::Deny;
        m_policy.setNotes({"Block personal data", {}, {}, {}, {}});
        return std::move(m_policy);
    }

    std::optional<Policy> readApprovalGroup()
    {
        auto use = readGroupUse(m_reading, m_entry.key, m_entry.value);
        if (!use)
            return std::nullopt;
        Condition inGroup = test(Field::Tool, Operator::InGroup);
        inGroup.setSpecial(GroupName{std::move(use->name)});
        inGroup.literals = std::move(use->patterns);
        m_policy.when.children.push_back(std::move(inGroup));
        m_policy.action = Action::RequireApproval;
        m_policy.setNotes({"Require approval", {}, {}, {}, {}});
        return std::move(m_policy);
    }

    Reading& m_reading;
    Entry m_entry;
    Policy m_policy;
};

} // namespace

std::optional<Policy> readPolicyType(Reading& reading, const Entry& entry) { return PolicyTypeReader(reading, entry).read(); }

} // namespace runlog
