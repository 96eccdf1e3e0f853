// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/sweep.h"

#include <QString>
#include <optional>

class QTextDocument;

namespace studio {

class Document;

// What stands at a position of the text. All answers are about the text as last parsed, which must be the text that the document holds.

// The number that the position is in or right behind.
std::optional<runlog::ThresholdPlace> numberAt(const Document& document, int position);
// The same, else the nearest number on the position's line.
std::optional<runlog::ThresholdPlace> numberOnLineAt(const Document& document, int position);
// The policy whose entry has the position, the last one begun where entries nest; nullptr outside of all.
const runlog::Policy* policyAt(const Document& document, int position);

// The test without a number at a position: text, a list, personal data, a structure; null: none.
const runlog::Condition* testAt(const Document& document, int position);

// The position where `groups` of the file defines a group; -1 where it does not. Looks at the text alone.
int definitionOfGroup(const QTextDocument& text, const QString& name);

} // namespace studio
