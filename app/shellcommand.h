// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace studio {

// A command line that a POSIX shell reads back as exactly these words.
QString shellCommand(const QStringList& words);

} // namespace studio
