// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/policy.h"
#include "ui/editor/caretcontext.h"
#include "ui/editor/corpuswords.h"

#include <QString>
#include <vector>

namespace studio {

// One word that can stand at the caret.
struct Completion {
    QString word;   // shown, and compared with what is typed
    QString insert; // what is written: a key brings its colon
    QString detail; // type and unit, or what it means
};

// What the language allows and the runs have at a place, best first. `file` may be null (names of groups and policies are missing
// then). A word that the map already has is left out.
std::vector<Completion> completionsAt(const CaretContext& context, const runlog::PolicyFile* file, const CorpusWords& words);

// Those that fit what is typed: beginnings first, then words that contain it. Nothing when the typed word is complete.
std::vector<Completion> matching(const std::vector<Completion>& completions, const QString& typed);

// "money, US dollars", "number of steps": the type and unit of a field.
QString typeWords(runlog::FieldType type);

} // namespace studio
