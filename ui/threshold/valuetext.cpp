// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/valuetext.h"

#include <QCoreApplication>

namespace studio {

using runlog::Decimal;
using runlog::Literal;

namespace {

constexpr QChar Minus(0x2212);

std::optional<Decimal> seconds(std::int64_t nanos)
{
    return Decimal(nanos, -9);
}

std::string unitOf(const std::string& duration)
{
    const std::size_t at = duration.find_first_not_of("+-0123456789.");
    return at == std::string::npos ? std::string() : duration.substr(at);
}

std::optional<Decimal> readDuration(const Literal& literal, const std::string& typed)
{
    if (const auto duration = runlog::parseDuration(typed))
        return seconds(duration->nanos);
    const auto duration = runlog::parseDuration(typed + unitOf(literal.text));
    return duration ? seconds(duration->nanos) : std::nullopt;
}

std::optional<Decimal> readTimeOfDay(const QString& typed)
{
    const qsizetype colon = typed.indexOf(u':');
    bool hoursOk = false;
    bool minutesOk = false;
    const int hours = typed.left(colon).toInt(&hoursOk);
    const int minutes = typed.mid(colon + 1).toInt(&minutesOk);
    if (colon < 1 || !hoursOk || !minutesOk || hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return std::nullopt;
    return Decimal(std::int64_t{hours} * 3600 + minutes * 60);
}

std::optional<Decimal> readMoney(const std::string& typed)
{
    const auto money = runlog::parseMoney(typed);
    return money ? std::optional(runlog::toDecimal(*money)) : std::nullopt;
}

std::optional<Decimal> readAs(const Literal& literal, const QString& typed)
{
    switch (literal.type) {
    case Literal::Type::Number: return Decimal::parse(typed.toStdString());
    case Literal::Type::Money: return readMoney(typed.toStdString());
    case Literal::Type::Duration: return readDuration(literal, typed.toStdString());
    case Literal::Type::TimeOfDay: return readTimeOfDay(typed);
    case Literal::Type::Null:
    case Literal::Type::Boolean:
    case Literal::Type::Text: return std::nullopt;
    }
    return std::nullopt;
}

struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::Threshold)
};

} // namespace

QString valueText(const Literal& literal, const Decimal& value)
{
    const auto written = runlog::withValue(literal, value);
    return QString::fromStdString(written ? written->text : value.text());
}

std::optional<Decimal> readValue(const Literal& literal, const QString& typed)
{
    const auto value = readAs(literal, typed.trimmed().replace(Minus, u'-'));
    return value && runlog::withValue(literal, *value) ? value : std::nullopt;
}

QString differenceText(const Literal& literal, const Decimal& from, const Decimal& to)
{
    const bool down = to < from;
    const auto size = down ? from.minus(to) : to.minus(from);
    if (!size)
        return {};
    return (down ? QString(Minus) : QStringLiteral("+")) + valueText(literal, *size);
}

QString spokenOperator(runlog::Operator op)
{
    using runlog::Operator;
    if (op == Operator::Gt)
        return Words::tr("greater than");
    if (op == Operator::Gte)
        return Words::tr("at least");
    if (op == Operator::Lt)
        return Words::tr("less than");
    if (op == Operator::Lte)
        return Words::tr("at most");
    if (op == Operator::Eq)
        return Words::tr("equal to");
    if (op == Operator::Ne)
        return Words::tr("not equal to");
    return QString::fromUtf8(runlog::row(op).name.data(), static_cast<qsizetype>(runlog::row(op).name.size()));
}

} // namespace studio
