// SPDX-License-Identifier: Apache-2.0
#include "core/language/literal.h"

#include "core/language/amount.h"
#include "core/language/lookalike.h"
#include "core/language/scalar.h"
#include "core/language/utf8.h"

#include <array>

namespace runlog {

namespace {

constexpr std::array<std::string_view, 7> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 3> kinds{"call", "llm_call", "tool_call"};

std::string wantedBy(const LiteralWish& wish)
{
    switch (wish.type) {
    case FieldType::Text:
    case FieldType::Map:
        return "a text";
    case FieldType::Any:
        return wish.onlyText ? "a text" : wish.ordered ? "a number" : "a text, a number or a boolean";
    case FieldType::Money:
        return "an amount of money such as `1.00` or `$1.00`";
    case FieldType::Count:
        return "a number";
    case FieldType::Duration:
        return "a duration such as `15m`";
    case FieldType::TimeOfDay:
        return "a time of day such as `\"22:00\"`";
    case FieldType::Weekday:
        return "a day: mon tue wed thu fri sat sun";
    }
    return {};
}

class LiteralReader {
public:
    LiteralReader(Reading& reading, const Node& node, const LiteralWish& wish)
        : m_reading(reading)
        , m_node(node)
        , m_wish(wish)
    {
        m_literal.text = std::string(node.text());
        m_literal.span = node.span();
    }

    std::optional<Literal> read()
    {
        if (m_node.refused)
            return std::nullopt;
        if (m_node.kind != Node::Kind::Scalar)
            return wrongType();
        if (m_node.isPlain() && isOddNumber())
            return oddNumber();
        switch (m_wish.type) {
        case FieldType::Text:
        case FieldType::Map:
            return text();
        case FieldType::Any:
            return m_wish.onlyText ? text() : m_wish.ordered ? number() : anything();
        case FieldType::Count:
            return number();
        case FieldType::Money:
            return money();
        case FieldType::Duration:
            return duration();
        case FieldType::TimeOfDay:
            return timeOfDay();
        case FieldType::Weekday:
            return weekday();
        }
        return std::nullopt;
    }

private:
    bool isOddNumber() const
    {
        const ScalarKind kind = scalarKind(m_node.text());
        const bool wantsNumber = m_wish.type == FieldType::Money || m_wish.type == FieldType::Count || m_wish.type == FieldType::Any;
        if (kind == ScalarKind::HugeNumber)
            return wantsNumber && !m_wish.onlyText;
        return kind == ScalarKind::Octal || kind == ScalarKind::NotFinite || kind == ScalarKind::LooseNumber;
    }

    std::optional<Literal> oddNumber()
    {
        reportOddNumber(m_reading.report, m_node);
        return std::nullopt;
    }

    std::optional<Literal> wrongType(std::string help = {})
    {
        reportWrongType(m_reading, m_node, wantedBy(m_wish), std::move(help));
        return std::nullopt;
    }

    // A quoted scalar where a plain one is wanted.
    std::optional<Literal> quotedNumber()
    {
        Diagnostic& found = m_reading.report.add(Code::QuotedNumber, m_node.span(),
                                                 "in quotes " + inTicks(m_node.text()) + " is text, and this wants " + wantedBy(m_wish),
                                                 "remove the quotes");
        addReplacement(found, m_node.span(), m_reading.source.text(m_node.span()), std::string(m_node.text()));
        return std::nullopt;
    }

    std::optional<Literal> text()
    {
        const ScalarKind kind = m_node.isPlain() ? scalarKind(m_node.text()) : ScalarKind::Text;
        if (kind == ScalarKind::Null)
            return wrongType("ask with `exists: false` whether the field is there");
        if (kind != ScalarKind::Text) {
            wrongType("write " + inTicks(inQuotes(m_node.text())) + " if it is a text");
            addReplacement(m_reading.report.last(), m_node.span(), m_node.text(), inQuotes(m_node.text()));
            return std::nullopt;
        }
        if (m_wish.field == Field::Kind && !m_wish.onlyText && !isKind())
            return std::nullopt;
        m_literal.type = Literal::Type::Text;
        m_literal.isGlob = m_wish.comparesGlobs() && !m_wish.onlyText && hasWildcard(m_node.text());
        warnOfStrayLetter();
        return m_literal;
    }

    bool isKind()
    {
        for (const std::string_view kind : kinds)
            if (m_node.text() == kind)
                return true;
        reportUnknownWord(m_reading.report, m_node, Code::UnknownKind, "kind of step", kinds);
        return false;
    }

    void warnOfStrayLetter()
    {
        const char32_t stray = strayLetter(m_node.text());
        if (stray != 0)
            m_reading.report.add(Code::MixedScripts, m_node.span(),
                                 inTicks(m_node.text()) + " mixes Latin letters with " + codePointName(stray) + " of "
                                     + std::string(alphabetOf(stray)),
                                 "it never equals the word that it looks like; type it again");
    }

    std::optional<Literal> anything()
    {
        if (m_node.isQuoted())
            return text();
        switch (scalarKind(m_node.text())) {
        case ScalarKind::Boolean:
            m_literal.type = Literal::Type::Boolean;
            m_literal.boolean = isTrueWord(m_node.text());
            return m_literal;
        case ScalarKind::Number:
            return number();
        case ScalarKind::Null:
            return wrongType("JSON null is absent: ask with `exists: false`, or with `type: null`");
        case ScalarKind::Text:
        case ScalarKind::Octal:
        case ScalarKind::NotFinite:
        case ScalarKind::LooseNumber:
        case ScalarKind::HugeNumber:
            break;
        }
        return text();
    }

    std::optional<Literal> number()
    {
        if (m_node.isQuoted())
            return Decimal::parse(m_node.text()) ? quotedNumber() : wrongType();
        const auto parsed = Decimal::parse(m_node.text());
        if (!parsed) {
            if (looksLikeMoney(m_node.text()))
                return wrongType("money is for `cost` and `cost_today`; write the number alone");
            return looseNumber();
        }
        m_literal.type = Literal::Type::Number;
        m_literal.number = *parsed;
        return m_literal;
    }

    // `1_000` and `5 calls`.
    std::optional<Literal> looseNumber()
    {
        std::string digits(m_node.text());
        std::erase_if(digits, [](char c) { return c == '_' || c == ',' || c == '\''; });
        if (digits == m_node.text() || !Decimal::parse(digits))
            return wrongType();
        return written(inTicks(m_node.text()) + " is no number as they are written here", digits);
    }

    // What is meant is clear, and it is written in another way.
    std::optional<Literal> written(std::string message, const std::string& rightly)
    {
        Diagnostic& found =
            m_reading.report.add(Code::NumberFormat, m_node.span(), std::move(message), "write " + inTicks(rightly));
        addReplacement(found, m_node.span(), m_node.text(), rightly);
        return std::nullopt;
    }

    std::optional<Literal> money()
    {
        if (m_node.isQuoted())
            return parseMoney(m_node.text()) ? quotedNumber() : wrongType();
        const auto parsed = parseMoney(m_node.text());
        if (!parsed)
            return badMoney();
        m_literal.type = Literal::Type::Money;
        m_literal.nanos = parsed->nanos;
        return m_literal;
    }

    std::optional<Literal> badMoney()
    {
        if (const auto dollars = dollarsMeant(m_node.text()))
            return written(inTicks(m_node.text()) + " is not how US dollars are written here", *dollars);
        const MoneyProblem problem = moneyProblem(m_node.text());
        if (problem == MoneyProblem::Currency)
            m_reading.report.add(Code::OtherCurrency, m_node.span(), "costs are US dollars, and " + inTicks(m_node.text()) + " is not",
                                 "write the amount in US dollars");
        else if (problem == MoneyProblem::Decimals)
            m_reading.report.add(Code::TooManyDecimals, m_node.span(), inTicks(m_node.text()) + " has more than nine decimals",
                                 "write at most nine decimals");
        else if (problem == MoneyProblem::Range)
            m_reading.report.add(Code::NumberTooLarge, m_node.span(), inTicks(m_node.text()) + " is more than an amount can hold",
                                 "write at most 9223372036 dollars");
        else
            return looseNumber();
        return std::nullopt;
    }

    std::optional<Literal> duration()
    {
        if (m_node.isQuoted())
            return parseDuration(m_node.text()) ? quotedNumber() : wrongType();
        const auto parsed = parseDuration(m_node.text());
        if (!parsed) {
            reportBadDuration(m_reading.report, m_node);
            return std::nullopt;
        }
        m_literal.type = Literal::Type::Duration;
        m_literal.nanos = parsed->nanos;
        return m_literal;
    }

    std::optional<Literal> timeOfDay()
    {
        const auto nanos = parseTimeOfDay(m_node.text());
        if (!nanos) {
            m_reading.report.add(Code::BadTime, m_node.span(), inTicks(m_node.text()) + " is no time of day",
                                 "write hours and minutes from \"00:00\" to \"23:59\"");
            return std::nullopt;
        }
        m_literal.type = Literal::Type::TimeOfDay;
        m_literal.nanos = *nanos;
        return m_literal;
    }

    std::optional<Literal> weekday()
    {
        for (const std::string_view day : weekdays) {
            if (m_node.text() != day)
                continue;
            m_literal.type = Literal::Type::Text;
            return m_literal;
        }
        reportUnknownWord(m_reading.report, m_node, Code::UnknownWeekday, "day", weekdays);
        return std::nullopt;
    }

    Reading& m_reading;
    const Node& m_node;
    const LiteralWish& m_wish;
    Literal m_literal;
};

} // namespace

std::optional<Literal> readLiteral(Reading& reading, const Node& node, const LiteralWish& wish)
{
    return LiteralReader(reading, node, wish).read();
}

bool hasWildcard(std::string_view text) { return text.find_first_of("*?") != std::string_view::npos; }

Literal textLiteral(const Node& node, bool glob)
{
    Literal literal;
    literal.type = Literal::Type::Text;
    literal.text = std::string(node.text());
    literal.isGlob = glob;
    literal.span = node.span();
    return literal;
}

} // namespace runlog
