// SPDX-License-Identifier: Apache-2.0
#include "core/language/source.h"

#include "core/language/utf8.h"

#include <algorithm>

namespace runlog {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

std::vector<std::size_t> findLineStarts(std::string_view bytes)
{
    std::vector<std::size_t> starts{bytes.starts_with(byteOrderMark) ? byteOrderMark.size() : 0};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const bool crOfPair = bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n';
        if (bytes[i] == '\n' || (bytes[i] == '\r' && !crOfPair))
            starts.push_back(i + 1);
    }
    return starts;
}

std::size_t utf16Length(std::string_view text)
{
    std::size_t units = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = characterAt(text, at);
        units += character.length == 4 ? 2 : 1;
        at += character.length;
    }
    return units;
}

} // namespace

Source::Source(std::string name, std::string bytes)
    : m_name(std::move(name))
    , m_bytes(std::move(bytes))
    , m_lineStarts(findLineStarts(m_bytes))
{
}

std::string_view Source::text(Span span) const
{
    const std::size_t begin = std::min<std::size_t>(span.begin, m_bytes.size());
    const std::size_t end = std::clamp<std::size_t>(span.end, begin, m_bytes.size());
    return std::string_view(m_bytes).substr(begin, end - begin);
}

std::string_view Source::line(std::size_t number) const
{
    if (number == 0 || number > m_lineStarts.size())
        return {};
    const std::size_t begin = m_lineStarts[number - 1];
    const std::size_t end = number < m_lineStarts.size() ? m_lineStarts[number] : m_bytes.size();
    std::string_view text = std::string_view(m_bytes).substr(begin, end - begin);
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    if (text.ends_with('\r'))
        text.remove_suffix(1);
    return text;
}

Place Source::place(std::size_t offset) const
{
    const std::size_t at = std::clamp(offset, m_lineStarts.front(), m_bytes.size());
    const auto after = std::upper_bound(m_lineStarts.begin(), m_lineStarts.end(), at);
    const std::size_t start = *(after - 1);
    const std::string_view before = std::string_view(m_bytes).substr(start, at - start);
    return {static_cast<std::size_t>(after - m_lineStarts.begin()), before.size() + 1, utf16Length(before) + 1};
}

std::size_t Source::offset(std::size_t line, std::size_t byteColumn) const
{
    const std::size_t number = std::clamp<std::size_t>(line, 1, m_lineStarts.size());
    const std::size_t column = std::max<std::size_t>(byteColumn, 1) - 1;
    return m_lineStarts[number - 1] + std::min(column, this->line(number).size());
}

} // namespace runlog
