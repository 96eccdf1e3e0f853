// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/pastedtext.h"

#include "ui/theme/paint.h"

#include <QCoreApplication>
#include <QStringList>

namespace studio {

namespace {

struct Counts {
    int lineEnds = 0;
    int blanks = 0;
    int tabs = 0;
    int leftOut = 0;
};

bool isOddLineEnd(ushort c)
{
    return c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0xFDD0 || c == 0xFDD1;
}

bool isOddBlank(ushort c)
{
    return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool isUnseen(ushort c)
{
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool bidi = c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    const bool invisible = c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFC);
    const bool noCharacter = (c >= 0xFDD2 && c <= 0xFDEF) || c >= 0xFFFE;
    return control || bidi || invisible || noCharacter;
}

void add(QString& out, ushort c, Counts& counts)
{
    if (isOddLineEnd(c)) {
        out += QLatin1Char('\n');
        ++counts.lineEnds;
    } else if (isOddBlank(c)) {
        out += QLatin1Char(' ');
        ++counts.blanks;
    } else if (c == '\t') {
        out += QStringLiteral("  ");
        ++counts.tabs;
    } else if (c != '\n' && isUnseen(c)) {
        ++counts.leftOut;
    } else {
        out += QChar(c);
    }
}

QString words(const Counts& counts)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("studio::cleanText", text); };
    QStringList parts;
    if (counts.lineEnds > 0)
        parts << counted(counts.lineEnds, tr("1 odd line end became a line feed"), tr("%1 odd line ends became line feeds"));
    if (counts.blanks > 0)
        parts << counted(counts.blanks, tr("1 odd blank became a plain one"), tr("%1 odd blanks became plain ones"));
    if (counts.tabs > 0)
        parts << counted(counts.tabs, tr("1 tab became blanks"), tr("%1 tabs became blanks"));
    if (counts.leftOut > 0)
        parts << counted(counts.leftOut, tr("1 invisible character was left out"), tr("%1 invisible characters were left out"));
    return parts.join(QStringLiteral(", "));
}

} // namespace

CleanText cleanText(const QString& text)
{
    CleanText clean;
    Counts counts;
    const int size = static_cast<int>(text.size());
    clean.text.reserve(size);
    for (int i = 0; i < size; ++i) {
        if (text[i] != QLatin1Char('\r')) {
            add(clean.text, text[i].unicode(), counts);
            continue;
        }
        clean.text += QLatin1Char('\n');
        if (i + 1 < size && text[i + 1] == QLatin1Char('\n'))
            ++i; // CRLF is an ordinary line end: the document writes the file's own
        else
            ++counts.lineEnds;
    }
    clean.changes = words(counts);
    return clean;
}

} // namespace studio
