// SPDX-License-Identifier: Apache-2.0
#include "core/language/treebuilder.h"

#include "core/language/blanks.h"
#include "core/language/scalarend.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace runlog {

namespace {

std::size_t lineStart(std::string_view text, std::size_t at)
{
    return at == 0 ? 0 : text.rfind('\n', at - 1) + 1; // npos + 1 is 0
}

int columnOf(std::string_view text, std::size_t at) { return static_cast<int>(at - lineStart(text, at)); }

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
