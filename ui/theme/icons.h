// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QString>

namespace studio {

// An icon of resources/icons (16 px, one line), drawn in `muted`; at 0.45 opacity when disabled.
QIcon lineIcon(const QString& name, const Tokens& tokens);

} // namespace studio
