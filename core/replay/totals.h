// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

namespace runlog {

// Counts a finished replay.
Totals totalsOf(const Replay& replay);

} // namespace runlog
