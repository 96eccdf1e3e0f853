// SPDX-License-Identifier: Apache-2.0
#include "core/language/reading.h"

#include "core/language/scalar.h"

#include <algorithm>
#include <set>

namespace runlog {

FoundEntry findEntry(const Node& map, std::string_view key)
{
    FoundEntry found;
    if (map.kind != Node::Kind::Map)
        return found;
    forEachEntry(map, [&](const Entry& entry) {
        if (entry.key.text() == key && !found)
            found = {&entry.key, &entry.value};
    });
    return found;
}

bool expectThere(Reading& reading, const Node& key, const Node& value)
{
    if (value.refused)
        return false;
    if (!isNull(value))
        return true;
    reading.report.add(Code::MissingValue, key.span(), inTicks(key.text()) + " has no value", "write a value, or remove the key");
    return false;
}

void reportWrongType(Reading& reading, const Node& value, std::string wanted, std::string help)
{
    if (!value.refused)
        reading.report.add(Code::WrongType, value.span(), "wanted " + wanted + ", and this is " + describe(value), std::move(help));
}

bool expectMap(Reading& reading, const Node& key, const Node& value)
{
    if (!expectThere(reading, key, value))
        return false;
    if (value.kind == Node::Kind::Map)
        return true;
    reportWrongType(reading, value, "a map for " + inTicks(key.text()), "write " + inTicks(std::string(key.text()) + ": { … }"));
    return false;
}

bool expectList(Reading& reading, const Node& key, const Node& value)
{
    if (!expectThere(reading, key, value))
        return false;
    if (value.kind == Node::Kind::List)
        return true;
    reportWrongType(reading, value, "a list for " + inTicks(key.text()), "write " + inTicks(std::string(key.text()) + ": [ … ]"));
    if (value.kind == Node::Kind::Scalar && value.style != Node::Style::Literal && value.style != Node::Style::Folded
        && !value.refused) {
        const Fix fix{"make it a list", {{{value.begin, value.begin}, "["}, {{value.end, value.end}, "]"}}};
        reading.report.last().fixes.push_back(fix);
    }
    return false;
}

std::optional<std::string> readText(Reading& reading, const Node& key, const Node& value)
{
    if (!expectThere(reading, key, value))
        return std::nullopt;
    if (value.kind == Node::Kind::Scalar)
        return std::string(value.text());
    reportWrongType(reading, value, "a text for " + inTicks(key.text()));
    return std::nullopt;
}

std::optional<bool> readFlag(Reading& reading, const Node& key, const Node& value)
{
    if (!expectThere(reading, key, value))
        return std::nullopt;
    if (value.isPlain() && scalarKind(value.text()) == ScalarKind::Boolean)
        return isTrueWord(value.text());
    reportWrongType(reading, value, "`true` or `false` for " + inTicks(key.text()),
                    value.isQuoted() ? "write it without quotes" : "");
    return std::nullopt;
}

std::optional<std::size_t> readCount(Reading& reading, const Node& key, const Node& value, std::size_t least)
{
    if (!expectThere(reading, key, value))
        return std::nullopt;
    if (value.isPlain() && scalarKind(value.text()) == ScalarKind::Number) {
        const auto number = Decimal::parse(value.text())->scaled(0);
        if (number && *number >= static_cast<std::int64_t>(least) && *number <= 1'000'000)
            return static_cast<std::size_t>(*number);
    }
    reportWrongType(reading, value, "a whole number of at least " + std::to_string(least) + " for " + inTicks(key.text()));
    return std::nullopt;
}

std::optional<std::string> readWord(Reading& reading, const Node& key, const Node& value,
                                    std::span<const std::string_view> words)
{
    const auto text = readText(reading, key, value);
    if (!text)
        return std::nullopt;
    if (std::ranges::find(words, *text) != words.end())
        return text;
    reportUnknownWord(reading.report, value, Code::UnknownValue, "value of " + inTicks(key.text()) + ":", words);
    return std::nullopt;
}

std::vector<std::string> readTexts(Reading& reading, const Node& key, const Node& value, std::string_view wanted)
{
    std::vector<std::string> texts;
    if (!expectList(reading, key, value))
        return texts;
    for (const Node& item : value.children()) {
        const bool isText = item.isQuoted() || (item.isPlain() && scalarKind(item.text()) == ScalarKind::Text);
        if (isText && !item.text().empty()) {
            texts.emplace_back(item.text());
            continue;
        }
        reportWrongType(reading, item, std::string(wanted),
                        item.isPlain() ? "write " + inTicks(inQuotes(item.text())) + " if it is a name" : "");
    }
    warnOfRepeats(reading, value);
    return texts;
}

void warnOfRepeats(Reading& reading, const Node& list)
{
    std::set<std::string_view> seen;
    for (const Node& item : list.children())
        if (item.kind == Node::Kind::Scalar && !seen.insert(item.text()).second)
            reading.report.add(Code::RepeatedValue, item.span(), inTicks(item.text()) + " is in the list twice", "remove one of them");
}

namespace {

Value readScalarValue(Reading& reading, const Node& node)
{
    if (node.isQuoted())
        return copyText(Value::Kind::Text, node.text(), reading.arena);
    switch (scalarKind(node.text())) {
    case ScalarKind::Null:
        return Value::null();
    case ScalarKind::Boolean:
        return Value::boolean(isTrueWord(node.text()));
    case ScalarKind::Number:
    case ScalarKind::HugeNumber:
        return copyText(Value::Kind::Number, node.text().substr(node.text().starts_with('+') ? 1 : 0), reading.arena);
    case ScalarKind::Text:
        return copyText(Value::Kind::Text, node.text(), reading.arena);
    case ScalarKind::Octal:
    case ScalarKind::NotFinite:
    case ScalarKind::LooseNumber:
        reportOddNumber(reading.report, node);
        break;
    }
    return Value::null();
}

// A node as a value; `scalar` reads the scalars.
template <typename Scalar>
Value valueOf(Reading& reading, const Node& node, Scalar scalar)
{
    switch (node.kind) {
    case Node::Kind::Empty:
        return Value::null();
    case Node::Kind::Scalar:
        return scalar(reading, node);
    case Node::Kind::List: {
        std::vector<Value> items;
        for (const Node& item : node.children())
            items.push_back(valueOf(reading, item, scalar));
        return Value::list(copyItems(items, reading.arena));
    }
    case Node::Kind::Map: {
        std::vector<Member> members;
        forEachEntry(node, [&](const Entry& entry) {
            members.push_back({copyText(entry.key.text(), reading.arena), valueOf(reading, entry.value, scalar)});
        });
        return Value::map(copyMembers(members, reading.arena));
    }
    }
    return Value::null();
}

} // namespace

Value readValue(Reading& reading, const Node& node) { return valueOf(reading, node, readScalarValue); }

Value readAsWritten(Reading& reading, const Node& node)
{
    return valueOf(reading, node, [](Reading& in, const Node& scalar) {
        return copyText(Value::Kind::Text, scalar.text(), in.arena);
    });
}

} // namespace runlog
