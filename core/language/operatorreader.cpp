// SPDX-License-Identifier: Apache-2.0
#include "core/language/conditionreader.h"

#include "core/language/fieldref.h"
#include "core/language/groups.h"
#include "core/language/literal.h"
#include "core/language/operand.h"
#include "core/language/scalar.h"
#include "core/language/suggest.h"

#include <algorithm>

namespace runlog {

namespace {

constexpr std::string_view ignoreCaseKey = "ignore_case";

std::string typeName(FieldType type)
{
    switch (type) {
    case FieldType::Text:
        return "a text";
    case FieldType::Map:
        return "a map";
    case FieldType::Any:
        return "any value";
    case FieldType::Money:
        return "money";
    case FieldType::Count:
        return "a number";
    case FieldType::Duration:
        return "a duration";
    case FieldType::TimeOfDay:
        return "a time of day";
    case FieldType::Weekday:
        return "a day of the week";
    }
    return {};
}

std::vector<std::string_view> operatorNames(const FieldRef& field)
{
    std::vector<std::string_view> names;
    for (const OperatorRow& row : operatorRows())
        if (fits(row.op, typeOf(field)) && (row.op != Operator::InGroup || field.field == Field::Tool))
            names.push_back(row.name);
    return names;
}

bool foldsCase(Operator op)
{
    return op == Operator::Eq || op == Operator::Ne || op == Operator::In || op == Operator::NotIn
        || (op >= Operator::Contains && op <= Operator::Matches);
}

void reportMismatch(Reading& reading, const FieldRef& field, const Node& key, Operator op)
{
    std::vector<std::string> names;
    for (const std::string_view name : operatorNames(field))
        if (names.size() < 9)
            names.emplace_back(name);
    const std::string what = op == Operator::InGroup ? ": groups hold names of tools" : ", which is " + typeName(typeOf(field));
    reading.report.add(Code::OperatorMismatch, key.span(), inTicks(row(op).name) + " cannot test " + inTicks(print(field)) + what,
                       "use one of " + listed(names));
}

void reportUnknownOperator(Reading& reading, const FieldRef& field, const Node& key)
{
    auto names = operatorNames(field);
    names.push_back(ignoreCaseKey);
    const bool takesPath = row(field.field).takesPath;
    if (takesPath && wordFor(key.text()).empty() && nearest(key.text(), names).empty() && !key.refused) {
        const std::string path = print(field) + '.' + std::string(key.text());
        reading.report.add(Code::UnknownOperator, key.span(), "unknown operator " + inTicks(key.text()),
                           "if it is a key of the value, write " + inTicks(path));
        return;
    }
    reportUnknownKey(reading.report, key, Level::Condition, Code::UnknownOperator, "operator", names);
}

bool canTest(const FieldRef& field, Operator op)
{
    return fits(op, typeOf(field)) && (op != Operator::InGroup || field.field == Field::Tool);
}

Condition makeTest(const FieldRef& field, Operator op, Span span, Span opSpan, std::string id)
{
    Condition test;
    test.kind = Condition::Kind::Test;
    test.field = field;
    test.op = op;
    test.span = span;
    test.opSpan = opSpan;
    test.id = std::move(id);
    return test;
}

// `tool: refund` and `tool: [refund, mail]`.
std::optional<Condition> readImplied(Reading& reading, const FieldRef& field, const Node& key, const Node& value,
                                     const std::string& id)
{
    const Operator op = value.kind == Node::Kind::List ? Operator::In : Operator::Eq;
    if (!canTest(field, op)) {
        reportMismatch(reading, field, value, op);
        return std::nullopt;
    }
    const Entry entry{key, value};
    Condition test = makeTest(field, op, entry.span(), key.span(), id + '/' + std::string(row(op).name));
    if (!readOperand(reading, key, value, test))
        return std::nullopt;
    return test;
}

void applyIgnoreCase(Reading& reading, const FieldRef& field, const Entry& flag, std::vector<Condition>& tests, std::size_t first)
{
    const auto ignore = readFlag(reading, flag.key, flag.value);
    const bool folds = std::any_of(tests.begin() + static_cast<std::ptrdiff_t>(first), tests.end(),
                                   [](const Condition& test) { return foldsCase(test.op); });
    if (!folds && tests.size() > first)
        reading.report.add(Code::OperatorMismatch, flag.key.span(),
                           "`ignore_case` has no text of " + inTicks(print(field)) + " to compare beside it",
                           "put it beside an operator that compares texts");
    for (std::size_t i = first; ignore && i < tests.size(); ++i)
        tests[i].ignoreCase = *ignore && foldsCase(tests[i].op);
}

} // namespace

std::optional<Condition> readOperator(Reading& reading, const FieldRef& field, const Entry& entry, Operator op,
                                      const std::string& id)
{
    if (!canTest(field, op)) {
        reportMismatch(reading, field, entry.key, op);
        return std::nullopt;
    }
    Condition test = makeTest(field, op, entry.span(), entry.key.span(), id + '/' + std::string(entry.key.text()));
    if (op != Operator::Type && !expectThere(reading, entry.key, entry.value))
        return std::nullopt;
    if (!readOperand(reading, entry.key, entry.value, test))
        return std::nullopt;
    return test;
}

void readOperators(Reading& reading, const FieldRef& field, const Node& map, const std::string& id,
                   std::vector<Condition>& tests)
{
    const std::size_t first = tests.size();
    tests.reserve(first + map.children().size() / 2);
    forEachEntry(map, [&](const Entry& entry) {
        if (entry.key.text() == ignoreCaseKey)
            return;
        const auto op = operatorNamed(entry.key.text());
        if (!op)
            return reportUnknownOperator(reading, field, entry.key);
        if (auto test = readOperator(reading, field, entry, *op, id))
            tests.push_back(std::move(*test));
    });
    if (const auto flag = findEntry(map, ignoreCaseKey))
        applyIgnoreCase(reading, field, {*flag.key, *flag.value}, tests, first);
}

std::optional<Condition> readTest(Reading& reading, FieldRef field, const Node& key, const Node& value, const std::string& id)
{
    if (!expectThere(reading, key, value))
        return std::nullopt;
    if (value.kind != Node::Kind::Map)
        return readImplied(reading, field, key, value, id);
    Condition all;
    all.kind = Condition::Kind::All;
    all.span = Entry{key, value}.span();
    all.id = id;
    readOperators(reading, field, value, id, all.children);
    if (all.children.size() == 1 && all.children.front().kind == Condition::Kind::Test) {
        Condition only = std::move(all.children.front());
        only.span = all.span;
        return only;
    }
    if (all.children.empty())
        return std::nullopt;
    return all;
}

} // namespace runlog
