// SPDX-License-Identifier: Apache-2.0
#include "core/traces/jsonscan.h"

#include <array>
#include <cstring>
#include <utility>

namespace runlog {

namespace {

constexpr std::size_t BufferSize = 256 * 1024;
constexpr std::string_view ByteOrderMark = "\xEF\xBB\xBF";

// The bytes that a walk through lists and maps stops at, outside of texts.
constexpr auto stops = [] {
    std::array<bool, 256> table{};
    for (const char c : {'"', '{', '}', '[', ']'})
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool isBlank(int c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool endsScalar(int c) { return c < 0 || isBlank(c) || c == ',' || c == ']' || c == '}' || c == ':'; }

} // namespace

JsonScan::JsonScan(ByteSource& source) : m_source(source), m_buffer(BufferSize)
{
    fill();
    if (std::string_view(m_buffer.data(), m_end).starts_with(ByteOrderMark))
        m_at = ByteOrderMark.size();
}

bool JsonScan::fill()
{
    m_at = 0;
    m_end = m_source.read(m_buffer.data(), m_buffer.size());
    m_bytesRead += m_end;
    return m_end > 0;
}

// What was walked over in the buffer since `begin`.
void JsonScan::take(std::size_t begin, std::string* to)
{
    if (!m_sawLineEnd && m_at > begin)
        m_sawLineEnd = std::memchr(m_buffer.data() + begin, '\n', m_at - begin) != nullptr;
    if (to != nullptr)
        to->append(m_buffer.data() + begin, m_at - begin);
}

bool JsonScan::skipIf(char c)
{
    const bool is = peek() == static_cast<unsigned char>(c);
    m_at += is ? 1 : 0;
    return is;
}

void JsonScan::skipBlanks()
{
    for (int c = peek(); isBlank(c); c = peek()) {
        m_sawLineEnd = m_sawLineEnd || c == '\n';
        skip();
    }
}

void JsonScan::skipBlanksOfLine()
{
    while (isBlank(peek()) && peek() != '\n')
        skip();
}

bool JsonScan::text(std::string* to)
{
    bool escaped = false;
    bool open = false;
    while (peek() >= 0) {
        const auto begin = m_at;
        for (; m_at < m_end; ++m_at) {
            const char c = m_buffer[m_at];
            if (escaped) {
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == '"' && !std::exchange(open, true)) {
                continue;
            } else if (c == '"') {
                ++m_at;
                take(begin, to);
                return true;
            }
        }
        take(begin, to);
    }
    return false;
}

bool JsonScan::container(std::string* to)
{
    std::size_t depth = 0;
    while (peek() >= 0) {
        const auto begin = m_at;
        while (m_at < m_end && !stops[static_cast<unsigned char>(m_buffer[m_at])])
            ++m_at;
        const int stop = m_at < m_end ? m_buffer[m_at] : -1;
        if (stop != -1 && stop != '"') {
            ++m_at;
            depth += stop == '{' || stop == '[' ? 1U : 0U;
            depth -= stop == '}' || stop == ']' ? 1U : 0U;
        }
        take(begin, to);
        if (stop == '"' && !text(to))
            return false;
        if (stop != -1 && depth == 0)
            return true;
    }
    return false;
}

bool JsonScan::scalar(std::string* to)
{
    bool any = false;
    for (int c = peek(); !endsScalar(c); c = peek()) {
        any = true;
        if (to != nullptr)
            to->push_back(static_cast<char>(c));
        skip();
    }
    return any;
}

bool JsonScan::value(std::string* to)
{
    const int start = peek();
    if (start == '{' || start == '[')
        return container(to);
    return start == '"' ? text(to) : scalar(to);
}

bool JsonScan::line(std::string& to)
{
    if (peek() < 0)
        return false;
    while (peek() >= 0) {
        const auto* found = static_cast<const char*>(std::memchr(m_buffer.data() + m_at, '\n', m_end - m_at));
        const auto end = found == nullptr ? m_end : static_cast<std::size_t>(found - m_buffer.data());
        to.append(m_buffer.data() + m_at, end - m_at);
        m_at = end;
        if (found != nullptr) {
            skip();
            break;
        }
    }
    return true;
}

} // namespace runlog
