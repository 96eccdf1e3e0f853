// SPDX-License-Identifier: Apache-2.0
#include "core/language/treebuilder.h"

#include "core/language/scalarend.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_set>

namespace runlog {

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t'; }
bool isBreak(char c) { return c == '\n' || c == '\r'; }
bool isSpace(char c) { return isBlank(c) || isBreak(c); }

std::size_t lineStart(std::string_view text, std::size_t at)
{
    return at == 0 ? 0 : text.rfind('\n', at - 1) + 1; // npos + 1 is 0
}

int columnOf(std::string_view text, std::size_t at) { return static_cast<int>(at - lineStart(text, at)); }

std::size_t commentEnd(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

std::size_t wordEnd(std::string_view text, std::size_t at, bool flow)
{
    while (at < text.size() && !isSpace(text[at]) && !(flow && std::strchr(",[]{}", text[at]) != nullptr))
        ++at;
    return at;
}

Node::Style styleAt(std::string_view text, std::size_t at)
{
    switch (at < text.size() ? text[at] : '\0') {
    case '"':
        return Node::Style::DoubleQuoted;
    case '\'':
        return Node::Style::SingleQuoted;
    case '|':
        return Node::Style::Literal;
    case '>':
        return Node::Style::Folded;
    default:
        return Node::Style::Plain;
    }
}

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

TreeBuilder::TreeBuilder(std::string_view text, std::size_t base)
    : m_text(text)
    , m_base(base)
    , m_arena(std::make_shared<std::pmr::monotonic_buffer_resource>())
{
}

Diagnostic& TreeBuilder::report(Code code, std::size_t begin, std::size_t end, std::string message, std::string help)
{
    const std::size_t last = std::clamp(end, begin, std::max(begin, m_text.size()));
    return m_report.add(code, {begin + m_base, last + m_base}, std::move(message), std::move(help));
}

// Directives stand before everything else.
void TreeBuilder::startDocument(std::size_t)
{
    std::size_t at = 0;
    while (at < m_text.size() && (m_text[at] == '%' || m_text[at] == '#' || isBreak(m_text[at]))) {
        const std::size_t end = commentEnd(m_text, at);
        if (m_text[at] == '%')
            report(Code::Directive, at, end, "a policy file takes no YAML directives", "remove this line");
        at = std::min(end + 1, m_text.size());
        m_cursor = at;
    }
}

void TreeBuilder::endDocument() {}

// Anchors and tags are reported and skipped; answers where the node itself begins.
std::size_t TreeBuilder::skipProperties(std::size_t at, Properties properties)
{
    std::size_t here = at;
    while (here < m_text.size() && (m_text[here] == '&' || m_text[here] == '!')) {
        const std::size_t end = wordEnd(m_text, here, !m_open.empty() && m_open.back().node.style == Node::Style::Flow);
        const std::string word(m_text.substr(here, end - here));
        if (m_text[here] == '&')
            report(Code::Anchor, here, end, "an anchor (" + inTicks(word) + ") is not allowed", "write the value where it is needed");
        else
            report(Code::Tag, here, end, "a tag (" + inTicks(word) + ") is not allowed", "write the value without a tag");
        const std::size_t next = m_text.find_first_not_of(" \t\r\n", end);
        if (next == std::string_view::npos)
            return end;
        here = next;
        while (here < m_text.size() && m_text[here] == '#')
            here = std::min(m_text.find_first_not_of(" \t\r\n", commentEnd(m_text, here)), m_text.size());
    }
    if (here == at && (properties.anchor || properties.tag))
        report(properties.anchor ? Code::Anchor : Code::Tag, at, at + 1, "anchors and tags are not allowed");
    return here;
}

// One byte, or one comment, between two nodes.
std::size_t TreeBuilder::checkedGapByte(std::size_t at, std::size_t to)
{
    const char c = m_text[at];
    if (c == '#' && (at == 0 || isSpace(m_text[at - 1])))
        return std::min(commentEnd(m_text, at), to);
    if (isSpace(c) || c == ',' || c == ':' || c == '?' || c == '-')
        return at + 1;
    if (c == '#')
        report(Code::YamlSyntax, at, at + 1, "a comment needs a blank before its `#`", "put a blank before the `#`");
    else
        report(Code::TextAfterValue, at, wordEnd(m_text, at, true), "text is left over after a value",
               "remove it, or put the whole value into quotes");
    throw Stop{};
}

void TreeBuilder::skipGap(std::size_t to)
{
    std::size_t at = m_cursor;
    while (at < to && at < m_text.size())
        at = checkedGapByte(at, to);
    m_cursor = std::max(m_cursor, to);
}

Node& TreeBuilder::placed(Node& node, std::size_t begin, std::size_t end) const
{
    node.begin = static_cast<std::uint32_t>(begin + m_base);
    node.end = static_cast<std::uint32_t>(end + m_base);
    return node;
}

void TreeBuilder::add(const Node& node) { m_pending.push_back(node); }

bool TreeBuilder::isKeyNext() const
{
    return !m_open.empty() && m_open.back().node.kind == Node::Kind::Map
        && (m_pending.size() - m_open.back().firstChild) % 2 == 0;
}

// The end of `null`, `~` and so on if that is what stands at the place, and not the next key.
std::optional<std::size_t> TreeBuilder::writtenNull(std::size_t at) const
{
    static constexpr std::array<std::string_view, 4> words{"null", "Null", "NULL", "~"};
    const std::string_view rest = m_text.substr(std::min(at, m_text.size()));
    for (const std::string_view word : words) {
        if (!rest.starts_with(word))
            continue;
        const std::size_t end = at + word.size();
        const std::size_t next = m_text.find_first_not_of(" \t", end);
        const bool colonNext = next != std::string_view::npos && m_text[next] == ':';
        return colonNext && !isKeyNext() && !m_open.empty() ? std::nullopt : std::optional(end);
    }
    return std::nullopt;
}

// Where an empty node is shown: after the `:` or `-` before it, else at the end of what was read.
std::size_t TreeBuilder::emptyPlace(std::size_t at) const
{
    const std::size_t limit = m_open.empty() ? m_cursor : std::min(at, m_text.size());
    const std::size_t place = m_cursor;
    for (std::size_t i = m_cursor; i < limit; ++i) {
        if (m_text[i] == '#' && i > 0 && isSpace(m_text[i - 1]))
            i = commentEnd(m_text, i);
        else if (m_text[i] == ':' || m_text[i] == '-' || m_text[i] == '?' || m_text[i] == ',')
            return i + 1;
    }
    return std::min(place, m_text.size());
}

void TreeBuilder::addNull(std::size_t at, bool anchor)
{
    Node node;
    const std::size_t begin = skipProperties(at, {anchor, false});
    if (const auto end = writtenNull(begin)) {
        skipGap(begin);
        node.kind = Node::Kind::Scalar;
        node.setText(m_text.substr(begin, *end - begin));
        m_cursor = *end;
        return add(placed(node, begin, *end));
    }
    const std::size_t place = emptyPlace(at);
    const bool plainColon = m_open.empty() ? false : m_open.back().node.kind == Node::Kind::Map;
    if (!plainColon || isKeyNext())
        m_cursor = std::max(m_cursor, place);
    else if (place > m_cursor && m_text[place - 1] == ':')
        m_cursor = place;
    add(placed(node, m_cursor, m_cursor));
}

void TreeBuilder::addAlias(std::size_t at)
{
    const std::size_t end = wordEnd(m_text, at, true);
    skipGap(at);
    report(Code::Alias, at, end, "an alias (" + inTicks(m_text.substr(at, end - at)) + ") is not allowed",
           "write the value where it is needed");
    Node node;
    node.refused = true;
    m_cursor = end;
    add(placed(node, at, end));
}

// A value that stands in the text as it is needs no copy.
std::string_view TreeBuilder::keep(std::string_view value, std::size_t begin, std::size_t end)
{
    for (const std::size_t skip : {0U, 1U}) {
        const std::size_t from = begin + skip;
        if (from + value.size() <= end && m_text.substr(from, value.size()) == value)
            return m_text.substr(from, value.size());
    }
    auto* memory = static_cast<char*>(m_arena->allocate(value.size(), 1));
    std::memcpy(memory, value.data(), value.size());
    return {memory, value.size()};
}

void TreeBuilder::addScalar(std::size_t at, const std::string& value, Properties properties)
{
    Node node;
    node.kind = Node::Kind::Scalar;
    const std::size_t begin = skipProperties(at, properties);
    skipGap(properties.anchor || properties.tag ? at : begin);
    node.style = styleAt(m_text, begin);
    std::size_t end = begin;
    switch (node.style) {
    case Node::Style::DoubleQuoted:
    case Node::Style::SingleQuoted:
        end = std::min(quotedEnd(m_text, begin), m_text.size());
        break;
    case Node::Style::Literal:
    case Node::Style::Folded:
        end = blockEnd(m_text, begin, m_open.empty() ? -1 : m_open.back().indent);
        break;
    case Node::Style::Plain:
    case Node::Style::Block:
    case Node::Style::Flow:
        end = plainEnd(m_text, begin, value);
        break;
    }
    node.setText(keep(value, begin, end));
    m_cursor = std::max(m_cursor, end);
    add(placed(node, begin, end));
    checkScalar(node, begin, end);
}

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

void TreeBuilder::open(Node::Kind kind, std::size_t at, Node::Style style, Properties properties)
{
    if (m_open.size() >= maxYamlDepth) {
        report(Code::TooDeep, at, at + 1, "more than 64 levels of nesting", "put less into one another");
        throw Stop{};
    }
    const std::size_t begin = skipProperties(at, properties);
    skipGap(at);
    Open opened;
    opened.node.kind = kind;
    opened.node.style = style;
    placed(opened.node, begin, begin);
    opened.begin = begin;
    opened.firstChild = m_pending.size();
    opened.indent = style == Node::Style::Block ? columnOf(m_text, begin) : m_open.empty() ? -1 : m_open.back().indent;
    const bool bracket = style == Node::Style::Flow && begin < m_text.size() && (m_text[begin] == '[' || m_text[begin] == '{');
    m_cursor = std::max(m_cursor, bracket ? begin + 1 : begin);
    m_open.push_back(opened);
}

// The offset after the closing bracket of a flow collection whose last child was read.
std::size_t TreeBuilder::flowEnd(const Node& node)
{
    const std::size_t begin = node.begin - m_base;
    if (begin >= m_text.size() || (m_text[begin] != '[' && m_text[begin] != '{'))
        return m_cursor; // the one pair of `[a: 1]` has no brackets of its own
    std::size_t at = m_cursor;
    while (at < m_text.size() && m_text[at] != ']' && m_text[at] != '}')
        at = checkedGapByte(at, m_text.size());
    return std::min(at + 1, m_text.size());
}

void TreeBuilder::close()
{
    const Open opened = m_open.back();
    Node node = opened.node;
    if (node.style == Node::Style::Flow)
        m_cursor = flowEnd(node);
    const bool outermostFlow = node.style == Node::Style::Flow && (m_open.size() < 2 || m_open[m_open.size() - 2].node.style != Node::Style::Flow);
    if (outermostFlow)
        checkLines(node.begin - m_base, m_cursor);
    node.end = static_cast<std::uint32_t>(m_cursor + m_base);
    const std::size_t count = m_pending.size() - opened.firstChild;
    if (count > 0) {
        auto* memory = static_cast<Node*>(m_arena->allocate(count * sizeof(Node), alignof(Node)));
        std::uninitialized_copy_n(m_pending.begin() + static_cast<std::ptrdiff_t>(opened.firstChild), count, memory);
        node.setChildren(memory, count);
    }
    m_pending.resize(opened.firstChild);
    if (node.kind == Node::Kind::Map)
        checkKeys(node);
    else
        checkItems(node);
    m_open.pop_back();
    add(node);
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

// What stands after the document: blanks, comments, or an end mark.
void TreeBuilder::checkRest()
{
    std::size_t at = m_cursor;
    while (at < m_text.size() && (isSpace(m_text[at]) || m_text[at] == '#')) {
        at = checkedGapByte(at, m_text.size());
        const bool startsLine = at < m_text.size() && m_text[at - 1] == '\n';
        if (startsLine && m_text.substr(at, 3) == "---")
            return refuseSecondDocument(at);
    }
    m_cursor = std::min(at, m_text.size());
}

void TreeBuilder::refuseRest()
{
    const std::string_view rest = m_text.substr(m_cursor);
    if (rest.empty() || rest.starts_with("...") || m_report.errors() > 0)
        return;
    report(Code::TextAfterValue, m_cursor, m_cursor + 1, "text is left over after the value of the file", "remove it");
}

void TreeBuilder::refuseSecondDocument(std::size_t at)
{
    const std::size_t mark = m_text.substr(std::min(at, m_text.size())).starts_with("---") ? at : m_text.rfind("---", at);
    const std::size_t place = mark == std::string_view::npos || mark < m_cursor ? std::min(at, m_text.size()) : mark;
    const std::size_t length = m_text.substr(place).starts_with("---") ? 3 : 1;
    if (m_report.all().empty() || m_report.all().back().code != row(Code::SecondDocument).name)
        report(Code::SecondDocument, place, place + length, "a second document begins here, and only the first would be read",
               "put it into a file of its own");
}

YamlTree TreeBuilder::take(bool whole)
{
    YamlTree tree;
    tree.arena = m_arena;
    tree.diagnostics = m_report.take();
    tree.whole = whole;
    if (whole && !m_pending.empty())
        tree.root = m_pending.front();
    return tree;
}

} // namespace runlog
