// SPDX-License-Identifier: Apache-2.0
#include "core/language/scalar.h"

#include "core/language/decimal.h"
#include "core/language/report.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

constexpr std::array<std::string_view, 4> nulls{"null", "Null", "NULL", "~"};
constexpr std::array<std::string_view, 3> trues{"true", "True", "TRUE"};
constexpr std::array<std::string_view, 3> falses{"false", "False", "FALSE"};
constexpr std::array<std::string_view, 3> infinities{".inf", ".Inf", ".INF"};
constexpr std::array<std::string_view, 3> nans{".nan", ".NaN", ".NAN"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view text)
{
    return std::ranges::find(words, text) != words.end();
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool allDigits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, isDigit); }

std::string_view unsignedPart(std::string_view text)
{
    return text.starts_with('-') || text.starts_with('+') ? text.substr(1) : text;
}

bool isHexOrOctal(std::string_view text)
{
    if (text.size() < 3 || text[0] != '0')
        return false;
    const std::string_view digits = text.substr(2);
    if (text[1] == 'o')
        return digits.find_first_not_of("01234567") == std::string_view::npos;
    return text[1] == 'x' && digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// A number once its leading zeros are taken away: 017, 00.5.
bool hasLeadingZero(std::string_view text)
{
    if (text.size() < 2 || text[0] != '0' || !isDigit(text[1]))
        return false;
    while (text.size() > 1 && text[0] == '0' && isDigit(text[1]))
        text.remove_prefix(1);
    return Decimal::parse(text).has_value();
}

bool isLoose(std::string_view text)
{
    if (text.starts_with('.'))
        return Decimal::parse(std::string("0") += text).has_value();
    return text.ends_with('.') && allDigits(text.substr(0, text.size() - 1));
}

// The grammar of a number without its limits.
bool hasNumberForm(std::string_view text)
{
    const std::size_t exponent = text.find_first_of("eE");
    const std::string_view mantissa = text.substr(0, exponent);
    const std::size_t point = mantissa.find('.');
    const std::string_view whole = mantissa.substr(0, point);
    if (!allDigits(whole) || (whole.size() > 1 && whole[0] == '0'))
        return false;
    if (point != std::string_view::npos && !allDigits(mantissa.substr(point + 1)))
        return false;
    return exponent == std::string_view::npos || allDigits(unsignedPart(text.substr(exponent + 1)));
}

} // namespace

ScalarKind scalarKind(std::string_view plain)
{
    if (plain.empty() || among(nulls, plain))
        return ScalarKind::Null;
    if (among(trues, plain) || among(falses, plain))
        return ScalarKind::Boolean;
    const std::string_view number = unsignedPart(plain);
    if (number.empty() || !(isDigit(number[0]) || number[0] == '.'))
        return ScalarKind::Text;
    if (Decimal::parse(plain))
        return ScalarKind::Number;
    if (among(infinities, number) || among(nans, plain))
        return ScalarKind::NotFinite;
    if (isHexOrOctal(number) || hasLeadingZero(number))
        return ScalarKind::Octal;
    if (isLoose(number))
        return ScalarKind::LooseNumber;
    return hasNumberForm(number) ? ScalarKind::HugeNumber : ScalarKind::Text;
}

bool isTrueWord(std::string_view plain) { return among(trues, plain); }

bool isNull(const Node& node)
{
    return node.kind == Node::Kind::Empty || (node.isPlain() && scalarKind(node.text()) == ScalarKind::Null);
}

std::string describe(const Node& node)
{
    switch (node.kind) {
    case Node::Kind::Empty:
        return "nothing";
    case Node::Kind::List:
        return "a list";
    case Node::Kind::Map:
        return "a map";
    case Node::Kind::Scalar:
        break;
    }
    if (node.isQuoted())
        return "the text " + inTicks(node.text());
    switch (scalarKind(node.text())) {
    case ScalarKind::Null:
        return "null";
    case ScalarKind::Boolean:
        return "the boolean " + inTicks(node.text());
    case ScalarKind::Number:
    case ScalarKind::HugeNumber:
        return "the number " + inTicks(node.text());
    case ScalarKind::Text:
    case ScalarKind::Octal:
    case ScalarKind::NotFinite:
    case ScalarKind::LooseNumber:
        break;
    }
    return "the text " + inTicks(node.text());
}

std::string inQuotes(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

namespace {

void reportOctal(Report& report, const Node& node)
{
    Diagnostic& found = report.add(Code::OctalNumber, node.span(), "some tools read " + inTicks(node.text()) + " as another number",
                                   "write the decimal number without leading zeros, or put a text into quotes");
    std::string_view digits = unsignedPart(node.text());
    while (digits.size() > 1 && digits[0] == '0' && isDigit(digits[1]))
        digits.remove_prefix(1);
    if (Decimal::parse(digits))
        addReplacement(found, node.span(), node.text(), std::string(node.text().starts_with('-') ? "-" : "") + std::string(digits));
    addReplacement(found, node.span(), node.text(), inQuotes(node.text()));
}

void reportLoose(Report& report, const Node& node)
{
    const std::string_view digits = unsignedPart(node.text());
    const std::string sign(node.text().starts_with('-') ? "-" : "");
    const std::string strict = digits.starts_with('.') ? sign + '0' + std::string(digits)
                                                       : sign + std::string(digits.substr(0, digits.size() - 1));
    Diagnostic& found = report.add(Code::NumberFormat, node.span(), inTicks(node.text()) + " is no number as they are written here",
                                   "write " + inTicks(strict));
    addReplacement(found, node.span(), node.text(), strict);
}

} // namespace

void reportOddNumber(Report& report, const Node& node)
{
    switch (scalarKind(node.text())) {
    case ScalarKind::Octal:
        return reportOctal(report, node);
    case ScalarKind::LooseNumber:
        return reportLoose(report, node);
    case ScalarKind::NotFinite:
        report.add(Code::NotFinite, node.span(), inTicks(node.text()) + " is no finite number", "write a number");
        return;
    case ScalarKind::HugeNumber:
        report.add(Code::NumberTooLarge, node.span(), inTicks(node.text()) + " has more digits than are kept exactly",
                   "write at most 36 digits and an exponent of at most 9,999");
        return;
    case ScalarKind::Null:
    case ScalarKind::Boolean:
    case ScalarKind::Number:
    case ScalarKind::Text:
        return;
    }
}

} // namespace runlog
