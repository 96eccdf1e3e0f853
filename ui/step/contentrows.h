// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"
#include "ui/step/personal.h"
#include "ui/step/treemodel.h"

#include <QString>

namespace studio {

// One line of what a step carries: a heading, or a name and a value.
struct ContentRow {
    enum class Kind { Heading, Branch, Text, Number, Word, Note };

    Kind kind = Kind::Text;
    QString name;
    QString value;                     // texts in quotes
    std::vector<PersonalSpan> spans;   // of `value`

    bool operator==(const ContentRow&) const = default;
};
using ContentNode = TreeNode<ContentRow>;

// Arguments, the arguments that a policy or an approver made of them, input, output and error of a step. `changedArgs`
// is JSON, empty where nothing was changed; `ran` is false where the replay did not let the step through.
struct StepContent {
    runlog::Step step;
    std::string changedArgs;
    bool ran = true;
};
std::vector<ContentNode> contentRows(const StepContent& content);

// The same as text to read and copy, with spans of personal data.
MarkedText contentText(const StepContent& content);

} // namespace studio
