// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTextCursor>

// Edits of whole lines, each one undo entry. The cursor's selection names the lines; a selection that ends at the start of a line
// does not take that line. Afterwards the cursor selects what it selected before, moved along.
namespace studio {

constexpr int IndentWidth = 2;

enum class MoveDirection { Up, Down };

// Puts `# ` before every line at their common indentation, or takes it away where all of them have it. Blank lines stay.
void toggleComment(QTextCursor cursor);
void indentLines(QTextCursor cursor);
void outdentLines(QTextCursor cursor);

// Answers the cursor that selects the moved lines; unchanged at the first and last line.
QTextCursor moveLines(QTextCursor cursor, MoveDirection direction);

// A line break with the indentation that the next line of YAML most likely has: as this line, deeper after `key:`, below the
// text of a list item.
void breakLine(QTextCursor& cursor);

// Blanks up to the next even column.
void insertIndent(QTextCursor& cursor);
// Takes the blanks back to the even column before; false where there is anything but blanks before the cursor.
bool eraseIndent(QTextCursor& cursor);

} // namespace studio
