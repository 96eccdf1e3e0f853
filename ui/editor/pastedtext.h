// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace studio {

// Text from outside made fit for a policy file. What YAML or the eye would take for something else does not come in unseen: odd line
// ends and separators become line feeds, odd blanks plain blanks, tabs two blanks; control characters, bidi controls and
// invisible characters are left out. `changes` says what was done, in one sentence, and is empty for text that was fit.
struct CleanText {
    QString text;
    QString changes;
};
CleanText cleanText(const QString& text);

} // namespace studio
