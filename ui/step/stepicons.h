// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>

namespace studio {

// Icons of walking through a run, drawn like all others: one line, round ends, in `muted`.
enum class StepIcon { PreviousStop, Back, Forward, NextStop, Play, Pause };
QIcon stepIcon(StepIcon icon, const Tokens& tokens);

} // namespace studio
