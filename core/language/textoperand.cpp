// SPDX-License-Identifier: Apache-2.0
#include "core/language/textoperand.h"

#include "core/language/conditionreader.h"
#include "core/language/literal.h"

#include <arpa/inet.h>
#include <re2/re2.h>

#include <algorithm>
#include <charconv>

namespace runlog {

namespace {

bool checkRegex(Reading& reading, const Node& node)
{
    RE2::Options options(RE2::Quiet);
    const RE2 regex(re2::StringPiece(node.text().data(), node.text().size()), options);
    if (regex.ok())
        return true;
    const std::string fragment = regex.error_arg().empty() ? std::string() : " at " + inTicks(regex.error_arg());
    reading.report.add(Code::BadRegex, node.span(), "this regular expression cannot be used: " + printable(regex.error()) + fragment,
                       "only what runs in linear time is known: no look-around and no back-references");
    return false;
}

bool isHost(std::string_view text)
{
    if (text.starts_with("*."))
        text.remove_prefix(2);
    const bool plain = text.find_first_of("/:?#@ *[]\\") == std::string_view::npos;
    const bool address = text.find(':') != std::string_view::npos && text.find_first_of("/?#@ *\\") == std::string_view::npos;
    return !text.empty() && (plain || address) && text.find("..") == std::string_view::npos && text != ".";
}

bool isAbsolutePath(std::string_view text) { return text.starts_with('/') && text.find('\0') == std::string_view::npos; }

bool isAddressOrBlock(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const std::string address(text.substr(0, slash));
    const bool six = address.find(':') != std::string::npos;
    unsigned char bytes[16];
    if (inet_pton(six ? AF_INET6 : AF_INET, address.c_str(), bytes) != 1)
        return false;
    if (slash == std::string_view::npos)
        return true;
    const std::string_view digits = text.substr(slash + 1);
    unsigned bits = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    return read.ec == std::errc() && read.ptr == digits.data() + digits.size() && bits <= (six ? 128U : 32U);
}

bool expectText(Reading& reading, const Node& node, bool good, const char* what, const char* help)
{
    if (!good)
        reading.report.add(Code::BadStructuredText, node.span(), inTicks(node.text()) + " is no " + what, help);
    return good;
}

} // namespace

bool checkText(Reading& reading, const Node& node, Operator op)
{
    if (op == Operator::Matches)
        return checkRegex(reading, node);
    if (op == Operator::UrlHost)
        return expectText(reading, node, isHost(node.text()), "host", "write the host alone, such as `api.example.com` or `*.example.com`");
    if (op == Operator::PathUnder)
        return expectText(reading, node, isAbsolutePath(node.text()), "absolute path", "write a folder that begins with `/`");
    if (op == Operator::IpIn)
        return expectText(reading, node, isAddressOrBlock(node.text()), "address or block", "write `10.0.0.0/8`, `192.0.2.1` or `\"2001:db8::/32\"`");
    return true;
}

bool comparesNumbers(Operator op) { return op <= Operator::NotIn; }

std::optional<Condition> readNumberTest(Reading& reading, const FieldRef& number, const Entry& entry, Operator op,
                                        const std::string& id)
{
    if (!comparesNumbers(op)) {
        reading.report.add(Code::OperatorMismatch, entry.key.span(), inTicks(entry.key.text()) + " cannot test a number",
                           "use one of `eq`, `ne`, `gt`, `gte`, `lt`, `lte`, `between`, `in` or `not_in`");
        return std::nullopt;
    }
    auto test = readOperator(reading, number, entry, op, id);
    if (!test)
        return std::nullopt;
    for (const Literal& literal : test->literals)
        if (literal.type != Literal::Type::Number) {
            reading.report.add(Code::WrongType, literal.span, "wanted a number, and this is " + inTicks(literal.text));
            return std::nullopt;
        }
    return test;
}

std::vector<Condition> readNumberTests(Reading& reading, const FieldRef& number, const Node& key, const Node& value,
                                       const std::string& id)
{
    std::vector<Condition> tests;
    if (value.kind != Node::Kind::Map) {
        LiteralWish wish;
        wish.type = FieldType::Count;
        auto literal = readLiteral(reading, value, wish);
        if (!literal)
            return tests;
        Condition test;
        test.kind = Condition::Kind::Test;
        test.field = number;
        test.opSpan = key.span();
        test.span = Entry{key, value}.span();
        test.id = id + "/eq";
        test.literals.push_back(std::move(*literal));
        tests.push_back(std::move(test));
        return tests;
    }
    std::vector<std::string_view> names;
    for (const OperatorRow& row : operatorRows())
        if (comparesNumbers(row.op))
            names.push_back(row.name);
    forEachEntry(value, [&](const Entry& entry) {
        const auto op = operatorNamed(entry.key.text());
        if (!op)
            return reportUnknownKey(reading.report, entry.key, Level::Condition, Code::UnknownOperator, "operator", names);
        if (auto test = readNumberTest(reading, number, entry, *op, id))
            tests.push_back(std::move(*test));
    });
    return tests;
}

} // namespace runlog
