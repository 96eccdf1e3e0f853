// SPDX-License-Identifier: Apache-2.0
//
// What the YAML library lets through and the tree refuses: in scalars, on the lines of a value, in lists and in the keys of a map.
#include "core/language/blanks.h"
#include "core/language/treebuilder.h"

#include <unordered_set>

namespace runlog {

namespace {

// Where a double-quoted text has `\\'`, the one wrong escape that the library takes.
std::size_t badEscape(std::string_view written)
{
    for (std::size_t at = 1; at + 1 < written.size(); ++at) {
        if (written[at] != '\\')
            continue;
        if (written[at + 1] == '\'')
            return at;
        ++at;
    }
    return std::string_view::npos;
}

// `|`, `>-`, `|2 # comment`.
bool isBlockHeader(std::string_view header)
{
    const std::size_t mark = std::min(header.find_first_not_of("+-123456789", 1), header.size());
    const std::size_t rest = header.find_first_not_of(" \t\r", mark);
    return rest == std::string_view::npos || (header[rest] == '#' && rest > mark);
}

// Empty lines before the first line of a block scalar that have more blanks than that line.
bool hasDeepBlankStart(std::string_view text, std::size_t begin)
{
    std::size_t deepest = 0;
    const bool written = text.substr(begin + 1, 2).find_first_of("123456789") != std::string_view::npos;
    for (std::size_t at = text.find('\n', begin); !written && at != std::string_view::npos; at = text.find('\n', at + 1)) {
        const std::size_t content = std::min(text.find_first_not_of(' ', at + 1), text.size());
        const std::size_t indent = content - at - 1;
        if (content < text.size() && !isBreak(text[content]))
            return indent > 0 && deepest > indent;
        deepest = std::max(deepest, indent);
    }
    return false;
}

} // namespace

// What the library lets through and YAML does not.
void TreeBuilder::checkScalar(const Node& node, std::size_t begin, std::size_t end)
{
    const std::string_view written = m_text.substr(begin, end - begin);
    const bool isQuoted = node.style == Node::Style::DoubleQuoted || node.style == Node::Style::SingleQuoted;
    if (isQuoted)
        checkLines(begin, end);
    if (node.style == Node::Style::DoubleQuoted) {
        const std::size_t escape = badEscape(written);
        if (escape != std::string_view::npos)
            report(Code::YamlSyntax, begin + escape, begin + escape + 2, "`\\'` is no escape", "write `'` alone in double quotes");
    }
    if (node.style == Node::Style::Plain && inFlow() && written == "-")
        report(Code::YamlSyntax, begin, end, "a `-` alone cannot stand in brackets", "put it into quotes");
    const bool isBlock = node.style == Node::Style::Literal || node.style == Node::Style::Folded;
    if (isBlock && !isBlockHeader(written.substr(0, written.find('\n'))))
        report(Code::YamlSyntax, begin, begin + 1, "only a comment after a blank can stand beside this mark", "begin the text on the next line");
    if (isBlock && hasDeepBlankStart(m_text, begin))
        report(Code::YamlSyntax, begin, begin + 1, "the empty lines at the start of this text are indented more than the text",
               "indent them less");
}

// Lines that go on a value in quotes or brackets are indented more than the block around it; a bracket that closes may stand below
// the key.
void TreeBuilder::checkLines(std::size_t begin, std::size_t end)
{
    for (std::size_t at = m_text.find('\n', begin); at < end; at = m_text.find('\n', at + 1)) {
        const std::size_t content = m_text.find_first_not_of(' ', at + 1);
        if (content == std::string_view::npos || content >= end || isBreak(m_text[content]))
            continue;
        const std::size_t real = m_text.find_first_not_of(" \t", content);
        if (real >= end || isBreak(m_text[real]) || m_text[real] == '#' || m_text[real] == ']' || m_text[real] == '}')
            continue;
        if (static_cast<int>(content - at - 1) > indentAround())
            continue;
        if (m_text[content] == '\t')
            report(Code::TabIndentation, content, content + 1, "a tab cannot indent", "indent with blanks");
        else
            report(Code::YamlSyntax, content, content + 1, "this line goes on the value above and is not indented",
                   "indent it more than the key");
        return;
    }
}

void TreeBuilder::checkItems(const Node& list)
{
    if (list.style != Node::Style::Flow)
        return;
    for (const Node& item : list.children())
        if (item.kind == Node::Kind::Empty && !item.refused)
            report(Code::EmptyItem, item.begin - m_base, item.begin - m_base + 1, "a list with nothing between two commas",
                   "remove one comma");
}

void TreeBuilder::checkKey(const Node& key, const Node& value)
{
    const std::size_t begin = key.begin - m_base;
    const std::size_t end = key.end - m_base;
    if (key.refused)
        return;
    if (key.kind != Node::Kind::Scalar) {
        report(Code::ComplexKey, begin, std::max(end, begin + 1), "a key must be a text", "write one word as the key");
        return;
    }
    if (key.isPlain() && key.text() == "<<")
        report(Code::MergeKey, begin, end, "the merge key `<<` is not allowed", "write the keys where they are needed");
    const std::size_t colon = key.text().find(':');
    const bool noValue = value.kind == Node::Kind::Empty && value.begin == key.end;
    const std::size_t before = begin == 0 ? std::string_view::npos : m_text.find_last_not_of(" \t", begin - 1);
    const bool explicitKey = before != std::string_view::npos && m_text[before] == '?';
    const bool inBlock = m_open.back().node.style == Node::Style::Block;
    if (inBlock && noValue && !explicitKey && !value.refused && (!key.isPlain() || colon == std::string_view::npos))
        report(Code::YamlSyntax, begin, end, "a key without its `:`", "write `:` and a value after it");
    if (key.isPlain() && noValue && !value.refused && colon != std::string_view::npos && colon > 0) {
        const std::size_t after = begin + colon + 1;
        Diagnostic& found = report(Code::MissingBlank, begin, end, "no blank after the `:` of " + inTicks(key.text()),
                                   "write " + inTicks(std::string(key.text().substr(0, colon)) + ": "
                                                     + std::string(key.text().substr(colon + 1))));
        found.fixes.push_back({"put a blank after the `:`", {{{after + m_base, after + m_base}, " "}}});
    }
}

void TreeBuilder::checkKeys(const Node& map)
{
    std::unordered_set<std::string_view> large;
    const bool small = map.children().size() <= 32;
    for (std::size_t i = 0; i + 1 < map.children().size(); i += 2) {
        const Node& key = map.children()[i];
        checkKey(key, map.children()[i + 1]);
        if (key.kind != Node::Kind::Scalar)
            continue;
        bool seen = false;
        for (std::size_t j = 0; small && j < i && !seen; j += 2)
            seen = map.children()[j].kind == Node::Kind::Scalar && map.children()[j].text() == key.text();
        if (!small)
            seen = !large.insert(key.text()).second;
        if (seen)
            report(Code::DuplicateKey, key.begin - m_base, key.end - m_base, "key " + inTicks(key.text()) + " is there twice",
                   "keep one of the two");
    }
}

} // namespace runlog
