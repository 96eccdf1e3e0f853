// SPDX-License-Identifier: Apache-2.0
#include "core/language/recover.h"

#include <algorithm>

namespace runlog {

namespace {

constexpr std::size_t maxReported = 50;

std::size_t lineEnd(std::string_view text, std::size_t at)
{
    const std::size_t end = text.find('\n', at);
    return end == std::string_view::npos ? text.size() : end + 1;
}

std::size_t indentOf(std::string_view line)
{
    const std::size_t indent = line.find_first_not_of(' ');
    return indent == std::string_view::npos ? line.size() : indent;
}

bool hasContent(std::string_view line)
{
    const std::size_t at = line.find_first_not_of(" \t\r\n");
    return at != std::string_view::npos && line[at] != '#';
}

bool isItem(std::string_view line, std::size_t indent)
{
    return indentOf(line) == indent && line.size() > indent && line[indent] == '-'
        && (line.size() == indent + 1 || line[indent + 1] == ' ' || line[indent + 1] == '\r' || line[indent + 1] == '\n');
}

// Cuts the text at lines that begin a part: first the top-level keys, then the items of a list.
template <typename Begins>
std::vector<Span> cut(std::string_view text, Span whole, Begins begins)
{
    std::vector<Span> parts;
    for (std::size_t at = whole.begin; at < whole.end; at = lineEnd(text, at)) {
        const std::string_view line = text.substr(at, lineEnd(text, at) - at);
        if (parts.empty() ? hasContent(line) : begins(line))
            parts.push_back({at, at});
        if (!parts.empty())
            parts.back() = {parts.back().begin, std::min<std::size_t>(lineEnd(text, at), whole.end)};
    }
    return parts;
}

std::vector<Span> sections(std::string_view text)
{
    return cut(text, {0, text.size()}, [](std::string_view line) {
        return hasContent(line) && line[0] != ' ' && line[0] != '\t' && !isItem(line, 0) && line[0] != ']' && line[0] != '}';
    });
}

// The items of the block list below the first line of a section.
std::vector<Span> items(std::string_view text, Span section)
{
    std::size_t first = lineEnd(text, section.begin);
    while (first < section.end && !hasContent(text.substr(first, lineEnd(text, first) - first)))
        first = lineEnd(text, first);
    if (first >= section.end)
        return {};
    const std::size_t indent = indentOf(text.substr(first, lineEnd(text, first) - first));
    if (!isItem(text.substr(first, lineEnd(text, first) - first), indent))
        return {};
    return cut(text, {first, section.end}, [indent](std::string_view line) { return isItem(line, indent); });
}

class Recovery {
public:
    Recovery(std::string_view text, std::size_t base)
        : m_text(text)
        , m_base(base)
    {
        m_result.text = std::make_unique<std::string>(text);
    }

    Recovered run()
    {
        for (const Span section : sections(m_text))
            readSection(section);
        m_result.tree = readYaml(*m_result.text, m_base);
        return std::move(m_result);
    }

private:
    void readSection(Span section)
    {
        if (isReadable(section, false))
            return;
        const auto parts = items(m_text, section);
        std::size_t broken = 0;
        for (const Span part : parts)
            if (!isReadable(part, true))
                ++broken, leaveOut(part);
        if (broken > 0)
            return;
        isReadable(section, true);
        leaveOut(section);
    }

    bool isReadable(Span part, bool report)
    {
        YamlTree tree = readYaml(m_text.substr(part.begin, part.length()), part.begin + m_base);
        if (tree.whole)
            return true;
        for (Diagnostic& diagnostic : tree.diagnostics)
            if (report && m_result.diagnostics.size() < maxReported)
                m_result.diagnostics.push_back(std::move(diagnostic));
        return false;
    }

    void leaveOut(Span part)
    {
        for (std::size_t at = part.begin; at < part.end; ++at)
            if (m_text[at] != '\n' && m_text[at] != '\r')
                (*m_result.text)[at] = ' ';
        m_result.broken.push_back({part.begin + m_base, part.end + m_base});
    }

    std::string_view m_text;
    std::size_t m_base;
    Recovered m_result;
};

} // namespace

Recovered recover(std::string_view text, std::size_t base) { return Recovery(text, base).run(); }

} // namespace runlog
