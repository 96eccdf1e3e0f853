// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/caretcontext.h"

#include "ui/editor/linescan.h"

#include <QRegularExpression>
#include <vector>

namespace studio {

namespace {

// A map entry or list item of block style that is open.
struct Level {
    int indent = -1;
    QString key; // empty: a list item, or the file
    bool isItem = false;
    QStringList keys; // of the map below it
};

// A `{` or `[` that is open.
struct Bracket {
    bool isMap = false;
    QString key;       // the key whose value is being written
    bool inValue = false;
    QStringList keys;
};

class Scan {
public:
    explicit Scan(const QString& text) : m_text(text) { m_levels.push_back({}); }

    CaretContext run()
    {
        int begin = 0;
        for (;;) {
            const int end = static_cast<int>(m_text.indexOf(QLatin1Char('\n'), begin));
            m_last = end < 0;
            readLine(begin, m_last ? static_cast<int>(m_text.size()) : end);
            if (m_last)
                return result();
            begin = end + 1;
        }
    }

private:
    void readLine(int begin, int end)
    {
        m_begin = begin;
        m_inComment = false;
        m_inBody = false;
        const QString line = m_text.mid(begin, end - begin);
        if (isBodyLine(line))
            return;
        int at = 0;
        if (m_brackets.empty() && m_quote.isNull()) {
            startToken(begin + indentOf(line));
            if (isBlank(line) && !m_last)
                return;
            if (isComment(line)) {
                m_inComment = true;
                return;
            }
            at = readHead(line);
        }
        readRest(line, at);
    }

    // Text of `key: |` above: deeper than the key, or blank.
    bool isBodyLine(const QString& line)
    {
        if (m_bodyIndent < 0)
            return false;
        if (indentOf(line) > m_bodyIndent || (isBlank(line) && !m_last)) {
            m_inBody = true;
            return true;
        }
        m_bodyIndent = -1;
        return false;
    }

    // List dashes and the key of a line in block style; answers where the value begins.
    int readHead(const QString& line)
    {
        int at = indentOf(line);
        while (line.mid(at, 2) == QStringLiteral("- ") || line.mid(at) == QStringLiteral("-")) {
            closeLevels(at, true);
            m_levels.push_back({at, {}, true, {}});
            at += 2;
            while (at < line.size() && line[at] == QLatin1Char(' '))
                ++at;
        }
        at = qMin(at, static_cast<int>(line.size()));
        closeLevels(at, false);
        m_inValue = false;
        startToken(m_begin + at);
        const int colon = keyEnd(line, at);
        if (colon < 0)
            return at;
        const QString key = unquoted(line.mid(at, colon - at).trimmed());
        m_levels.back().keys << key;
        m_levels.push_back({at, key, false, {}});
        if (!m_last || line.size() > colon + 1) {
            m_inValue = true;
            startToken(m_begin + colon + 1);
        }
        noteBody(line, colon, at);
        return colon + 1;
    }

    void noteBody(const QString& line, int colon, int indent)
    {
        static const QRegularExpression head(QStringLiteral("^\\s+[|>][-+1-9]*\\s*(#.*)?$"));
        if (head.match(line.mid(colon + 1)).hasMatch())
            m_bodyIndent = indent;
    }

    // The colon that ends a key which begins at `at`; -1 where there is none.
    static int keyEnd(const QString& line, int at)
    {
        const QString code = codeOnly(line);
        if (at < code.size() && QStringLiteral("{[").contains(code[at]))
            return -1;
        for (int i = at; i < code.size(); ++i)
            if (code[i] == QLatin1Char(':') && (i + 1 == code.size() || code[i + 1] == QLatin1Char(' ')))
                return i;
        return -1;
    }

    // Ends what is indented as deep as `column` or deeper. A dash may stand below its key without indentation.
    void closeLevels(int column, bool isDash)
    {
        while (m_levels.size() > 1) {
            const Level& top = m_levels.back();
            const bool isParent = isDash && top.indent == column && !top.isItem;
            if (top.indent < column || isParent)
                return;
            m_levels.pop_back();
        }
    }

    void readRest(const QString& line, int at)
    {
        for (int i = at; i < line.size(); ++i) {
            const QChar c = line[i];
            if (!m_quote.isNull()) {
                readQuoted(line, i);
                continue;
            }
            if (c == QLatin1Char('#') && (i == 0 || line[i - 1].isSpace())) {
                m_inComment = true;
                return;
            }
            readCode(line, i);
        }
    }

    void readQuoted(const QString& line, int& i)
    {
        if (m_quote == QLatin1Char('"') && line[i] == QLatin1Char('\\'))
            ++i;
        else if (line[i] == m_quote)
            m_quote = QChar();
    }

    void readCode(const QString& line, int i)
    {
        const QChar c = line[i];
        const int position = m_begin + i;
        const bool atStart = position == m_tokenBegin || m_tokenBegin < 0;
        if (c == QLatin1Char('"') || (c == QLatin1Char('\'') && atStart)) {
            if (atStart)
                startToken(position);
            m_quote = c;
        } else if (c == QLatin1Char('{') || c == QLatin1Char('[')) {
            m_brackets.push_back({c == QLatin1Char('{'), {}, false, {}});
            startToken(position + 1);
        } else if ((c == QLatin1Char('}') || c == QLatin1Char(']')) && !m_brackets.empty()) {
            m_brackets.pop_back();
            startToken(position + 1);
        } else if (c == QLatin1Char(',') && !m_brackets.empty()) {
            m_brackets.back().inValue = false;
            m_brackets.back().key.clear();
            startToken(position + 1);
        } else if (c == QLatin1Char(':') && endsFlowKey(line, i)) {
            Bracket& bracket = m_brackets.back();
            bracket.key = unquoted(m_text.mid(m_tokenBegin, position - m_tokenBegin).trimmed());
            bracket.keys << bracket.key;
            bracket.inValue = true;
            startToken(position + 1);
        } else if (c == QLatin1Char(' ') && atStart) {
            startToken(position + 1);
        }
    }

    bool endsFlowKey(const QString& line, int i) const
    {
        const bool isInMap = !m_brackets.empty() && m_brackets.back().isMap && !m_brackets.back().inValue;
        return isInMap && (i + 1 == line.size() || line[i + 1] == QLatin1Char(' '));
    }

    void startToken(int position) { m_tokenBegin = position; }

    static QString unquoted(const QString& text)
    {
        const bool quoted = text.size() >= 2 && (text.startsWith(QLatin1Char('"')) || text.startsWith(QLatin1Char('\'')))
                            && text.endsWith(text[0]);
        return quoted ? text.mid(1, text.size() - 2) : text;
    }

    CaretContext result() const
    {
        CaretContext context;
        for (std::size_t i = 1; i < m_levels.size(); ++i)
            context.path << m_levels[i].key;
        for (const Bracket& bracket : m_brackets) {
            if (!bracket.isMap)
                context.path << QString();
            else if (bracket.inValue)
                context.path << bracket.key;
        }
        context.slot = slot();
        context.siblings = m_brackets.empty() ? m_levels.back().keys : m_brackets.back().keys;
        context.wordBegin = qBound(0, m_tokenBegin, static_cast<int>(m_text.size()));
        context.word = m_text.mid(context.wordBegin);
        context.isQuoted = context.word.startsWith(QLatin1Char('"')) || context.word.startsWith(QLatin1Char('\''));
        if (context.isQuoted)
            context.word.remove(0, 1);
        return context;
    }

    CaretContext::Slot slot() const
    {
        using Slot = CaretContext::Slot;
        if (m_inComment || m_inBody)
            return Slot::Nothing;
        if (m_brackets.empty())
            return m_inValue ? Slot::Value : Slot::Key;
        if (!m_brackets.back().isMap)
            return Slot::Item;
        return m_brackets.back().inValue ? Slot::Value : Slot::Key;
    }

    QString m_text;
    std::vector<Level> m_levels;
    std::vector<Bracket> m_brackets;
    QChar m_quote;
    int m_begin = 0;
    int m_tokenBegin = 0;
    int m_bodyIndent = -1;
    bool m_inValue = false;
    bool m_inComment = false;
    bool m_inBody = false;
    bool m_last = false;
};

// Everything before the last line that starts a key of the file's top is over.
int topBefore(const QString& text, int position)
{
    int at = position;
    while (at > 0) {
        const int begin = static_cast<int>(text.lastIndexOf(QLatin1Char('\n'), at - 1)) + 1;
        if (begin < text.size() && text[begin].isLetter())
            return begin;
        at = begin - 1;
    }
    return 0;
}

} // namespace

CaretContext contextAt(const QString& text, int position)
{
    const int begin = topBefore(text, position);
    CaretContext context = Scan(text.mid(begin, position - begin)).run();
    context.wordBegin += begin;
    return context;
}

} // namespace studio
