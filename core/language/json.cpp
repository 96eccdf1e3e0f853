// SPDX-License-Identifier: Apache-2.0
#include "core/language/utf8.h"
#include "core/language/value.h"

#include <algorithm>
#include <vector>

// JSON of a Value, canonical (RFC 8785) and compact.
namespace runlog {

namespace {

// Order of UTF-16 code units, as RFC 8785 sorts keys. It differs from the order of UTF-8 bytes only where a character
// past U+FFFF (a surrogate pair) meets one of U+E000 … U+FFFF.
bool utf16Less(std::string_view a, std::string_view b)
{
    const auto [x, y] = std::ranges::mismatch(a, b);
    if (x == a.end() || y == b.end())
        return a.size() < b.size();
    const auto left = static_cast<unsigned char>(*x);
    const auto right = static_cast<unsigned char>(*y);
    const auto pair = [](unsigned char lead) { return lead >= 0xF0; };
    const auto high = [](unsigned char lead) { return lead == 0xEE || lead == 0xEF; };
    if (pair(left) && high(right))
        return true;
    if (high(left) && pair(right))
        return false;
    return left < right;
}

std::vector<Member> canonicalMembers(Value map)
{
    std::vector<Member> sorted(map.members().begin(), map.members().end());
    std::ranges::stable_sort(sorted, [](const Member& a, const Member& b) { return utf16Less(a.key, b.key); });
    std::vector<Member> unique;
    for (const Member& member : sorted) {
        if (!unique.empty() && unique.back().key == member.key)
            unique.back() = member;
        else
            unique.push_back(member);
    }
    return unique;
}

void appendEscape(std::string& out, char c)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    static constexpr std::string_view named = "\b\t\n\f\r";
    static constexpr std::string_view letters = "btnfr";
    if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
    } else if (const std::size_t at = named.find(c); at != std::string_view::npos) {
        out += '\\';
        out += letters[at];
    } else {
        out += "\\u00";
        out += digits[static_cast<unsigned char>(c) >> 4U];
        out += digits[static_cast<unsigned char>(c) & 0xFU];
    }
}

template <typename Append, typename Elements>
void appendJoined(std::string& out, const Elements& elements, Append append)
{
    bool first = true;
    for (const auto& element : elements) {
        if (!first)
            out += ',';
        first = false;
        append(element);
    }
}

template <typename AppendNumber, typename MembersOf>
void appendJson(std::string& out, Value value, const AppendNumber& appendNumber, const MembersOf& membersOf)
{
    const auto recurse = [&](Value inner) { appendJson(out, inner, appendNumber, membersOf); };
    switch (value.kind()) {
    case Value::Kind::Absent:
    case Value::Kind::Unrecorded:
    case Value::Kind::Null:
        out += "null";
        return;
    case Value::Kind::Boolean:
        out += value.boolean() ? "true" : "false";
        return;
    case Value::Kind::Number:
        appendNumber(value);
        return;
    case Value::Kind::Text:
        appendJsonText(out, value.text());
        return;
    case Value::Kind::List:
        out += '[';
        appendJoined(out, value.items(), recurse);
        out += ']';
        return;
    case Value::Kind::Map:
        out += '{';
        appendJoined(out, membersOf(value), [&](const Member& member) {
            appendJsonText(out, member.key);
            out += ':';
            recurse(member.value);
        });
        out += '}';
        return;
    }
}

} // namespace

void appendJsonText(std::string& out, std::string_view text)
{
    out += '"';
    for (std::size_t at = 0; at < text.size();) {
        const Character character = characterAt(text, at);
        if (!character.valid)
            out += "\xEF\xBF\xBD";
        else if (character.code < 0x20 || character.code == '"' || character.code == '\\')
            appendEscape(out, text[at]);
        else
            out += text.substr(at, character.length);
        at += character.length;
    }
    out += '"';
}

void appendCanonicalNumber(std::string& out, const Decimal& number) { out += number.text(); }

void appendCanonicalJson(std::string& out, Value value)
{
    const auto number = [&out](Value v) {
        const auto decimal = v.number();
        out += decimal ? decimal->text() : std::string(v.text());
    };
    appendJson(out, value, number, canonicalMembers);
}

void appendCompactJson(std::string& out, Value value)
{
    appendJson(out, value, [&out](Value v) { out += v.text(); }, [](Value v) { return v.members(); });
}

} // namespace runlog
