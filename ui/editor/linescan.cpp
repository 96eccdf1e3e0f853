// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/linescan.h"

#include <QTextDocument>
#include <algorithm>

namespace studio {

namespace {

constexpr int MostLines = 2000;
const QString Openers = QStringLiteral("([{");
const QString Closers = QStringLiteral(")]}");

bool startsToken(const QString& line, int at)
{
    return at == 0 || line[at - 1].isSpace() || QStringLiteral("[{,:").contains(line[at - 1]);
}

// Past the end of the quoted text that begins at `at`.
int endOfQuoted(const QString& line, int at)
{
    const QChar quote = line[at];
    const int size = static_cast<int>(line.size());
    for (int i = at + 1; i < size; ++i) {
        if (quote == QLatin1Char('"') && line[i] == QLatin1Char('\\'))
            ++i;
        else if (line[i] == quote)
            return i + 1;
    }
    return size;
}

// Walks from a bracket to its partner, one line after another.
class BracketWalk {
public:
    BracketWalk(const QTextBlock& block, int column, QChar bracket)
        : m_block(block), m_column(column), m_bracket(bracket), m_forward(Openers.contains(bracket))
    {
        const auto& from = m_forward ? Openers : Closers;
        const auto& to = m_forward ? Closers : Openers;
        m_partner = to[from.indexOf(bracket)];
    }

    std::optional<int> run()
    {
        for (int lines = 0; m_block.isValid() && lines < MostLines; ++lines) {
            if (const auto found = inLine(codeOnly(m_block.text())))
                return m_block.position() + *found;
            m_block = m_forward ? m_block.next() : m_block.previous();
            m_column = -1;
        }
        return std::nullopt;
    }

private:
    std::optional<int> inLine(const QString& code)
    {
        const int size = static_cast<int>(code.size());
        const int step = m_forward ? 1 : -1;
        int at = m_column >= 0 ? m_column : (m_forward ? 0 : size - 1);
        for (; at >= 0 && at < size; at += step) {
            if (code[at] == m_bracket)
                ++m_depth;
            else if (code[at] == m_partner && --m_depth == 0)
                return at;
        }
        return std::nullopt;
    }

    QTextBlock m_block;
    int m_column;
    QChar m_bracket;
    QChar m_partner;
    bool m_forward;
    int m_depth = 0;
};

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || QStringLiteral("_.-[]$").contains(c);
}

} // namespace

QString codeOnly(const QString& line)
{
    QString code = line;
    const int size = static_cast<int>(line.size());
    for (int at = 0; at < size; ++at) {
        const QChar c = line[at];
        int end = at;
        if (c == QLatin1Char('"') || (c == QLatin1Char('\'') && startsToken(line, at)))
            end = endOfQuoted(line, at);
        else if (c == QLatin1Char('#') && (at == 0 || line[at - 1].isSpace()))
            end = size;
        if (end == at)
            continue;
        std::fill(code.begin() + at, code.begin() + end, QLatin1Char(' '));
        at = end - 1;
    }
    return code;
}

int indentOf(const QString& line)
{
    const auto first = std::find_if(line.begin(), line.end(), [](QChar c) { return c != QLatin1Char(' '); });
    return static_cast<int>(first - line.begin());
}

bool isBlank(const QString& line)
{
    return std::all_of(line.begin(), line.end(), [](QChar c) { return c.isSpace(); });
}

bool isComment(const QString& line)
{
    return line.trimmed().startsWith(QLatin1Char('#'));
}

std::optional<std::pair<int, int>> bracketPair(const QTextDocument& document, int position)
{
    const QTextBlock block = document.findBlock(position);
    const QString code = codeOnly(block.text());
    for (const int column : {position - block.position(), position - block.position() - 1}) {
        if (column < 0 || column >= code.size() || !(Openers + Closers).contains(code[column]))
            continue;
        const auto partner = BracketWalk(block, column, code[column]).run();
        if (!partner)
            return std::nullopt;
        return std::pair(block.position() + column, *partner);
    }
    return std::nullopt;
}

std::pair<int, int> wordAround(const QTextDocument& document, int position)
{
    const QTextBlock block = document.findBlock(position);
    const QString line = block.text();
    int begin = position - block.position();
    int end = begin;
    while (begin > 0 && isWordCharacter(line[begin - 1]))
        --begin;
    while (end < line.size() && isWordCharacter(line[end]))
        ++end;
    while (begin < end && (line[begin] == QLatin1Char('[') || line[begin] == QLatin1Char(']')))
        ++begin;
    while (end > begin && line[end - 1] == QLatin1Char(']') && !line.mid(begin, end - begin).contains(QLatin1Char('[')))
        --end;
    return {block.position() + begin, block.position() + end};
}

} // namespace studio
