// SPDX-License-Identifier: Apache-2.0
#include "core/engine/evaluator.h"

#include "core/engine/pii/textscans.h"
#include "core/language/plainnanos.h"

#include <algorithm>

namespace runlog {

Decimal numberOf(const Literal& literal)
{
    if (literal.type == Literal::Type::Number)
        return literal.number;
    return Decimal(literal.nanos, -9);
}

namespace {

bool isNumber(const Literal& literal)
{
    return literal.type == Literal::Type::Number || literal.type == Literal::Type::Money
        || literal.type == Literal::Type::Duration || literal.type == Literal::Type::TimeOfDay;
}

// Equality across types is no error: unequal. Only a number past Decimal's range cannot be told.
Truth equalsLiteral(const Literal& literal, Value value)
{
    switch (literal.type) {
    case Literal::Type::Null: return toTruth(value.kind() == Value::Kind::Null);
    case Literal::Type::Boolean:
        return toTruth(value.kind() == Value::Kind::Boolean && value.boolean() == literal.boolean);
    case Literal::Type::Text:
        if (value.kind() != Value::Kind::Text)
            return Truth::False;
        return toTruth(literal.isGlob ? globMatches(literal.text, value.text()) : value.text() == literal.text);
    case Literal::Type::Number: case Literal::Type::Money:
    case Literal::Type::Duration: case Literal::Type::TimeOfDay: {
        if (value.kind() != Value::Kind::Number)
            return Truth::False;
        const auto number = value.number();
        return number ? toTruth(*number == numberOf(literal)) : Truth::Error;
    }
    }
    return Truth::False;
}

// Texts that are no globs were sorted where there are many; globs are tried one by one.
Truth anyOfManyTexts(const Leaf& leaf, std::string_view text)
{
    if (std::ranges::binary_search(leaf.tools->exactTexts, text))
        return Truth::True;
    return toTruth(std::ranges::any_of(leaf.literals, [&](const Literal& literal) {
        return literal.isGlob && globMatches(literal.text, text);
    }));
}

Truth anyLiteral(const Leaf& leaf, Value value)
{
    if (!leaf.tools->exactTexts.empty() && value.kind() == Value::Kind::Text)
        return anyOfManyTexts(leaf, value.text());
    auto result = Truth::False;
    for (const auto& literal : leaf.literals)
        result = either(result, equalsLiteral(literal, value));
    return result;
}

bool patternMatches(const std::shared_ptr<const RE2>& pattern, std::string_view text)
{
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *pattern);
}

Truth patternTest(const Leaf& leaf, std::string_view text)
{
    auto result = Truth::False;
    for (const auto& pattern : leaf.tools->patterns)
        result = either(result, pattern->ok() ? toTruth(patternMatches(pattern, text)) : Truth::Error);
    return result;
}

template <typename Test>
Truth anyText(const Leaf& leaf, Test test)
{
    return toTruth(std::any_of(leaf.literals.begin(), leaf.literals.end(),
                               [&](const Literal& literal) { return test(std::string_view(literal.text)); }));
}

Truth hostTest(const Leaf& leaf, std::string_view url)
{
    const auto host = hostAsWritten(url);
    return host ? anyText(leaf, [&](auto wanted) { return hostMatches(wanted, *host); }) : Truth::Error;
}

Truth pathTest(const Leaf& leaf, std::string_view path)
{
    if (!isPathUnder(path, "/"))
        return Truth::Error;
    return toTruth(std::ranges::any_of(leaf.tools->texts, [&](const auto& folder) { return *isPathUnder(path, folder); }));
}

Truth addressTest(const Leaf& leaf, std::string_view text)
{
    const auto address = parseAddress(text);
    if (!address)
        return Truth::Error;
    return toTruth(std::any_of(leaf.tools->blocks.begin(), leaf.tools->blocks.end(),
                               [&](const AddressBlock& block) { return block.contains(*address); }));
}

Truth textTest(const Leaf& leaf, std::string_view text)
{
    if (!leaf.tools->patterns.empty())
        return patternTest(leaf, text);
    if (leaf.op == Operator::Contains)
        return anyText(leaf, [&](auto part) { return text.find(part) != std::string_view::npos; });
    if (leaf.op == Operator::StartsWith)
        return anyText(leaf, [&](auto part) { return text.starts_with(part); });
    if (leaf.op == Operator::EndsWith)
        return anyText(leaf, [&](auto part) { return text.ends_with(part); });
    if (leaf.op == Operator::Glob)
        return anyText(leaf, [&](auto glob) { return globMatches(glob, text); });
    if (leaf.op == Operator::UrlHost)
        return hostTest(leaf, text);
    if (leaf.op == Operator::PathUnder)
        return pathTest(leaf, text);
    return leaf.op == Operator::IpIn ? addressTest(leaf, text) : Truth::Error;
}

// Calls `visit(text, fieldName)` for every text and number at any depth until it says true.
template <typename Visit>
bool visitTexts(Value value, std::string_view fieldName, Visit visit)
{
    switch (value.kind()) {
    case Value::Kind::Text: case Value::Kind::Number: return visit(value.text(), fieldName);
    case Value::Kind::List:
        return std::any_of(value.items().begin(), value.items().end(),
                           [&](Value item) { return visitTexts(item, fieldName, visit); });
    case Value::Kind::Map:
        return std::any_of(value.members().begin(), value.members().end(),
                           [&](const Member& member) { return visitTexts(member.value, member.key, visit); });
    case Value::Kind::Absent: case Value::Kind::Unrecorded: case Value::Kind::Null: case Value::Kind::Boolean:
        return false;
    }
    return false;
}

// Whether enough is found in the texts of a value; `contains` and `count` answer for one text.
template <typename Contains, typename Count>
Truth entityTest(const Leaf& leaf, Value value, Contains contains, Count count)
{
    std::size_t found = 0;
    return toTruth(visitTexts(value, leaf.fieldName(), [&](std::string_view text, std::string_view name) {
        auto options = leaf.tools->scan;
        options.fieldName = name;
        if (leaf.tools->minCount == 1)
            return contains(text, options);
        found += count(text, options);
        return found >= leaf.tools->minCount;
    }));
}

std::size_t countIn(std::string_view text, const pii::ScanOptions& options, pii::Likelihood atLeast)
{
    std::vector<pii::Finding> findings;
    pii::scan(text, options, findings);
    return static_cast<std::size_t>(
        std::ranges::count_if(findings, [&](const pii::Finding& finding) { return finding.likelihood >= atLeast; }));
}

Truth scannedEntityTest(const Leaf& leaf, Value value)
{
    return entityTest(
        leaf, value,
        [&](std::string_view text, const pii::ScanOptions& options) { return pii::contains(text, options, leaf.tools->minLikelihood); },
        [&](std::string_view text, const pii::ScanOptions& options) { return countIn(text, options, leaf.tools->minLikelihood); });
}

bool isTextOperator(Operator op)
{
    return op == Operator::Contains || op == Operator::StartsWith || op == Operator::EndsWith || op == Operator::Glob
        || op == Operator::Matches || op == Operator::UrlHost || op == Operator::PathUnder || op == Operator::IpIn;
}

Truth everyTextTest(const Leaf& leaf, Value value)
{
    auto result = Truth::False;
    visitTexts(value, {}, [&](std::string_view text, std::string_view) {
        result = either(result, textTest(leaf, text));
        return result == Truth::True;
    });
    return result;
}

// Whether a text is one of the literals but for case: `contains` of a list's item. A pattern stands for each literal.
Truth equalsFolded(const Leaf& leaf, std::string_view text)
{
    for (std::size_t at = 0; at < leaf.tools->patterns.size(); ++at) {
        const bool isText = leaf.literals[at].type == Literal::Type::Text;
        if (isText && RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *leaf.tools->patterns[at]))
            return Truth::True;
    }
    return Truth::False;
}

Truth containsTest(const Leaf& leaf, Value value)
{
    if (value.kind() == Value::Kind::Text)
        return textTest(leaf, value.text());
    if (value.kind() != Value::Kind::List)
        return Truth::Error;
    auto result = Truth::False;
    for (const auto item : value.items())
        result = either(result, leaf.tools->patterns.empty() || item.kind() != Value::Kind::Text
                                    ? anyLiteral(leaf, item) : equalsFolded(leaf, item.text()));
    return result;
}

Truth typeTest(const Leaf& leaf, Value value)
{
    static constexpr std::string_view names[] = {"", "", "null", "boolean", "number", "text", "list", "map"};
    const auto name = names[static_cast<std::size_t>(value.kind())];
    return anyText(leaf, [&](auto wanted) { return wanted == name; });
}

bool within(const std::vector<Interval>& intervals, std::int64_t value)
{
    return std::ranges::any_of(intervals, [=](const Interval& interval) {
        return interval.low <= value && value <= interval.high;
    });
}

bool isOrder(Operator op)
{
    return op == Operator::Gt || op == Operator::Gte || op == Operator::Lt || op == Operator::Lte
        || op == Operator::Between;
}

} // namespace

Truth numberTest(const Leaf& leaf, const Decimal& number)
{
    if (leaf.literals.empty() || !std::all_of(leaf.literals.begin(), leaf.literals.end(), isNumber))
        return leaf.op == Operator::Eq || leaf.op == Operator::In ? Truth::False : Truth::Error;
    const auto first = numberOf(leaf.literals.front());
    if (leaf.op == Operator::Gt)
        return toTruth(number > first);
    if (leaf.op == Operator::Gte)
        return toTruth(number >= first);
    if (leaf.op == Operator::Lt)
        return toTruth(number < first);
    if (leaf.op == Operator::Lte)
        return toTruth(number <= first);
    if (leaf.op == Operator::Between && leaf.literals.size() == 2)
        return toTruth(number >= first && number <= numberOf(leaf.literals[1]));
    if (leaf.op == Operator::Eq || leaf.op == Operator::In)
        return toTruth(std::any_of(leaf.literals.begin(), leaf.literals.end(),
                                   [&](const Literal& literal) { return number == numberOf(literal); }));
    return Truth::Error;
}

Truth recordedEntityTest(const Leaf& leaf, Value value, pii::TextScans& texts)
{
    return entityTest(
        leaf, value,
        [&](std::string_view text, const pii::ScanOptions& options) { return texts.contains(text, options, leaf.tools->minLikelihood); },
        [&](std::string_view text, const pii::ScanOptions& options) { return texts.count(text, options, leaf.tools->minLikelihood); });
}

Truth nanosTest(const Leaf& leaf, std::int64_t nanos) { return toTruth(within(leaf.intervals, nanos)); }

Truth valueTest(const Leaf& leaf, Value value)
{
    if (leaf.hasNanos && value.kind() == Value::Kind::Number)
        if (const auto nanos = plainNanos(value.text()))
            return nanosTest(leaf, *nanos);
    if (leaf.op == Operator::Eq || leaf.op == Operator::In || leaf.op == Operator::InGroup) {
        const bool folded = !leaf.tools->patterns.empty() && value.kind() == Value::Kind::Text;
        return folded ? patternTest(leaf, value.text()) : anyLiteral(leaf, value);
    }
    if (leaf.op == Operator::ContainsPii || leaf.op == Operator::ContainsSecret)
        return scannedEntityTest(leaf, value);
    if (leaf.op == Operator::Type)
        return typeTest(leaf, value);
    const bool holdsTexts = value.kind() == Value::Kind::Map || value.kind() == Value::Kind::List;
    if (isTextOperator(leaf.op) && leaf.everyText && holdsTexts)
        return everyTextTest(leaf, value);
    if (leaf.op == Operator::Contains)
        return containsTest(leaf, value);
    if (isTextOperator(leaf.op))
        return value.kind() == Value::Kind::Text ? textTest(leaf, value.text()) : Truth::Error;
    if (!isOrder(leaf.op) || value.kind() != Value::Kind::Number)
        return Truth::Error;
    const auto number = value.number();
    return number ? numberTest(leaf, *number) : Truth::Error;
}

} // namespace runlog
