// SPDX-License-Identifier: Apache-2.0
#include "core/language/fileedit.h"

#include "core/language/edit.h"
#include "core/language/inspect.h"
#include "core/language/parse.h"
#include "core/language/scalar.h"

#include <algorithm>
#include <optional>

namespace runlog {

namespace {

constexpr std::string_view Blanks = " \t\r\n";

// A file's bytes with their tree, where they can be read whole.
struct Text {
    const Source& source;
    std::string_view bytes;
    std::string lineEnd;
    YamlTree tree;
};

std::optional<Text> textOf(const Source& source)
{
    Report report;
    const auto inspected = inspect(source, report);
    if (!inspected.readable || inspected.cleaned)
        return std::nullopt;
    const auto bytes = source.bytes();
    const auto first = bytes.find('\n');
    const bool isDos = first != std::string_view::npos && first > 0 && bytes[first - 1] == '\r';
    Text text{source, bytes, isDos ? "\r\n" : "\n", readYaml(bytes.substr(inspected.textBegin), inspected.textBegin)};
    return text.tree.whole ? std::optional(std::move(text)) : std::nullopt;
}

std::size_t lineStart(std::string_view bytes, std::size_t at)
{
    const auto before = at == 0 ? std::string_view::npos : bytes.find_last_of('\n', at - 1);
    return before == std::string_view::npos ? 0 : before + 1;
}

bool isBlankLine(std::string_view line) { return line.find_first_not_of(Blanks) == std::string_view::npos; }

// A text that keeps the line ends after it (`|+`): what follows must not touch them.
bool keepsLineEnds(std::string_view bytes, const Node& node)
{
    const Node* last = &node;
    while (!last->children().empty())
        last = &last->children().back();
    const bool isBlock = last->kind == Node::Kind::Scalar
        && (last->style == Node::Style::Literal || last->style == Node::Style::Folded);
    return isBlock && bytes.substr(last->begin, 3).find('+') != std::string_view::npos;
}

// The entry with its dash, indented, without a line end behind it.
std::string indented(std::string_view lines, std::size_t column, std::string_view lineEnd)
{
    std::string text;
    const std::string blanks(column, ' ');
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        text.append(text.empty() ? blanks + "- " : std::string(lineEnd) + blanks + "  ").append(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return text;
}

// Behind the last entry: at the end of its last line, or where that text keeps its line ends, before the next line that
// is not blank.
FileEdit addAfter(const Text& text, const Node& last, std::string_view lines)
{
    const auto start = lineStart(text.bytes, last.begin);
    const auto dash = text.bytes.find_first_not_of(' ', start);
    if (dash >= last.begin || text.bytes[dash] != '-')
        return {{}, "the entries of this file are not written one below the other"};
    const auto entry = indented(lines, dash - start, text.lineEnd);
    const auto lastByte = text.bytes.find_last_not_of(Blanks, last.end - 1);
    auto at = std::min(text.bytes.find_first_of("\r\n", lastByte), text.bytes.size());
    if (!keepsLineEnds(text.bytes, last))
        return {{{{at, at}, text.lineEnd + entry}}, {}};
    at = std::min(text.bytes.find('\n', at), text.bytes.size() - 1) + 1;
    while (at < text.bytes.size() && isBlankLine(text.bytes.substr(at, text.bytes.find('\n', at) - at)))
        at = std::min(text.bytes.find('\n', at), text.bytes.size() - 1) + 1;
    return {{{{at, at}, entry + text.lineEnd}}, {}};
}

// `tests: []` becomes `tests:` with the entry below.
FileEdit fillEmpty(const Text& text, const Node& list, std::string_view lines)
{
    const auto lineEnd = std::min(text.bytes.find_first_of("\r\n", list.end), text.bytes.size());
    return {{{list.span(), {}}, {{lineEnd, lineEnd}, text.lineEnd + indented(lines, 2, text.lineEnd)}}, {}};
}

FileEdit addAtEnd(const Text& text, std::string_view key, std::string_view lines)
{
    const bool isOpen = !text.bytes.empty() && text.bytes.back() != '\n';
    const bool keeps = keepsLineEnds(text.bytes, text.tree.root);
    std::string added = isOpen ? text.lineEnd : std::string();
    if (!keeps && !text.tree.root.children().empty())
        added += text.lineEnd;
    added += std::string(key) + ':' + text.lineEnd + indented(lines, 2, text.lineEnd) + text.lineEnd;
    return {{{{text.bytes.size(), text.bytes.size()}, added}}, {}};
}

bool isSame(const Node& a, const Node& b)
{
    return a.kind == b.kind && a.text() == b.text()
        && std::equal(a.children().begin(), a.children().end(), b.children().begin(), b.children().end(), isSame);
}

// Whether `after` is `before` with one entry more in the list of `key`.
bool isOneMore(const Node& before, const Node& after, std::string_view key)
{
    const auto* grown = after.find(key);
    const auto* list = before.find(key);
    const auto entries = list == nullptr ? std::span<const Node>() : list->children();
    if (grown == nullptr || grown->children().size() != entries.size() + 1
        || !std::equal(entries.begin(), entries.end(), grown->children().begin(), isSame))
        return false;
    for (std::size_t i = 0; i + 1 < before.children().size(); i += 2) {
        const auto name = before.children()[i].text();
        const auto* now = after.find(name);
        if (name != key && (now == nullptr || !isSame(before.children()[i + 1], *now)))
            return false;
    }
    return true;
}

std::string newError(const Source& before, const std::string& after)
{
    const auto isError = [](const Diagnostic& d) { return d.severity == Severity::Error; };
    const auto known = parse(std::make_shared<const Source>(before)).diagnostics;
    const auto now = parse(std::make_shared<const Source>(before.name(), after)).diagnostics;
    for (const auto& diagnostic : now)
        if (isError(diagnostic) && std::none_of(known.begin(), known.end(), [&](const Diagnostic& old) {
                return isError(old) && old.code == diagnostic.code && old.message == diagnostic.message;
            }))
            return diagnostic.message;
    return {};
}

FileEdit placed(const Text& text, const Node* list, std::string_view key, std::string_view lines)
{
    if (list == nullptr)
        return addAtEnd(text, key, lines);
    if (list->kind != Node::Kind::List)
        return {{}, "`" + std::string(key) + "` is no list"};
    if (list->children().empty())
        return fillEmpty(text, *list, lines);
    if (list->style == Node::Style::Flow)
        return {{}, "the entries of this file are not written one below the other"};
    return addAfter(text, list->children().back(), lines);
}

FileEdit addEntry(const PolicyFile& file, std::string_view key, std::string_view lines)
{
    const auto text = textOf(*file.source);
    if (!text)
        return {{}, "the file must be readable first"};
    const auto& root = text->tree.root;
    const bool isFlow = root.kind == Node::Kind::Map && root.style == Node::Style::Flow;
    if (isFlow || (root.kind != Node::Kind::Map && root.kind != Node::Kind::Empty))
        return {{}, "the keys of this file are not written one below the other"};
    auto added = placed(*text, root.find(key), key, lines);
    if (added.edits.empty())
        return added;
    const auto after = applyEdits(text->bytes, added.edits);
    if (const auto problem = newError(*file.source, after); !problem.empty())
        return {{}, problem};
    const Source changed(file.source->name(), after);
    const auto now = textOf(changed);
    if (!now || !isOneMore(root, now->tree.root, key))
        return {{}, "the file would mean something else with this entry"};
    return added;
}

// Writes a text in the quotes that stand around `written`, or in double ones where it needs some.
std::string inFormOf(std::string_view written, std::string_view text)
{
    if (written.starts_with('\'')) {
        std::string quoted = "'";
        for (const char c : text)
            quoted.append(c == '\'' ? "''" : std::string(1, c));
        return quoted + '\'';
    }
    const bool isWord = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        const bool isAlphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return isAlphanumeric || c == '_' || c == '-' || c == '.';
    });
    const bool isPlain = isWord && text.front() != '-' && text.front() != '.' && scalarKind(text) == ScalarKind::Text;
    return isPlain && !written.starts_with('"') ? std::string(text) : inQuotes(text);
}

void addMentions(std::vector<const Node*>& found, const Node& entry, std::string_view id)
{
    const auto* expect = entry.find("expect");
    const auto* policy = expect == nullptr ? nullptr : expect->find("policy");
    if (policy != nullptr && policy->text() == id)
        found.push_back(policy);
    if (const auto* step = entry.find("step"))
        addMentions(found, *step, id);
    if (const auto* steps = entry.find("steps"))
        for (const auto& step : steps->children())
            addMentions(found, step, id);
}

} // namespace

FileEdit addPolicy(const PolicyFile& file, std::string_view lines) { return addEntry(file, "policies", lines); }
FileEdit addTest(const PolicyFile& file, std::string_view lines) { return addEntry(file, "tests", lines); }

FileEdit renamePolicy(const PolicyFile& file, std::string_view id, std::string_view newId)
{
    const auto text = textOf(*file.source);
    if (!text)
        return {{}, "the file must be readable first"};
    const auto policy = std::ranges::find(file.policies, id, &Policy::id);
    if (policy == file.policies.end())
        return {{}, "the file has no policy of this id"};
    if (policy->shorthand)
        return {{}, "a policy type is called as its key"};
    FileEdit renamed;
    const auto replace = [&](Span span) { renamed.edits.push_back({span, inFormOf(text->source.text(span), newId)}); };
    replace(policy->idSpan);
    std::vector<const Node*> mentions;
    if (const auto* tests = text->tree.root.find("tests"))
        for (const auto& test : tests->children())
            addMentions(mentions, test, id);
    for (const auto* mention : mentions)
        replace(mention->span());
    if (const auto problem = newError(*file.source, applyEdits(text->bytes, renamed.edits)); !problem.empty())
        return {{}, problem};
    return renamed;
}

} // namespace runlog
