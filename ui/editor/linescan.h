// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QTextBlock>
#include <optional>
#include <utility>

// What the editor must know of a line while it is half typed: no parser, one look at the characters.
namespace studio {

// The line with everything inside quotes and comments made blank, so that brackets and colons left in it are real.
QString codeOnly(const QString& line);

int indentOf(const QString& line);    // blanks at its start
bool isBlank(const QString& line);    // nothing but blanks
bool isComment(const QString& line);  // its first character is `#`

// The place of the bracket at `position` or just before it and of its partner; nullopt where there is none. Looks at no more than
// 2,000 lines in either direction.
std::optional<std::pair<int, int>> bracketPair(const QTextDocument& document, int position);

// The word of the language around a position: letters, digits, `_`, `.`, `-` and indexes. First and past-the-last position.
std::pair<int, int> wordAround(const QTextDocument& document, int position);

} // namespace studio
