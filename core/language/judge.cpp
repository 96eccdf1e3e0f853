// SPDX-License-Identifier: Apache-2.0
#include "core/language/judge.h"

#include <optional>

namespace runlog {

namespace {

struct Bound {
    Decimal value;
    bool included = true;
};

// The numbers that tests of one field leave.
struct Range {
    std::optional<Bound> low;
    std::optional<Bound> high;

    bool isEmpty() const
    {
        if (!low || !high)
            return false;
        return low->value > high->value || (low->value == high->value && !(low->included && high->included));
    }
};

std::optional<Decimal> numberOf(const Literal& literal)
{
    switch (literal.type) {
    case Literal::Type::Number:
        return literal.number;
    case Literal::Type::Money:
    case Literal::Type::Duration:
        return Decimal(literal.nanos, -9);
    case Literal::Type::Null:
    case Literal::Type::Boolean:
    case Literal::Type::TimeOfDay:
    case Literal::Type::Text:
        return std::nullopt;
    }
    return std::nullopt;
}

void raise(Range& range, const Bound& bound)
{
    if (!range.low || bound.value > range.low->value || (bound.value == range.low->value && !bound.included))
        range.low = bound;
}

void lower(Range& range, const Bound& bound)
{
    if (!range.high || bound.value < range.high->value || (bound.value == range.high->value && !bound.included))
        range.high = bound;
}

// Narrows a range by a test; false where the test says nothing about an interval.
bool narrow(Range& range, const Condition& test)
{
    if (test.kind != Condition::Kind::Test || test.literals.empty())
        return false;
    const auto first = numberOf(test.literals.front());
    if (!first)
        return false;
    if (test.op == Operator::Gt || test.op == Operator::Gte)
        raise(range, {*first, test.op == Operator::Gte});
    else if (test.op == Operator::Lt || test.op == Operator::Lte)
        lower(range, {*first, test.op == Operator::Lte});
    else if (test.op == Operator::Eq || (test.op == Operator::Between && test.literals.size() == 2)) {
        const auto last = numberOf(test.literals.back());
        if (!last)
            return false;
        raise(range, {*first, true});
        lower(range, {*last, true});
    } else {
        return false;
    }
    return true;
}

bool isCounter(const FieldRef& field)
{
    const FieldType type = row(field.field).type;
    return type == FieldType::Money || type == FieldType::Count || (type == FieldType::Duration && field.path.empty());
}

// Every value from zero on is inside.
bool holdsAlways(const Range& range)
{
    const bool low = !range.low || range.low->value < Decimal() || (range.low->value == Decimal() && range.low->included);
    return low && !range.high;
}

class Judge {
public:
    explicit Judge(Report& report)
        : m_report(report)
    {
    }

    void look(const Condition& condition)
    {
        if (condition.kind == Condition::Kind::Test)
            return lookAtTest(condition);
        if (condition.kind == Condition::Kind::All)
            lookTogether(condition.children);
        for (const Condition& child : condition.children)
            look(child);
        if (condition.window() != nullptr)
            lookTogether(condition.window()->tests);
    }

private:
    static std::string subject(const Condition& test) { return inTicks(print(test.field)); }

    void lookAtTest(const Condition& test)
    {
        if (!test.itemTests().empty())
            lookTogether(test.itemTests());
        Range range;
        if (!narrow(range, test))
            return;
        const bool counter = isCounter(test.field);
        Range counted = range;
        if (counter)
            raise(counted, {Decimal(), true});
        if (range.isEmpty() || counted.isEmpty())
            m_report.add(Code::NeverTrue, test.literals.front().span,
                         range.isEmpty() ? "no number lies in this range" : subject(test) + " is never negative, so this never holds",
                         range.isEmpty() ? "swap the two values" : "");
        else if (counter && holdsAlways(range))
            m_report.add(Code::AlwaysTrue, test.literals.front().span, subject(test) + " is never negative, so this always holds", "");
    }

    // Tests of one field in one map that leave no number.
    void lookTogether(const std::vector<Condition>& tests)
    {
        for (std::size_t i = 1; i < tests.size(); ++i) {
            Range range;
            if (tests[i].kind != Condition::Kind::Test || !narrow(range, tests[i]) || range.isEmpty())
                continue;
            for (std::size_t j = 0; j < i; ++j)
                if (tests[j].kind == Condition::Kind::Test && tests[j].field.field == tests[i].field.field
                    && tests[j].field.path == tests[i].field.path)
                    narrow(range, tests[j]);
            if (range.isEmpty())
                return void(m_report.add(Code::NeverTrue, tests[i].span, "these tests of " + subject(tests[i]) + " cannot hold together",
                                         "both must hold; write them in two items of `any` if one is enough"));
        }
    }

    Report& m_report;
};

} // namespace

void judge(const Policy& policy, Report& report)
{
    Judge judge(report);
    judge.look(policy.when);
    if (policy.unless)
        judge.look(*policy.unless);
}

} // namespace runlog
