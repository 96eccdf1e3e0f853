// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/textedits.h"

#include "ui/editor/linescan.h"

#include <QTextBlock>
#include <QTextDocument>
#include <algorithm>
#include <limits>
#include <vector>

namespace studio {

namespace {

struct Lines {
    QTextBlock first;
    QTextBlock last;
};

Lines linesOf(const QTextCursor& cursor)
{
    const QTextDocument* document = cursor.document();
    Lines lines{document->findBlock(cursor.selectionStart()), document->findBlock(cursor.selectionEnd())};
    if (lines.last != lines.first && cursor.selectionEnd() == lines.last.position())
        lines.last = lines.last.previous();
    return lines;
}

std::vector<QTextBlock> writtenLines(const Lines& lines)
{
    std::vector<QTextBlock> blocks;
    for (QTextBlock block = lines.first; block.isValid(); block = block.next()) {
        if (!isBlank(block.text()))
            blocks.push_back(block);
        if (block == lines.last)
            break;
    }
    return blocks;
}

int commonIndent(const std::vector<QTextBlock>& blocks)
{
    int indent = std::numeric_limits<int>::max();
    for (const auto& block : blocks)
        indent = std::min(indent, indentOf(block.text()));
    return indent;
}

void uncomment(QTextCursor& cursor, const QTextBlock& block)
{
    const int at = indentOf(block.text());
    cursor.setPosition(block.position() + at);
    cursor.deleteChar();
    if (at < block.text().size() && block.text()[at] == QLatin1Char(' '))
        cursor.deleteChar();
}

void comment(QTextCursor& cursor, const QTextBlock& block, int indent)
{
    cursor.setPosition(block.position() + indent);
    cursor.insertText(QStringLiteral("# "));
}

QString indentAfter(const QString& before)
{
    const QString code = codeOnly(before).trimmed();
    int indent = indentOf(before);
    if (code.startsWith(QStringLiteral("- ")) && code.contains(QLatin1Char(':')))
        indent += IndentWidth;
    const bool opensMap = code.endsWith(QLatin1Char(':'));
    const bool opensText = code.endsWith(QStringLiteral(": |")) || code.endsWith(QStringLiteral(": >"));
    if (opensMap || opensText)
        indent += IndentWidth;
    return QString(indent, QLatin1Char(' '));
}

} // namespace

void toggleComment(QTextCursor cursor)
{
    const auto blocks = writtenLines(linesOf(cursor));
    if (blocks.empty())
        return;
    const bool allComments =
        std::all_of(blocks.begin(), blocks.end(), [](const QTextBlock& block) { return isComment(block.text()); });
    const int indent = commonIndent(blocks);
    cursor.beginEditBlock();
    for (const auto& block : blocks) {
        if (allComments)
            uncomment(cursor, block);
        else
            comment(cursor, block, indent);
    }
    cursor.endEditBlock();
}

void indentLines(QTextCursor cursor)
{
    const auto blocks = writtenLines(linesOf(cursor));
    cursor.beginEditBlock();
    for (const auto& block : blocks) {
        cursor.setPosition(block.position());
        cursor.insertText(QString(IndentWidth, QLatin1Char(' ')));
    }
    cursor.endEditBlock();
}

void outdentLines(QTextCursor cursor)
{
    const auto blocks = writtenLines(linesOf(cursor));
    cursor.beginEditBlock();
    for (const auto& block : blocks) {
        cursor.setPosition(block.position());
        const int blanks = std::min(IndentWidth, indentOf(block.text()));
        cursor.movePosition(QTextCursor::Right, QTextCursor::KeepAnchor, blanks);
        cursor.removeSelectedText();
    }
    cursor.endEditBlock();
}

QTextCursor moveLines(QTextCursor cursor, MoveDirection direction)
{
    const Lines lines = linesOf(cursor);
    const QTextBlock other = direction == MoveDirection::Up ? lines.first.previous() : lines.last.next();
    if (!other.isValid())
        return cursor;
    const int shift = (direction == MoveDirection::Up ? -1 : 1) * other.length();
    const int anchor = cursor.anchor() + shift;
    const int position = cursor.position() + shift;

    const int begin = std::min(lines.first.position(), other.position());
    const int end = std::max(lines.last.position() + lines.last.length(), other.position() + other.length()) - 1;
    QTextCursor edit(cursor);
    edit.setPosition(lines.first.position());
    edit.setPosition(lines.last.position() + lines.last.length() - 1, QTextCursor::KeepAnchor);
    QString moved = edit.selectedText();
    moved.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    const QString both = direction == MoveDirection::Up ? moved + QLatin1Char('\n') + other.text()
                                                        : other.text() + QLatin1Char('\n') + moved;
    edit.setPosition(begin);
    edit.setPosition(end, QTextCursor::KeepAnchor);
    edit.insertText(both);

    cursor.setPosition(anchor);
    cursor.setPosition(position, QTextCursor::KeepAnchor);
    return cursor;
}

void breakLine(QTextCursor& cursor)
{
    cursor.beginEditBlock();
    cursor.removeSelectedText();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    cursor.insertText(QLatin1Char('\n') + (isBlank(before) ? before : indentAfter(before)));
    cursor.endEditBlock();
}

void insertIndent(QTextCursor& cursor)
{
    const int column = cursor.positionInBlock();
    cursor.insertText(QString(IndentWidth - column % IndentWidth, QLatin1Char(' ')));
}

bool eraseIndent(QTextCursor& cursor)
{
    const int column = cursor.positionInBlock();
    if (cursor.hasSelection() || column == 0 || !isBlank(cursor.block().text().left(column)))
        return false;
    const int blanks = column % IndentWidth == 0 ? IndentWidth : column % IndentWidth;
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, blanks);
    cursor.removeSelectedText();
    return true;
}

} // namespace studio
