// SPDX-License-Identifier: Apache-2.0
#include "core/language/listedit.h"

#include "core/language/edit.h"
#include "core/language/parse.h"
#include "core/language/scalar.h"

#include <algorithm>

namespace runlog {

namespace {

constexpr std::string_view Blanks = " \t\r\n";

bool comparesGlobs(const Condition& condition)
{
    const auto field = condition.field.field;
    return field == Field::Tool || field == Field::Service || field == Field::Model;
}

std::string globEscaped(std::string_view text)
{
    std::string escaped;
    for (const char c : text)
        escaped += c == '*' || c == '?' ? std::string("\\") + c : std::string(1, c);
    return escaped;
}

std::string written(const Condition& condition, const ListValue& value)
{
    if (!value.isText)
        return value.text;
    const auto text = comparesGlobs(condition) ? globEscaped(value.text) : value.text;
    const auto isPlainByte = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '/';
    };
    const bool isPlain = !text.empty() && std::all_of(text.begin(), text.end(), isPlainByte) && scalarKind(text) == ScalarKind::Text;
    return isPlain ? text : inQuotes(text);
}

enum class Layout : std::uint8_t { None, Flow, Block };

// How the list around the first entry is written.
Layout layoutOf(std::string_view bytes, const Condition& condition)
{
    const auto begin = condition.literals.front().span.begin;
    const auto before = begin == 0 ? std::string_view::npos : bytes.find_last_not_of(Blanks, begin - 1);
    if (before == std::string_view::npos)
        return Layout::None;
    if (bytes[before] == '[')
        return Layout::Flow;
    const bool isDash = bytes[before] == '-' && before + 1 < begin;
    return isDash && bytes.substr(before, begin - before).find('\n') == std::string_view::npos ? Layout::Block : Layout::None;
}

std::size_t lineBegin(std::string_view bytes, std::size_t at)
{
    const auto before = at == 0 ? std::string_view::npos : bytes.rfind('\n', at - 1);
    return before == std::string_view::npos ? 0 : before + 1;
}

std::size_t lineEnd(std::string_view bytes, std::size_t at) { return std::min(bytes.find('\n', at), bytes.size()); }

// Blanks and the dash of an entry alone on its line.
bool isOwnLine(std::string_view bytes, const Literal& literal)
{
    const auto begin = lineBegin(bytes, literal.span.begin);
    const auto lead = bytes.substr(begin, literal.span.begin - begin);
    return lead.find_first_not_of(" -") == std::string_view::npos && std::count(lead.begin(), lead.end(), '-') == 1;
}

FileEdit added(std::string_view bytes, const Condition& condition, const std::string& text)
{
    const auto& last = condition.literals.back();
    switch (layoutOf(bytes, condition)) {
    case Layout::None: break;
    case Layout::Flow: return {{{{last.span.end, last.span.end}, ", " + text}}, {}};
    case Layout::Block: {
        if (!isOwnLine(bytes, last))
            break;
        auto end = lineEnd(bytes, last.span.end);
        const bool isDos = end > 0 && bytes[end - 1] == '\r';
        end -= isDos ? 1 : 0;
        const auto begin = lineBegin(bytes, last.span.begin);
        const std::string lead(bytes.substr(begin, last.span.begin - begin));
        return {{{{end, end}, (isDos ? "\r\n" : "\n") + lead + text}}, {}};
    }
    }
    return {{}, "the condition compares with no list"};
}

// With the comma that it needs no more.
FileEdit removedFromFlow(std::string_view bytes, const Condition& condition, std::size_t index)
{
    const auto& span = condition.literals[index].span;
    const bool isFirst = index == 0;
    const auto from = isFirst ? span.begin : condition.literals[index - 1].span.end;
    const auto to = isFirst ? condition.literals[1].span.begin : span.end;
    const auto between = isFirst ? bytes.substr(span.end, to - span.end) : bytes.substr(from, span.begin - from);
    if (between.find('#') == std::string_view::npos)
        return {{{{from, to}, {}}}, {}};
    const auto comma = between.find(',');
    if (comma == std::string_view::npos || comma > between.find('#'))
        return {{}, "a comment stands between the entries; take this one out by hand"};
    const auto at = (isFirst ? span.end : from) + comma;
    return {{{{at, at + 1}, {}}, {span, {}}}, {}};
}

FileEdit removed(std::string_view bytes, const Condition& condition, std::size_t index)
{
    if (condition.literals.size() == 1)
        return {{}, "a list needs one entry at least"};
    const auto& literal = condition.literals[index];
    switch (layoutOf(bytes, condition)) {
    case Layout::None: break;
    case Layout::Flow: return removedFromFlow(bytes, condition, index);
    case Layout::Block:
        if (!isOwnLine(bytes, literal))
            break;
        return {{{{lineBegin(bytes, literal.span.begin), std::min(lineEnd(bytes, literal.span.end) + 1, bytes.size())}, {}}}, {}};
    }
    return {{}, "the condition compares with no list"};
}

const Condition* find(const Condition& condition, std::string_view id)
{
    if (condition.kind == Condition::Kind::Test && condition.id == id)
        return &condition;
    const auto inList = [&](const std::vector<Condition>& list) -> const Condition* {
        for (const auto& child : list)
            if (const auto* found = find(child, id))
                return found;
        return nullptr;
    };
    const auto* found = inList(condition.children);
    if (!found)
        found = inList(condition.itemTests());
    if (!found && condition.window() && condition.window()->where)
        found = find(*condition.window()->where, id);
    return found;
}

std::vector<std::string> texts(const Condition& condition)
{
    std::vector<std::string> texts;
    for (const auto& literal : condition.literals)
        texts.push_back(literal.text);
    return texts;
}

// The edit, where the changed text has the wanted list, as many policies, and no error.
FileEdit checked(const PolicyFile& file, const Condition& condition, FileEdit edit, const std::vector<std::string>& wanted)
{
    if (edit.edits.empty())
        return edit;
    const auto bytes = applyEdits(file.source->bytes(), edit.edits);
    const auto parsed = parse(std::make_shared<const Source>(file.source->name(), bytes));
    const auto* now = findTest(*parsed.file, condition.id);
    if (now && texts(*now) == wanted && parsed.file->policies.size() == file.policies.size() && !hasError(parsed.diagnostics))
        return edit;
    return {{}, "the changed text would mean something else; change the list by hand"};
}

} // namespace

const Condition* findTest(const PolicyFile& file, std::string_view id)
{
    for (const auto& policy : file.policies) {
        if (const auto* found = find(policy.when, id))
            return found;
        if (policy.unless)
            if (const auto* found = find(*policy.unless, id))
                return found;
    }
    return nullptr;
}

bool isSame(const Literal& literal, const ListValue& value)
{
    if ((literal.type == Literal::Type::Text) != value.isText)
        return false;
    return literal.text == value.text || (literal.isGlob && literal.text == globEscaped(value.text));
}

FileEdit addToList(const PolicyFile& file, const Condition& condition, const ListValue& value)
{
    if (condition.literals.empty())
        return {{}, "the condition compares with no list"};
    if (std::any_of(condition.literals.begin(), condition.literals.end(), [&](const Literal& l) { return isSame(l, value); }))
        return {{}, "the value is in the list"};
    auto wanted = texts(condition);
    wanted.push_back(comparesGlobs(condition) && value.isText ? globEscaped(value.text) : value.text);
    return checked(file, condition, added(file.source->bytes(), condition, written(condition, value)), wanted);
}

FileEdit removeFromList(const PolicyFile& file, const Condition& condition, const ListValue& value)
{
    for (std::size_t index = 0; index < condition.literals.size(); ++index) {
        if (!isSame(condition.literals[index], value))
            continue;
        auto wanted = texts(condition);
        wanted.erase(wanted.begin() + static_cast<std::ptrdiff_t>(index));
        return checked(file, condition, removed(file.source->bytes(), condition, index), wanted);
    }
    return {{}, "the value is not in the list"};
}

} // namespace runlog
