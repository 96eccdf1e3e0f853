// SPDX-License-Identifier: Apache-2.0
#include "core/language/scalarend.h"

#include <algorithm>

namespace runlog {

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t'; }
bool isBreak(char c) { return c == '\n' || c == '\r'; }

std::size_t lineEnd(std::string_view text, std::size_t at)
{
    const std::size_t end = std::min(text.find('\n', at), text.size());
    return end > at && text[end - 1] == '\r' ? end - 1 : end;
}

std::size_t nextLine(std::string_view text, std::size_t at)
{
    const std::size_t end = text.find('\n', at);
    return end == std::string_view::npos ? text.size() : end + 1;
}

int indentOf(std::string_view line)
{
    return static_cast<int>(std::min(line.find_first_not_of(' '), line.size()));
}

bool isBlankLine(std::string_view line) { return line.find_first_not_of(' ') == std::string_view::npos; }

bool endsDocument(std::string_view line)
{
    const bool marker = line.starts_with("---") || line.starts_with("...");
    return marker && (line.size() == 3 || isBlank(line[3]));
}

// The indentation that the header itself asks for (`|2`), or 0.
int writtenIndent(std::string_view header)
{
    for (const char c : header.substr(0, 3))
        if (c >= '1' && c <= '9')
            return c - '0';
    return 0;
}

} // namespace

std::size_t quotedEnd(std::string_view text, std::size_t begin)
{
    const char quote = text[begin];
    for (std::size_t i = begin + 1; i < text.size(); ++i) {
        if (text[i] == '\\' && quote == '"')
            ++i;
        else if (text[i] == quote && quote == '\'' && i + 1 < text.size() && text[i + 1] == quote)
            ++i;
        else if (text[i] == quote)
            return i + 1;
    }
    return std::string_view::npos;
}

std::size_t plainEnd(std::string_view text, std::size_t begin, std::string_view value)
{
    std::size_t at = begin;
    std::size_t end = begin;
    for (const char c : value) {
        if (isBlank(c) || isBreak(c))
            continue;
        while (at < text.size() && (isBlank(text[at]) || isBreak(text[at])))
            ++at;
        if (at == text.size() || text[at] != c)
            return end;
        end = ++at;
    }
    return end;
}

std::size_t blockEnd(std::string_view text, std::size_t begin, int parentIndent)
{
    const std::size_t headerEnd = lineEnd(text, begin);
    const int written = writtenIndent(text.substr(begin, headerEnd - begin));
    int indent = written > 0 ? std::max(parentIndent, 0) + written : -1;
    std::size_t end = headerEnd;
    for (std::size_t at = nextLine(text, begin); at < text.size(); at = nextLine(text, at)) {
        const std::string_view line = text.substr(at, lineEnd(text, at) - at);
        if (isBlankLine(line))
            continue;
        if (indent < 0)
            indent = std::max(indentOf(line), parentIndent + 1);
        if (indentOf(line) < indent || endsDocument(line))
            break;
        end = at + line.size();
    }
    return end;
}

} // namespace runlog
