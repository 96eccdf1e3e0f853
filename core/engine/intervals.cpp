// SPDX-License-Identifier: Apache-2.0
#include "core/engine/intervals.h"

#include <limits>

namespace runlog {

namespace {

constexpr auto Lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto Highest = std::numeric_limits<std::int64_t>::max();

// The greatest whole number that is not above the literal, and whether it is the literal.
struct Whole {
    std::int64_t floor = 0;
    bool exact = true;
};

Whole saturated(const Decimal& number)
{
    return {number.coefficient() < 0 ? Lowest : Highest, false};
}

Whole wholeOf(const Decimal& number)
{
    if (const auto whole = number.scaled(0))
        return {*whole, true};
    if (number.exponent() >= 0)
        return saturated(number);
    Int128 quotient = number.coefficient();
    for (int digits = number.exponent(); digits < 0 && quotient != 0; ++digits)
        quotient /= 10;
    if (quotient > Highest || quotient < Lowest)
        return saturated(number);
    const auto truncated = static_cast<std::int64_t>(quotient);
    return {number.coefficient() < 0 ? truncated - 1 : truncated, false};
}

Whole wholeOf(const Literal& literal)
{
    return literal.type == Literal::Type::Number ? wholeOf(literal.number) : Whole{literal.nanos, true};
}

std::int64_t above(const Whole& value) { return value.floor == Highest ? Highest : value.floor + 1; }
std::int64_t ceiling(const Whole& value) { return value.exact ? value.floor : above(value); }

void add(std::vector<Interval>& intervals, std::int64_t low, std::int64_t high)
{
    if (low <= high)
        intervals.push_back({low, high});
}

void addBelow(std::vector<Interval>& intervals, std::int64_t limit)
{
    if (limit > Lowest)
        add(intervals, Lowest, limit - 1);
}

void addTimes(std::vector<Interval>& intervals, std::int64_t from, std::int64_t to)
{
    if (from <= to) {
        addBelow(intervals, to);
        if (!intervals.empty())
            intervals.back().low = from;
        if (from == to)
            intervals.clear();
        return;
    }
    add(intervals, from, Highest);
    addBelow(intervals, to);
}

} // namespace

std::vector<Interval> intervalsOf(Operator op, std::span<const Literal> literals, FieldType type)
{
    std::vector<Interval> intervals;
    if (literals.empty())
        return intervals;
    const auto first = wholeOf(literals.front());
    if (op == Operator::Gt)
        first.floor < Highest ? add(intervals, above(first), Highest) : void();
    else if (op == Operator::Gte)
        add(intervals, ceiling(first), Highest);
    else if (op == Operator::Lt)
        addBelow(intervals, ceiling(first));
    else if (op == Operator::Lte)
        add(intervals, Lowest, first.floor);
    else if (op == Operator::Between && literals.size() == 2 && type == FieldType::TimeOfDay)
        addTimes(intervals, literals[0].nanos, literals[1].nanos);
    else if (op == Operator::Between && literals.size() == 2)
        add(intervals, ceiling(first), wholeOf(literals[1]).floor);
    else
        for (const auto& literal : literals)
            if (const auto value = wholeOf(literal); value.exact)
                add(intervals, value.floor, value.floor);
    return intervals;
}

namespace {

bool isOrder(Operator op)
{
    return op == Operator::Gt || op == Operator::Gte || op == Operator::Lt || op == Operator::Lte
        || op == Operator::Between;
}

bool isNumeric(FieldType type)
{
    return type == FieldType::Money || type == FieldType::Count || type == FieldType::Duration
        || type == FieldType::TimeOfDay;
}

// The numbers of an eq, in or order test in 10⁻⁹; nullopt where one of them is no whole number of these, or an order test has
// something else to compare with.
std::optional<std::vector<Literal>> inNanos(const Leaf& leaf)
{
    const bool isEquality = leaf.op == Operator::Eq || leaf.op == Operator::In;
    std::vector<Literal> numbers;
    for (const auto& literal : leaf.literals) {
        const bool isNumber = literal.type != Literal::Type::Null && literal.type != Literal::Type::Boolean
            && literal.type != Literal::Type::Text;
        const auto nanos = literal.type == Literal::Type::Number ? literal.number.scaled(9) : std::optional(literal.nanos);
        if (isNumber && nanos)
            numbers.emplace_back().type = Literal::Type::Duration, numbers.back().nanos = *nanos;
        else if (isNumber || !isEquality)
            return std::nullopt;
    }
    return numbers;
}

} // namespace

void prepareNumbers(Leaf& leaf)
{
    const auto type = row(leaf.field).type;
    leaf.hasNanos = false;
    if (isNumeric(type) && leaf.field != Field::Item) {
        leaf.intervals = intervalsOf(leaf.op, leaf.literals, type);
        return;
    }
    const bool compares = leaf.op == Operator::Eq || leaf.op == Operator::In || isOrder(leaf.op);
    if (!compares)
        return;
    const auto numbers = inNanos(leaf);
    leaf.hasNanos = numbers.has_value();
    if (numbers)
        leaf.intervals = intervalsOf(leaf.op, *numbers, FieldType::Duration);
}

} // namespace runlog
