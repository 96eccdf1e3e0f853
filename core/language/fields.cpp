// SPDX-License-Identifier: Apache-2.0
#include "core/language/fields.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

constexpr KindSet all = KindSet::All;
constexpr KindSet toolCalls = KindSet::ToolCall;
constexpr KindSet modelCalls = KindSet::LlmCall;

// name, type, concerns, takesPath, mayBeAbsent, onlyInHistory, description; in the order of Field.
constexpr std::array fieldTable{
    FieldRow{Field::Service, "service", FieldType::Text, all, false, true, false,
             "name of the service that the run belongs to; compares as a glob"},
    FieldRow{Field::Environment, "environment", FieldType::Text, all, false, true, false,
             "where the service runs, such as `production`"},
    FieldRow{Field::User, "user", FieldType::Map, all, true, true, false,
             "who the run works for; `user.id`, `user.role` and whatever else the recorder writes"},
    FieldRow{Field::RunId, "run.id", FieldType::Text, all, false, false, false, "name of the run"},
    FieldRow{Field::RunInput, "run.input", FieldType::Any, all, false, true, false, "what the run was started with"},
    FieldRow{Field::Kind, "kind", FieldType::Text, all, false, false, false,
             "kind of the step: `call`, `llm_call` or `tool_call`"},
    FieldRow{Field::Tool, "tool", FieldType::Text, toolCalls, false, true, false,
             "name of the tool that is called; compares as a glob"},
    FieldRow{Field::Args, "args", FieldType::Map, toolCalls, true, true, false,
             "arguments of a tool call; `args.PATH` is one of them, `args` alone every text in them at any depth and numbers as written"},
    FieldRow{Field::Model, "model", FieldType::Text, modelCalls, false, true, false,
             "name of the model that is called; compares as a glob"},
    FieldRow{Field::Input, "input", FieldType::Any, all, false, true, false,
             "arguments of the decorated function at a `call`; what is new in the prompt at an `llm_call`"},
    FieldRow{Field::Output, "output", FieldType::Any, all, false, true, true,
             "what an executed step gave back; can be read only inside `after` and `not_after`"},
    FieldRow{Field::Cost, "cost", FieldType::Money, all, false, false, false,
             "US dollars spent by this run before this step, plus this step's estimate"},
    FieldRow{Field::CostToday, "cost_today", FieldType::Money, all, false, false, false,
             "US dollars spent by this service on this calendar day before this step, plus this step's estimate"},
    FieldRow{Field::ToolCallsInRun, "tool_calls_in_run", FieldType::Count, all, false, false, false,
             "tool calls of this run that ran or wait, plus this step if it is one"},
    FieldRow{Field::LlmCallsInRun, "llm_calls_in_run", FieldType::Count, all, false, false, false,
             "model calls of this run that ran or wait, plus this step if it is one"},
    FieldRow{Field::StepsInRun, "steps_in_run", FieldType::Count, all, false, false, false,
             "steps of this run that ran or wait, plus this one"},
    FieldRow{Field::AttemptsInRun, "attempts_in_run", FieldType::Count, all, false, false, false,
             "tool calls of this run that were proposed, run or not, this one included"},
    FieldRow{Field::DenialsInRun, "denials_in_run", FieldType::Count, all, false, false, false,
             "steps of this run before this one that were not let through"},
    FieldRow{Field::ErrorsInRun, "errors_in_run", FieldType::Count, all, false, false, false,
             "executed steps of this run before this one that ended with an error"},
    FieldRow{Field::TokensInRun, "tokens_in_run", FieldType::Count, all, false, false, false,
             "tokens of the executed steps of this run before this one"},
    FieldRow{Field::UnknownCostsInRun, "unknown_costs_in_run", FieldType::Count, all, false, false, false,
             "executed steps of this run before this one whose cost is not known"},
    FieldRow{Field::SameCallRepeats, "same_call_repeats", FieldType::Count, toolCalls, false, false, false,
             "tool calls in a row with the same tool and equal arguments, this one included"},
    FieldRow{Field::Elapsed, "elapsed", FieldType::Duration, all, false, true, false,
             "time since the run started, such as `5m`"},
    FieldRow{Field::TimeOfDay, "time_of_day", FieldType::TimeOfDay, all, false, true, false,
             "time of the step in the file's time zone, such as \"22:00\""},
    FieldRow{Field::Weekday, "weekday", FieldType::Weekday, all, false, true, false,
             "day of the step in the file's time zone: mon tue wed thu fri sat sun"},
    FieldRow{Field::Item, "", FieldType::Any, all, true, true, false, "the item, or the number, under test"},
};

constexpr std::array operatorTable{
    OperatorRow{Operator::Eq, "eq", OperandShape::Scalar, false, "equals", "tool: { eq: refund }"},
    OperatorRow{Operator::Ne, "ne", OperandShape::Scalar, true, "does not equal; true of an absent field", "user.role: { ne: admin }"},
    OperatorRow{Operator::Gt, "gt", OperandShape::Ordered, false, "is greater than", "cost_today: { gt: 100.00 }"},
    OperatorRow{Operator::Gte, "gte", OperandShape::Ordered, false, "is greater than or equals", "tool_calls_in_run: { gte: 50 }"},
    OperatorRow{Operator::Lt, "lt", OperandShape::Ordered, false, "is less than", "args.amount: { lt: 0 }"},
    OperatorRow{Operator::Lte, "lte", OperandShape::Ordered, false, "is less than or equals", "elapsed: { lte: 15m }"},
    OperatorRow{Operator::Between, "between", OperandShape::Range, false,
                "lies between two values, both included; of `time_of_day` the first only, and it may pass midnight",
                "args.amount: { between: [100, 500] }"},
    OperatorRow{Operator::In, "in", OperandShape::ScalarList, false, "equals one of a list", "tool: { in: [refund, \"*.payout\"] }"},
    OperatorRow{Operator::NotIn, "not_in", OperandShape::ScalarList, true, "equals none of a list; true of an absent field",
                "tool: { not_in: [search, mail] }"},
    OperatorRow{Operator::Contains, "contains", OperandShape::Scalar, false, "a text has this part, or a list this item",
                "args.query: { contains: DROP }"},
    OperatorRow{Operator::NotContains, "not_contains", OperandShape::Scalar, true, "the complement of `contains`",
                "args.to: { not_contains: \"@example.com\" }"},
    OperatorRow{Operator::StartsWith, "starts_with", OperandShape::Text, false, "a text begins with this one", "args.path: { starts_with: /etc/ }"},
    OperatorRow{Operator::EndsWith, "ends_with", OperandShape::Text, false, "a text ends with this one", "args.file: { ends_with: .exe }"},
    OperatorRow{Operator::Glob, "glob", OperandShape::TextOrList, false, "the whole text fits a pattern of `*` and `?`", "args.file: { glob: \"*.csv\" }"},
    OperatorRow{Operator::Matches, "matches", OperandShape::TextOrList, false,
                "a regular expression is found in the text; linear time, anchor it yourself", "args.query: { matches: '(?i)\\bdrop\\s+table\\b' }"},
    OperatorRow{Operator::Exists, "exists", OperandShape::Flag, false, "whether the field is there", "args.limit: { exists: false }"},
    OperatorRow{Operator::Type, "type", OperandShape::TypeName, false, "text, number, boolean, list, map or null", "args.amount: { type: number }"},
    OperatorRow{Operator::Length, "length", OperandShape::NumberTest, false, "characters, items or keys", "args.to: { length: { gt: 10 } }"},
    OperatorRow{Operator::AnyItem, "any_item", OperandShape::ItemTest, false, "an item of the list passes", "args.payments: { any_item: { amount: { gt: 300 } } }"},
    OperatorRow{Operator::AllItems, "all_items", OperandShape::ItemTest, false, "every item passes; of an empty list all do", "args.to: { all_items: { ends_with: \"@example.com\" } }"},
    OperatorRow{Operator::NoItem, "no_item", OperandShape::ItemTest, true, "no item passes; true of an absent field", "args.to: { no_item: { contains: \"@\" } }"},
    OperatorRow{Operator::ContainsPii, "contains_pii", OperandShape::Entities, false, "personal data is found in the text", "args.query: { contains_pii: [email, credit_card] }"},
    OperatorRow{Operator::ContainsSecret, "contains_secret", OperandShape::Entities, false, "a key, token or password is found in the text", "args: { contains_secret: true }"},
    OperatorRow{Operator::UrlHost, "url_host", OperandShape::TextOrList, false, "the exact host of a URL; `*.example.com` its subdomains", "args.url: { url_host: [api.example.com, \"*.example.org\"] }"},
    OperatorRow{Operator::PathUnder, "path_under", OperandShape::TextOrList, false, "a path in a folder, after `..` is resolved; a folder is under itself", "args.path: { path_under: /srv/data }"},
    OperatorRow{Operator::IpIn, "ip_in", OperandShape::TextOrList, false, "an address in an address or block", "args.host: { ip_in: [10.0.0.0/8, \"::1\"] }"},
    OperatorRow{Operator::InGroup, "in_group", OperandShape::TextOrList, false, "a name in a group of this file or a built-in one", "tool: { in_group: financial_actions }"},
};

template <typename Table, typename Name>
constexpr bool inOrder(const Table& table, Name name)
{
    for (std::size_t i = 0; i < table.size(); ++i)
        if (static_cast<std::size_t>(name(table[i])) != i)
            return false;
    return true;
}
static_assert(inOrder(fieldTable, [](const FieldRow& r) { return r.field; }));
static_assert(inOrder(operatorTable, [](const OperatorRow& r) { return r.op; }));

constexpr std::array<std::string_view, 4> kindNames{"call", "llm_call", "tool_call", "message"};

bool comparesEqual(Operator op)
{
    return op == Operator::Eq || op == Operator::Ne || op == Operator::In || op == Operator::NotIn;
}

bool comparesOrder(Operator op) { return op >= Operator::Gt && op <= Operator::Between; }

bool looksAtItems(Operator op) { return op == Operator::AnyItem || op == Operator::AllItems || op == Operator::NoItem; }

bool readsText(Operator op)
{
    return (op >= Operator::Contains && op <= Operator::Matches) || (op >= Operator::ContainsPii && op <= Operator::IpIn);
}

} // namespace

std::string_view name(StepKind kind) { return kindNames[static_cast<std::size_t>(kind)]; }

std::optional<StepKind> stepKindNamed(std::string_view name)
{
    const auto found = std::ranges::find(kindNames, name);
    if (found == kindNames.end())
        return std::nullopt;
    return static_cast<StepKind>(found - kindNames.begin());
}

std::span<const FieldRow> fieldRows() { return fieldTable; }
const FieldRow& row(Field field) { return fieldTable[static_cast<std::size_t>(field)]; }

std::optional<Field> fieldNamed(std::string_view name)
{
    const auto found = std::ranges::find(fieldTable, name, &FieldRow::name);
    if (name.empty() || found == fieldTable.end())
        return std::nullopt;
    return found->field;
}

std::span<const OperatorRow> operatorRows() { return operatorTable; }
const OperatorRow& row(Operator op) { return operatorTable[static_cast<std::size_t>(op)]; }

std::optional<Operator> operatorNamed(std::string_view name)
{
    const auto found = std::ranges::find(operatorTable, name, &OperatorRow::name);
    if (found == operatorTable.end())
        return std::nullopt;
    return found->op;
}

bool fits(Operator op, FieldType type)
{
    if (op == Operator::Exists)
        return true;
    switch (type) {
    case FieldType::Text:
        return !comparesOrder(op) && !looksAtItems(op);
    case FieldType::Map:
        return readsText(op) || op == Operator::Type || op == Operator::Length;
    case FieldType::Any:
        return op != Operator::InGroup;
    case FieldType::Money:
    case FieldType::Count:
    case FieldType::Duration:
    case FieldType::TimeOfDay:
        return comparesEqual(op) || comparesOrder(op);
    case FieldType::Weekday:
        return comparesEqual(op);
    }
    return false;
}

} // namespace runlog
