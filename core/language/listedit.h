// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/fileedit.h"

namespace runlog {

// A value as it was seen, to stand in a list of a condition: text, or a number or boolean as written.
struct ListValue {
    std::string text;
    bool isText = true;
};

// Adds a value at the end of the list that a condition compares with, or takes it out. One edit; every comment stays, but for one on
// the line of an entry of its own that is taken out. Where the field compares as globs, `*` and `?` of the value are escaped. Refused
// where the condition has no list, where the value is (or is not) in it, for the last entry of a list, and where the text would have
// another meaning: the changed text is read once more.
FileEdit addToList(const PolicyFile& file, const Condition& condition, const ListValue& value);
FileEdit removeFromList(const PolicyFile& file, const Condition& condition, const ListValue& value);

// The test with this id, wherever it stands in a policy; null: there is none.
const Condition* findTest(const PolicyFile& file, std::string_view id);

// Whether a literal of a list is this very value.
bool isSame(const Literal& literal, const ListValue& value);

} // namespace runlog
