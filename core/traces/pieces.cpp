// SPDX-License-Identifier: Apache-2.0
#include "core/traces/pieces.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

// Members of a document whose items are, or are parts of, runs of their own.
constexpr std::array<std::string_view, 6> Lists{"simulations", "samples", "data", "resourceSpans", "batches", "spans"};

bool isList(std::string_view key)
{
    const auto name = key.substr(1, key.size() - 2); // without its quotes
    return std::ranges::find(Lists, name) != Lists.end();
}

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t\r") == std::string_view::npos; }

} // namespace

bool Pieces::start()
{
    m_scan.reset();
    m_source = m_open();
    if (m_source)
        m_scan.emplace(*m_source);
    return m_scan.has_value();
}

Pieces::Shape Pieces::look()
{
    if (!start())
        return Shape::Other;
    m_scan->skipBlanks();
    m_scan->forgetLineEnds();
    const int first = m_scan->peek();
    if (first != '{' && first != '[')
        return Shape::Other;
    if (!readFrame())
        return Shape::Other;
    const bool oneLine = !m_scan->sawLineEnd();
    m_scan->skipBlanksOfLine();
    const bool ended = m_scan->skipIf('\n');
    m_scan->skipBlanks();
    if (!m_scan->error().empty())
        return Shape::Other;
    if (m_scan->peek() < 0)
        return m_frame.before.empty() ? Shape::Other : Shape::Items;
    if (!oneLine || !ended)
        return Shape::Other;
    startLines();
    return nextLine(m_frame.first) ? Shape::Lines : Shape::Other;
}

// Goes over the document; the frame is left empty where the document has no list of its own, or several.
bool Pieces::readFrame()
{
    m_frame = {};
    if (m_scan->peek() == '[') {
        m_scan->skip();
        m_frame.before = "[";
        m_frame.after = "]";
        return readItems();
    }
    std::size_t lists = 0;
    m_frame.before = "{";
    m_scan->skip();
    m_scan->skipBlanks();
    for (bool more = !m_scan->skipIf('}'); more;) {
        if (!readMember(lists))
            return false;
        m_scan->skipBlanks();
        more = m_scan->skipIf(',');
        if (!more && !m_scan->skipIf('}'))
            return false;
        if (more)
            (lists == 0 ? m_frame.before : m_frame.after).push_back(',');
    }
    m_frame.after.push_back('}');
    if (lists != 1)
        m_frame = {};
    return true;
}

bool Pieces::readMember(std::size_t& lists)
{
    std::string key;
    m_scan->skipBlanks();
    if (m_scan->peek() != '"' || !m_scan->text(&key))
        return false;
    m_scan->skipBlanks();
    if (!m_scan->skipIf(':'))
        return false;
    m_scan->skipBlanks();
    auto& side = lists == 0 ? m_frame.before : m_frame.after;
    side.append(key).push_back(':');
    if (!isList(key) || m_scan->peek() != '[')
        return m_scan->value(&side);
    m_scan->skip();
    ++lists;
    m_frame.list = key.substr(1, key.size() - 2);
    m_frame.before.push_back('[');
    m_frame.after.push_back(']');
    return readItems();
}

// The items behind an opening bracket, with the closing one.
bool Pieces::readItems()
{
    m_frame.first.clear();
    m_frame.items = 0;
    m_scan->skipBlanks();
    if (m_scan->skipIf(']'))
        return true;
    for (bool isFirst = true;; isFirst = false) {
        m_scan->skipBlanks();
        if (!m_scan->value(isFirst ? &m_frame.first : nullptr))
            return false;
        ++m_frame.items;
        m_scan->skipBlanks();
        if (m_scan->skipIf(']'))
            return true;
        if (!m_scan->skipIf(','))
            return false;
    }
}

void Pieces::startLines()
{
    start();
    m_line = 0;
}

bool Pieces::nextLine(std::string& piece)
{
    do {
        piece.clear();
        if (!m_scan || !m_scan->line(piece))
            return false;
        ++m_line;
    } while (isBlank(piece));
    return true;
}

// Up to the items of the list that the frame names.
void Pieces::startItems()
{
    m_hasItems = false;
    if (!start())
        return;
    m_scan->skipBlanks();
    m_scan->skip();
    while (!m_frame.list.empty()) {
        std::string key;
        m_scan->skipBlanks();
        if (!m_scan->text(&key))
            return;
        m_scan->skipBlanks();
        m_scan->skipIf(':');
        m_scan->skipBlanks();
        if (key.substr(1, key.size() - 2) == m_frame.list)
            break;
        if (!m_scan->value(nullptr))
            return;
        m_scan->skipBlanks();
        m_scan->skipIf(',');
    }
    if (!m_frame.list.empty())
        m_scan->skip();
    m_scan->skipBlanks();
    m_hasItems = m_scan->peek() != ']';
}

bool Pieces::nextItem(std::string& piece)
{
    piece.clear();
    if (!m_hasItems)
        return false;
    m_scan->skipBlanks();
    if (!m_scan->value(&piece))
        return m_hasItems = false;
    m_scan->skipBlanks();
    m_hasItems = m_scan->skipIf(',');
    return true;
}

} // namespace runlog
