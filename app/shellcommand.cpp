// SPDX-License-Identifier: Apache-2.0
#include "app/shellcommand.h"

#include <algorithm>

namespace studio {

namespace {

bool isHarmless(QChar letter)
{
    return (letter.unicode() < 128 && letter.isLetterOrNumber()) || QStringLiteral("_-./:=@%+,").contains(letter);
}

QString inTicks(const QString& word)
{
    if (!word.isEmpty() && std::all_of(word.begin(), word.end(), isHarmless))
        return word;
    return u'\'' + QString(word).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

} // namespace

QString shellCommand(const QStringList& words)
{
    QStringList line;
    for (const QString& word : words)
        line.append(inTicks(word));
    return line.join(u' ');
}

} // namespace studio
