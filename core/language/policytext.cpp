// SPDX-License-Identifier: Apache-2.0
#include "core/language/policyreader.h"

#include "core/language/fieldref.h"
#include "core/language/scalar.h"
#include "core/language/suggest.h"
#include "core/language/utf8.h"

#include <algorithm>

// The texts of a policy that people read: its id, its message, its names.
namespace runlog {

namespace {

constexpr std::size_t maxIdCharacters = 128;

bool isPlainIdCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
}

// The first character that has no place in a line of printable text.
std::optional<Character> unprintable(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const Character character = characterAt(text, at);
        if (isControl(character.code) || isBidiControl(character.code) || isInvisible(character.code))
            return character;
        at += character.length;
    }
    return std::nullopt;
}

std::string badId(const Node& value)
{
    if (value.text().find_first_not_of(' ') == std::string_view::npos)
        return "an id cannot be blank";
    if (countCharacters(value.text()) > maxIdCharacters)
        return "an id has at most 128 characters, and this one has " + std::to_string(countCharacters(value.text()));
    if (const auto character = unprintable(value.text()))
        return "an id is one line of printable text, and this one has " + codePointName(character->code);
    return {};
}

// The text between braces that opens at `open`, without line ends; npos where it is not closed.
std::string_view bracedName(std::string_view text, std::size_t open)
{
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos)
        return {};
    return text.substr(open + 1, close - open - 1);
}

std::vector<std::string> nearMisses(std::string_view name)
{
    if (name.empty() || name.size() > 60 || name.find('{') != std::string_view::npos || parseFieldRef(name))
        return {};
    const std::size_t first = name.find_first_of(".[");
    if (const std::string_view word = wordFor(name); !word.empty() && fieldNamed(word))
        return {std::string(word)};
    if (first == std::string_view::npos)
        return nearest(name, fieldNames());
    static constexpr std::string_view takePath[] = {"args", "user"};
    std::vector<std::string> names = nearest(name.substr(0, first), takePath);
    for (std::string& found : names)
        found += name.substr(first);
    std::erase_if(names, [](const std::string& found) { return !parseFieldRef(found); });
    return names;
}

} // namespace

std::string readId(Reading& reading, const Node& key, const Node& value)
{
    if (!expectThere(reading, key, value))
        return {};
    const bool isText = value.isQuoted() || (value.isPlain() && scalarKind(value.text()) == ScalarKind::Text);
    if (!isText) {
        reportWrongType(reading, value, "a text for `id`", value.isPlain() ? "write " + inTicks(inQuotes(value.text())) : "");
        if (value.isPlain())
            addReplacement(reading.report.last(), value.span(), value.text(), inQuotes(value.text()));
        return value.kind == Node::Kind::Scalar ? std::string(value.text()) : std::string();
    }
    if (std::string problem = badId(value); !problem.empty()) {
        reading.report.add(Code::BadId, value.span(), std::move(problem), "write a short name, such as `daily_budget`");
        return {};
    }
    if (value.text() == "default")
        reading.report.add(Code::ReservedId, value.span(), "the id `default` stands for `default: deny`", "choose another id");
    if (!std::ranges::all_of(value.text(), isPlainIdCharacter))
        reading.report.add(Code::OddId, value.span(), "the id " + inTicks(value.text()) + " has characters that other tools may not take",
                           "letters, digits, `_`, `.` and `-` are safe");
    return std::string(value.text());
}

void checkMessage(Reading& reading, const Node& value)
{
    const std::string_view text = value.text();
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        const std::string_view name = bracedName(text, open);
        const auto names = nearMisses(name);
        if (names.empty())
            continue;
        const std::string_view written = reading.source.text(value.span());
        const std::string braced = '{' + std::string(name) + '}';
        const std::size_t at = written.find(braced);
        const Span place = at == std::string_view::npos ? value.span()
                                                        : Span{value.begin + at + 1, value.begin + at + 1 + name.size()};
        Diagnostic& found = reading.report.add(Code::PlaceholderNearMiss, place, inTicks(braced) + " inserts nothing",
                                               didYouMean(names));
        for (const std::string& other : names)
            if (at != std::string_view::npos)
                addReplacement(found, place, name, other);
    }
}

void checkReadable(Reading& reading, const Node& value)
{
    for (std::size_t at = 0; at < value.text().size();) {
        const Character character = characterAt(value.text(), at);
        at += character.length;
        const bool layout = character.code == '\n' || character.code == '\t';
        if (layout || !(isControl(character.code) || isBidiControl(character.code)))
            continue;
        reading.report.add(Code::ControlInText, value.span(),
                           "this text has the control character " + codePointName(character.code) + ", which is shown escaped",
                           "remove it");
        return;
    }
}

} // namespace runlog
