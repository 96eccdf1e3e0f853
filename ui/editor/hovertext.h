// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/policy.h"

#include <QString>
#include <QStringList>

namespace studio {

// What the language says of a word of the file, as plain text of a few lines: a field with type and meaning, an operator with an
// example, a key, an action, an entity, a group with its patterns. Empty for a word that the language does not know. `path` is
// the way of keys to the word.
QString hoverText(const QString& word, const QStringList& path, const runlog::PolicyFile* file);

} // namespace studio
