// SPDX-License-Identifier: Apache-2.0
//
// What stands before and after the one document of a file.
#include "core/language/blanks.h"
#include "core/language/treebuilder.h"

namespace runlog {

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

} // namespace runlog
