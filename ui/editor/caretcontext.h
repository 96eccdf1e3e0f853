// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace studio {

// Where in the structure of a half-typed policy file a position is: found from indentation and brackets of the text before it,
// without a parser, so that it works in text that does not parse.
struct CaretContext {
    enum class Slot {
        Key,     // the name of an entry of a map (in a block list: or a scalar item)
        Value,   // the scalar after `key: `
        Item,    // an item of a `[…]` list
        Nothing  // in a comment or in the text of a block scalar
    };

    QStringList path;     // keys from the top; an empty one is a list item: "policies", "", "when", "cost_today"
    Slot slot = Slot::Nothing;
    QString word;         // what is typed of it before the position, without an opening quote
    int wordBegin = 0;    // position of the word's first character (of the quote, where there is one)
    bool isQuoted = false;
    QStringList siblings; // keys that the same map has before the position
};

CaretContext contextAt(const QString& text, int position);

} // namespace studio
